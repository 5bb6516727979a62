"""Divisions of games with too many players for a table: closed forms where there are, else drawn.

Groups are not looked at one by one, so that nothing is said of who would complain.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from random import Random

from naober.engines.costsharing.closed import (
    ladder_nucleolus,
    ladder_shapley,
    talmud,
)
from naober.engines.costsharing.result import Division, Remark, Rule
from naober.engines.costsharing.rules import (
    Shares,
    capped,
    equal,
    proportional,
    separable,
)
from naober.engines.costsharing.sampling import Accuracy, Estimate, estimate
from naober.engines.costsharing.structures import Bankruptcy, Ladder, Structure
from naober.engines.costsharing.terms import Terms
from naober.engines.costsharing.wrong import GameError, Wrong


class Large:
    """The divisions of a structure, of any number of players."""

    def __init__(self, structure: Structure, terms: Terms, accuracy: Accuracy, chance: Random):
        self.structure = structure
        self.terms = terms
        self._accuracy = accuracy
        self._chance = chance
        self._players = structure.players
        self._weights = terms.weights_of(self._players)
        self._total = structure.worth(self._players)

    def can(self, rule: Rule) -> bool:
        """Whether there is a way without a table."""
        if rule is Rule.NUCLEOLUS:
            return self._nucleolus() is not None
        if rule is Rule.SHAPLEY:
            return len(set(self._weights)) == 1
        return rule in _PLAIN or (rule is Rule.OWEN and self.terms.prices is not None)

    def solve(self, rule: Rule) -> Division:
        """What `rule` gives each. Raises GameError where it needs a table."""
        if not self.can(rule):
            raise GameError(Wrong.NEEDS_TABLE, rule, len(self._players))
        margins: Mapping[str, Fraction] = {}
        remarks: tuple[Remark, ...] = ()
        if rule is Rule.SHAPLEY and not isinstance(self.structure, Ladder):
            shares, margins = self._drawn()
            remarks = (Remark.SAMPLED,)
        else:
            shares, remarks = self._plainly(rule)
        if self.terms.caps:
            within = capped(self._players, shares, self.terms.caps)
            remarks = remarks if within == shares else (*remarks, Remark.CAPPED)
            shares = within
        divided = dict(zip(self._players, shares, strict=True))
        return Division(rule, self.structure.sense, divided, margins=margins, remarks=remarks)

    def _plainly(self, rule: Rule) -> tuple[Shares, tuple[Remark, ...]]:
        if rule is Rule.NUCLEOLUS:
            found = self._nucleolus() or {}
            return tuple(found[name] for name in self._players), ()
        if rule is Rule.SHAPLEY and isinstance(self.structure, Ladder):
            by_name = ladder_shapley(self.structure)
            return tuple(by_name[name] for name in self._players), ()
        if rule is Rule.OWEN and self.terms.prices is not None:
            return tuple(self.terms.prices[name] for name in self._players), ()
        shares = _PLAIN[rule](self)
        if shares is None:
            return equal(self._total, self._weights), (Remark.NOTHING_TO_GO_BY,)
        return shares, ()

    def _nucleolus(self) -> dict[str, Fraction] | None:
        if isinstance(self.structure, Bankruptcy):
            return talmud(self.structure)
        if isinstance(self.structure, Ladder) and self.structure.nested:
            return ladder_nucleolus(self._needs())
        return None

    def _needs(self) -> dict[str, Fraction]:
        return {name: self.structure.worth([name]) for name in self._players}

    def _drawn(self) -> tuple[Shares, Mapping[str, Fraction]]:
        found = drawn(self.structure, self._accuracy, self._chance)
        shares = [Fraction(share) for share in found.shares]
        rest = (self._total - sum(shares)) / len(shares)
        margins = dict(zip(self._players, map(Fraction, found.margins), strict=True))
        return tuple(share + rest for share in shares), margins

    def equal(self) -> Shares | None:
        return equal(self._total, self._weights)

    def proportional(self) -> Shares | None:
        return proportional(self._total, list(self._needs().values()))

    def separable(self) -> Shares | None:
        without = [
            self.structure.worth([other for other in self._players if other != name])
            for name in self._players
        ]
        return separable(self._total, list(self._needs().values()), without)


_PLAIN: Mapping[Rule, Callable[[Large], Shares | None]] = {
    Rule.SEPARABLE: Large.separable,
    Rule.PROPORTIONAL: Large.proportional,
    Rule.EQUAL: Large.equal,
}


def drawn(structure: Structure, accuracy: Accuracy, chance: Random) -> Estimate:
    """The Shapley value of a structure, by drawing orders."""
    players = structure.players

    def worth(mask: int) -> float:
        return float(
            structure.worth([name for place, name in enumerate(players) if mask >> place & 1])
        )

    return estimate(len(players), worth, accuracy, chance)
