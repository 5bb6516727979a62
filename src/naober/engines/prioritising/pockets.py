"""The same as `purses`, for projects that few want: plain numbers in lists, which are quicker then
than arrays, and a bound on the error for each voter by itself, which stays small.

An error comes from a price, whose error is what its poor supporters have wrong together, shared by
the others; who gave all has nothing left, without any error. So voters are compared exactly only
where they are equal, or as good as equal.
"""

from fractions import Fraction
from math import inf

import numpy as np

from naober.engines.prioritising.profile import Candidate, Profile
from naober.engines.prioritising.purses import FAR, NEAR, ROUNDING, TRUSTED, Bought, Offer, Purses


class Pockets(Purses):
    """`left` of the base is kept along, for what is done exactly."""

    def __init__(self, profile: Profile, share: Fraction) -> None:
        super().__init__(profile, share)
        self._have = [self.scale] * len(profile.heads)
        self._wrong = [self.error] * len(profile.heads)

    def offer(self, candidate: Candidate, hint: float = 0.0) -> Offer:
        """Exact at once where those who have anything left can all pay alike."""
        have, wrong = self._have, self._wrong
        given = mass = rich = 0.0
        doubt = candidate.cost * ROUNDING * (8 + len(candidate.few))
        for group, heads, points in candidate.few:
            left = have[group]
            if left > 0.0:
                given += heads * left
                doubt += heads * wrong[group]
                mass += heads * points
                rich += heads
        slack = given - candidate.cost
        if slack < -doubt or (slack <= doubt and not self._affordable(candidate)):
            return Offer(inf, doubt, 0.0, float(candidate.voters), -slack)
        price = candidate.cost / mass
        band = price * ROUNDING
        for group, _heads, points in candidate.few:
            left = have[group]
            if left > 0.0 and left - price * points <= wrong[group] + band * points:
                return self._shared(candidate, doubt)
        if mass == candidate.total:
            return Offer(price, band, mass, 0.0, 0.0, candidate.lowest)
        exact = Fraction(candidate.cost, int(mass))
        return Offer(price, band, mass, candidate.voters - rich, 0.0, exact)

    def _shared(self, candidate: Candidate, doubt: float) -> Offer:
        have = self._have
        order = sorted(
            [(have[group] / points, heads, points) for group, heads, points in candidate.few]
        )
        rest, mass, poor = float(candidate.cost), float(candidate.total), 0.0
        for ratio, heads, points in order:
            if ratio * mass >= rest:
                return Offer(rest / mass, doubt, mass, poor)
            poor += heads
            rest -= heads * ratio * points
            mass -= heads * points
            if mass <= 0.0:
                break
        return Offer(order[-1][0], doubt, 1.0, poor)  # everybody gives all, but for rounding

    def buy(self, candidate: Candidate, offer: Offer) -> float:
        """As in the base: in doubt about anybody, all is settled exactly."""
        price, exact = offer.price, offer.exact
        low = [
            self._have[group] <= price * points for group, _heads, points in candidate.few
        ]  # also who has just enough
        error = price * ROUNDING
        if exact is None:
            error += self._error_of_shared(candidate, low)
            if self._is_near(candidate, price, error):
                sure, near = self._parted(candidate, price, FAR)
                exact, settled = self._settle(candidate, sure & ~near, near)
                low = settled.tolist()
                price = float(exact)
                error = price * ROUNDING
        self._pay(candidate, price, error, low, exact)
        if max(self._wrong) > TRUSTED * self.scale:
            self._anew()
        return price

    def _error_of_shared(self, candidate: Candidate, low: list[bool]) -> float:
        """Bounded by what the poor have wrong together, shared by the others."""
        poor, mass = candidate.cost * ROUNDING * 8, 0.0
        for (group, heads, points), is_low in zip(candidate.few, low, strict=True):
            if is_low:
                poor += heads * self._wrong[group]
            else:
                mass += heads * points
        return poor / max(mass, 1.0)

    def _is_near(self, candidate: Candidate, price: float, error: float) -> bool:
        """Whether it is not certain of somebody who can pay the price in full."""
        if error * candidate.most + max(self._wrong) > NEAR * self.scale / 2:
            return True
        return any(
            abs(self._have[group] - price * points)
            <= 2 * (self._wrong[group] + error * points + self.scale * ROUNDING)
            for group, _heads, points in candidate.few
        )

    def _pay(
        self,
        candidate: Candidate,
        price: float,
        error: float,
        low: list[bool],
        exact: Fraction | None,
    ) -> None:
        emptied, rich = [], 0
        for (group, heads, points), is_low in zip(candidate.few, low, strict=True):
            if is_low:
                if self._have[group] > 0.0:
                    emptied.append(group)
                left = wrong = 0.0
            else:
                rich += int(heads * points)
                left = self._have[group] - price * points
                wrong = self._wrong[group] + error * points + self.scale * ROUNDING
            self._have[group], self._wrong[group], self.left[group] = left, wrong, left
        self.bought.append(Bought(candidate, np.array(emptied, dtype=np.intp), rich, exact))
        self.drift += error * candidate.most + self.scale * ROUNDING

    def _anew(self) -> None:
        super()._anew()
        self._have = self.left.tolist()
        self._wrong = [self.error if have > 0.0 else 0.0 for have in self._have]


def purses_of(profile: Profile, share: Fraction) -> Purses:
    """As it is quickest for this election."""
    return Pockets(profile, share) if profile.is_sparse else Purses(profile, share)
