"""One run of Equal Shares from a given share: buy what costs the least per unit of utility, again
and again, until nothing is left that its supporters can pay."""

from bisect import bisect_left
from fractions import Fraction
from math import inf
from typing import NamedTuple

import numpy as np

from naober.engines.prioritising.pockets import purses_of
from naober.engines.prioritising.profile import Candidate, Profile
from naober.engines.prioritising.purses import ROUNDING, Offer


class Check(NamedTuple):
    """Why a project was not bought in the rounds `first` to `last`, as it was seen in `first`."""

    candidate: Candidate
    offer: Offer
    first: int
    last: int


class Choice(NamedTuple):
    """What was bought in a round, at what price per point, and what was exactly as good."""

    place: int
    price: float
    tied: tuple[int, ...]


class Spending:
    """The run and its trace.

    Budgets only fall, so rho only rises: an old rho is a lower bound, and a project is looked at
    again only when its bound is the lowest. Bounds that are too near to tell are compared exactly.
    """

    def __init__(self, profile: Profile, share: Fraction, hints: "Spending | None" = None) -> None:
        self.profile = profile
        self.purses = purses_of(profile, share)
        self.choices: list[Choice] = []
        self.checks: list[Check] = []
        size = len(profile.candidates)
        self._level = np.append(profile.floors, inf)  # the last is no project: when it is the least
        self._doubt = np.where(np.isinf(self._level), 0.0, self._level * ROUNDING)
        self._seen: list[tuple[int, Offer] | None] = [None] * size
        self._hints: list[float] = hints.last_prices if hints else [0.0] * size
        self.last_prices: list[float] = list(self._hints)

    @property
    def order(self) -> tuple[int, ...]:
        """The places of what was bought, first bought first."""
        return tuple(choice.place for choice in self.choices)

    @property
    def cost(self) -> int:
        """What all of it costs."""
        return sum(self.profile.candidates[choice.place].cost for choice in self.choices)

    def run(self, *, ties: bool = False) -> "Spending":
        """To the end. `ties` also finds what was exactly as good as each choice."""
        while (place := self._cheapest()) is not None:
            tied = self._others_as_good(place) if ties else ()
            self._buy(place, tied)
        for place in range(len(self._seen)):
            self._close(place)
        return self

    def _buy(self, place: int, tied: tuple[int, ...]) -> None:
        seen = self._seen[place]
        assert seen is not None
        price = self.purses.buy(self.profile.candidates[place], seen[1])
        self._close(place)
        self._seen[place] = None
        self._level[place] = inf
        self._doubt[place] = 0.0
        self.choices.append(Choice(place, price, tied))

    def _cheapest(self) -> int | None:
        """The place of what has the lowest rho, ties broken; None when nothing can be bought."""
        while True:
            best = int(self._level.argmin())
            if self._level[best] == inf:
                return None
            if not self._look(best):
                continue
            rivals = self._rivals(best)
            known = [self._look(rival) for rival in rivals]
            if all(known):
                return min((best, *rivals), key=self._exact) if rivals else best

    def _rivals(self, best: int) -> list[int]:
        """Those that may be as cheap, by what is known; not what ties or loses for certain."""
        near = self._near(best)
        if len(near) == 1:
            return []
        seen = self._seen[best]
        if seen is None or seen[1].exact is None:
            return [place for place in near if place != best]
        order = self.profile.floor_order
        if seen[1].exact is self.profile.candidates[best].lowest:
            floor = order[best]
        else:
            floor = bisect_left(self.profile.floor_values, self._exact(best)[0])
        return [p for p in near if p != best and (p < best or order[p] < floor)]

    def _near(self, best: int) -> list[int]:
        """Those that may be as cheap, itself among them."""
        limit = self._level[best] + self._doubt[best]
        near: list[int] = (self._level - self._doubt <= limit).nonzero()[0].tolist()
        return near

    def _look(self, place: int) -> bool:
        """Renew what is known of a project; True when it was known of this round already."""
        seen = self._seen[place]
        if seen is not None and seen[0] == len(self.choices):
            return True
        self._close(place)
        candidate = self.profile.candidates[place]
        offer = self.purses.offer(candidate, self._hints[place])
        self._seen[place] = (len(self.choices), offer)
        self._level[place] = offer.price / candidate.unit
        self._doubt[place] = 0.0 if offer.price == inf else offer.error / candidate.unit
        if offer.price < inf:
            self.last_prices[place] = offer.price
        return False

    def _close(self, place: int) -> None:
        """What was known of a project holds until the round before this one."""
        seen = self._seen[place]
        if seen is not None:
            first, last = seen[0], len(self.choices) - 1
            if seen[1].price == inf or last >= first:
                self.checks.append(Check(self.profile.candidates[place], seen[1], first, last))

    def _exact(self, place: int) -> tuple[Fraction, int]:
        """The exact rho, and the place for ties."""
        seen = self._seen[place]
        assert seen is not None
        candidate = self.profile.candidates[place]
        if seen[1].exact is candidate.lowest:
            return candidate.floor, place
        if seen[1].price == inf:
            return Fraction(candidate.cost * candidate.total + 1), place  # more than anybody pays
        return self.purses.exact_price(candidate, seen[1]) / candidate.unit, place

    def _others_as_good(self, best: int) -> tuple[int, ...]:
        """Looked at without leaving a trace: what has exactly the rho of the best."""
        rho = self._exact(best)[0]
        found = []
        for place in self._near(best):
            if place != best:
                candidate = self.profile.candidates[place]
                offer = self.purses.offer(candidate)
                if offer.price < inf:
                    price = self.purses.exact_price(candidate, offer)
                    found += [place] * (price / candidate.unit == rho)
        return tuple(found)
