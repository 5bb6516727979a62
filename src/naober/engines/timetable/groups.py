"""Small tables of more than two: who sits together in each round.

The social golfer problem, with scores (Harvey and Winterer 2005; hard even without). Each two at a
table meet; nobody meets the same person twice; people who are no pair may sit together, and add
nothing. Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) lets two people in a round change
places. The tables of a round differ by at most one person.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import exp
from random import Random

from naober.engines.timetable.colouring import Effort
from naober.engines.timetable.net import Net

STEPS = 400_000  # at most
STEPS_A_PLACE = 1_500  # for each person in each round
CLOCK_EVERY = 1_000  # steps
WARM, COLD = 0.5, 0.005  # times the mean score
TWICE = 3.0  # times the highest score: what it costs to meet again
Table = list[int]


def seated(net: Net, effort: Effort) -> list[list[Table]]:
    """The tables of each round, with the people at each."""
    made = _Seating(net, effort.chance)
    made.anneal(effort)
    return made.without_meeting_twice()


class _Seating:
    """By round the tables; behind them one more, for people for whom there is no seat."""

    def __init__(self, net: Net, chance: Random) -> None:
        self._net = net
        self._chance = chance
        self._score = _scores(net)
        positive = [float(weight) for weight in net.weights if weight] or [1.0]
        self._mean = sum(positive) / len(positive)
        self._twice = TWICE * max(positive)
        self._met = [[0] * len(net.names) for _ in net.names]
        self._rooms = [self._room(number) for number in range(net.rounds)]
        for room in self._rooms:
            for table in room[:-1]:
                for place, person in enumerate(table):
                    self._join(person, table[:place])

    def _room(self, number: int) -> list[Table]:
        net = self._net
        there = [person for person, bits in enumerate(net.there) if bits >> number & 1]
        self._chance.shuffle(there)
        seats = min(len(there), net.tables * net.seats)
        tables = -(-seats // net.seats)
        split = [seats * place // tables for place in range(tables + 1)] if tables else [0]
        room = [there[low:high] for low, high in pairwise(split)]
        return [*room, there[seats:]]

    def _join(self, person: int, others: Table) -> float:
        """What it brings that somebody sits with these."""
        met, score = self._met[person], self._score[person]
        gain = 0.0
        for other in others:
            gain += -self._twice if met[other] else score[other]
            met[other] += 1
            self._met[other][person] += 1
        return gain

    def _leave(self, person: int, others: Table) -> float:
        met, score = self._met[person], self._score[person]
        gain = 0.0
        for other in others:
            met[other] -= 1
            self._met[other][person] -= 1
            gain += self._twice if met[other] else -score[other]
        return gain

    def anneal(self, effort: Effort) -> None:
        """Colder with each step; as cold as it gets when time is nearly over."""
        rooms = [room for room in self._rooms if len(room) > 2 or (len(room) == 2 and room[1])]
        steps = min(STEPS, STEPS_A_PLACE * sum(len(table) for room in rooms for table in room))
        for step in range(steps):
            if step % CLOCK_EVERY == 0:
                if effort.left() <= 0:
                    return
                heat = self._mean * WARM * (COLD / WARM) ** (step / steps)
            self._step(self._chance.choice(rooms), heat)

    def _step(self, room: list[Table], heat: float) -> None:
        chance = self._chance
        first, second = (int(chance.random() * len(room)) for _ in range(2))
        one, two = room[first], room[second]
        if first == second or not one or not two:
            return
        at, to = int(chance.random() * len(one)), int(chance.random() * len(two))
        gain = self._changed(room, (first, at), (second, to))
        if gain < 0 and chance.random() >= exp(gain / heat):
            self._changed(room, (first, at), (second, to))

    def _changed(self, room: list[Table], one: tuple[int, int], two: tuple[int, int]) -> float:
        """Two people change places; what that brings."""
        beside = len(room) - 1
        (first, at), (second, to) = one, two
        here, there = room[first], room[second]
        rest, others = here[:at] + here[at + 1 :], there[:to] + there[to + 1 :]
        gain = 0.0
        if first != beside:
            gain += self._leave(here[at], rest) + self._join(there[to], rest)
        if second != beside:
            gain += self._leave(there[to], others) + self._join(here[at], others)
        here[at], there[to] = there[to], here[at]
        return gain

    def without_meeting_twice(self) -> list[list[Table]]:
        """Where two would meet again, one of them has a break."""
        met: set[tuple[int, int]] = set()
        rounds = []
        for room in self._rooms:
            tables = [self._apart(table, met) for table in room[:-1]]
            met.update((a, b) for table in tables for a in table for b in table)
            rounds.append([sorted(table) for table in tables if len(table) > 1])
        return rounds

    def _apart(self, table: Table, met: set[tuple[int, int]]) -> Table:
        left = list(table)

        def again(person: int) -> tuple[int, float]:
            twice = sum((person, other) in met for other in left if other != person)
            return twice, -sum(self._score[person][other] for other in left)

        while left and again(worst := max(left, key=again))[0]:
            left.remove(worst)
        return left


def _scores(net: Net) -> list[list[float]]:
    scores = [[0.0] * len(net.names) for _ in net.names]
    for (a, b), weight in zip(net.ends, net.weights, strict=True):
        scores[a][b] = scores[b][a] = float(weight)
    return scores


def meetings(rounds: Sequence[Sequence[Sequence[int]]]) -> Iterator[tuple[int, int]]:
    """Each two who sit together, in order."""
    for tables in rounds:
        for table in tables:
            yield from ((a, b) for a in table for b in table if a < b)


def weight_of(net: Net, rounds: Sequence[Sequence[Sequence[int]]]) -> int:
    """What all the meetings are worth together."""
    weights: Mapping[tuple[int, int], int] = dict(zip(net.ends, net.weights, strict=True))
    return sum(weights.get(two, 0) for two in meetings(rounds))
