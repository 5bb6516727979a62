"""Some rounds made anew together, the others as they are: by a programme in whole numbers.

Used where the best set of talks has no timetable, or none was found. All rounds anew, with only the
pairs that a better timetable can have, is the whole problem: then its bound is proven too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from naober.engines.timetable.colouring import bits
from naober.engines.timetable.net import Net
from naober.engines.timetable.programme import Programme, Row
from naober.engines.timetable.relaxation import Worth


@dataclass(frozen=True, slots=True)
class Mended:
    """The rounds of all talks, and what nothing that was allowed exceeds, in points less fees."""

    rounds: dict[int, int]
    ceiling: float


def value(net: Net, worth: Worth, rounds: Mapping[int, int]) -> int:
    """Points less fees of a timetable."""
    talks = [0] * len(net.names)
    for edge in rounds:
        for person in net.ends[edge]:
            talks[person] += 1
    fees = sum(sum(worth.fees[: net.days(person) - count]) for person, count in enumerate(talks))
    return sum(worth.points[edge] for edge in rounds) - fees


def mend(
    net: Net,
    worth: Worth,
    rounds: Mapping[int, int],
    anew: Iterable[int],
    pairs: Iterable[int],
    seconds: float,
) -> Mended:
    """A timetable at least as good, of which only the rounds `anew` differ."""
    return _Mending(net, worth, rounds, frozenset(anew), pairs).run(seconds)


class _Mending:
    """A column for each pair in each round that is open, then one for each round without a talk."""

    def __init__(
        self,
        net: Net,
        worth: Worth,
        rounds: Mapping[int, int],
        anew: frozenset[int],
        pairs: Iterable[int],
    ) -> None:
        self._net, self._worth, self._before, self._anew = net, worth, rounds, anew
        self._kept = {edge: number for edge, number in rounds.items() if number not in anew}
        open_ = sum(1 << number for number in anew)
        allowed = sorted({*pairs, *rounds} - set(self._kept))
        self._talks = [
            (edge, number) for edge in allowed for number in bits(net.fits_in(edge) & open_)
        ]
        self._idle = self._idle_rounds() if any(worth.fees) else []

    def _idle_rounds(self) -> list[tuple[int, int]]:
        talks = [0] * len(self._net.names)
        for edge in self._kept:
            for person in self._net.ends[edge]:
                talks[person] += 1
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
        rows += [(columns, 0, net.limits[number]) for number, columns in tables.items()]
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
        unit = max(*worth.points, *worth.fees, 1)
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
