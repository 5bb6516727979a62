"""What each voter has left while Equal Shares spends: quick in floats, exact where it matters.

A voter's budget is the share minus what was paid: `price` times points for each project that was
paid in full, or nothing after one that was not. So exact values follow from the exact prices, and
are made only when floats, whose error is bounded all along (`error`), cannot tell.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, inf
from operator import mul
from typing import NamedTuple

import numpy as np

from naober.engines.prioritising.profile import Candidate, Flags, Floats, Places, Profile

ROUNDING = 2.0**-50  # of one operation on doubles, generously
NEAR = 1e-7  # of the share: nearer than this, a voter's budget and payment are compared exactly
FAR = 1e-4  # of the share: within this they are, once it is done exactly
TRUSTED = 1e-9  # of the share: with more error than this, floats are made anew from exact values


class Offer(NamedTuple):
    """What a project would cost its supporters now.

    `price` is per point, infinite when they have not enough; then `slack` is by how much they fall
    short. `error` bounds how far off either is. Supporters with `rich` points in all can pay the
    price; `poor` heads give all they have. `exact` is there when no voter with any money is short.
    """

    price: float
    error: float
    rich: float = 0.0
    poor: float = 0.0
    slack: float = 0.0
    exact: Fraction | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Bought:
    """One purchase: `emptied` are the voters who gave all they had, `rich` the others' points."""

    candidate: Candidate
    emptied: Places
    rich: int
    exact: Fraction | None


