"""Somebody cancels: the timetable again, with few changes for the others."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import le
from random import Random

from naober.engines.timetable.colouring import NOBODY, Colouring, Effort, bits
from naober.engines.timetable.mending import Scope, mend
from naober.engines.timetable.net import Net, net_of
from naober.engines.timetable.problem import Aim, Problem
from naober.engines.timetable.result import Talk, Timetable
from naober.engines.timetable.search import bound_of, worth_of
from naober.engines.timetable.solve import at_tables, in_names


@dataclass(frozen=True, slots=True)
class Change:
    """One talk: in which round it was, and in which it is now; None where it is not held."""

    talk: Talk
    was: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class Repaired:
    """The timetable after cancellations; every talk that is not in `changes` is where it was.

    The bound is of all timetables of the problem with the absences, also those that change more.
    """

    timetable: Timetable
    problem: Problem
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Loyalty:
    """How much of the old timetable stays.

    Rounds before `since` are over or under way: nothing is added there. From there on at most
    `moving` talks go to another round, so that somebody has one more; none is dropped for another.
    """

    moving: int = 0
    since: int = 0


def repair(
    problem: Problem,
    rounds: Sequence[Sequence[Talk]],
    cancelled: Mapping[str, frozenset[int]],
    loyalty: Loyalty = Loyalty(),
    *,
    left: Callable[[], float],
    aim: Aim = Aim.TOTAL,
) -> Repaired:
    """`rounds` are the talks as they were, `cancelled` the rounds in which somebody is not there.

    Talks that cannot be held any more go; who is free now gets a new talk with somebody else who is
    free in that round, as good as possible.
    """
    absent = dict(problem.absent)
    for name, away in cancelled.items():
        absent[name] = absent.get(name, frozenset()) | away
    after = replace(problem, absent=absent)
    net = net_of(after)
    if problem.seats > 2:
        return _without(after, net, rounds, Effort(Random(0), left))
    worth, _ = worth_of(net, aim)
    old = _still_there(net, rounds)
    anew = frozenset(range(loyalty.since, net.rounds))
    scope = Scope(anew, range(len(net.ends)), frozenset(old))
    found = mend(net, worth, old, scope, left()).rounds
    found = _with_moves(net, found, loyalty)
    effort = Effort(Random(0), left)
    timetable = in_names(net, found, bound_of(net, effort), effort)
    return Repaired(timetable, after, _changes(rounds, timetable.rounds))


def _without(
    problem: Problem, net: Net, rounds: Sequence[Sequence[Talk]], effort: Effort
) -> Repaired:
    """At larger tables the others go on without who cancelled."""
    place = {name: person for person, name in enumerate(net.names)}
    left = [
        [[place[name] for name in talk if net.there[place[name]] >> number & 1] for talk in talks]
        for number, talks in enumerate(rounds)
    ]
    kept = [[table for table in tables if len(table) > 1] for tables in left]
    timetable = at_tables(net, kept, bound_of(net, effort))
    return Repaired(timetable, problem, _changes(rounds, timetable.rounds))


def _still_there(net: Net, rounds: Sequence[Sequence[Talk]]) -> dict[int, int]:
    """The old talks that can still be held where they were."""
    place = {name: person for person, name in enumerate(net.names)}
    edges: dict[tuple[int, ...], int] = {ends: edge for edge, ends in enumerate(net.ends)}
    made = Colouring(net, {})
    for number, talks in enumerate(rounds[: net.rounds]):
        for talk in talks:
            ends = tuple(sorted(place.get(name, NOBODY) for name in talk))
            edge = edges.get(ends) if len(ends) == 2 else None
            if edge is not None and edge not in made.rounds and _fits(made, edge, number):
                made.put(edge, number)
    return dict(made.rounds)


def _fits(made: Colouring, edge: int, number: int) -> bool:
    a, b = made.net.ends[edge]
    free = made.free[a] & made.free[b] & 1 << number
    return bool(free) and made.load[number] < made.net.limits[number]


def _with_moves(net: Net, rounds: Mapping[int, int], loyalty: Loyalty) -> dict[int, int]:
    """One talk more each time a short chain of others changes rounds, the best pairs first."""
    made, moving = Colouring(net, rounds), loyalty.moving
    pairs = sorted(range(len(net.ends)), key=lambda edge: (-net.weights[edge], edge))
    for edge in pairs:
        if moving and edge not in made.rounds:
            after, moved = _one_more(made, edge, moving, loyalty.since)
            made, moving = after, moving - moved
    return made.rounds


def _one_more(made: Colouring, edge: int, most: int, since: int) -> tuple[Colouring, int]:
    """The shortest chain that makes room for a pair, and how many talks it moves."""
    a, b = made.net.ends[edge]
    best, fewest = made, most + 1
    for of_a in bits(made.free[a] >> since << since):
        for of_b in bits(made.free[b] >> since << since):
            for person, busy, free, other in ((b, of_a, of_b, a), (a, of_b, of_a, b)):
                tried = Colouring(made.net, made.rounds)
                tried.longest = fewest - 1
                moved = tried.moved(person, busy, free, other)
                if moved and tried.load[busy] < made.net.limits[busy]:
                    tried.put(edge, busy)
                    if all(map(le, tried.load, made.net.limits)):
                        best, fewest = tried, moved
    return best, fewest if best is not made else 0


def _changes(
    before: Sequence[Sequence[Talk]], after: Sequence[Sequence[Talk]]
) -> tuple[Change, ...]:
    """By round, first what was; a talk that stayed is not among them."""
    was = {tuple(sorted(talk)): number for number, each in enumerate(before) for talk in each}
    now = {tuple(sorted(talk)): number for number, each in enumerate(after) for talk in each}
    changed = [
        Change(talk, was.get(talk), now.get(talk))
        for talk in {*was, *now}
        if was.get(talk) != now.get(talk)
    ]
    last = len(after)

    def order(change: Change) -> tuple[int, int, Talk]:
        first, second = (last if at is None else at for at in (change.was, change.now))
        return min(first, second), first, change.talk

    return tuple(sorted(changed, key=order))
