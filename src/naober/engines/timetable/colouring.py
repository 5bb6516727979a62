"""When each talk happens: talks get rounds, so that nobody is in two talks at once.

Kempe chains (Kempe 1879): the talks of two rounds that hang together can change places. Without
absences they find a round for every talk when the pairs are bipartite (König 1916), and even out
the rounds (McDiarmid 1972). Where no chain helps, a talk takes the place of others, which then look
for a place of their own and may not come back at once (tabu search).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from naober.engines.timetable.net import Net

NOBODY = -1


class Colouring:
    """A timetable in the making, in which nobody is twice in a round."""

    def __init__(self, net: Net, rounds: Mapping[int, int]) -> None:
        self.net = net
        self.held = [[NOBODY] * net.rounds for _ in net.names]  # by person and round: a talk
        self.free = list(net.there)  # by person, as bits: there, and no talk
        self.load = [0] * net.rounds
        self.longest = len(net.ends)  # how many talks a chain may move
        self.rounds: dict[int, int] = {}
        for edge, number in rounds.items():
            self.put(edge, number)

    def put(self, edge: int, number: int) -> None:
        """Hold a talk in a round in which both are free."""
        for person in self.net.ends[edge]:
            self.held[person][number] = edge
            self.free[person] &= ~(1 << number)
        self.rounds[edge] = number
        self.load[number] += 1

    def take(self, edge: int) -> int:
        """Take a talk out; in which round it was."""
        number = self.rounds.pop(edge)
        for person in self.net.ends[edge]:
            self.held[person][number] = NOBODY
            self.free[person] |= 1 << number
        self.load[number] -= 1
        return number

    def insert(self, edge: int) -> bool:
        """Hold a talk, if need be after others changed rounds along one chain."""
        a, b = self.net.ends[edge]
        both = self.free[a] & self.free[b]
        if both:
            limits = self.net.limits
            self.put(edge, min(bits(both), key=lambda number: self.load[number] - limits[number]))
            return True
        for of_a in bits(self.free[a]):
            for of_b in bits(self.free[b]):
                if self.moved(b, of_a, of_b, a):
                    self.put(edge, of_a)
                    return True
                if self.moved(a, of_b, of_a, b):
                    self.put(edge, of_b)
                    return True
        return False

    def moved(
        self, person: int, busy: int, free: int, other: int = NOBODY, odd: bool = False
    ) -> int:
        """Move somebody's talk from one round to another, along a chain; how many talks moved.

        Not when the chain comes to `other`, or to somebody who is not there, or is too long. `odd`:
        only when the chain takes more talks out of the round than it brings.
        """
        talks, end = self._chain(person, busy, free)
        last = busy if len(talks) % 2 else free
        into = free if len(talks) % 2 else busy
        if end == other or (odd and last != busy) or len(talks) > self.longest:
            return 0
        if not self.net.there[end] >> into & 1:
            return 0
        self._swap(talks, busy, free)
        return len(talks)

    def _chain(self, person: int, busy: int, free: int) -> tuple[list[int], int]:
        """The talks of two rounds that hang on one talk of somebody; who is at the other end."""
        talks = []
        number, after = busy, free
        while (edge := self.held[person][number]) != NOBODY:
            talks.append(edge)
            a, b = self.net.ends[edge]
            person = b if person == a else a
            number, after = after, number
        return talks, person

    def _swap(self, talks: Sequence[int], busy: int, free: int) -> None:
        was = [self.take(edge) for edge in talks]
        for edge, number in zip(talks, was, strict=True):
            self.put(edge, free if number == busy else busy)

    def even_out(self, steps: int, chance: Random) -> bool:
        """Whether every round keeps to its number of tables, after chains changed places."""
        limits = self.net.limits
        for _ in range(steps):
            over = [n for n, load in enumerate(self.load) if load > limits[n]]
            if not over:
                return True
            full = chance.choice(over)
            others = [n for n in range(self.net.rounds) if self.load[n] < self.load[full]]
            chance.shuffle(others)
            others.sort(key=lambda n: self.load[n] >= limits[n])
            if not any(self._lighten(full, n) for n in others):
                return False
        return False

    def leave_out(self, points: Sequence[int]) -> None:
        """The least of the talks for which there is no table."""
        for number, load in enumerate(self.load):
            talks = [edge for edge, held in self.rounds.items() if held == number]
            talks.sort(key=lambda edge: (points[edge], edge))
            for edge in talks[: max(0, load - self.net.limits[number])]:
                self.take(edge)

    def _lighten(self, full: int, other: int) -> bool:
        return any(
            self.moved(person, full, other, odd=True)
            for person in range(len(self.net.names))
            if self.held[person][full] != NOBODY and self.free[person] >> other & 1
        )


def bits(rounds: int) -> Iterator[int]:
    """The numbers of the rounds in a set of bits."""
    while rounds:
        lowest = rounds & -rounds
        yield lowest.bit_length() - 1
        rounds ^= lowest


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to look: at most so many steps, and while time is left."""

    chance: Random
    left: Callable[[], float]
    steps: int = 0


def colour(
    net: Net, edges: Iterable[int], effort: Effort, before: Mapping[int, int]
) -> dict[int, int]:
    """The rounds of talks; as many of `edges` as could be placed. `before`: where to start."""
    chance = effort.chance
    made = Colouring(net, before)
    waiting = [edge for edge in edges if edge not in before]
    chance.shuffle(waiting)
    waiting = [edge for edge in waiting if not made.insert(edge)]
    best, fewest = dict(made.rounds), len(waiting)
    until: dict[tuple[int, int], int] = {}
    for step in range(effort.steps):
        if not waiting or effort.left() <= 0:
            break
        edge = waiting.pop(chance.randrange(len(waiting)))
        if not made.insert(edge):
            number = _least_harm(made, edge, until, step, chance)
            out = {made.held[person][number] for person in net.ends[edge]} - {NOBODY}
            for other in sorted(out):
                made.take(other)
                until[other, number] = step + 5 + chance.randrange(10) + len(waiting)
                waiting.append(other)
            made.put(edge, number)
        if len(waiting) < fewest:
            best, fewest = dict(made.rounds), len(waiting)
    return best


def _least_harm(
    made: Colouring, edge: int, until: Mapping[tuple[int, int], int], step: int, chance: Random
) -> int:
    """The round in which a talk pushes out the fewest others, and was not pushed out just now."""
    a, b = made.net.ends[edge]

    def harm(number: int) -> tuple[int, float]:
        pushed = len({made.held[a][number], made.held[b][number]} - {NOBODY})
        return pushed + 2 * (until.get((edge, number), -1) > step), chance.random()

    return min(bits(made.net.fits_in(edge)), key=harm)
