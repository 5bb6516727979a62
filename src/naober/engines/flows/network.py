"""The bare question: supplies, demands and arcs between them, in arrays; and its answer.

Costs and amounts are in any unit, the same everywhere. A demand is met exactly; a supply gives at
most its amount. A fixed cost, of an arc or a supply, is paid once when anything goes there.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
LARGEST = 1e15  # beyond it, a float no longer tells ones apart
PROVEN = 1e-9  # relative: what two sums of the same numbers may differ by


class Status(StrEnum):
    """What is known of an answer.

    "optimal": nothing better exists, proven; "feasible": it can be done, and `gap` says how far
    from the best at most; "infeasible": proven that it cannot be done; "unknown": time was over.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Valid when made. An arc goes from the supply at `tail` to the demand at `head`."""

    supply_ids: tuple[Hashable, ...]
    demand_ids: tuple[Hashable, ...]
    supply: Floats
    supply_fixed: Floats
    demand: Floats
    tail: Ints
    head: Ints
    unit_cost: Floats
    capacity: Floats  # infinite where there is no limit
    fixed_cost: Floats

    def __post_init__(self) -> None:
        if any(len(set(ids)) < len(ids) for ids in (self.supply_ids, self.demand_ids)):
            raise ValueError("an id stands there twice")
        self._check_lengths()
        for name, values in self._not_negative().items():
            if not (values >= 0).all():  # not a number is refused here too
                raise ValueError(f"{name}: less than 0, or no number")
        for name, values in {**self._not_negative(), "unit_cost": self.unit_cost}.items():
            known = values[np.isfinite(values)] if name == "capacity" else values
            if not (np.abs(known) <= LARGEST).all():
                raise ValueError(f"{name}: more than {LARGEST:g}, or no number")
        for ends, nodes in ((self.tail, self.supply_ids), (self.head, self.demand_ids)):
            if len(ends) and (ends.min() < 0 or ends.max() >= len(nodes)):
                raise ValueError("an arc of a node that there is not")

    def _not_negative(self) -> Mapping[str, Floats]:
        return {
            "supply": self.supply,
            "supply_fixed": self.supply_fixed,
            "demand": self.demand,
            "capacity": self.capacity,
            "fixed_cost": self.fixed_cost,
        }

    def _check_lengths(self) -> None:
        by_supply = {len(self.supply_ids), len(self.supply), len(self.supply_fixed)}
        by_demand = {len(self.demand_ids), len(self.demand)}
        by_arc = {
            len(values)
            for values in (self.tail, self.head, self.unit_cost, self.capacity, self.fixed_cost)
        }
        if max(map(len, (by_supply, by_demand, by_arc))) > 1:
            raise ValueError("arrays of different lengths")

    @classmethod
    def dense(cls, supply: Floats, demand: Floats, cost: Floats) -> Self:
        """Every supply may go to every demand, at the cost in its row and column."""
        rows, columns = len(supply), len(demand)
        return cls(
            tuple(range(rows)),
            tuple(range(columns)),
            np.asarray(supply, dtype=np.float64),
            np.zeros(rows),
            np.asarray(demand, dtype=np.float64),
            np.repeat(np.arange(rows, dtype=np.int32), columns),
            np.tile(np.arange(columns, dtype=np.int32), rows),
            np.asarray(cost, dtype=np.float64).ravel(),
            np.full(rows * columns, np.inf),
            np.zeros(rows * columns),
        )

    @property
    def most(self) -> Floats:
        """What can go over each arc, by its own capacity and by its two ends."""
        ends = np.minimum(self.supply[self.tail], self.demand[self.head])
        return np.minimum(self.capacity, ends)

    @property
    def has_fixed_costs(self) -> bool:
        """Whether anything has to be chosen as a whole."""
        return bool(self.fixed_cost.any() or self.supply_fixed.any())


@dataclass(frozen=True, slots=True, eq=False)
class Shortage:
    """Why it cannot be done: these demands are reached by these supplies only, and ask more.

    `available` is what can reach them: the supplies' amounts, and the capacities of the arcs from
    other supplies to them.
    """

    demands: tuple[Hashable, ...]
    supplies: tuple[Hashable, ...]
    asked: float
    available: float


@dataclass(frozen=True, slots=True, eq=False)
class NetworkPlan:
    """`flow` by arc, and `used` by supply; both empty when there is no plan.

    `bound` is proven: no plan costs less. The prices say by how much the cost changes with one unit
    more of a supply (0 or less) or of a demand, with the arcs and supplies that are in use. They
    are empty where there is no plan.
    """

    status: Status
    objective: float | None
    bound: float
    flow: Floats
    used: Flags
    supply_price: Floats
    demand_price: Floats
    shortage: Shortage | None = None

    @property
    def gap(self) -> float | None:
        """How much cheaper it could be at most, as a part of the cost; 0 when proven best."""
        if self.objective is None:
            return None
        away = self.objective - self.bound
        if self.status is Status.OPTIMAL or away <= 0:
            return 0.0
        return away / abs(self.objective) if self.objective else float("inf")
