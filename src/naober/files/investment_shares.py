"""Who of a group pays how much of a joint investment: a rule of `engines/costsharing`, for the
conditions that `engines/investing` looks at. Engines do not know each other; this hands one to the
other, for the command line and for pages alike."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import numpy as np

from naober.engines import costsharing
from naober.engines.costsharing import Game, Rule, Sense
from naober.engines.costsharing.problem import sums
from naober.engines.investing import Cost, Joining

CENT = Fraction(1, 100)


def game_of(cost: Cost, joining: Sequence[Joining]) -> Game:
    """What each group pays by itself: the cost of its sizes together, and alone what the company
    said that it would pay then. In cents."""
    values = np.round(cost.net(sums([one.size for one in joining])), 2)
    values[0] = 0.0
    for place, one in enumerate(joining):
        if one.alone is not None:
            values[1 << place] = one.alone
    return costsharing.game_of_values([one.key for one in joining], values, Sense.COST)


def in_cents(cost: Cost, joining: Sequence[Joining], rule: Rule) -> Mapping[str, Fraction]:
    """Shares that add up to what it costs, to the cent."""
    found = costsharing.solve(game_of(cost, joining), [rule])[rule].shares
    cents = costsharing.rounded(list(found.values()), CENT)
    return dict(zip(found, cents, strict=True))


def shares_by(cost: Cost, rule: Rule) -> Callable[[Sequence[Joining]], Mapping[str, float]]:
    """The same for any group, as `investing.largest` asks it."""

    def of_group(group: Sequence[Joining]) -> Mapping[str, float]:
        return {key: float(share) for key, share in in_cents(cost, group, rule).items()}

    return of_group
