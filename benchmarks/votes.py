"""`python -m benchmarks.votes`: how long it takes to count, exactly, beside pabutools.

pabutools is under the GPL, so it runs as a process of its own (`benchmarks/votes_pabutools.py`).
"""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import numpy as np

from benchmarks.report import table
from naober.engines.prioritising import (
    Ballot,
    Completion,
    Election,
    Method,
    Project,
    Rule,
    solve,
)

SIZES = ((6_600, 64), (200, 300))
QUICK = ((660, 24), (60, 30))


def section(*, quick: bool) -> str:
    rows = []
    for voters, projects in QUICK if quick else SIZES:
        election = made_up(voters, projects)
        for name, method in _methods(election).items():
            seconds, steps, raised = _timed(election, method)
            rows.append([f"{voters:,} x {projects}, {name}", f"{1000 * seconds:.0f}",
                         str(steps), str(raised)])  # fmt: skip
        rows.append([f"{voters:,} x {projects}, pabutools: Equal Shares",
                     f"{1000 * _pabutools(election):.0f}", "", ""])  # fmt: skip
    header = ["voters x projects, rule", "ms", "chosen", "steps of add1"]
    return (
        "## Counting votes\n\nMade-up elections, counted exactly, ballots to winners: time of the "
        "processor, of five times the shortest (of pabutools, which also counts in fractions and "
        "is a process of its own, of one). The last row of Naober is what a round of the agenda "
        "does unless the desk chooses otherwise.\n\n"
        f"{table(header, rows)}"
    )


def made_up(voters: int, projects: int, seed: int = 1) -> Election:
    """A few projects that many want, many that few want, costs over a factor of 30."""
    chance = np.random.default_rng(seed)
    wanted = chance.gamma(1.2, 1, projects)
    wanted /= wanted.sum()
    costs = [int(cost) for cost in np.exp(chance.uniform(np.log(5e3), np.log(1.5e5), projects))]
    made = tuple(Project(f"p{number}", cost) for number, cost in enumerate(costs))
    ballots = tuple(
        Ballot(
            f"v{number}",
            {
                f"p{one}": 1
                for one in chance.choice(
                    projects, min(projects, 15, 1 + chance.poisson(4)), replace=False, p=wanted
                )
            },
        )
        for number in range(voters)
    )
    return Election(made, ballots, sum(costs) * 3 // 10)


def _methods(election: Election) -> Mapping[str, Method]:
    coarse = Fraction(election.budget, 100 * len(election.ballots))
    many = len(election.ballots) > 500
    return {
        "greedy": Method(Rule.GREEDY),
        "Phragmén": Method(Rule.PHRAGMEN),
        "Equal Shares": Method(),
        "Equal Shares, add1 by " + ("one unit" if many else "a hundredth of the share"): Method(
            completion=Completion.ADD1, unit=1 if many else coarse
        ),
        "Equal Shares, add1 by a hundredth of the share, the rest by votes": Method(
            completion=Completion.ADD1_UTILITARIAN, unit=coarse, threshold=1
        ),
    }


def _timed(election: Election, method: Method) -> tuple[float, int, int]:
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        outcome = solve(election, method)
        best = min(best, time.process_time() - began)
    return best, len(outcome.steps), outcome.raised


def _pabutools(election: Election) -> float:
    """Seconds, without starting up and reading."""
    asked = {
        "projects": {one.id: str(one.cost) for one in election.projects},
        "ballots": [sorted(ballot.points) for ballot in election.ballots],
        "budget": str(election.budget),
    }
    program = Path(__file__).with_name("votes_pabutools.py")
    done = subprocess.run(
        [sys.executable, str(program)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


if __name__ == "__main__":
    print(section(quick=False))
