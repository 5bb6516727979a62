"""The answer for a region: what goes where, what it brings, what limits, what hangs by a thread."""

from collections.abc import Mapping
from dataclasses import dataclass

from naober.engines.flows.cascade import Cascade
from naober.engines.flows.network import Status
from naober.engines.flows.problem import Objective


@dataclass(frozen=True, slots=True)
class Flow:
    """What one exchange does in one season: `sent` leaves, `arrived` arrives.

    `pumped` is what of `sent` a heat pump lifts, and `gain` what it brings, fixed costs apart.
    """

    offer: str
    need: str
    season: str
    sent: float
    arrived: float
    pumped: float
    gain: float
    co2: float


@dataclass(frozen=True, slots=True)
class Opened:
    """What is paid for once: a "connection", a "pump" (both of a pair) or a "supply"."""

    kind: str
    offer: str
    need: str  # "" for a supply
    cost: float


@dataclass(frozen=True, slots=True)
class Limit:
    """Something of which more would bring more, with what is paid for as it is.

    `kind`: "offer", "need" or "capacity". `step` more a week, in all seasons, would bring `worth`
    more in the whole time: reckoned with that much, not from the first unit.
    """

    kind: str
    offer: str
    need: str
    step: float
    worth: float


@dataclass(frozen=True, slots=True)
class Thread:
    """What an exchange of the plan hangs by.

    `loss`: how much less all others can bring without it, at least. `margin`: how much dearer each
    unit of it may become before it is in no best plan any more; None where the plan is not made
    for gain, or where nothing makes it go.
    """

    offer: str
    need: str
    loss: float
    margin: float | None


@dataclass(frozen=True, slots=True)
class Unmet:
    """A need of which the least that was asked cannot be met, whatever is done."""

    need: str
    season: str
    asked: float
    possible: float


@dataclass(frozen=True, slots=True)
class Plan:
    """`value` is in the unit of the objective, `bound` what no plan exceeds, proven.

    `gain` has the fixed costs taken off. `unmet` says why, where nothing can be done.
    """

    status: Status
    objective: Objective
    value: float | None
    bound: float
    gain: float
    co2: float
    mass: float
    fixed_costs: float
    flows: tuple[Flow, ...]
    opened: tuple[Opened, ...]
    limits: tuple[Limit, ...]
    threads: tuple[Thread, ...]
    unmet: tuple[Unmet, ...]
    heat: Mapping[str, Cascade]  # by season, of all streams, as if each could reach each

    @property
    def gap(self) -> float | None:
        """How much more there could be at most, as a part of the value; 0 when proven best."""
        if self.value is None:
            return None
        away = self.bound - self.value
        if self.status is Status.OPTIMAL or away <= 0:
            return 0.0
        return away / abs(self.value) if self.value else float("inf")
