"""The same region in other circumstances: what stays, what goes, what comes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from naober.engines.flows.problem import Objective, Problem
from naober.engines.flows.result import Plan
from naober.engines.flows.solve import solve

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """A plan, and the exchanges by which it differs from the first one."""

    plan: Plan
    gone: tuple[Pair, ...]
    new: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """By scenario, in the order given; `always` are the exchanges of every plan."""

    scenarios: Mapping[str, Compared]
    always: tuple[Pair, ...]


def compare(
    problems: Mapping[str, Problem],
    objective: Objective = Objective.GAIN,
    *,
    first: Plan,
    left: Callable[[], float],
    gap: float = 0.0,
) -> Comparison:
    """Each problem beside the plan of the first one, which is known."""
    found: dict[str, Compared] = {}
    before = pairs(first)
    always = set(before)
    for at, (name, problem) in enumerate(problems.items()):
        part = left() / (len(problems) - at)
        kept = left() - part
        plan = solve(problem, objective, left=_down_to(left, kept), gap=gap, why=False)
        now = pairs(plan)
        always &= set(now)
        gone = tuple(pair for pair in before if pair not in now)
        found[name] = Compared(plan, gone, tuple(pair for pair in now if pair not in before))
    return Comparison(found, tuple(pair for pair in before if pair in always))


def _down_to(left: Callable[[], float], kept: float) -> Callable[[], float]:
    return lambda: left() - kept


def pairs(plan: Plan) -> tuple[Pair, ...]:
    """Which exchanges a plan has, each once."""
    return tuple(dict.fromkeys((flow.offer, flow.need) for flow in plan.flows))
