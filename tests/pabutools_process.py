"""Counts elections with pabutools, which is under the GPL: run as a process of its own.

Reads a JSON list from standard input, one {projects, ballots, budget} for each election, with
amounts as fractions in words; writes for each {rule: chosen ids}. Ties as in `TIE_ORDER`: more
votes, then lower cost, then id.
"""

import json
import sys
from typing import Any

from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat, Instance, Project
from pabutools.fractions import frac
from pabutools.rules import (
    greedy_utilitarian_welfare,
    method_of_equal_shares,
    sequential_phragmen,
)
from pabutools.tiebreaking import TieBreakingRule


def main() -> None:
    json.dump([count(one) for one in json.load(sys.stdin)], sys.stdout)


def count(election: dict[str, Any]) -> dict[str, list[str]]:
    projects = {id: Project(id, amount(cost)) for id, cost in election["projects"].items()}
    instance = Instance(projects.values(), budget_limit=amount(election["budget"]))
    profile = ApprovalProfile(
        [ApprovalBallot(projects[id] for id in ballot) for ballot in election["ballots"]]
    )
    order = {id: rank for rank, id in enumerate(sorted(projects))}
    ties = TieBreakingRule(
        lambda _all, votes, one: (-votes.approval_score(one), one.cost, order[one.name])
    )
    shares = {"sat_class": Cost_Sat, "tie_breaking": ties}
    found = {
        "equal shares": method_of_equal_shares(instance, profile, **shares),
        "phragmen": sequential_phragmen(instance, profile, tie_breaking=ties),
        "greedy": greedy_utilitarian_welfare(instance, profile, **shares),
    }
    if election["raise"]:
        found["equal shares, add1"] = raised(projects, election["budget"], profile, shares)
    return {rule: sorted(project.name for project in chosen) for rule, chosen in found.items()}


def raised(projects: dict[str, Any], budget: str, profile: Any, shares: Any) -> list[Any]:
    """One more for all voters together a step, until the first overspend. Its own completion ends
    as soon as nothing more fits, where one step more may still choose otherwise."""
    limit, step = amount(budget), 0
    wanted = {one for ballot in profile for one in ballot}
    best: list[Any] = []
    while True:
        instance = Instance(projects.values(), budget_limit=limit + step)
        found = list(method_of_equal_shares(instance, profile, **shares))
        if sum(one.cost for one in found) > limit:
            return best
        best, step = found, step + 1
        if wanted <= set(found):
            return best


def amount(words: str) -> Any:
    over, _, under = words.partition("/")
    return frac(int(over), int(under or 1))


if __name__ == "__main__":
    main()
