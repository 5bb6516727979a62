"""The nucleolus: the division in which the most dissatisfied group is least so, then the next, ...

Schmeidler, "The nucleolus of a characteristic function game" (1969), over the divisions in which
nobody gets less than alone; where there is none such, over all (the prenucleolus). By Maschler,
Peleg and Shapley (1979): a linear programme finds the least level of dissatisfaction; the groups
that prove it are settled at it; then the same for all whose total is not known yet. Groups come in
when a solution leaves them more dissatisfied than its level, out of all 2^n each time.

A `size` divides what a group lacks: 1 for the nucleolus, heads for that per capita (Grotte 1970).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from naober.engines.costsharing.excesses import Excesses, Masks
from naober.engines.costsharing.problem import Floats, Game, Sense
from naober.engines.costsharing.programme import Prices, Programme
from naober.engines.costsharing.rational import Equation, solution
from naober.engines.costsharing.shapley import shapley
from naober.engines.costsharing.span import Span, known

SLACK = 2e-10  # of the largest number: what is closer counts as equal
COUNTS = 1e-9  # a weight below is the rounding of 0
COMES_IN = 4  # times as many groups as players, at a time
ROUGH = 24  # bits of what is given at the start


@dataclass(frozen=True, slots=True)
class Stage:
    """`groups` cannot all lack less than `level`, for each unit of size."""

    level: Fraction
    groups: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Nucleolus:
    """By player what each gets, and the stages that lead there.

    `exact`: it is the one solution, in fractions, of the equations that its stages give; else it is
    as near as floats come. `individual`: nobody gets less than alone.
    """

    shares: tuple[Fraction, ...]
    stages: tuple[Stage, ...]
    exact: bool
    individual: bool


def nucleolus(
    game: Game, heads: Sequence[Fraction] | None = None, *, individual: bool = True
) -> Nucleolus:
    """`heads`: what each player adds to the size of a group; None when every group has size 1.
    `individual` False: the prenucleolus."""
    sign = -1 if game.sense is Sense.COST else 1
    alone = [sign * worth for worth in game.alone()]
    spare = sign * game.total - sum(alone)
    if individual and spare < 0:
        individual = False
    if len(alone) == 1 or (individual and spare == 0):
        shares = game.alone() if spare == 0 else (game.total,)
        return Nucleolus(shares, (), exact=True, individual=True)
    return _Search(game, heads, individual=individual).run()


class _Search:
    """Counts in gains: what a group is worth, less what the members have."""

    def __init__(self, game: Game, heads: Sequence[Fraction] | None, *, individual: bool) -> None:
        self._game = game
        self._individual = individual
        self._sign = -1.0 if game.sense is Sense.COST else 1.0
        self._largest = Fraction(1) if heads is None else max(heads)
        self._heads = None if heads is None else [one / self._largest for one in heads]
        players = len(game.players)
        self._each = np.zeros(players)
        if self._heads is not None:
            self._each += [float(one) for one in self._heads]
        gains = game.values * self._sign
        self._given = _rough(np.array([float(one / game.unit) for one in shapley(game)]))
        self._given *= self._sign
        self._excesses = Excesses(gains, players, self._given)
        self._scale = self._size_of_it(gains)
        self._lp = Programme(np.zeros(players), levelled=True)
        self._masks: list[int] = []
        self._hard: set[int] = set()  # columns of what nobody may get less than
        self._left: set[int] = set()  # columns that still count
        self._span = Span(players)
        self._equations: list[Equation] = []
        self._levels: list[tuple[int, ...]] = []

    def _size_of_it(self, gains: Floats) -> float:
        everybody = np.zeros(len(self._given))
        top = max(self._excesses.greatest(everybody), 0.0)
        found = max(top, float(np.abs(gains).max()) * 1e-3)
        return found or 1.0

    def run(self) -> Nucleolus:
        self._start()
        shares = np.zeros(len(self._given))
        while self._span.rank < len(self._given):
            prices = self._stage()
            shares = prices.shares
            self._settle(prices)
        return self._exactly(shares)

    def _start(self) -> None:
        players = len(self._given)
        everybody = (1 << players) - 1
        rest = float(self._game.values[-1]) * self._sign - self._given.sum()
        self._lp.add(np.array([everybody]), np.array([rest / self._scale]), np.zeros(1), free=True)
        self._masks.append(everybody)
        self._span.add(everybody)
        self._equations.append(Equation(everybody, None, self._worth(everybody)))
        singles = 1 << np.arange(players)
        if self._individual:
            self._hard.update(range(1, players + 1))
            self._lp.add(singles, self._excesses.lacks(singles) / self._scale, np.zeros(players))
            self._masks += singles.tolist()
        self._take(np.unique(np.concatenate([singles, everybody - singles])))

    def _worth(self, mask: int) -> Fraction:
        return Fraction(float(self._game.values[mask]))

    def _take(self, masks: Masks) -> None:
        self._left.update(range(self._lp.columns, self._lp.columns + len(masks)))
        lacks = self._excesses.lacks(masks) / self._scale
        self._lp.add(masks, lacks, self._sizes(masks))
        self._masks += masks.tolist()

    def _sizes(self, masks: Masks) -> Floats:
        if self._heads is None:
            return np.ones(len(masks))
        return np.asarray((masks[:, None] >> np.arange(len(self._each)) & 1) @ self._each)

    def _stage(self) -> Prices:
        """The least level that the groups allow that are not settled."""
        checks = self._span.checks()
        while True:
            prices = self._lp.solve()
            new = self._broken(prices, checks)
            if not len(new):
                return prices
            self._take(new)

    def _broken(self, prices: Prices, checks: Masks) -> Masks:
        """Groups that lack more than the level; those that are settled are taken away."""
        have = prices.shares * self._scale
        level = prices.level * self._scale
        if self._heads is not None:
            have, level = have + level * self._each, 0.0
        most = COMES_IN * len(have)
        while True:
            found = self._excesses.above(have, level + SLACK * self._scale, most)
            is_known = known(found.masks, checks)
            new = found.masks[~is_known]
            here = {self._masks[column] for column in self._left}
            new = new[[mask not in here for mask in new.tolist()]]
            self._excesses.settle(found.masks[is_known])
            if len(new) or not is_known.any():
                return new

    def _settle(self, prices: Prices) -> None:
        stage = len(self._levels)
        groups = []
        for column in np.flatnonzero(prices.weights > COUNTS).tolist():
            mask = self._masks[column]
            if column in self._hard:
                if self._span.add(mask):
                    self._equations.append(Equation(mask, None, self._worth(mask)))
            elif column in self._left:
                size = 1.0 if self._heads is None else float(self._sizes(np.array([mask]))[0])
                lack = float(self._excesses.lacks(np.array([mask]))[0]) / self._scale
                self._lp.settle(column, lack - prices.level * size)
                self._left.discard(column)
                groups.append(mask)
        self._levels.append(tuple(groups))
        for mask in groups:
            self._span.add(mask)
            self._equations.append(Equation(mask, stage, self._worth(mask)))
        self._leave()

    def _leave(self) -> None:
        columns = sorted(self._left)
        if columns:
            masks = np.array([self._masks[column] for column in columns])
            gone = np.array(columns)[known(masks, self._span.checks())].tolist()
            self._lp.leave_out(gone)
            self._left -= set(gone)

    def _exactly(self, shares: Floats) -> Nucleolus:
        """In fractions, of the equations that the stages gave; in a cost game, levels are of what
        a group pays too much."""
        sign = int(self._sign)
        heads = self._heads or [Fraction(0)] * len(self._given)
        found = solution(self._equations, len(heads), self._heads, sign)
        guess = (shares * self._scale + self._given) * self._sign
        if found is None:
            near = [Fraction(float(one)) for one in guess]
            rest = (self._game.total / self._game.unit - sum(near)) / len(near)
            shares_of = tuple((one + rest) * self._game.unit for one in near)
            return Nucleolus(shares_of, (), exact=False, individual=self._individual)
        unit = self._game.unit
        per = unit / self._largest
        stages = tuple(
            Stage(level * per, groups)
            for level, groups in zip(found.levels, self._levels, strict=True)
        )
        shares_of = tuple(share * unit for share in found.shares)
        return Nucleolus(shares_of, stages, exact=found.exact, individual=self._individual)


def _rough(shares: Floats) -> Floats:
    """With few bits, so that adding them to whole numbers is exact."""
    most = float(np.abs(shares).max())
    unit = 2.0 ** (np.frexp(most)[1] - ROUGH)
    return np.asarray(np.rint(shares / unit) * unit)
