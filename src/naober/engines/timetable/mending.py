"""Some rounds made anew together, the others as they are: by a programme in whole numbers.

Used where the best set of talks has no timetable, or none was found, and after cancellations. All
rounds anew, with only the pairs that a better timetable can have, is the whole problem: then its
limit is proven too.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from naober.engines.timetable.colouring import Colouring, bits
from naober.engines.timetable.net import Net
from naober.engines.timetable.programme import Programme, Row
from naober.engines.timetable.relaxation import Worth


@dataclass(frozen=True, slots=True)
class Scope:
    """What may differ: the rounds `anew`, in which these `pairs` may talk. Talks that `stay` do."""

    anew: frozenset[int]
    pairs: Iterable[int]
    stay: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Mended:
    """The rounds of all talks, and what nothing that was allowed exceeds, in points less fees."""

    rounds: dict[int, int]
    ceiling: float


def value(net: Net, worth: Worth, rounds: Iterable[int]) -> int:
    """Points less fees of these talks."""
    talks = talks_of(net, rounds)
    fees = sum(sum(worth.fees[: net.days(person) - count]) for person, count in enumerate(talks))
    return sum(worth.points[edge] for edge in rounds) - fees


def talks_of(net: Net, edges: Iterable[int]) -> list[int]:
    """How many of these talks each person has."""
    talks = [0] * len(net.names)
    for edge in edges:
        for person in net.ends[edge]:
            talks[person] += 1
    return talks


def mend(net: Net, worth: Worth, before: Mapping[int, int], scope: Scope, seconds: float) -> Mended:
    """A timetable at least as good, which differs only where it may."""
    return _Mending(net, worth, before, scope).run(seconds)


class _Mending:
    """A column for each pair in each round that is open, then one for each round without a talk."""

    def __init__(self, net: Net, worth: Worth, before: Mapping[int, int], scope: Scope) -> None:
        self._net, self._worth, self._before = net, worth, before
        self._kept = {
            edge: number
            for edge, number in before.items()
            if number not in scope.anew or edge in scope.stay
        }
        self._talks = list(self._open_talks(scope))
        self._idle = self._idle_rounds() if any(worth.fees) else []

    def _open_talks(self, scope: Scope) -> Iterable[tuple[int, int]]:
        free = Colouring(self._net, self._kept).free
        anew = sum(1 << number for number in scope.anew)
        for edge in sorted({*scope.pairs, *self._before} - set(self._kept)):
            a, b = self._net.ends[edge]
            for number in bits(free[a] & free[b] & anew):
                yield edge, number

    def _idle_rounds(self) -> list[tuple[int, int]]:
        talks = talks_of(self._net, self._kept)
        return [
            (person, k)
            for person, count in enumerate(talks)
            for k in range(self._net.days(person) - count)
        ]

    def _rows(self) -> list[Row]:
        net = self._net
        once: dict[int, list[int]] = {}
        places: dict[tuple[int, int], list[int]] = {}
        tables: dict[int, list[int]] = {}
        days: dict[int, list[int]] = {}
        for column, (edge, number) in enumerate(self._talks):
            once.setdefault(edge, []).append(column)
            tables.setdefault(number, []).append(column)
            for person in net.ends[edge]:
                places.setdefault((person, number), []).append(column)
                days.setdefault(person, []).append(column)
        rows: list[Row] = [(columns, 0, 1) for columns in (*once.values(), *places.values())]
        held = Counter(self._kept.values())
        rows += [
            (columns, 0, net.limits[number] - held[number]) for number, columns in tables.items()
        ]
        if self._idle:
            rows += self._days(days)
        return rows

    def _days(self, days: dict[int, list[int]]) -> list[Row]:
        """Talks and rounds without one are together what is left of somebody's rounds."""
        count: dict[int, int] = {}
        for column, (person, _) in enumerate(self._idle, start=len(self._talks)):
            days.setdefault(person, []).append(column)
            count[person] = count.get(person, 0) + 1
        return [
            (columns, count.get(person, 0), count.get(person, 0))
            for person, columns in days.items()
        ]

    def run(self, seconds: float) -> Mended:
        worth = self._worth
        points = [worth.points[edge] for edge, _ in self._talks]
        gains = [*points, *(-worth.fees[k] for _, k in self._idle)]
        unit = max((1, *worth.points, *worth.fees))
        programme = Programme([gain / unit for gain in gains], self._rows())
        answer = programme.whole(len(self._talks), seconds)
        found = dict(self._before)
        if answer.x is not None:
            new = {
                edge: number
                for (edge, number), x in zip(self._talks, answer.x, strict=False)
                if x > 0.5
            }
            if value(self._net, worth, {**self._kept, **new}) > value(self._net, worth, found):
                found = {**self._kept, **new}
        kept = sum(worth.points[edge] for edge in self._kept)
        return Mended(found, answer.best * unit + kept)
