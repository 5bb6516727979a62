"""What would come out, while the desk still makes a round: as if each company voted for what it
raised or recognises. Once there are votes nothing can be tried any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from naober.features.weighing import engine_bridge, selectors, words
from naober.features.weighing.engine_bridge import Asked, Choice
from naober.features.weighing.models import Candidate, Round


@dataclass(frozen=True, slots=True)
class Tried:
    """`companies`: how many raised or recognise something in this round."""

    companies: int
    chosen: Sequence[Candidate]
    number: int
    spent: str
    total: str


def of_draft(round_: Round, costs: Mapping[int, Decimal] | None = None) -> Tried:
    """With these costs, by candidate, in the place of those that were kept."""
    candidates = {c.pk: c for c in round_.candidates.all()}
    cost_of = {pk: (costs or {}).get(pk, c.cost) for pk, c in candidates.items()}
    wanted = selectors.as_if_recognising_were_voting(round_)
    choices = tuple(Choice(pk, Fraction(cost_of[pk])) for pk in candidates)
    budget = Fraction(round_.budget)
    asked = Asked(budget, round_.method, round_.unit, choices, wanted)
    chosen = engine_bridge.would_choose(asked)
    spent = sum((cost_of[pk] for pk in chosen), Decimal(0))
    total = sum(cost_of.values(), Decimal(0))
    return Tried(
        len(wanted),
        [candidates[pk] for pk in chosen],
        len(candidates),
        words.amount(round_.unit, spent),
        words.amount(round_.unit, total),
    )
