"""Optima that are known from the books, and that the answer must prove."""

from collections import Counter
from itertools import combinations
from random import Random

import pytest

from naober.engines.timetable import Aim, Pair, Problem
from naober.engines.timetable.tests.small import complete, names, scored, solved


@pytest.mark.parametrize("people", [2, 4, 6, 10, 20, 40, 100])
def test_an_even_number_meets_everybody_without_breaks(people: int) -> None:
    """Kirkman 1847: 2k people need 2k - 1 rounds."""
    found = solved(Problem(complete(people), people - 1))
    assert (found.total, found.status) == (people * (people - 1) // 2, "optimal")
    assert (found.breaks, found.breaks_at_least) == (0, 0)


@pytest.mark.parametrize("people", [3, 5, 9, 21])
def test_an_odd_number_needs_one_round_more_and_one_break_each(people: int) -> None:
    found = solved(Problem(complete(people), people))
    assert (found.total, found.status) == (people * (people - 1) // 2, "optimal")
    assert set(found.talks.values()) == {people - 1}
    short = solved(Problem(complete(people), people - 1))
    assert short.total == (people - 1) * (people // 2)
    assert short.status == "optimal"


@pytest.mark.parametrize(("left", "right", "share"), [(6, 6, 0.5), (20, 20, 0.3), (50, 30, 0.2)])
def test_wishes_between_two_groups_need_as_many_rounds_as_the_busiest_has(
    left: int, right: int, share: float
) -> None:
    """König 1916; and with as few tables as there can be (McDiarmid 1972)."""
    chance = Random(left)
    pairs = tuple(
        Pair(f"a{one}", f"b{other}")
        for one in range(left)
        for other in range(right)
        if chance.random() < share
    )
    rounds = max(Counter(name for pair in pairs for name in (pair.a, pair.b)).values())
    tables = -(-len(pairs) // rounds)
    for limit in (None, tables):
        found = solved(Problem(pairs, rounds, limit))
        assert (found.total, found.status) == (len(pairs), "optimal")


def test_one_round_more_than_the_busiest_has_is_enough_for_all() -> None:
    """Vizing 1964."""
    pairs = scored(30, 1, share=0.4)
    rounds = 1 + max(Counter(name for pair in pairs for name in (pair.a, pair.b)).values())
    found = solved(Problem(pairs, rounds))
    assert (sum(map(len, found.rounds)), found.status) == (len(pairs), "optimal")


def petersen() -> tuple[Pair, ...]:
    outer = [(n, (n + 1) % 5) for n in range(5)]
    inner = [(5 + n, 5 + (n + 2) % 5) for n in range(5)]
    return tuple(Pair(str(a), str(b)) for a, b in (*outer, *inner, *((n, n + 5) for n in range(5))))


def test_the_petersen_graph_needs_four_rounds() -> None:
    """Petersen 1898: 15 talks, three each, and yet three rounds hold only 13."""
    three = solved(Problem(petersen(), 3))
    assert (three.total, three.status) == (13, "optimal")
    four = solved(Problem(petersen(), 4))
    assert (four.total, four.status) == (15, "optimal")


def test_two_odd_groups_lose_one_talk_a_round() -> None:
    """Edmonds 1965: of five people one always waits; degrees alone would allow 20 talks."""
    apart = [Pair(g + a, g + b) for g in "xy" for a, b in combinations("12345", 2)]
    found = solved(Problem(tuple(apart), 4))
    assert (found.total, found.status) == (16, "optimal")


@pytest.mark.parametrize(("people", "rounds"), [(40, 6), (100, 8), (99, 7), (40, 30)])
def test_a_meeting_is_solved_and_proven(people: int, rounds: int) -> None:
    found = solved(Problem(scored(people, 1), rounds))
    assert found.status == "optimal"


def test_absences_and_few_tables_too() -> None:
    chance = Random(3)
    absent = {
        name: frozenset(chance.sample(range(8), chance.randint(1, 3)))
        for name in chance.sample(names(100), 30)
    }
    assert solved(Problem(scored(100, 1), 8, None, absent)).status == "optimal"
    assert solved(Problem(scored(100, 1), 8, 40, absent)).status == "optimal"


def test_few_breaks_are_few_breaks() -> None:
    """Forty people on whom a plain model stalls."""
    pairs = scored(40, 3, share=0.2)
    fair, total = (solved(Problem(pairs, 6), aim) for aim in (Aim.FAIR, Aim.TOTAL))
    assert fair.breaks == fair.breaks_at_least
    assert fair.breaks < total.breaks
    assert fair.total <= total.total == total.bound == fair.bound


def test_among_equal_totals_everybody_is_served_alike() -> None:
    """Nine people, four rounds: one waits each time, and never the same one again."""
    found = solved(Problem(complete(9), 4))
    assert (found.total, found.status) == (16, "optimal")
    assert sorted(found.talks.values()) == [3, 3, 3, 3, 4, 4, 4, 4, 4]
