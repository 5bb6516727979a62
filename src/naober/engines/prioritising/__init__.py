"""What do the members choose together, with a budget that is real?

Methods: the Method of Equal Shares (`shares`), with the usual completions (`epsilon`, `shares`),
sequential Phragmén (`phragmen`) and greedy by votes (`greedy`), each with its source. Approval,
points and ranking (as points) alike.

Guarantees: exact. Every comparison is decided by floats only where a bound on their error leaves no
doubt, and by fractions elsewhere; equal is equal, and then the order of ties that the caller chose
decides, which the answer tells. The budget is never exceeded. The same election gives the same
answer in any order of projects and ballots. Steps of add1 that are passed over would have changed
nothing (`steady` has the proof).
Limits: whole projects only; one budget.
"""

from naober.engines.prioritising.compare import Fairness, Kind, Served, compare
from naober.engines.prioritising.explain import Change, bought_with, with_more
from naober.engines.prioritising.problem import (
    COMPLETIONS,
    TIE_ORDER,
    Ballot,
    Completion,
    Election,
    Method,
    Number,
    Project,
    Rule,
    TieBreak,
    Utility,
)
from naober.engines.prioritising.result import Account, Outcome, Step
from naober.engines.prioritising.solve import solve

__all__ = [
    "COMPLETIONS",
    "TIE_ORDER",
    "Account",
    "Ballot",
    "Change",
    "Completion",
    "Election",
    "Fairness",
    "Kind",
    "Method",
    "Number",
    "Outcome",
    "Project",
    "Rule",
    "Served",
    "Step",
    "TieBreak",
    "Utility",
    "bought_with",
    "compare",
    "solve",
    "with_more",
]
