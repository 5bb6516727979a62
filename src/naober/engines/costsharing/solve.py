"""From a game and rules to divisions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from naober.engines.costsharing.core import Core
from naober.engines.costsharing.nucleolus import Nucleolus, nucleolus
from naober.engines.costsharing.problem import Game, sums
from naober.engines.costsharing.result import Division, Remark, Rule
from naober.engines.costsharing.rules import (
    Shares,
    capped,
    equal,
    proportional,
    separable,
)
from naober.engines.costsharing.shapley import shapley, weighted_shapley
from naober.engines.costsharing.terms import Terms
from naober.engines.costsharing.wrong import GameError, Wrong

ALWAYS = (
    Rule.SHAPLEY,
    Rule.NUCLEOLUS,
    Rule.PER_CAPITA,
    Rule.SEPARABLE,
    Rule.PROPORTIONAL,
    Rule.EQUAL,
)


class Solver:
    """The divisions of one game; what several rules need is computed once."""

    def __init__(self, game: Game, terms: Terms | None = None) -> None:
        self.game = game
        self.terms = terms or Terms()
        self._weights = self.terms.weights_of(game.players)
        self.core = Core(game)
        self._nucleolus: Nucleolus | None = None

    def can(self, rule: Rule) -> bool:
        """Whether the rule has an answer for this game: Owen's needs prices, or a game in which
        each group is worth what its members are."""
        return rule is not Rule.OWEN or self.terms.prices is not None or self._adds_up()

    def _adds_up(self) -> bool:
        game = self.game
        each = sums([float(one / game.unit) for one in game.alone()])
        return bool((abs(game.values - each) <= 1e-12 * self.core.rounding).all())

    def solve(self, rule: Rule) -> Division:
        """What `rule` gives each. Raises GameError where it has no answer."""
        shares, level, remarks = _RULES[rule](self)
        if self.terms.caps:
            within = capped(self.game.players, shares, self.terms.caps)
            if within != shares:
                shares, remarks = within, (*remarks, Remark.CAPPED)
        worst = self.core.worst(shares)
        return Division(
            rule,
            self.game.sense,
            dict(zip(self.game.players, shares, strict=True)),
            worst,
            self.core.holds(worst),
            level,
            remarks=remarks,
        )

    def least(self) -> Nucleolus:
        """The nucleolus, once."""
        if self._nucleolus is None:
            self._nucleolus = nucleolus(self.game)
        return self._nucleolus

    def shapley(self) -> "Answer":
        if len(set(self._weights)) == 1:
            return shapley(self.game), None, ()
        return weighted_shapley(self.game, self._weights), None, ()

    def nucleolus(self) -> "Answer":
        return _of(self.least())

    def prenucleolus(self) -> "Answer":
        return _of(replace(nucleolus(self.game, individual=False), individual=True))

    def per_capita(self) -> "Answer":
        return _of(nucleolus(self.game, self._weights))

    def least_core(self) -> "Answer":
        """Its level; of its divisions, the prenucleolus, which goes on with the next most
        dissatisfied groups."""
        found = nucleolus(self.game, individual=False)
        level = found.stages[0].level if found.stages else None
        return found.shares, level, ()

    def owen(self) -> "Answer":
        prices = self.terms.prices
        if prices is not None:
            return tuple(prices[name] for name in self.game.players), None, ()
        if not self._adds_up():
            raise GameError(Wrong.NO_PRICES)
        return self.game.alone(), None, ()

    def separable(self) -> "Answer":
        game = self.game
        without = [game.worth(game.everybody ^ 1 << i) for i in range(len(game.players))]
        return self._or_equal(separable(game.total, game.alone(), without))

    def proportional(self) -> "Answer":
        return self._or_equal(proportional(self.game.total, self.game.alone()))

    def equal(self) -> "Answer":
        return equal(self.game.total, self._weights), None, ()

    def _or_equal(self, shares: Shares | None) -> "Answer":
        if shares is not None:
            return shares, None, ()
        return equal(self.game.total, self._weights), None, (Remark.NOTHING_TO_GO_BY,)


Answer = tuple[Shares, Fraction | None, tuple[Remark, ...]]
_RULES: Mapping[Rule, Callable[[Solver], Answer]] = {
    Rule.SHAPLEY: Solver.shapley,
    Rule.NUCLEOLUS: Solver.nucleolus,
    Rule.PER_CAPITA: Solver.per_capita,
    Rule.PRENUCLEOLUS: Solver.prenucleolus,
    Rule.LEAST_CORE: Solver.least_core,
    Rule.OWEN: Solver.owen,
    Rule.SEPARABLE: Solver.separable,
    Rule.PROPORTIONAL: Solver.proportional,
    Rule.EQUAL: Solver.equal,
}


def _of(found: Nucleolus) -> Answer:
    level = found.stages[0].level if found.stages else None
    remarks = () if found.exact else (Remark.NEAR,)
    return found.shares, level, remarks if found.individual else (*remarks, Remark.NO_ONE_ALONE)


def solve(game: Game, rules: Sequence[Rule], terms: Terms | None = None) -> dict[Rule, Division]:
    """What each of the rules gives. Raises GameError where one has no answer."""
    solver = Solver(game, terms)
    return {rule: solver.solve(rule) for rule in rules}
