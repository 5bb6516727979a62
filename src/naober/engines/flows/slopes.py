"""Good plans where fixed costs are many, and the arcs they use: dynamic slope scaling.

Each fixed cost is spread over what went there in the plan before, and the network is solved anew
until nothing changes (Kim and Pardalos 1999). From many starts, because where it ends depends on
where it began. No plan need be very good: what arcs the good ones use together is what counts.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from naober.engines.flows.network import PROVEN, Floats, Network
from naober.engines.flows.simplex import Cheapest, Simplex

DEAR = 1e4  # times the largest cost: what a unit that is missing costs
DUST = 1e-7
ROUNDS = 25  # of spreading anew, from one start
STARTS = 40
SEED = 1  # the same question, the same starts
ANYWHERE = 0.3  # part of the starts that is made without the best plan
WIDEST = 2.5  # times the least that a fixed cost makes a unit dearer
SHAKEN = 0.08  # by how much other costs are changed, as the spread of their logarithm

Places = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class Scaled:
    """The best plan, None where none meets all; `arcs` that good plans use, the best plan first."""

    flow: Floats | None
    arcs: Places


def spread_costs(network: Network) -> Floats:
    """What a unit costs on each arc when all that can go there does: never too much."""
    return _spread(network, network.most, network.supply)


def cheapest_by(network: Network, cost: Floats, left: Callable[[], float]) -> Cheapest | None:
    """With these costs instead of fixed ones."""
    return Simplex(network, cost, DEAR * float(np.abs(cost).max(initial=1.0))).solve(left)


def good_arcs(network: Network, left: Callable[[], float], most: int) -> Scaled:
    """At most so many arcs, or those of the best plan, if these are more."""
    plans = sorted(_plans(network, left), key=lambda plan: plan[0])
    kept = np.zeros(len(network.tail), dtype=np.bool_)
    for _, flow in plans:
        both = kept | (flow > 0)
        if kept.any() and np.count_nonzero(both) > most:
            break
        kept = both
    return Scaled(plans[0][1] if plans else None, np.flatnonzero(kept))


def _plans(network: Network, left: Callable[[], float]) -> Iterator[tuple[float, Floats]]:
    """All that are found from all starts, each with its cost."""
    chance = np.random.default_rng(SEED)
    least = spread_costs(network)
    best: tuple[float, Floats] | None = None
    for start in range(STARTS):
        cost = _start(network, least, best and best[1], chance) if start else least
        for plan in _from(network, cost, left):
            yield plan
            best = plan if best is None or plan[0] < best[0] else best
        if left() <= 0:
            return


def _start(
    network: Network, least: Floats, best: Floats | None, chance: np.random.Generator
) -> Floats:
    """Costs to begin with: of every arc by chance, or near those of the best plan."""
    if best is None or chance.random() < ANYWHERE:
        return network.unit_cost + (least - network.unit_cost) * chance.uniform(
            1.0, WIDEST, len(least)
        )
    return _scaled(network, least, best) * chance.lognormal(0.0, SHAKEN, len(least))


def _from(
    network: Network, cost: Floats, left: Callable[[], float]
) -> Iterator[tuple[float, Floats]]:
    before = float("inf")
    for _ in range(ROUNDS):
        found = cheapest_by(network, cost, left) if left() > 0 else None
        if found is None or found.missing.sum() > PROVEN * (1 + network.demand.sum()):
            return
        flow = np.where(found.flow > DUST, found.flow, 0.0)
        total = _cost(network, flow)
        if total == before:
            return
        yield total, flow
        before = total
        cost = _scaled(network, cost, flow)


def _cost(network: Network, flow: Floats) -> float:
    used = np.bincount(network.tail, flow, len(network.supply)) > 0
    fixed = network.fixed_cost[flow > 0].sum() + network.supply_fixed[used].sum()
    return float(network.unit_cost @ flow + fixed)


def _scaled(network: Network, cost: Floats, flow: Floats) -> Floats:
    """What a unit really costs where something goes; elsewhere what was thought before."""
    leaving = np.bincount(network.tail, flow, len(network.supply)).astype(np.float64)
    return np.where(flow > 0, _spread(network, flow, leaving), cost)


def _spread(network: Network, flow: Floats, leaving: Floats) -> Floats:
    share = network.supply_fixed / np.maximum(leaving, DUST)
    each: Floats = network.fixed_cost / np.maximum(flow, DUST)
    return network.unit_cost + each + share[network.tail]
