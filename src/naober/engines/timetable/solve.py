"""From a problem to a timetable, with a proof of how good it is."""

from collections.abc import Callable, Mapping, Sequence
from random import Random

from naober.engines.timetable.colouring import Effort
from naober.engines.timetable.groups import seated, weight_of
from naober.engines.timetable.net import Net, net_of
from naober.engines.timetable.problem import Aim, Problem
from naober.engines.timetable.result import Talk, Timetable
from naober.engines.timetable.search import Search, bound_of, most_talks


def solve(
    problem: Problem, *, chance: Random, left: Callable[[], float], aim: Aim = Aim.TOTAL
) -> Timetable:
    """The best timetable that was found. The same for the same `chance`, while time is left.

    `left` tells how many seconds are left; a proven answer is given as soon as it is there. At
    tables for more than two the total is the only aim.
    """
    net = net_of(problem)
    effort = Effort(chance, left)
    if problem.seats > 2:
        bound = bound_of(net, effort)
        return at_tables(net, seated(net, effort), bound)
    search = Search(net, aim, effort)
    search.run()
    return in_names(net, search.rounds, search.bound, effort)


def in_names(net: Net, rounds: Mapping[int, int], bound: int, effort: Effort) -> Timetable:
    """Of talks and their rounds, with the bound in units of weight."""
    talks: list[list[Sequence[int]]] = [[] for _ in range(net.rounds)]
    for edge, number in rounds.items():
        talks[number].append(net.ends[edge])
    weight = sum(net.weights[edge] for edge in rounds)
    most = min(len(net.ends), sum(net.limits))
    if len(rounds) < most:
        most = most_talks(net, effort)
    if len(set(net.weights)) == 1 and net.weights[0]:
        most = min(most, bound // net.weights[0])
    return _timetable(net, talks, (weight, bound), 2 * most)


def at_tables(net: Net, rounds: Sequence[Sequence[Sequence[int]]], bound: int) -> Timetable:
    """Of tables with people."""
    places = 0
    for number in range(net.rounds):
        there = sum(bits >> number & 1 for bits in net.there)
        places += min(there, net.tables * net.seats)
    return _timetable(net, rounds, (weight_of(net, rounds), bound), places)


def _timetable(
    net: Net, rounds: Sequence[Sequence[Sequence[int]]], weights: tuple[int, int], places: int
) -> Timetable:
    """`weights` are the total and its bound; `places` is how often people can be in a talk."""
    talks: list[tuple[Talk, ...]] = [
        tuple(sorted(tuple(net.names[person] for person in sorted(table)) for table in tables))
        for tables in rounds
    ]
    days = {name: net.days(person) for person, name in enumerate(net.names)}
    total, bound = map(net.score, weights)
    least = max(0, sum(days.values()) - places)
    return Timetable(tuple(talks), total, bound, days, least)
