"""Too large for Hypothesis: the quick way is still the plain way, to the last fraction."""

from fractions import Fraction
from random import Random

import pytest

from naober.engines.prioritising import (
    Ballot,
    Completion,
    Election,
    Method,
    Project,
    Utility,
    solve,
)
from naober.engines.prioritising import profile as profiles
from naober.engines.prioritising.profile import profile_of
from naober.engines.prioritising.shares import first_share
from naober.engines.prioritising.spending import Spending
from naober.engines.prioritising.tests import oracle


@pytest.fixture(params=["lists", "arrays"], autouse=True)
def way(request, monkeypatch):
    """What is quick for few supporters and for many: both count everything here."""
    monkeypatch.setattr(profiles, "FEW", 10**9 if request.param == "lists" else -1)


def made_up(voters: int, projects: int, seed: int, points: tuple[int, ...] = (1,)) -> Election:
    chance = Random(seed)
    costs = [chance.choice((500, 800, 1_000, chance.randint(100, 3_000))) for _ in range(projects)]
    popular = [chance.random() ** 2 for _ in range(projects)]
    ballots = tuple(
        Ballot(
            f"v{number}",
            {
                f"p{n}": chance.choice(points)
                for n in range(projects)
                if chance.random() < popular[n] / 2
            },
        )
        for number in range(voters)
    )
    made = tuple(Project(f"p{n}", cost) for n, cost in enumerate(costs))
    return Election(made, ballots, sum(costs) * 2 // 5)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("utility", Utility)
@pytest.mark.parametrize("points", [(1,), (1, 2, 5)])
def test_a_run_is_exact_to_the_last_voter(seed, utility, points):
    election = made_up(120, 20, seed, points)
    method = Method(utility=utility)
    outcome = solve(election, method)
    chosen, left = oracle.equal_shares(election, method, oracle.share_of(election))
    assert list(outcome.selected) == chosen
    assert outcome.account.left == left


@pytest.mark.parametrize("seed", range(4))
def test_every_step_of_add1_that_was_passed_over_buys_the_same(seed):
    """Against a run for each step: within the budget up to the last, and beyond it one later."""
    election = made_up(150, 25, seed)
    method = Method(completion=Completion.ADD1)
    outcome = solve(election, method)
    profile = profile_of(election, method)
    share = first_share(profile)
    runs = [Spending(profile, share + step).run() for step in range(outcome.raised + 2)]
    assert outcome.raised > 10
    assert [run.cost <= profile.budget for run in runs] == [True] * (outcome.raised + 1) + [False]
    assert outcome.selected == tuple(profile.candidates[p].id for p in runs[-2].order)


def test_a_thousand_steps_are_not_a_thousand_runs(monkeypatch):
    """Fine steps over the same ground give the same choice, and hardly more runs."""
    counted = []
    run = Spending.run

    def counting(self, **how):
        counted.append(1)
        return run(self, **how)

    monkeypatch.setattr(Spending, "run", counting)
    election = made_up(20, 8, 3)
    fine = Method(completion=Completion.ADD1, unit=Fraction(1, 1_000))
    outcome = solve(election, fine)
    assert outcome.raised > 1_000
    assert len(counted) < outcome.raised / 20


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("points", [(1,), (1, 3)])
def test_lists_and_arrays_count_alike(seed, points, monkeypatch):
    """Step by step with exact prices and all that was as good, where few want much."""
    election = made_up(60, 90, seed, points)
    step = Fraction(election.budget, 100 * len(election.ballots))
    method = Method(completion=Completion.ADD1_UTILITARIAN, unit=step)
    found = []
    for few in (-1, 10**9):
        monkeypatch.setattr(profiles, "FEW", few)
        outcome = solve(election, method)
        found.append((outcome.raised, outcome.steps, outcome.account.left))
    assert found[0] == found[1]
    assert len(found[0][1]) > 20
