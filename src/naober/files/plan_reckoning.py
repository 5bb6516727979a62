"""All that is reckoned of a region: its plan, what its ranges and scenarios make of it, and what is
left of it when an organisation leaves. For the command line and for pages alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from naober.engines.flows import Comparison, Objective, Plan, Problem, compare, solve
from naober.files.region import Region

Left = Callable[[], float]
FOR_PLAN = 0.5  # of the time, where there is anything beside it
MOST_WITHOUT = 40  # organisations: those that exchange the most


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`ranges` has "low" and "high": all ranges at the end that is bad for the plan, or good.
    `without`: by organisation."""

    plan: Plan
    scenarios: Comparison
    ranges: Comparison
    without: Comparison


def reckon(
    region: Region,
    objective: Objective,
    *,
    left: Left,
    gap: float = 0.0,
    tell: Callable[[float], None] = lambda part: None,
    leaving: bool = True,
) -> Reckoned:
    """`tell` is told how far it is, from 0 to 1. Without `leaving` nobody leaves."""
    apart = bool(region.scenarios or region.leaned or leaving)
    kept = (1 - FOR_PLAN) * left() if apart else 0.0
    plan = solve(region.problem, objective, left=lambda: left() - kept, gap=gap)
    tell(FOR_PLAN)
    gone = _without(region, plan) if leaving and plan.value is not None else {}
    groups = (region.scenarios, region.leaned, gone)
    steps, done, found = sum(map(len, groups)), 0, []
    for problems in groups:
        clock = _share_of(left, len(problems) / max(1, steps - done))
        found.append(compare(problems, objective, first=plan, left=clock, gap=gap))
        done += len(problems)
        tell(FOR_PLAN + (1 - FOR_PLAN) * done / max(1, steps))
    tell(1.0)
    return Reckoned(plan, *found)


def owners_of(region: Region) -> dict[str, str]:
    """Whose each offer and need is; without a name its own id."""
    return {id: one.organisation or id for id, one in {**region.offers, **region.needs}.items()}


def _share_of(left: Left, part: float) -> Left:
    kept = (1 - part) * left()
    return lambda: left() - kept


def _without(region: Region, plan: Plan) -> Mapping[str, Problem]:
    """The same region without each organisation of the plan, the largest first."""
    owners = owners_of(region)
    moved: dict[str, float] = {}
    for flow in plan.flows:
        for id in (flow.offer, flow.need):
            moved[owners[id]] = moved.get(owners[id], 0.0) + abs(flow.gain)
    largest = sorted(moved, key=lambda name: (-moved[name], name))[:MOST_WITHOUT]
    return {name: _left_by(region.problem, owners, name) for name in largest}


def _left_by(problem: Problem, owners: Mapping[str, str], name: str) -> Problem:
    """Nothing comes from it or goes to it any more; nor does it have to get anything."""
    stays = {id for id, owner in owners.items() if owner != name}
    return replace(
        problem,
        offers=tuple(one for one in problem.offers if one.id in stays),
        needs=tuple(one for one in problem.needs if one.id in stays),
        exchanges=tuple(
            way for way in problem.exchanges if way.offer in stays and way.need in stays
        ),
    )
