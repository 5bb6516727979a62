"""How far may the share rise while Equal Shares buys the same, in the same order?

With the order of purchases held, a larger share leaves every voter, in every round, with no less
than before, and makes no price higher. (By induction over the rounds: the price p at which
`sum(min(budget, p * points))` is the cost falls when budgets rise, so what is left after it,
`max(0, budget - p * points)`, rises.) No budget rises by more than that of somebody who wants all
that was bought and is never short: H = rise of the share + sum of the falls of the prices so far.

So a project that was not bought since its supporters had together, at the rho of the choice, some
margin too little, is still not bought while poor supporters x H is less than that margin: those who
could pay that rho in full give no more for being richer. Every round then goes as before, at the
larger share and at all shares between.
"""

from fractions import Fraction

import numpy as np

from naober.engines.prioritising.pockets import purses_of
from naober.engines.prioritising.profile import Floats
from naober.engines.prioritising.spending import Spending

SAFE = 1e-9  # relative, beyond all bounds on rounding
MOST_STEPS = 1 << 40
MOST_WAIT = 16


class Steady:
    """The margins of one run."""

    def __init__(self, run: Spending) -> None:
        self._run = run
        order = [run.profile.candidates[place] for place in run.order]
        self._order = order
        self._prices = np.array([choice.price for choice in run.choices])
        levels = self._prices / np.array([c.unit for c in order], dtype=float)
        checks = [check for check in run.checks if check.offer.poor > 0.0]
        self._first = np.array([check.first for check in checks], dtype=np.intp)
        self._poor = np.array([check.offer.poor for check in checks])
        self._margin = np.array(
            [
                check.offer.slack
                if check.last < check.first or check.offer.rich == 0.0
                else check.offer.rich
                * (check.offer.price - levels[check.last] * check.candidate.unit)
                for check in checks
            ]
        )
        self._margin -= [
            2 * max(check.offer.rich, 1.0) * check.offer.error + SAFE * check.candidate.cost
            for check in checks
        ]

    def steps(self, step: Fraction, slope: float, most: int = MOST_STEPS) -> tuple[int, float]:
        """How many steps more for certain change nothing, up to `most`, and how fast H rises.

        `slope` is a guess at the latter: it saves a try that would fail.
        """
        if not len(self._margin):
            return most, slope
        certain, wanted = 0, min(most, self._guess(slope * float(step)))
        while wanted > certain:
            rise = self._rise(wanted * step)
            slope = max(slope / 4, float(rise.max() / (wanted * step)))
            if not self._holds(rise):
                break
            certain = wanted
            wanted = min(most, int(certain * self._room(rise)))
        return certain, slope

    def _guess(self, rise: float) -> int:
        return int(min(float((self._margin / (self._poor * rise)).min()), MOST_STEPS))

    def _holds(self, rise: Floats) -> bool:
        return bool((self._poor * rise[self._first] < self._margin).all())

    def _room(self, rise: Floats) -> float:
        """By how much the steps might be multiplied, if H goes on as it did; never too much."""
        return 0.9 * float((self._margin / (self._poor * rise[self._first])).min())

    def _rise(self, extra: Fraction) -> Floats:
        """H before each round, and after the last, when the share is so much larger."""
        purses = purses_of(self._run.profile, self._run.purses.share + extra)
        falls = np.zeros(len(self._order) + 1)
        for number, candidate in enumerate(self._order):
            hint = float(self._prices[number])
            price = purses.buy(candidate, purses.offer(candidate, hint))
            falls[number + 1] = max(0.0, hint - price) * candidate.most
        doubt = purses.drift + self._run.purses.drift
        rise: Floats = (float(extra) + np.cumsum(falls) + 4 * doubt) * (1 + SAFE)
        return rise


class Leap:
    """From one run to the next, over steps that change nothing. Where each step changes something,
    to look for such steps costs as much as a step, so it is looked for ever less often."""

    def __init__(self, step: Fraction) -> None:
        self._step = step
        self._slope = 1.0
        self._misses = self._wait = 0

    def over(self, run: Spending) -> int:
        """How many steps may be passed over; none is always right."""
        if self._wait:
            self._wait -= 1
            return 0
        passed, self._slope = Steady(run).steps(self._step, self._slope)
        self._misses = 0 if passed else self._misses + 1
        self._wait = min(1 << self._misses, MOST_WAIT) - 1
        return passed
