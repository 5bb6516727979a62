"""Rows -> the question who speaks with whom, and the answer back."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from random import Random

from naober.engines.timetable import Aim, Loyalty, Pair, Problem, repair, solve

# Points of a talk. Everybody may talk with everybody of another company, so that no talk tells
# that somebody wished it or that their companies fit.
ANY, WISH, BOTH_WISH, MOST_FIT = 10, 25, 70, 40

Rounds = Sequence[Sequence[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in the room: for which company, whom they wish for, and when they are not there."""

    key: str
    company: int | None
    wishes: frozenset[str] = frozenset()
    absent: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Room:
    """The question. `fit` has for two companies how well they fit, from 0 to 1, of what both may
    know of each other."""

    seats: tuple[Seat, ...]
    rounds: int
    tables: int | None
    fit: Mapping[frozenset[int], float]


@dataclass(frozen=True, slots=True)
class Answer:
    rounds: tuple[tuple[tuple[str, ...], ...], ...]
    total: int
    bound: int


def plan(room: Room, left: Callable[[], float], chance: Random) -> Answer:
    """The best that is found in the time that is left, with nobody sitting out more than others."""
    found = solve(_problem(room), chance=chance, left=left, aim=Aim.FAIR)
    return Answer(found.rounds, round(found.total), round(found.bound))


def mend(room: Room, rounds: Rounds, since: int, left: Callable[[], float]) -> Answer:
    """Somebody cancelled: the same rounds with few changes, none before `since`. Who is no longer
    in the room has no talk any more."""
    here = {seat.key for seat in room.seats}
    kept = [[talk for talk in talks if here.issuperset(talk)] for talks in rounds]
    problem = _problem(room)
    loyalty = Loyalty(since=max(0, since))
    found = repair(problem, kept, {}, loyalty, left=left, aim=Aim.FAIR).timetable
    return Answer(found.rounds, round(found.total), round(found.bound))


def _problem(room: Room) -> Problem:
    pairs = tuple(
        Pair(a.key, b.key, _score(a, b, room.fit))
        for a, b in combinations(room.seats, 2)
        if a.company is None or a.company != b.company
    )
    absent = {seat.key: seat.absent for seat in room.seats if seat.absent}
    return Problem(pairs, room.rounds, room.tables, _known(absent, pairs))


def _known(
    absent: Mapping[str, frozenset[int]], pairs: Collection[Pair]
) -> dict[str, frozenset[int]]:
    """Only of who is in a pair."""
    people = {name for pair in pairs for name in (pair.a, pair.b)}
    return {key: rounds for key, rounds in absent.items() if key in people}


def _score(a: Seat, b: Seat, fit: Mapping[frozenset[int], float]) -> int:
    wished = (b.key in a.wishes) + (a.key in b.wishes)
    points = ANY + (0, WISH, BOTH_WISH)[wished]
    if a.company is not None and b.company is not None:
        points += round(MOST_FIT * min(1.0, fit.get(frozenset((a.company, b.company)), 0.0)))
    return points
