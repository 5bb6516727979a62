"""What players can make together of what each has, and what it is worth to them: Owen's prices.

A group makes the products that earn most with what its members have. The prices that what all have
is worth to all of them (the dual of that linear programme) divide the gain so that no group is
better off by itself (Owen, "On the core of linear production games", 1975).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

import highspy
import numpy as np

from naober.engines.costsharing.problem import Floats, Game, Sense, game_of_function
from naober.engines.costsharing.wrong import GameError, Wrong

QUIET: Sequence[tuple[str, bool | int]] = (
    ("log_to_console", False),
    ("output_flag", False),
    ("threads", 1),
)
PARTS = 1_000_000
NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Production:
    """`holdings` has, by player, how much of each resource; `products` what one of each takes of
    every resource, and what it earns."""

    holdings: Mapping[str, tuple[Fraction, ...]]
    products: tuple[tuple[tuple[Fraction, ...], Fraction], ...]
    sense: Sense = Sense.GAIN
    table_to: ClassVar[int] = 12  # players: a linear programme for each group

    def __post_init__(self) -> None:
        lengths = {len(one) for one in self.holdings.values()}
        lengths |= {len(takes) for takes, _ in self.products}
        if len(lengths) != 1 or not lengths.pop():
            raise GameError(Wrong.RESOURCES)
        for takes, earns in self.products:
            if min(takes) < 0 or (earns > 0 and not any(takes)):
                raise GameError(Wrong.PRODUCT)
        for name, has in self.holdings.items():
            if min(has) < 0:
                raise GameError(Wrong.BELOW_ZERO, name, min(has))

    @property
    def players(self) -> tuple[str, ...]:
        return tuple(self.holdings)

    def worth(self, members: Sequence[str]) -> Fraction:
        """What the members earn at most with what they have."""
        return _plain(self._solved(members)[0])

    def game(self) -> Game:
        return game_of_function(self.players, self.worth, self.sense)

    def owen(self) -> dict[str, Fraction]:
        """What each has, at the prices. Where several sets of prices fit, one of them."""
        _, prices = self._solved(self.players)
        each = [_plain(price) for price in prices]
        return {
            name: sum(
                (amount * price for amount, price in zip(has, each, strict=True)), Fraction(0)
            )
            for name, has in self.holdings.items()
        }

    def _solved(self, members: Sequence[str]) -> tuple[float, Floats]:
        resources = len(next(iter(self.holdings.values())))
        have = [
            float(sum((self.holdings[name][place] for name in members), Fraction(0)))
            for place in range(resources)
        ]
        takes = np.array([[float(one) for one in each] for each, _ in self.products]).reshape(
            -1, resources
        )
        highs = highspy.Highs()  # type: ignore[no-untyped-call]  # its own omission
        for name, value in QUIET:
            highs.setOptionValue(name, value)
        highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        none = np.zeros(0, dtype=np.int32)
        low = np.full(resources, -highspy.kHighsInf)
        starts = np.zeros(resources, dtype=np.int32)
        highs.addRows(resources, low, np.array(have), 0, starts, none, np.zeros(0))
        product, row = np.nonzero(takes)
        count = len(takes)
        highs.addCols(
            count,
            np.array([float(earns) for _, earns in self.products]),
            np.zeros(count),
            np.full(count, highspy.kHighsInf),
            len(row),
            np.searchsorted(product, np.arange(count)).astype(np.int32),
            row.astype(np.int32),
            takes[product, row],
        )
        highs.run()
        return float(highs.getObjectiveValue()), np.array(highs.getSolution().row_dual)


def _plain(number: float) -> Fraction:
    """The plain fraction that a float is the rounding of; else the float itself."""
    near = Fraction(number).limit_denominator(PARTS)
    return near if abs(float(near) - number) <= NEAR * max(1.0, abs(number)) else Fraction(number)