class Purses:
    """The voters' budgets, from the same share for each, through one purchase after another."""

    def __init__(self, profile: Profile, share: Fraction) -> None:
        self._profile = profile
        self.share = share
        self.left: Floats = np.full(len(profile.heads), float(share))
        self.scale = float(share)
        self.error = self.scale * ROUNDING
        self.drift = self.error  # of all prices together, which nothing makes good again
        self.bought: list[Bought] = []
        self._prices: list[Fraction] = []
        self._coin = share.denominator
        self._coins: list[int] = []
        self._table: Floats | None = None
        self._filled = 0

    # quick

    def offer(self, candidate: Candidate, hint: float = 0.0) -> Offer:
        """The price now, by Newton's method on a concave function: from the first step on it stays
        below the root, and ends on it. `hint` is a price to begin at."""
        have = self.left[candidate.groups]
        each = candidate.heads * have
        slack = float(each.sum()) - candidate.cost
        doubt = self._doubt(candidate)
        if slack < -doubt or (slack <= doubt and not self._affordable(candidate)):
            return Offer(inf, doubt, poor=float(candidate.voters), slack=-slack)
        price, low, rich = _newton(candidate, have, each, hint)
        if low is None:
            return Offer(price, price * ROUNDING, rich, exact=candidate.lowest)
        return Offer(price, doubt, rich, float(candidate.heads[low].sum()))

    def _doubt(self, candidate: Candidate) -> float:
        """How far off a sum of the supporters' budgets may be, or any price: one head at least
        pays it."""
        return candidate.voters * self.error + candidate.cost * ROUNDING * 8

    def buy(self, candidate: Candidate, offer: Offer) -> float:
        """Take the payments; the price, which is better than the offer's when it was in doubt."""
        have = self.left[candidate.groups]
        low, near = self._parted(candidate, offer.price, NEAR)
        price, exact = offer.price, offer.exact
        error = price * ROUNDING + self._error_of_price(candidate, low, exact)
        if near.any() or error * candidate.most + self.error > NEAR * self.scale / 2:
            low, near = self._parted(candidate, price, FAR)
            exact, low = self._settle(candidate, low & ~near, near)
            price = float(exact)
            error = price * ROUNDING
        emptied = candidate.groups[low & (have > 0.0)]
        self.bought.append(Bought(candidate, emptied, _mass(candidate, ~low), exact))
        self.left[candidate.groups] = np.where(low, 0.0, have - price * candidate.points)
        self.error += error * candidate.most + self.scale * ROUNDING
        self.drift += error * candidate.most + self.scale * ROUNDING
        if self.error > TRUSTED * self.scale:
            self._anew()
        return price

    def _parted(self, candidate: Candidate, price: float, band: float) -> tuple[Flags, Flags]:
        """Who has no more than the price asks, and for whom that is not certain."""
        over = self.left[candidate.groups] - price * candidate.points
        return over <= 0.0, np.abs(over) <= band * self.scale

    def _error_of_price(self, candidate: Candidate, low: Flags, exact: Fraction | None) -> float:
        """Bounded by what the poor have wrong together, shared by the others."""
        if exact is not None:
            return 0.0
        poor = float(candidate.heads[low].sum())
        return (poor * self.error + candidate.cost * ROUNDING * 8) / max(_mass(candidate, ~low), 1)

    def _anew(self) -> None:
        """All floats once more from exact prices, so that their errors start again."""
        spent = np.zeros(len(self.left))
        for bought, price in zip(self.bought, self.prices(), strict=True):
            candidate = bought.candidate
            spent[candidate.groups] += float(price) * candidate.points
        self.left = np.where(self.left > 0.0, self.scale - spent, 0.0)
        self.error = self.scale * ROUNDING * (2 + len(self.bought))

    # exact

    def prices(self) -> list[Fraction]:
        """The exact price of every purchase so far."""
        for number in range(len(self._prices), len(self.bought)):
            bought = self.bought[number]
            price = bought.exact
            if price is None:
                poor = self._sum(bought.emptied, number)
                price = (bought.candidate.cost - poor) / bought.rich
            self._keep(price)
        return self._prices

    def _keep(self, price: Fraction) -> None:
        """Also as a number of coins so small that every price is a whole number of them."""
        self._prices.append(price)
        finer = price.denominator // gcd(price.denominator, self._coin)
        if finer > 1:
            self._coin *= finer
            self._coins = [coins * finer for coins in self._coins]
        self._coins.append(price.numerator * (self._coin // price.denominator))

    def _sum(self, groups: Places, rounds: int) -> Fraction:
        """What voters who were not emptied within some rounds have together after them."""
        points = self._given(rounds)[:, groups].sum(axis=1).astype(np.int64).tolist()
        heads = int(self._profile.heads[groups].sum())
        start = heads * self.share.numerator * (self._coin // self.share.denominator)
        return Fraction(start - sum(map(mul, points, self._coins)), self._coin)

    def _given(self, rounds: int) -> Floats:
        """By purchase and group: the points of all heads; made when needed, filled as far."""
        if self._table is None:
            self._table = np.zeros((len(self._profile.candidates), len(self._profile.heads)))
        for number in range(self._filled, rounds):
            candidate = self.bought[number].candidate
            self._table[number, candidate.groups] = candidate.mass
        self._filled = max(self._filled, rounds)
        return self._table[:rounds]

    def exact_left(self, group: int) -> Fraction:
        """What one voter has."""
        if self.left[group] == 0.0:
            return Fraction(0)
        return self.share - self._spent(group, len(self.bought))

    def exact_before(self, group: int, number: int) -> Fraction:
        """What one voter had before a purchase that took all of it."""
        return self.share - self._spent(group, number)

    def _spent(self, group: int, rounds: int) -> Fraction:
        points = self._profile.points[group]
        prices = self.prices()
        return sum(
            (
                points[bought.candidate.id] * price
                for bought, price in zip(self.bought[:rounds], prices, strict=False)
                if bought.candidate.id in points
            ),
            Fraction(0),
        )

    def _affordable(self, candidate: Candidate) -> bool:
        self.prices()
        alive = candidate.groups[self.left[candidate.groups] > 0.0]
        return self._sum(alive, len(self.bought)) >= candidate.cost

    def exact_price(self, candidate: Candidate, offer: Offer) -> Fraction:
        """The price of an offer, exactly."""
        if offer.exact is not None:
            return offer.exact
        low, near = self._parted(candidate, offer.price, FAR)
        return self._settle(candidate, low & ~near, near)[0]

    def _settle(self, candidate: Candidate, low: Flags, near: Flags) -> tuple[Fraction, Flags]:
        """The exact price, and who cannot pay more than it, when `near` might be either.

        Those near are taken from the poorest on (per point): each gives all while the price that
        the rest would pay is no less than that.
        """
        self.prices()
        alive = candidate.groups[low & (self.left[candidate.groups] > 0.0)]
        rest = candidate.cost - self._sum(alive, len(self.bought))
        mass = _mass(candidate, ~low)
        each = {int(i): self.exact_left(int(candidate.groups[i])) for i in np.flatnonzero(near)}
        order = sorted(each, key=lambda i: each[i] / int(candidate.points[i]))
        low = low.copy()
        for i in order:
            if each[i] * mass > rest * int(candidate.points[i]):
                break
            rest -= each[i] * int(candidate.heads[i])
            mass -= int(candidate.mass[i])
            low[i] = True
        if not mass:  # everybody gives all: the price is what the richest of them gives
            return each[order[-1]] / int(candidate.points[order[-1]]), low
        return rest / mass, low


def _mass(candidate: Candidate, flags: Flags) -> int:
    return int(candidate.mass[flags].sum())


def _newton(
    candidate: Candidate, have: Floats, each: Floats, price: float
) -> tuple[float, Flags | None, float]:
    """The price, who cannot pay it, and the points of those who can.

    A price that is too high gives, in one step, one that is not.
    """
    floor = candidate.cost / candidate.total
    low: Flags | None = None
    rich = float(candidate.total)
    before = -1
    while True:
        poor = have < (price if candidate.most == 1.0 else price * candidate.points)
        count = int(np.count_nonzero(poor))
        if count == before:
            return price, low, rich
        before = count
        if not count:
            price, low, rich = floor, None, float(candidate.total)
            continue
        low = poor
        rich = candidate.total - float(candidate.mass[poor].sum())
        if rich > 0.0:
            price = max(floor, (candidate.cost - float(each[poor].sum())) / rich)
            continue
        richest = float((have / candidate.points).max())
        if price <= richest * (1 + ROUNDING * 64):  # everybody gives all, but for rounding
            return richest, low, 1.0
        price, before = richest, -1
