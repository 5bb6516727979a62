"""What holds for every problem, against the best of all timetables."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naober.engines.timetable import Aim, Pair, Problem, solve
from naober.engines.timetable.tests.small import (
    best_of_all,
    complete,
    keeps_to,
    names,
    scored,
    solved,
)

PEOPLE = 6


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    every = [(a, b) for a in names(PEOPLE) for b in names(PEOPLE) if a < b]
    chosen = draw(st.lists(st.sampled_from(every), min_size=1, max_size=11, unique=True))
    score = st.integers(0, 3) | st.fractions(0, 9, max_denominator=7)
    pairs = tuple(Pair(a, b, draw(score)) for a, b in chosen)
    rounds = draw(st.integers(1, 3))
    away = st.frozensets(st.integers(0, rounds - 1), min_size=1)
    absent = draw(st.dictionaries(st.sampled_from(names(PEOPLE)), away, max_size=3))
    return Problem(pairs, rounds, draw(st.none() | st.integers(1, 3)), absent)


@settings(max_examples=150, deadline=None)
@given(problems())
def test_small_problems_are_solved_as_by_trying_all(problem: Problem) -> None:
    found = solved(problem)
    assert found.total == best_of_all(problem) == found.bound
    assert found.status == "optimal"


@settings(max_examples=60, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_changes_nothing(problem: Problem, chance: Random) -> None:
    turned = [
        Pair(pair.b, pair.a, pair.score) if chance.random() < 0.5 else pair
        for pair in problem.pairs
    ]
    chance.shuffle(turned)
    other = Problem(tuple(turned), problem.rounds, problem.tables, problem.absent)
    assert solved(other) == solved(problem)


@settings(max_examples=60, deadline=None)
@given(problems())
def test_fair_is_never_a_higher_total_and_never_more_uneven(problem: Problem) -> None:
    total, fair = solved(problem), solved(problem, Aim.FAIR)
    assert fair.total <= total.total <= fair.bound

    def uneven(found):
        return sum((found.days[name] - talks) ** 2 for name, talks in found.talks.items())

    assert uneven(fair) <= uneven(total)


@settings(max_examples=40, deadline=None)
@given(problems(), st.fractions(Fraction(1, 9), 9, max_denominator=9))
def test_another_unit_of_score_is_the_same_timetable(problem: Problem, unit: Fraction) -> None:
    pairs = tuple(Pair(pair.a, pair.b, pair.score * unit) for pair in problem.pairs)
    other = solved(Problem(pairs, problem.rounds, problem.tables, problem.absent))
    found = solved(problem)
    assert (other.rounds, other.total) == (found.rounds, found.total * unit)


@pytest.mark.parametrize("aim", Aim)
def test_time_that_is_over_gives_an_honest_answer(aim: Aim) -> None:
    problem = Problem(scored(60, 1), 6)
    found = solve(problem, chance=Random(1), left=lambda: 0.0, aim=aim)
    keeps_to(problem, found)
    best = solved(problem)
    assert best.total <= found.bound < Fraction(3, 2) * best.total
    assert found.total > Fraction(9, 10) * best.total


def test_the_same_chance_is_the_same_timetable() -> None:
    problem = Problem(scored(30, 2), 20)
    assert solved(problem, seed=5) == solved(problem, seed=5)
    assert solved(problem, seed=5).total == solved(problem, seed=6).total


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Pair("a", "a"),
        lambda: Pair("a", "b", -1),
        lambda: Problem((), 0),
        lambda: Problem((), 1, 0),
        lambda: Problem((), 1, seats=1),
        lambda: Problem((Pair("a", "b"), Pair("b", "a")), 1),
        lambda: Problem(complete(2), 1, absent={"p000": frozenset({1})}),
    ],
)
def test_a_problem_is_valid_when_made(wrong) -> None:
    with pytest.raises(ValueError, match=r"."):
        wrong()


def test_nobody_to_talk_to() -> None:
    found = solved(Problem((), 2))
    assert (found.total, found.bound, found.rounds) == (0, 0, ((), ()))
    away = {"p000": frozenset({0}), "p001": frozenset({1})}
    assert solved(Problem(complete(2), 2, absent=away)).total == 0
