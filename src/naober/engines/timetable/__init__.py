"""Who speaks with whom, and in which round?

Method: which talks to hold is a matching in which everybody has as many places as rounds, by the
rules that a graph keeps to which can be coloured with the rounds (`relaxation`, `cuts`); when each
is held is an edge colouring by Kempe chains and tabu search (`colouring`), after the circle method
where all can meet all (`circle`); what could not be placed is made anew, some rounds at a time
(`mending`), which also repairs after cancellations (`repair`). Tables for more than two are seated
by simulated annealing (`groups`). Each file names its source.

Guarantees: nobody is twice in a round, no two people meet twice, only pairs that were given talk,
tables and absences are kept to. `bound` holds for every timetable of the problem: by weak duality
in whole numbers or, where that leaves a gap, by the solver's branch and bound. "optimal" is said
only when the total is the bound. Scores are exact. The same problem gives the same total in any
order of pairs, and the same timetable for the same `chance`, while time is left.
Limits: HiGHS reckons in floats. Where its branch and bound is needed the bound is a billionth too
high, for safety, so that with scores of more than about six decimals the best timetable may be
called "feasible". Tables for more than two are rarely proven best.
"""

from naober.engines.timetable.problem import Aim, Number, Pair, Problem
from naober.engines.timetable.repair import Change, Loyalty, Repaired, repair
from naober.engines.timetable.result import Talk, Timetable
from naober.engines.timetable.solve import solve

__all__ = [
    "Aim",
    "Change",
    "Loyalty",
    "Number",
    "Pair",
    "Problem",
    "Repaired",
    "Talk",
    "Timetable",
    "repair",
    "solve",
]
