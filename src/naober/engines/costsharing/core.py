"""Is anybody better off outside? The most dissatisfied group, what would keep all together, and
between which shares nobody has reason to leave.

By Bondareva (1963) and Shapley (1967), a division that satisfies every group exists unless groups
that cover all, each player by weights that add up to 1, are worth more together than all are. How
much more is the least subsidy (Bachrach et al., "The cost of stability", 2009).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from naober.engines.costsharing.excesses import Excesses
from naober.engines.costsharing.problem import Floats, Game, Sense
from naober.engines.costsharing.programme import Prices, Programme

EQUAL = 1e-12  # of the largest number: what is closer is the rounding of floats
SLACK = 2e-10
COUNTS = 1e-9
MANY = 4
LOOKED_AT = 200
PARTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Worst:
    """The group that has the most to complain of: how much better off it is by itself.

    Below 0: even this group is better off with all.
    """

    group: tuple[str, ...]
    excess: Fraction


@dataclass(frozen=True, slots=True)
class Subsidy:
    """`amount` from outside lets everybody be content; 0 when a division does so without.

    `blockers` are groups and weights that prove that less is not enough.
    """

    amount: Fraction
    blockers: tuple[tuple[tuple[str, ...], Fraction], ...] = ()


class Core:
    """All groups of a game at once, for as many divisions as one likes."""

    def __init__(self, game: Game) -> None:
        self._game = game
        self._sign = -1 if game.sense is Sense.COST else 1
        self._excesses = Excesses(game.values * self._sign, len(game.players))
        self.rounding = float(np.abs(game.values).max()) or 1.0

    def worst(self, shares: Sequence[Fraction]) -> Worst:
        """Of the groups that have most to complain of, one of the smallest. Of one player, none."""
        game = self._game
        if len(game.players) == 1:
            return Worst((), Fraction(0))
        have = np.array([self._sign * float(share / game.unit) for share in shares])
        near = self._excesses.greatest(have) - EQUAL * self.rounding * len(have)
        masks = self._excesses.above(have, near, LOOKED_AT).masks.tolist()
        found = {mask: self.excess(mask, shares) for mask in masks}
        best = max(found, key=lambda mask: (found[mask], -mask.bit_count(), -mask))
        return Worst(game.group(best), found[best])

    def excess(self, mask: int, shares: Sequence[Fraction]) -> Fraction:
        """How much better off a group is by itself, exactly."""
        has = sum((share for place, share in enumerate(shares) if mask >> place & 1), Fraction(0))
        return self._sign * (self._game.worth(mask) - has)

    def holds(self, worst: Worst) -> bool:
        """Whether no group is better off by itself, but for the rounding of floats."""
        return worst.excess <= Fraction(EQUAL * self.rounding) * self._game.unit

    def subsidy(self) -> Subsidy:
        """What would fill an empty core; 0 when it is not empty."""
        game = self._game
        if len(game.players) == 1:
            return Subsidy(Fraction(0))
        prices, masks = self._priced(np.ones(len(game.players)), with_all=False)
        weights = {
            mask: Fraction(float(weight)).limit_denominator(PARTS)
            for mask, weight in zip(masks, prices.weights, strict=True)
            if weight > COUNTS
        }
        worth = sum((self._sign * game.worth(mask) * w for mask, w in weights.items()), Fraction(0))
        amount = worth - self._sign * game.total
        if amount <= Fraction(EQUAL * self.rounding) * game.unit:
            return Subsidy(Fraction(0))
        ordered = sorted(weights.items(), key=lambda one: (-one[1], one[0].bit_count(), one[0]))
        return Subsidy(amount, tuple((game.group(mask), weight) for mask, weight in ordered))

    def ranges(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """By player, from which share to which every division lies that contents all groups.

        Only where there is one. In gains; in a cost game from the least to the greatest cost.
        """
        found = []
        for place in range(len(self._game.players)):
            one = np.zeros(len(self._game.players))
            one[place] = 1.0
            ends = [self._sign * self._end(one), -self._sign * self._end(-one)]
            found.append((min(ends), max(ends)))
        return tuple(found)

    def _end(self, covered: Floats) -> Fraction:
        prices, _ = self._priced(covered, with_all=True)
        return Fraction(prices.level * self.rounding) * self._game.unit

    def _priced(self, covered: Floats, *, with_all: bool) -> tuple[Prices, list[int]]:
        """The cheapest shares that content all groups, and the columns' groups."""
        players = len(covered)
        programme = Programme(covered, levelled=False)
        masks: list[int] = []

        def take(new: Sequence[int], lacks: Floats, *, free: bool = False) -> None:
            each = np.array(new, dtype=np.int64)
            programme.add(each, lacks / self.rounding, np.zeros(len(each)), free=free)
            masks.extend(new)

        if with_all:
            total = float(self._game.values[-1]) * self._sign
            take([self._game.everybody], np.array([total]), free=True)
        singles = 1 << np.arange(players)
        take(singles.tolist(), self._excesses.lacks(singles))
        while True:
            prices = programme.solve()
            have = prices.shares * self.rounding
            found = self._excesses.above(have, SLACK * self.rounding, MANY * players)
            fresh = ~np.isin(found.masks, masks)
            if not fresh.any():
                return prices, masks
            new = found.masks[fresh]
            take(new.tolist(), self._excesses.lacks(new))
