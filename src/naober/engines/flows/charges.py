"""Fixed costs: of an arc, and of a supply, each paid once when anything goes there.

The model is the tight one: what goes over an arc is at most what it can ever carry, times whether
it is paid for; and what leaves a supply the same, arc by arc and together (Balinski 1961; Geoffrion
and Graves 1974).
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from naober.engines.flows.network import Floats, Network
from naober.engines.flows.programme import Entries, Model, Programme
from naober.engines.flows.simplex import least_cost
from naober.engines.flows.slopes import cheapest_by, good_arcs, spread_costs

WHOLE = 0.5
DUST = 1e-7
SECONDS = 60.0  # a linear programme needs far less
MANY = 2000  # arcs, above which a few of them are searched first
FEW = (3, 4)  # arcs for each node that are searched first, and then
SCALING = 0.05  # of the time: to find which arcs good plans use
SHARE = 0.16  # of the time that is left, for each search in few arcs
EFFORT = 0.0  # for plans in all arcs, where a good one is known: time is for the bound

Places = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """The best found; `bound` is proven, and `proven` that nothing is better."""

    flow: Floats
    bound: float
    proven: bool
    supply_price: Floats
    demand_price: Floats


def with_fixed_costs(network: Network, left: Callable[[], float], gap: float) -> Chosen | None:
    """None when nothing was found in time.

    Of a large network first the arcs that are likely to be used are searched: a solver of whole
    numbers finds good plans in few arcs and proves bounds in all of them.
    """
    layout = Layout(network)
    if not layout.columns:
        empty = np.zeros(0)
        prices = np.zeros(len(network.supply)), np.zeros(len(network.demand))
        return Chosen(empty, 0.0, True, *prices)
    start, floor = None, float("-inf")
    if len(network.tail) > MANY:
        start, floor = _in_few_arcs(layout, left)
    programme = Programme(layout.model())
    if start is not None:
        programme.tell("mip_heuristic_effort", EFFORT)
    answer = programme.best(left(), gap, start)
    x = start if answer.x is None else answer.x
    if x is None:
        return None
    return settled(layout, x, max(answer.bound, floor), proven=answer.proven)


def _in_few_arcs(layout: "Layout", left: Callable[[], float]) -> tuple[Floats | None, float]:
    """A good plan, by column, and what no plan costs less than.

    In the arcs that good plans use; where there are none, in those that are cheap when fixed costs
    are spread evenly, which is never too much.
    """
    network = layout.network
    spread = spread_costs(network)
    found = cheapest_by(network, spread, left)
    if found is None:
        return None, float("-inf")
    floor = least_cost(network, spread, found)
    reduced = spread - found.supply_price[network.tail] - found.demand_price[network.head]
    nodes = len(network.supply) + len(network.demand)
    scaled = good_arcs(network, _part(left, SCALING), FEW[0] * nodes)
    plan, likely = scaled.flow, np.where(found.flow > 0, -1.0, reduced)
    likely[scaled.arcs] = -2.0
    order = np.argsort(likely, kind="stable")
    for each in FEW:
        count = max(each * nodes, len(scaled.arcs))
        found_there = _in_arcs(network, np.sort(order[:count]), plan, SHARE * left())
        plan = plan if found_there is None else found_there
    return None if plan is None else layout.columns_of(plan), floor


def _in_arcs(network: Network, kept: Places, plan: Floats | None, seconds: float) -> Floats | None:
    """The best plan that is found in some of the arcs, from a plan on if these have it."""
    few = Layout(of_arcs(network, kept))
    start = None if plan is None else few.columns_of(plan[kept])
    answer = Programme(few.model()).best(seconds, 0.0, start)
    if answer.x is None:
        return None
    flow = np.zeros(len(network.tail))
    flow[kept] = np.where(answer.x[: len(kept)] > DUST, answer.x[: len(kept)], 0.0)
    return flow


def _part(left: Callable[[], float], part: float) -> Callable[[], float]:
    """The same clock, of which only the first part counts."""
    kept = (1 - part) * left()
    return lambda: left() - kept


def of_arcs(network: Network, arcs: Places) -> Network:
    """The same with some of its arcs."""
    return replace(
        network,
        tail=network.tail[arcs],
        head=network.head[arcs],
        unit_cost=network.unit_cost[arcs],
        capacity=network.capacity[arcs],
        fixed_cost=network.fixed_cost[arcs],
    )


class Layout:
    """Which column and row says what: first flows, then paid arcs, then paid supplies."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.arcs = len(network.tail)
        self.paid_arcs = np.flatnonzero(network.fixed_cost > 0).astype(np.int32)
        self.paid_supplies = np.flatnonzero(network.supply_fixed > 0).astype(np.int32)

    @property
    def columns(self) -> int:
        """Of all three kinds."""
        return self.arcs + len(self.paid_arcs) + len(self.paid_supplies)

    def model(self) -> Model:
        """The whole, in arrays."""
        network = self.network
        supplies = len(network.supply)
        most = network.most
        parts = [self._balances(), *self._links(most)]
        links = len(self.paid_arcs) + len(self._arcs_of_paid())
        return Model(
            self.costs(),
            np.zeros(self.columns),
            np.concatenate((most, np.ones(self.columns - self.arcs))),
            np.arange(self.columns) >= self.arcs,
            np.concatenate((np.full(supplies, -np.inf), network.demand, np.full(links, -np.inf))),
            np.concatenate((self._supply_limits(), network.demand, np.zeros(links))),
            Entries(
                np.concatenate([part.rows for part in parts]),
                np.concatenate([part.columns for part in parts]),
                np.concatenate([part.values for part in parts]),
            ),
        )

    def costs(self) -> Floats:
        """By column."""
        network = self.network
        return np.concatenate(
            (
                network.unit_cost,
                network.fixed_cost[self.paid_arcs],
                network.supply_fixed[self.paid_supplies],
            )
        )

    def columns_of(self, flow: Floats) -> Floats:
        """The flows, with what has to be paid for them."""
        used = np.bincount(self.network.tail[flow > 0], minlength=len(self.network.supply)) > 0
        paid_arcs, paid_supplies = flow[self.paid_arcs] > 0, used[self.paid_supplies]
        return np.concatenate((flow, paid_arcs, paid_supplies)).astype(np.float64)

    def _supply_limits(self) -> Floats:
        limits = self.network.supply.copy()
        limits[self.paid_supplies] = 0.0  # its amount stands beside whether it is paid
        return limits

    def _balances(self) -> Entries:
        network = self.network
        supplies = len(network.supply)
        columns = np.arange(self.arcs, dtype=np.int32)
        paid = self.arcs + len(self.paid_arcs) + np.arange(len(self.paid_supplies), dtype=np.int32)
        return Entries(
            np.concatenate((network.tail, supplies + network.head, self.paid_supplies)),
            np.concatenate((columns, columns, paid)),
            np.concatenate((np.ones(2 * self.arcs), -network.supply[self.paid_supplies])),
        )

    def _arcs_of_paid(self) -> Places:
        return np.flatnonzero(self.network.supply_fixed[self.network.tail] > 0)

    def _links(self, most: Floats) -> list[Entries]:
        network = self.network
        first = len(network.supply) + len(network.demand)
        count = len(self.paid_arcs)
        by_arc = _linked(first, self.paid_arcs, self.arcs + np.arange(count), most[self.paid_arcs])
        arcs = self._arcs_of_paid()
        place = np.zeros(len(network.supply), dtype=np.int64)
        place[self.paid_supplies] = np.arange(len(self.paid_supplies))
        columns = self.arcs + count + place[network.tail[arcs]]
        by_supply = _linked(first + count, arcs, columns, most[arcs])
        return [by_arc, by_supply]

    def limits(self, x: Floats) -> tuple[Floats, Floats]:
        """Bounds by which only what is paid for in `x` may be used, and is paid."""
        network = self.network
        paid = x[self.arcs :] > WHOLE
        open_arc = np.ones(self.arcs, dtype=np.bool_)
        open_arc[self.paid_arcs] = paid[: len(self.paid_arcs)]
        open_supply = np.ones(len(network.supply), dtype=np.bool_)
        open_supply[self.paid_supplies] = paid[len(self.paid_arcs) :]
        usable = open_arc & open_supply[network.tail]
        upper = np.concatenate((np.where(usable, network.capacity, 0.0), paid.astype(np.float64)))
        lower = np.concatenate((np.zeros(self.arcs), paid.astype(np.float64)))
        return lower, upper


