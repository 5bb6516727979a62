"""From a problem to a timetable, with a proof of how good it is."""

from collections.abc import Callable, Mapping
from random import Random

from naober.engines.timetable.colouring import Effort
from naober.engines.timetable.net import Net, net_of
from naober.engines.timetable.problem import Aim, Problem
from naober.engines.timetable.result import Timetable
from naober.engines.timetable.search import Search, most_talks


def solve(
    problem: Problem, *, chance: Random, left: Callable[[], float], aim: Aim = Aim.TOTAL
) -> Timetable:
    """The best timetable that was found. The same for the same `chance`, while time is left.

    `left` tells how many seconds are left; a proven answer is given as soon as it is there.
    """
    net = net_of(problem)
    effort = Effort(0, chance, left)
    search = Search(net, aim, effort)
    search.run()
    return timetable_of(net, search.rounds, search.bound, effort)


def timetable_of(net: Net, rounds: Mapping[int, int], bound: int, effort: Effort) -> Timetable:
    """In names and scores; the talks of a round in their order."""
    talks: list[list[tuple[str, ...]]] = [[] for _ in range(net.rounds)]
    for edge, number in rounds.items():
        talks[number].append(tuple(net.names[person] for person in net.ends[edge]))
    days = {name: net.days(person) for person, name in enumerate(net.names)}
    most = min(len(net.ends), sum(net.limits))
    if len(rounds) < most:
        most = most_talks(net, effort)
    if len(set(net.weights)) == 1 and net.weights[0]:
        most = min(most, bound // net.weights[0])
    return Timetable(
        tuple(tuple(sorted(each)) for each in talks),
        net.score(sum(net.weights[edge] for edge in rounds)),
        net.score(bound),
        days,
        sum(days.values()) - 2 * most,
    )
