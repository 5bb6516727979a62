"""Which talks to hold, when each happens left open: the best set of pairs, and a proven bound.

A timetable is a set of talks that can be coloured with the rounds. Every timetable keeps to rules
that do not speak of single rounds:

- nobody has more talks than rounds in which he or she is there;
- among the people of a set, each round has at most half of those who are there, rounded down, and
  not more than there are tables (Edmonds 1965: enough for what can be coloured fractionally);
- talks are whole: the blossoms of simple b-matching (Edmonds and Johnson 1970).

The first, and the second for everybody, are there from the start; others are added when a solution
breaks them. A linear programme is solved, and the same in whole numbers where it has none.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from naober.engines.timetable.cuts import Cut, Cutter
from naober.engines.timetable.net import Net
from naober.engines.timetable.programme import Floats, Programme, Row

Number = TypeVar("Number", int, float)
PASSES = 50
WHOLE = 1e-6
ROUNDING = 1e-9
DIVISIONS = (2, 1 << 24)  # prices are halves where they are exact


@dataclass(frozen=True, slots=True)
class Worth:
    """What a set of talks is worth, in whole numbers: points by pair, less fees.

    `fees[k]` is what it costs that somebody has no talk in k + 1 rounds instead of k.
    """

    points: Sequence[int]
    fees: Sequence[int]


class Relaxation:
    """Asked once more after `tighten`, it keeps to what it learnt."""

    def __init__(self, net: Net, worth: Worth, left: Callable[[], float]) -> None:
        self._net = net
        self._worth = worth
        self._left = left
        self._unit = max((1, *worth.points, *worth.fees))
        self._cutter = Cutter(net)
        self._cuts: list[Cut] = []
        self._rows = self._first_rows()
        self._programme = Programme([gain / self._unit for gain in self._gains()], self._rows)
        self.x: Floats = np.zeros(len(net.ends))
        self._prices: Floats = np.zeros(len(self._rows))
        self.ceiling = float("inf")  # of points less fees
        self._divided = float("inf")  # the same, of talks that need not be whole

    def _idle(self) -> list[tuple[int, int]]:
        """A column each: somebody's first, second ... round without a talk."""
        if not any(self._worth.fees):
            return []
        people = range(len(self._net.names))
        return [(person, k) for person in people for k in range(self._net.days(person))]

    def _gains(self) -> list[int]:
        return [*self._worth.points, *(-self._worth.fees[k] for _, k in self._idle())]

    def _first_rows(self) -> list[Row]:
        net = self._net
        held = [list(at) for at in net.at]
        idle = self._idle()
        for column, (person, _) in enumerate(idle, start=len(net.ends)):
            held[person].append(column)
        places = [net.places(person) for person in range(len(net.names))]
        rows: list[Row] = [
            (columns, most if idle else 0, most) for columns, most in zip(held, places, strict=True)
        ]
        return [*rows, (range(len(net.ends)), 0, sum(net.limits))]

    def solve(self) -> list[int]:
        """The pairs of the best set that was found."""
        self._divide()
        if np.abs(self.x - np.round(self.x)).max(initial=0) > WHOLE:
            self._make_whole()
        return [int(edge) for edge in np.flatnonzero(self.x > 0.5)]

    def tighten(self, edges: Iterable[int]) -> bool:
        """Whether these pairs break a rule that was not known; then it is known."""
        held = np.zeros(len(self._net.ends))
        held[list(edges)] = 1
        return self._learn([*self._cutter.broken(held), *self._cutter.narrow(held)])

    def _divide(self) -> None:
        for _ in range(PASSES):
            answer = self._programme.divided(self._left())
            if answer.x is None:
                return
            self.x, self._prices = answer.x[: len(self._net.ends)], answer.prices
            self.ceiling = self._divided = answer.best * self._unit
            if not self._learn(self._cutter.broken(self.x)):
                return

    def _make_whole(self) -> None:
        answer = self._programme.whole(len(self._net.ends), self._left())
        if np.isfinite(answer.best):
            self.ceiling = min(self.ceiling, answer.best * self._unit)
        found = np.floor(self.x + WHOLE) if answer.x is None else answer.x
        self.x = np.round(found[: len(self._net.ends)])

    def _learn(self, cuts: Sequence[Cut]) -> bool:
        for cut in cuts:
            self._programme.add(cut.edges, cut.most)
        self._cuts += cuts
        return bool(cuts)

    def useful(self, reached: float) -> list[int]:
        """The pairs that a set worth more than `reached`, in points less fees, can have.

        A pair that costs more by the prices of the rules than it brings, lowers the limit so much.
        """
        spare = self._divided - reached + ROUNDING * max(abs(self._divided), 1)
        covered = self._covered([float(price) * self._unit for price in self._prices])
        points = self._worth.points
        return [edge for edge, paid in enumerate(covered) if paid - points[edge] <= spare]

    def proven(self, weights: Sequence[int], points: int) -> int:
        """What no timetable exceeds, counted by `weights`, each of which is so many `points`.

        Weak duality in whole numbers: any prices of the rules, not below 0, prove a bound. The
        solver only proposes them, so that its rounding cannot make the bound wrong.
        """
        return min(self._by_prices(weights, points, parts) for parts in DIVISIONS)

    def _by_prices(self, weights: Sequence[int], points: int, parts: int) -> int:
        limits = [int(most) for _, _, most in self._rows] + [cut.most for cut in self._cuts]
        asked = [
            max(0, round(float(price) * parts * self._unit / points)) for price in self._prices
        ]
        rest = sum(
            max(0, weight * parts - paid)
            for weight, paid in zip(weights, self._covered(asked), strict=True)
        )
        paid = sum(price * most for price, most in zip(asked, limits, strict=False))
        return int(paid + rest) // parts

    def _covered(self, prices: Sequence[Number]) -> list[Number]:
        """What each pair pays by the prices of the rules that it falls under."""
        by_person, overall = prices[: len(self._rows) - 1], prices[len(self._rows) - 1]
        covered = [by_person[a] + by_person[b] + overall for a, b in self._net.ends]
        for cut, price in zip(self._cuts, prices[len(self._rows) :], strict=False):
            if price:
                for edge in cut.edges:
                    covered[edge] += price
        return covered
