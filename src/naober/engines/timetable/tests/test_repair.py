"""After cancellations: as much as possible stays, and what changed is told."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from naober.engines.timetable import Loyalty, Problem, Repaired, Timetable, repair, solve
from naober.engines.timetable.tests.small import complete, keeps_to, names, scored, solved

PEOPLE, ROUNDS = 12, 4
Away = dict[str, frozenset[int]]


def repaired(problem: Problem, old: Timetable, away: Away, loyalty: Loyalty) -> Repaired:
    found = repair(problem, old.rounds, away, loyalty, left=lambda: 60.0)
    keeps_to(found.problem, found.timetable)
    return found


def talks(found: Timetable) -> set[tuple[int, tuple[str, ...]]]:
    return {(number, talk) for number, each in enumerate(found.rounds) for talk in each}


def lost(old: Timetable, away: Away) -> set[tuple[int, tuple[str, ...]]]:
    return {(n, talk) for n, talk in talks(old) if any(n in away.get(one, ()) for one in talk)}


cancelled = st.dictionaries(
    st.sampled_from(names(PEOPLE)), st.frozensets(st.integers(0, ROUNDS - 1)), max_size=4
)


@settings(max_examples=40, deadline=None)
@given(cancelled, st.integers(0, 20))
def test_without_moves_all_other_talks_stay_and_who_is_free_may_get_another(
    away: Away, seed: int
) -> None:
    problem = Problem(scored(PEOPLE, seed, share=0.5), ROUNDS)
    old = solved(problem)
    found = repaired(problem, old, away, Loyalty())
    stayed = talks(old) - lost(old, away)
    assert stayed <= talks(found.timetable)
    changed = {c.talk for c in found.changes}
    assert changed == {talk for _, talk in talks(old) ^ talks(found.timetable)}
    for change in found.changes:
        assert (change.was, change.talk) in talks(old) or change.was is None
        assert (change.now, change.talk) in talks(found.timetable) or change.now is None


@settings(max_examples=40, deadline=None)
@given(cancelled, st.integers(0, 20), st.integers(1, 6), st.integers(0, ROUNDS - 1))
def test_a_few_moves_never_cost_anybody_a_talk(
    away: Away, seed: int, moving: int, since: int
) -> None:
    problem = Problem(scored(PEOPLE, seed, share=0.5), ROUNDS, 5)
    old = solved(problem)
    still = repaired(problem, old, away, Loyalty(since=since))
    moved = repaired(problem, old, away, Loyalty(moving, since))
    assert moved.timetable.total >= still.timetable.total
    assert {t for _, t in talks(still.timetable)} <= {t for _, t in talks(moved.timetable)}
    stayed = talks(old) - lost(old, away)
    assert len(stayed - talks(moved.timetable)) <= moving
    assert {talk for _, talk in stayed} <= {talk for _, talk in talks(moved.timetable)}
    early = {(number, talk) for number, talk in talks(moved.timetable) if number < since}
    assert early == {(number, talk) for number, talk in stayed if number < since}


def test_nothing_cancelled_changes_nothing() -> None:
    problem = Problem(scored(20, 1), 5)
    old = solved(problem)
    found = repaired(problem, old, {}, Loyalty(moving=3))
    assert (found.timetable.rounds, found.changes) == (old.rounds, ())
    assert found.timetable.status == "optimal"


def test_two_left_alone_find_each_other() -> None:
    """Of six who all meet in five rounds, two cancel the first: their partners may not yet talk."""
    problem = Problem(complete(6), 3)
    old = solved(problem)
    (a, b), (c, d), _ = old.rounds[0]
    found = repaired(problem, old, {a: frozenset({0}), c: frozenset({0})}, Loyalty())
    again = [change for change in found.changes if change.now is not None]
    met = {talk for _, talk in talks(old)}
    assert bool(again) == (tuple(sorted((b, d))) not in met)
    assert {change.talk for change in found.changes} >= {(a, b), (c, d)}


def test_a_move_makes_room_for_a_talk() -> None:
    """A path of three talks: the last two can change places, so that the freed one gets a talk."""
    pairs = [p for p in complete(5) if (p.a, p.b) in {
        ("p000", "p001"), ("p001", "p002"), ("p002", "p003"), ("p000", "p004"),
    }]  # fmt: skip
    problem = Problem(tuple(pairs), 2)
    rounds = ((("p000", "p004"), ("p001", "p002")), (("p002", "p003"),))
    away = {"p004": frozenset({0, 1}), "p000": frozenset({1})}
    still = repair(problem, rounds, away, left=lambda: 60.0)
    assert still.timetable.total == 2
    moved = repair(problem, rounds, away, Loyalty(moving=2), left=lambda: 60.0)
    assert moved.timetable.total == 3
    assert {c.talk: (c.was, c.now) for c in moved.changes} == {
        ("p000", "p004"): (0, None), ("p000", "p001"): (None, 0),
        ("p001", "p002"): (0, 1), ("p002", "p003"): (1, 0),
    }  # fmt: skip


def test_strangers_and_old_talks_that_are_no_pair_are_left_out() -> None:
    problem = Problem(complete(4), 2)
    rounds = ((("p000", "p001"), ("x", "y")), (("p000", "p001"),))
    found = repair(problem, rounds, {"p003": frozenset({0, 1})}, left=lambda: 60.0)
    keeps_to(found.problem, found.timetable)
    assert ("x", "y") in {change.talk for change in found.changes if change.now is None}


def test_at_larger_tables_the_others_go_on() -> None:
    problem = Problem(complete(9), 2, seats=3)
    old = solve(problem, chance=Random(1), left=lambda: 60.0)
    found = repair(problem, old.rounds, {"p000": frozenset({0, 1})}, left=lambda: 60.0)
    assert sorted(map(len, found.timetable.rounds[0])) == [2, 3, 3]
    assert found.timetable.total == old.total - 4
    assert len(found.changes) == 4
