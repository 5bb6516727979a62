"""The answer: what each gets or pays by a rule, who would complain, and what other rules object."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from naober.engines.costsharing.core import Worst
from naober.engines.costsharing.problem import Sense


class Rule(StrEnum):
    """How to divide."""

    SHAPLEY = "shapley"
    NUCLEOLUS = "nucleolus"
    PER_CAPITA = "per-capita-nucleolus"
    PRENUCLEOLUS = "prenucleolus"
    LEAST_CORE = "least-core"
    OWEN = "owen"
    SEPARABLE = "separable"
    PROPORTIONAL = "proportional"
    EQUAL = "equal"


class Remark(StrEnum):
    """What one must know of an answer.

    NO_ONE_ALONE: no division gives everybody what they have alone, so that nobody's own worth was
    kept to. NOTHING_TO_GO_BY: what the rule divides by is 0 or has two signs, so that all got the
    same. NEAR: as near as floats come. CAPPED: some have their cap. SAMPLED: an estimate.
    """

    NO_ONE_ALONE = "no-one-alone"
    NOTHING_TO_GO_BY = "nothing-to-go-by"
    NEAR = "near"
    CAPPED = "capped"
    SAMPLED = "sampled"


@dataclass(frozen=True, slots=True)
class Objection:
    """By `rule`, `player` should have `amount` more (of a gain) or pay so much less (of a cost)."""

    rule: Rule
    player: str
    amount: Fraction
    due: Fraction


@dataclass(frozen=True, slots=True)
class Division:
    """What one rule gives.

    `worst` is the group that has the most to complain of, None where groups were not looked at.
    `level` is how dissatisfied the most dissatisfied group must be at least (the least core),
    where the rule finds that. `margins` are half the width of each share's confidence interval.
    """

    rule: Rule
    sense: Sense
    shares: Mapping[str, Fraction]
    worst: Worst | None = None
    stable: bool | None = None
    level: Fraction | None = None
    margins: Mapping[str, Fraction] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()

    def objections(self, others: Mapping[Rule, "Division"]) -> tuple[Objection, ...]:
        """Of each other rule, for the player who is worst off in its eyes; none where it agrees."""
        sign = -1 if self.sense is Sense.COST else 1
        found = []
        for rule, other in others.items():
            short = {
                name: sign * (share - self.shares[name]) for name, share in other.shares.items()
            }
            player = max(short, key=lambda name: short[name])
            if rule is not self.rule and short[player] > 0:
                found.append(Objection(rule, player, short[player], other.shares[player]))
        return tuple(found)
