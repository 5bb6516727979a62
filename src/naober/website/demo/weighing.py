"""Two rounds: one that was decided last month, in secret, and an open one in which half voted."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from naober.features.agenda.models import Challenge
from naober.features.weighing import services
from naober.features.weighing.models import BallotKind, Candidate, Round, Unit
from naober.foundation.members.models import Company, User
from naober.website.demo.people import BOARD, speaker_of
from naober.website.demo.tables import rows

POINTS = 10
YEAR = {
    "question": "Waar gaan we dit jaar samen aan werken?",
    "explanation": (
        "Het bestuur heeft dit jaar 60.000 euro voor werk dat bedrijven alleen niet voor elkaar "
        "krijgen. Wat gekozen wordt, krijgt een werkgroep."
    ),
    "budget": Decimal(60_000),
    "unit": Unit.EURO,
    "ballot_kind": BallotKind.APPROVAL,
    "is_secret": True,
}
AUTUMN = {
    "question": "Welke onderwerpen krijgen dit najaar een avond?",
    "explanation": "Er is plaats voor drie avonden. Verdeel uw punten zoals u wilt.",
    "budget": Decimal(3),
    "unit": Unit.PLACES,
    "ballot_kind": BallotKind.POINTS,
    "most": POINTS,
    "is_secret": False,
}


def load(desk: User) -> None:
    companies = list(Company.objects.taking_part().order_by("pk"))
    for name, values in (("year", YEAR), ("autumn", AUTUMN)):
        made = _round(name, values, desk)
        _votes(made, companies if name == "year" else companies[::2])
        if name == "year":
            _decide(made)


def _round(name: str, values: dict[str, Any], desk: User) -> Round:
    closes_at = (timezone.now() + timedelta(days=12)).replace(minute=0, second=0, microsecond=0)
    made = services.make_round(values=values | {"closes_at": closes_at}, by=desk)
    lines = [row for row in rows("rounds.csv") if row["round"] == name]
    wanted = [services.Wanted(row["title"], Decimal(row["cost"]), _challenge(row)) for row in lines]
    services.add_candidates(round_=made, wanted=wanted, by=desk)
    return services.open_round(round_=made, by=desk)


def _challenge(row: dict[str, str]) -> Challenge:
    """The one that `challenges` loaded under this key."""
    texts = {one["key"]: one["text"] for one in rows("challenges.csv")}
    return Challenge.objects.get(text=texts[row["challenge"]])


def _votes(made: Round, companies: list[Company]) -> None:
    """By a rule that gives each company another vote, and each candidate about what it draws."""
    draws = {row["title"]: int(row["draws"]) for row in rows("rounds.csv")}
    candidates = list(made.candidates.all())
    for company in companies:
        wanted = [
            c for place, c in enumerate(candidates)
            if (company.pk * 7 + place * 5 + company.pk // 3) % 12 < draws[c.title]
        ] or candidates[:1]  # fmt: skip
        services.cast_vote(
            round_=made, company=company, points=_points(made, wanted), by=speaker_of(company)
        )


def _points(made: Round, wanted: list[Candidate]) -> dict[int, int]:
    if made.ballot_kind == BallotKind.APPROVAL:
        return {c.pk: 1 for c in wanted}
    each = max(1, POINTS // len(wanted))
    return {c.pk: each for c in wanted[:POINTS]}


def _decide(made: Round) -> None:
    """It is held two months back, so that it closed and was confirmed a while ago."""
    closed = timezone.now() - timedelta(days=32)
    moments: dict[str, datetime] = {
        "created_at": closed - timedelta(days=30),
        "opened_at": closed - timedelta(days=28),
        "closes_at": closed,
    }
    Round.objects.filter(pk=made.pk).update(**moments)
    services.close_due()
    board = User.objects.get(email=BOARD)
    services.decide_round(round_=made, by=board)
    Round.objects.filter(pk=made.pk).update(closed_at=closed, decided_at=closed + timedelta(days=2))
