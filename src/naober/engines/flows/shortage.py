"""Can every demand be met, and if not: which cannot, and why?

The largest flow and the smallest cut (Ford and Fulkerson 1956): the prices of the network simplex
that leaves as little as possible unmet are 0 and 1, and their ones name the cut. The numbers are
summed from the problem itself, so that a cut that is told does hold.
"""

from collections.abc import Callable

import numpy as np

from naober.engines.flows.network import LARGEST, PROVEN, Network, Shortage
from naober.engines.flows.simplex import Simplex


def shortage(network: Network, left: Callable[[], float]) -> Shortage | None:
    """None when everything can be met, or when time was over before that was known."""
    found = Simplex(network, np.zeros(len(network.tail)), 1.0).solve(left)
    if found is None or found.missing.sum() <= PROVEN * (1 + network.demand.sum()):
        return None
    demands = found.demand_price > 0.5
    supplies = found.supply_price < -0.5
    into = demands[network.head]
    beside = into & ~supplies[network.tail]
    limits = np.minimum(network.capacity[beside], LARGEST)
    reaching = np.zeros(len(supplies), dtype=np.bool_)
    reaching[network.tail[into]] = True
    named = [one for one, flag in zip(network.supply_ids, reaching, strict=True) if flag]
    return Shortage(
        tuple(one for one, flag in zip(network.demand_ids, demands, strict=True) if flag),
        tuple(named),
        float(network.demand[demands].sum()),
        float(network.supply[supplies].sum() + limits.sum()),
    )
