"""A round from a Pabulib file: its question, budget and projects. Its votes stay where they are."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naober.features.weighing import rules
from naober.features.weighing.models import BallotKind, Method, Round, Unit
from naober.features.weighing.services.rounds import Wanted, add_candidates, make_round
from naober.files.pabulib import Pabulib, PabulibError, parse_pabulib
from naober.foundation.core.text import storable
from naober.foundation.members.models import User

OPEN_FOR = timedelta(days=21)
_KINDS = {"cumulative": BallotKind.POINTS, "scoring": BallotKind.POINTS,
          "ordinal": BallotKind.RANKING}  # fmt: skip
_MOST = 32_000
POINTS = 10


@transaction.atomic
def import_pabulib(*, text: str, by: User, number: int | None = None) -> Round:
    """A draft to look at and complete. Raises ValidationError with the lines that are wrong."""
    rules.check_desk(by)
    try:
        read = parse_pabulib(text)
    except PabulibError as wrong:
        raise ValidationError(wrong.en if get_language() == "en" else wrong.nl) from wrong
    if len(read.election.projects) > rules.MOST_CANDIDATES:
        wanted = _("At most %(n)d candidates in one round.")
        raise ValidationError(wanted % {"n": rules.MOST_CANDIDATES})
    made = make_round(values=_values(read), by=by, number=number)
    if not made.candidates.exists():
        add_candidates(round_=made, wanted=_candidates(read), by=by)
    return made


def _values(read: Pabulib) -> dict[str, object]:
    kind = _KINDS.get(read.meta.get("vote_type", "").lower(), BallotKind.APPROVAL)
    said = storable(read.meta.get("description", ""))[:200]
    names = {f"{m.rule}+{m.completion}" for m in [read.method] if m is not None}
    method = next((m for m in Method if m.value in names), Method.EQUAL_SHARES)
    return {
        "question": said or _("What do we work on?"),
        "budget": _amount(read.election.budget),
        "unit": Unit.EURO,
        "ballot_kind": kind,
        "most": None if kind == BallotKind.APPROVAL else _most(read),
        "method": method,
        "closes_at": (timezone.now() + OPEN_FOR).replace(second=0, microsecond=0),
    }


def _most(read: Pabulib) -> int:
    said = read.meta.get("max_sum_points") or read.meta.get("max_length") or ""
    return min(int(said), _MOST) if said.isdecimal() and int(said[:9]) > 0 else POINTS


def _candidates(read: Pabulib) -> list[Wanted]:
    return [
        Wanted(
            storable(project.name or project.id)[:200],
            _amount(project.cost),
            theme=storable(", ".join(project.categories)),
        )
        for project in read.election.projects
    ]


def _amount(number: int | Fraction) -> Decimal:
    exact = Fraction(number)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"))
