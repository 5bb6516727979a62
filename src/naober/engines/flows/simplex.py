"""The cheapest way through a network without fixed costs, by a network simplex of our own.

The tree (`tree`) changes one arc at a time. Which arc enters is asked of a pool: at first the
cheapest of each supply and each demand; when nothing in the pool makes it cheaper, every arc of the
network is priced at once, and the best of each node join. The start is the cheapest arc first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import fsum

import numpy as np
import numpy.typing as npt

from naober.engines.flows.network import Floats, Network
from naober.engines.flows.shortlist import cheapest_at, is_dense
from naober.engines.flows.start import first_tree
from naober.engines.flows.tree import Arc

FIRST = 5  # arcs of each node to begin with
MORE = 2  # arcs of each node that join at a time
AT_ONCE = 20  # arcs that are tried before the pool is priced anew
ROUNDING = 1e-10
PATIENCE = 100  # rounds of the pool between two looks at the clock
TIMES = 50  # as many rounds as this for each node are more than any that was seen needed

Places = npt.NDArray[np.integer]


@dataclass(frozen=True, slots=True, eq=False)
class Cheapest:
    """`missing` is what each demand lacks; prices are 0 or less for a supply."""

    flow: Floats
    missing: Floats
    supply_price: Floats
    demand_price: Floats


class Simplex:
    """One network with its costs, or others.

    Behind its arcs stand those by which each supply keeps what it likes, for nothing, and each
    demand lacks it, for `missing_cost` a unit.
    """

    def __init__(self, network: Network, cost: Floats, missing_cost: float) -> None:
        self._network = network
        self._dense = is_dense(network)
        supplies, demands = len(network.supply), len(network.demand)
        nodes = np.arange(supplies + demands, dtype=np.int32)
        root = np.int32(supplies + demands)
        ends = network.head + np.int32(supplies)
        self._arcs = len(network.tail)
        self._tail = np.concatenate((network.tail, np.where(nodes < supplies, nodes, root)))
        self._end = np.concatenate((ends, np.where(nodes < supplies, root, nodes)))
        self._cost = np.concatenate((cost, np.where(nodes < supplies, 0.0, missing_cost)))
        self._capacity = np.concatenate((network.capacity, np.full(len(nodes), np.inf)))
        self._enough = -ROUNDING * max(1.0, float(np.abs(cost).max(initial=0)))
        first = np.flatnonzero(cheapest_at(cost, network, FIRST))
        self._tree = first_tree(network, cost, first, missing_cost)
        self._pool: Places = np.concatenate((first, self._arcs + nodes))

    def solve(self, left: Callable[[], float]) -> Cheapest | None:
        """None when time was over, or when rounding kept it from coming to an end."""
        while True:
            if not self._empty_pool(left):
                return None
            joining = self._joining()
            if not len(joining):
                return self._told()
            self._pool = np.unique(np.concatenate((self._pool, joining)))

    def _empty_pool(self, left: Callable[[], float]) -> bool:
        """Until no arc of the pool makes it cheaper. False when time is over."""
        pool = self._pool
        cost, tail, head = self._cost[pool], self._tail[pool], self._end[pool]
        price = self._tree.price
        rounds = 0
        while True:
            rounds += 1
            if rounds % PATIENCE == 0 and (left() <= 0 or rounds > TIMES * len(price)):
                return False
            reduced = cost + price[tail] - price[head]
            if self._tree.full:
                reduced[np.isin(pool, list(self._tree.full))] *= -1
            wanted = np.flatnonzero(reduced < self._enough)
            if not len(wanted):
                return True
            if len(wanted) > AT_ONCE:
                wanted = wanted[np.argpartition(reduced[wanted], AT_ONCE)[:AT_ONCE]]
            order = wanted[np.argsort(reduced[wanted], kind="stable")]
            self._try(pool[order])

    def _try(self, arcs: Places) -> None:
        tree = self._tree
        price, full, enough = tree.price, tree.full, self._enough
        for number, source, target, cost, capacity in zip(
            arcs.tolist(),
            self._tail[arcs].tolist(),
            self._end[arcs].tolist(),
            self._cost[arcs].tolist(),
            self._capacity[arcs].tolist(),
            strict=True,
        ):
            reduced = cost + float(price[source]) - float(price[target])
            if (reduced if number not in full else -reduced) < enough:
                tree.take(Arc(number, source, target, capacity), reduced)

    def _joining(self) -> Places:
        price, arcs = self._tree.price, self._arcs
        supplies, demands = len(self._network.supply), len(self._network.demand)
        cost = self._cost[:arcs]
        if self._dense:
            fall = price[:supplies, None] - price[None, supplies:-1]
            reduced = (cost.reshape(supplies, demands) + fall).ravel()
        else:
            reduced = cost + price[self._tail[:arcs]] - price[self._end[:arcs]]
        wanted = reduced < self._enough
        wanted[self._pool[self._pool < arcs]] = False
        if np.count_nonzero(wanted) > len(price):
            wanted &= cheapest_at(reduced, self._network, MORE)
        return np.flatnonzero(wanted)

    def _told(self) -> Cheapest:
        tree, supplies = self._tree, len(self._network.supply)
        flow = np.zeros(len(self._cost))
        for number in tree.full:
            flow[number] = self._capacity[number]
        for number, amount in zip(tree.arc[:-1], tree.flow[:-1], strict=True):
            flow[number] = amount
        price = tree.price - tree.price[-1]
        return Cheapest(
            flow[: self._arcs],
            flow[self._arcs + supplies :],
            -price[:supplies],
            price[supplies:-1],
        )


def least_cost(network: Network, cost: Floats, found: Cheapest) -> float:
    """Weak duality: prices of any kind prove a bound, whatever was rounded.

    Supplies pay 0 or less; what an arc costs less than its two ends pay counts as often as it can.
    """
    paid = np.minimum(found.supply_price, 0.0)
    reduced = cost - paid[network.tail] - found.demand_price[network.head]
    at = np.flatnonzero(reduced < 0)
    most = np.minimum(network.supply[network.tail[at]], network.demand[network.head[at]])
    rest = reduced[at] * np.minimum(most, network.capacity[at])
    return fsum([*(paid * network.supply), *(found.demand_price * network.demand), *rest])
