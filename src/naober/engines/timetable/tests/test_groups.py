"""Tables for more than two: what must hold, what is known, and what it adds to chance."""

from itertools import combinations
from random import Random

import pytest

from naober.engines.timetable import Pair, Problem, Timetable, solve
from naober.engines.timetable.net import net_of
from naober.engines.timetable.tests.small import complete, names, scored


def at_tables(problem: Problem, left: float = 60.0) -> Timetable:
    found = solve(problem, chance=Random(1), left=lambda: left)
    scores = {frozenset((pair.a, pair.b)): pair.score for pair in problem.pairs}
    met = [frozenset(two) for each in found.rounds for t in each for two in combinations(t, 2)]
    assert len(set(met)) == len(met)
    assert found.total == sum(scores.get(two, 0) for two in met)
    assert found.total <= found.bound
    assert found.breaks_at_least <= found.breaks
    for number, tables in enumerate(found.rounds):
        seated = [name for table in tables for name in table]
        assert len(set(seated)) == len(seated)
        assert all(2 <= len(table) <= problem.seats for table in tables)
        assert problem.tables is None or len(tables) <= problem.tables
        assert not [name for name in seated if number in problem.absent.get(name, ())]
    return found


def test_nine_people_at_tables_of_three_meet_everybody_in_four_rounds() -> None:
    """The affine plane of order 3: nobody meets twice, nobody has a break."""
    found = at_tables(Problem(complete(9), 4, seats=3))
    assert (found.total, found.status, found.breaks) == (36, "optimal", 0)


def test_people_who_are_no_pair_may_share_a_table() -> None:
    found = at_tables(Problem((Pair("a", "b"), Pair("c", "d")), 1, tables=1, seats=4))
    assert found.rounds == ((("a", "b", "c", "d"),),)


def test_too_few_seats_and_people_who_are_away() -> None:
    away = {"p000": frozenset({0}), "p001": frozenset({0, 1})}
    found = at_tables(Problem(scored(14, 1), 3, 3, away, seats=4))
    assert found.breaks >= found.breaks_at_least == 0 + 1 + 2
    assert (
        at_tables(Problem(complete(3), 2, absent={"p000": frozenset({0, 1})}, seats=3)).total == 1
    )


def test_better_than_chance_and_within_the_bound() -> None:
    problem = Problem(scored(24, 1, share=0.4), 4, seats=4)
    found = at_tables(problem)
    assert found.total > 2 * at_tables(problem, left=0.0).total
    assert found.bound == at_tables(problem, left=60.0).bound


@pytest.mark.parametrize(
    ("people", "tables", "seats"), [(7, 2, 3), (8, 2, 4), (5, 9, 4), (2, 1, 3)]
)
def test_the_most_pairs_are_those_of_full_tables(people: int, tables: int, seats: int) -> None:
    net = net_of(Problem(complete(people), 1, tables, seats=seats))
    sizes = [min(seats, max(0, people - seats * table)) for table in range(tables)]
    assert net.limits == (sum(size * (size - 1) // 2 for size in sizes),)
    assert len(net.names) == len(names(people))
