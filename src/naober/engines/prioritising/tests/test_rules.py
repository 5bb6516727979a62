"""Every rule against its own definition, and what each promises."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from naober.engines.prioritising import (
    COMPLETIONS,
    TIE_ORDER,
    Ballot,
    Completion,
    Election,
    Method,
    Project,
    Rule,
    TieBreak,
    Utility,
    solve,
)
from naober.engines.prioritising.tests import oracle
from naober.engines.prioritising.tests.small import elections

POINTS = st.sampled_from([1, 1, 2, 3, Fraction(1, 2), 0, -1])
WEIGHTS = st.sampled_from([1, 1, 1, 2, 5])
ORDERS = st.permutations(TIE_ORDER).map(tuple)
UTILITIES = st.sampled_from(Utility)
METHODS = [Method(rule, after) for rule in Rule for after in COMPLETIONS[rule]]
any_method = pytest.mark.parametrize("method", METHODS, ids=lambda m: f"{m.rule}-{m.completion}")


@given(elections(points=POINTS, weights=WEIGHTS), UTILITIES, ORDERS)
@settings(max_examples=300, deadline=None)
def test_equal_shares_is_what_the_paper_says(election, utility, ties):
    method = Method(utility=utility, ties=ties)
    outcome = solve(election, method)
    chosen, left = oracle.equal_shares(election, method, oracle.share_of(election))
    assert list(outcome.selected) == chosen
    assert outcome.account.left == {b.voter: left[b.voter] * b.weight for b in election.ballots}


@given(
    elections(points=POINTS, weights=WEIGHTS),
    UTILITIES,
    st.sampled_from([Fraction(1), Fraction(1, 3), Fraction(5)]),
)
@settings(max_examples=200, deadline=None)
def test_add1_passes_over_nothing_that_every_single_step_would_find(election, utility, unit):
    method = Method(completion=Completion.ADD1, utility=utility, unit=unit)
    outcome = solve(election, method)
    chosen, steps = oracle.add1(election, method)
    assert (list(outcome.selected), outcome.raised) == (chosen, steps)


@given(elections(weights=WEIGHTS, costs=st.integers(10**5, 10**7)), UTILITIES)
@settings(max_examples=150, deadline=None)
def test_epsilon_is_equal_shares_with_a_trifle_of_utility_for_all(election, utility):
    """Where nothing is tied, and no cost is just what voters have: else a trifle decides."""
    method = Method(completion=Completion.EPSILON, utility=utility)
    assume(len({project.cost for project in election.projects}) == len(election.projects))
    outcome = solve(election, method)
    assume(not any(step.tied for step in outcome.steps))
    assert list(outcome.selected) == oracle.epsilon(election, method)


@given(elections(points=POINTS, weights=WEIGHTS), ORDERS, st.booleans())
@settings(max_examples=200, deadline=None)
def test_phragmen_is_what_the_paper_says(election, ties, skip):
    after = Completion.SKIP if skip else Completion.NONE
    method = Method(Rule.PHRAGMEN, after, ties=ties)
    assert list(solve(election, method).selected) == oracle.phragmen(election, method, skip=skip)


@given(elections(points=POINTS, weights=WEIGHTS), ORDERS, st.booleans())
def test_greedy_takes_the_most_wanted_that_fit(election, ties, stop):
    after = Completion.NO_SKIP if stop else Completion.NONE
    method = Method(Rule.GREEDY, after, ties=ties)
    assert list(solve(election, method).selected) == oracle.greedy(election, method, stop=stop)


@any_method
@given(election=elections(points=POINTS, weights=WEIGHTS))
@settings(max_examples=40, deadline=None)
def test_the_budget_holds_and_payments_add_up(election, method):
    outcome = solve(election, method)
    assert outcome.cost <= election.budget
    assert len(set(outcome.selected)) == len(outcome.selected)
    if outcome.account is None:
        return
    cost = {project.id: project.cost for project in election.projects}
    for project, paid in outcome.account.paid.items():
        assert sum(paid.values()) == cost[project]
        assert all(amount >= 0 for amount in paid.values())
    assert all(left >= 0 for left in outcome.account.left.values())


@any_method
@given(election=elections(weights=WEIGHTS), data=st.data())
@settings(max_examples=40, deadline=None)
def test_the_order_of_projects_and_ballots_does_not_matter(election, method, data):
    turned = Election(
        tuple(data.draw(st.permutations(election.projects))),
        tuple(data.draw(st.permutations(election.ballots))),
        election.budget,
    )
    assert solve(turned, method) == solve(election, method)


@any_method
@given(election=elections())
@settings(max_examples=40, deadline=None)
def test_names_do_not_matter_where_nothing_is_tied(election, method):
    """Ids are turned round; whoever wins by id alone is a tie, and told."""
    outcome = solve(election, method)
    if any(step.tied for step in outcome.steps):
        return
    names = {p.id: f"q{9 - place}" for place, p in enumerate(election.projects)}
    turned = Election(
        tuple(replace(p, id=names[p.id]) for p in election.projects),
        tuple(
            Ballot(b.voter, {names[i]: p for i, p in b.points.items()}) for b in election.ballots
        ),
        election.budget,
    )
    assert solve(turned, method).selected == tuple(names[id] for id in outcome.selected)


@any_method
@given(election=elections())
@settings(max_examples=40, deadline=None)
def test_a_ballot_of_weight_two_is_two_voters(election, method):
    twice = tuple(replace(b, weight=2) for b in election.ballots)
    apart = (*election.ballots, *(replace(b, voter=f"{b.voter}x") for b in election.ballots))
    heavy = solve(replace(election, ballots=twice), method)
    assert heavy.selected == solve(replace(election, ballots=apart), method).selected


@pytest.mark.parametrize(
    ("rule", "completion"),
    [
        (Rule.GREEDY, Completion.NONE),
        (Rule.PHRAGMEN, Completion.UTILITARIAN),
        (Rule.EQUAL_SHARES, Completion.UTILITARIAN),
        (Rule.EQUAL_SHARES, Completion.ADD1_UTILITARIAN),
    ],
)
@given(election=elections())
def test_nothing_that_still_fits_is_left_where_that_is_promised(election, rule, completion):
    outcome = solve(election, Method(rule, completion))
    left = election.budget - outcome.cost
    assert all(p.cost > left for p in election.projects if p.id not in outcome.selected)


@given(elections(most_projects=5, most_voters=5))
@settings(max_examples=150, deadline=None)
def test_equal_shares_gives_every_cohesive_group_its_due_but_for_one_project(election):
    """Extended justified representation up to one project, by cost: for every group of voters who
    could pay for a set of projects that all of them want, some member gets as much, or would with
    one project more of that set."""
    chosen = set(solve(election, Method()).selected)
    cost = {p.id: p.cost for p in election.projects}
    share = oracle.share_of(election)
    for size in range(1, len(election.ballots) + 1):
        for group in combinations(election.ballots, size):
            common = set.intersection(*(set(b.points) for b in group))
            for count in range(1, len(common) + 1):
                for wanted in combinations(sorted(common), count):
                    if sum(cost[id] for id in wanted) <= size * share:
                        assert any(_satisfied(b, wanted, chosen, cost) for b in group)


def _satisfied(ballot, wanted, chosen, cost):
    has = sum(cost[id] for id in chosen if id in ballot.points)
    due = sum(cost[id] for id in wanted)
    best = max((cost[id] for id in wanted if id not in chosen), default=0)
    return has >= due or has + best > due


@given(elections(), st.sampled_from([Rule.GREEDY, Rule.EQUAL_SHARES, Rule.PHRAGMEN]))
def test_one_more_vote_for_what_was_chosen_first_keeps_it_first(election, rule):
    outcome = solve(election, Method(rule))
    if not outcome.selected:
        return
    first = outcome.selected[0]
    more = tuple(replace(b, points={**b.points, first: 1}) for b in election.ballots)
    assert solve(replace(election, ballots=more), Method(rule)).selected[0] == first


def test_ties_are_told_and_broken_as_asked():
    projects = (Project("a", 4), Project("b", 2), Project("c", 2))
    ballots = (Ballot("v", {"a": 1, "b": 1, "c": 1}), Ballot("w", {"a": 1, "b": 1, "c": 1}))
    election = Election(projects, ballots, 4)
    by_cost = solve(election, Method())
    assert [(s.project, s.tied) for s in by_cost.steps] == [("b", ("c", "a")), ("c", ())]
    by_id = solve(election, Method(ties=(TieBreak.ID,)))
    assert [(s.project, s.tied) for s in by_id.steps] == [("a", ("b", "c"))]


def test_the_example_of_two_towns():
    """Three of five want the dear ones; by votes they get all, with shares two thirds of it."""
    projects = tuple(Project(id, 30) for id in ("a1", "a2", "b1"))
    ballots = (
        *(Ballot(f"a{n}", {"a1": 1, "a2": 1}) for n in range(3)),
        *(Ballot(f"b{n}", {"b1": 1}) for n in range(2)),
    )
    election = Election(projects, ballots, 75)
    assert solve(election, Method(Rule.GREEDY)).selected == ("a1", "a2")
    assert solve(election, Method()).selected == ("a1", "b1")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Project("a", 0),
        lambda: Ballot("v", {}, 0),
        lambda: Election((Project("a", 1), Project("a", 2)), (), 1),
        lambda: Election((), (Ballot("v", {}), Ballot("v", {})), 1),
        lambda: Election((), (Ballot("v", {"a": 1}),), 1),
        lambda: Election((), (), -1),
        lambda: Method(Rule.GREEDY, Completion.ADD1),
        lambda: Method(unit=0),
    ],
)
def test_nonsense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        wrong()


@any_method
def test_elections_without_voters_or_projects_are_no_trouble(method):
    nobody = solve(Election((Project("a", 1),), (), 0), method)
    nothing = solve(Election((), (Ballot("v", {}),), 5), method)
    assert nobody.selected == nothing.selected == ()
