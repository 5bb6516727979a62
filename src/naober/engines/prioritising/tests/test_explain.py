"""What would have changed is what does change; parts are parts of a whole."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naober.engines.prioritising import (
    COMPLETIONS,
    Ballot,
    Completion,
    Election,
    Method,
    Project,
    Rule,
    bought_with,
    compare,
    solve,
    with_more,
)
from naober.engines.prioritising.tests.small import elections

SIMPLE = [
    Method(Rule.GREEDY),
    Method(Rule.GREEDY, Completion.NO_SKIP),
    Method(Rule.PHRAGMEN),
    Method(Rule.PHRAGMEN, Completion.SKIP),
    Method(Rule.EQUAL_SHARES),
]
SEARCHED = [
    Method(Rule.PHRAGMEN, Completion.UTILITARIAN),
    Method(Rule.EQUAL_SHARES, Completion.UTILITARIAN),
    Method(Rule.EQUAL_SHARES, Completion.ADD1_UTILITARIAN),
    Method(Rule.EQUAL_SHARES, Completion.EPSILON),
]
METHODS = [Method(rule, after) for rule in Rule for after in COMPLETIONS[rule]]
SMALL = elections(costs=st.integers(1, 12), most_projects=5, most_voters=5)


def with_extra(election, extra, method):
    return set(solve(replace(election, budget=election.budget + extra), method).selected)


@pytest.mark.parametrize("method", SIMPLE, ids=lambda m: f"{m.rule}-{m.completion}")
@given(election=SMALL)
@settings(max_examples=60, deadline=None)
def test_the_smallest_extra_changes_what_it_says_and_nothing_less_does(election, method):
    coin = Fraction(1, 12)
    outcome = solve(election, method)
    change = with_more(election, method, outcome, coin)
    before = set(outcome.selected)
    if change is None:
        assert all(with_extra(election, 70 * n * coin, method) == before for n in range(12))
        return
    after = with_extra(election, change.extra, method)
    assert after == (before | set(change.enters)) - set(change.leaves) != before
    coins = int(change.extra / coin) + (change.extra % coin > 0)
    tried = range(max(coins - 40, 0), coins)
    assert all(with_extra(election, n * coin, method) == before for n in tried)


@pytest.mark.parametrize("method", SEARCHED, ids=lambda m: f"{m.rule}-{m.completion}")
@given(election=SMALL)
@settings(max_examples=25, deadline=None)
def test_what_is_found_by_halving_changes_at_that_coin(election, method):
    outcome = solve(election, method)
    change = with_more(election, method, outcome)
    if change is None:
        return
    before = set(outcome.selected)
    assert not change.smallest
    assert with_extra(election, change.extra - 1, method) == before
    after = with_extra(election, change.extra, method)
    assert after == (before | set(change.enters)) - set(change.leaves) != before


@given(SMALL)
@settings(max_examples=60, deadline=None)
def test_the_step_of_add1_that_was_not_taken_costs_that_much_more(election):
    method = Method(completion=Completion.ADD1)
    outcome = solve(election, method)
    change = with_more(election, method, outcome)
    cost = {p.id: p.cost for p in election.projects}
    if change is None:
        wanted = {id for b in election.ballots for id in b.points}
        assert set(outcome.selected) == wanted
        return
    after = (set(outcome.selected) | set(change.enters)) - set(change.leaves)
    assert sum(cost[id] for id in after) == election.budget + change.extra
    assert change.extra > 0


@pytest.mark.parametrize("method", METHODS, ids=lambda m: f"{m.rule}-{m.completion}")
@given(election=elections(weights=st.integers(1, 3)))
@settings(max_examples=25, deadline=None)
def test_parts_make_the_whole(election, method):
    outcome = solve(election, method)
    groups = {b.voter: "odd" if int(b.voter[1:]) % 2 else "even" for b in election.ballots}
    fair = compare(election, {"it": outcome}, groups)["it"]
    wanted = {id for b in election.ballots for id in b.points}
    spent = sum(step.cost for step in outcome.steps if step.project in wanted)
    assert sum(served.worth for served in fair.groups.values()) == spent
    assert sum(served.due for served in fair.groups.values()) == spent
    assert sum(s.voters for s in fair.groups.values()) == sum(b.weight for b in election.ballots)
    assert sum(kind.spent for kind in fair.kinds.values()) == outcome.cost
    by_voter = bought_with(outcome)
    for ballot in election.ballots:
        paid = sum(by_voter.get(ballot.voter, {}).values())
        if outcome.share is not None:
            left = outcome.account.left[ballot.voter]
            assert paid + left == outcome.share * ballot.weight


def test_a_comparison_shows_who_gets_nothing():
    projects = (
        Project("a", 6, categories=("energy",)),
        Project("b", 6, categories=("energy", "people")),
        Project("c", 4, categories=("mobility",)),
    )
    ballots = (
        *(Ballot(f"big{n}", {"a": 1, "b": 1}) for n in range(4)),
        *(Ballot(f"small{n}", {"c": 1}) for n in range(2)),
    )
    election = Election(projects, ballots, 12)
    outcomes = {"votes": solve(election, Method(Rule.GREEDY)), "shares": solve(election, Method())}
    found = compare(election, outcomes, {b.voter: b.voter[:-1] for b in ballots})
    assert found["votes"].groups["small"].empty_handed == 2
    assert found["shares"].groups["small"].empty_handed == 0
    assert found["shares"].groups["small"].worth == 4
    assert found["shares"].groups["small"].due == Fraction(10, 3)
    assert found["votes"].kinds["energy"].spent == 9
    assert found["votes"].kinds["energy"].asked == 6
    assert found["votes"].kinds["mobility"].spent == 0
