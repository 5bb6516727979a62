"""Which exchanges in a region are worth making, and what do they bring?

Two questions with one answer each. `solve_network`: the cheapest flows through a bare network of
supplies, demands and arcs. `solve`: of a region's offers and needs the plan with the greatest gain,
or the greatest CO2 or mass at no loss, over seasons, with fixed costs, minimum lots, and heat that
flows down or is pumped up.

Method: without fixed costs a network simplex of our own (`simplex`, `tree`; Dantzig 1951,
Cunningham 1976) on a pool of arcs; else, and for regions, a mixed-integer programme in arrays,
solved by HiGHS. Heat goes by the levels of the problem table (`levels`, `cascade`; Linnhoff and
Flower 1978). What more would bring is reckoned with that much more, and what an exchange hangs by
with it forbidden or dearer (`insight`; Dinkelbach 1967). Each file names its source.

Guarantees: nothing exceeds an amount, a capacity, a temperature or a lot. "optimal" is said only
when it is proven: by prices of the same value, or by the solver's branch and bound; `gap` is what
is not proven. "infeasible" names the demands that cannot be met. Nothing can grow for ever: all
amounts are finite. The same question gives the same answer, while time is left.
Limits: prices and limits hold with what is paid for once left as it is. HiGHS reckons in floats: to
about nine digits.
"""

from naober.engines.flows.cascade import Cascade, Stream, cascade
from naober.engines.flows.network import LARGEST, Network, NetworkPlan, Shortage, Status
from naober.engines.flows.problem import (
    APPROACH,
    Exchange,
    Heat,
    Need,
    Objective,
    Offer,
    Problem,
    Pump,
    Season,
)
from naober.engines.flows.result import Flow, Limit, Opened, Plan, Thread, Unmet
from naober.engines.flows.scenarios import Compared, Comparison, compare
from naober.engines.flows.solve import solve
from naober.engines.flows.solve_network import solve_network

__all__ = [
    "APPROACH",
    "LARGEST",
    "Cascade",
    "Compared",
    "Comparison",
    "Exchange",
    "Flow",
    "Heat",
    "Limit",
    "Need",
    "Network",
    "NetworkPlan",
    "Objective",
    "Offer",
    "Opened",
    "Plan",
    "Problem",
    "Pump",
    "Season",
    "Shortage",
    "Status",
    "Stream",
    "Thread",
    "Unmet",
    "cascade",
    "compare",
    "solve",
    "solve_network",
]
