"""What follows Equal Shares when everybody gains a trifle from every project.

The completion by perturbation of Peters, Pierczyński and Skowron (2021): a voter gains epsilon from
a project that the voter did not ask for, in the limit of epsilon to zero. So supporters give all
they have left, and the others share the rest equally, each as far as the money goes; the project
with the least of that per unit comes first. Money of voters, not votes, decides; and as nobody
spends more than the share, the budget holds.
"""

from fractions import Fraction
from math import lcm

from naober.engines.prioritising.profile import Candidate, Profile
from naober.engines.prioritising.result import Step


class Trifles:
    """What each group has left per head, in whole numbers of one small coin."""

    def __init__(self, profile: Profile, left: list[Fraction]) -> None:
        self._profile = profile
        self._coin = lcm(*(amount.denominator for amount in left))
        self._left = [int(amount * self._coin) for amount in left]
        self._heads = [int(heads) for heads in profile.heads]
        self.payments: list[tuple[str, dict[int, Fraction]]] = []

    def run(self, taken: set[str]) -> list[Step]:
        """The steps until the money of all together buys nothing more."""
        rest = [c for c in self._profile.candidates if c.id not in taken]
        steps: list[Step] = []
        while True:
            order = sorted(range(len(self._left)), key=self._left.__getitem__)
            found = [
                (price / candidate.unit, place, price)
                for place, candidate in enumerate(rest)
                if (price := self._price(candidate, order)) is not None
            ]
            if not found:
                return steps
            level, place, price = min(found)
            tied = tuple(rest[p].id for one, p, _ in found if one == level and p != place)
            candidate = rest.pop(place)
            self._pay(candidate, price)
            cost = self._profile.money(candidate.cost)
            steps.append(
                Step(
                    candidate.id,
                    cost,
                    self._profile.level(candidate, price / self._coin),
                    tied=tied,
                    completed=True,
                )
            )

    def _price(self, candidate: Candidate, order: list[int]) -> Fraction | None:
        """What each of the others gives who can; None when all together have not enough."""
        mine = set(map(int, candidate.groups))
        rest = candidate.cost * self._coin - sum(self._left[g] * self._heads[g] for g in mine)
        others = [group for group in order if group not in mine]
        heads = sum(self._heads[group] for group in others)
        if rest <= 0:
            return Fraction(0)
        for group in others:
            if self._left[group] * heads >= rest:
                return Fraction(rest, heads)
            rest -= self._left[group] * self._heads[group]
            heads -= self._heads[group]
        return None

    def _pay(self, candidate: Candidate, price: Fraction) -> None:
        mine = set(map(int, candidate.groups))
        finer = price.denominator
        self._coin *= finer
        paid: dict[int, Fraction] = {}
        for group, before in enumerate(self._left):
            give = before * finer if group in mine else min(before * finer, price.numerator)
            self._left[group] = before * finer - give
            if give:
                paid[group] = Fraction(give, self._coin)
        self.payments.append((candidate.id, paid))