def _linked(
    first: int, flows: Places, paid: Places,
    most: Floats,
) -> Entries:  # fmt: skip
    """Rows that say: this flow is at most so much, times whether that is paid."""
    rows = first + np.arange(len(flows))
    return Entries(
        np.concatenate((rows, rows)).astype(np.int32),
        np.concatenate((flows, paid)).astype(np.int32),
        np.concatenate((np.ones(len(flows)), -most)),
    )


def settled(layout: Layout, x: Floats, bound: float, *, proven: bool) -> Chosen | None:
    """The flows anew with what is paid for fixed: exact, and with prices.

    Links to what is paid for say nothing any more, so that the prices are those of supplies and
    demands alone.
    """
    network = layout.network
    model = layout.model()
    lower, upper = layout.limits(x)
    supplies, demands = len(network.supply), len(network.demand)
    row_upper = model.row_upper.copy()
    row_upper[supplies + demands :] = np.inf
    programme = Programme(
        replace(
            model,
            lower=lower,
            upper=upper,
            whole=np.zeros(layout.columns, dtype=np.bool_),
            row_upper=row_upper,
        )
    )
    answer = programme.relaxed(SECONDS)
    if answer.x is None:
        return None
    prices = answer.prices
    return Chosen(
        answer.x[: layout.arcs],
        bound,
        proven,
        np.minimum(prices[:supplies], 0.0),
        prices[supplies : supplies + demands],
    )
