"""A year of work beside the listings, for `benchmarks.region`: what the desk noted, what was agreed
and what it brought, the ledger; with `year_agenda`, `year_talks` and `year_together` the rest. The
same rows in every run. At full size some 300 challenges, 12 rounds with the votes of 200 companies,
40 focus points, 40 meetings, 30 positions, 60 joint investments and an exchange plan; a smaller
region gets its share of them.
"""

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

SEED = 41
BATCH = 1_000
YEAR = timedelta(days=365)


@dataclass
class Year:
    """Who there is, and a chance that is the same in every run."""

    companies: list[Any]  # those that take part
    people: dict[int, list[int]]  # of a company: its users
    desk: Any
    board: Any
    now: datetime
    scale: float  # 1: full size
    chance: random.Random = field(default_factory=lambda: random.Random(SEED))

    def of(self, full: int) -> int:
        """How many of something that are `full` at full size; always a few."""
        return max(3, round(full * self.scale))

    def ago(self, within: timedelta = YEAR) -> datetime:
        return self.now - within * self.chance.random()

    def some(self, number: int) -> list[Any]:
        """Companies, each once."""
        return self.chance.sample(self.companies, min(number, len(self.companies)))

    def person(self, company: Any) -> int:
        return self.chance.choice(self.people[company.pk])

    @cached_property
    def today(self) -> date:
        return self.now.date()


@contextmanager
def moments_as_given(model: Any, *names: str) -> Iterator[None]:
    """Rows of a year were not all made today, whatever the table says of new ones."""
    fields = [model._meta.get_field(name) for name in names]
    for one in fields:
        one.auto_now_add = False
    try:
        yield
    finally:
        for one in fields:
            one.auto_now_add = True


def make(model: Any, rows: Iterable[Any]) -> list[Any]:
    made: list[Any] = model.objects.bulk_create(list(rows), batch_size=BATCH)
    return made


def fill(companies: int) -> None:
    """Into a region that has its companies, people, listings and matches."""
    from benchmarks import year_agenda, year_talks, year_together
    from naober.features.ledger.services import close_quarters
    from naober.foundation.core import statistics
    from naober.website.dashboard import figures

    year = _who_there_is(companies / 1_000)
    _desk_work(year)
    _journal(year)
    _dealings(year)
    challenges = year_agenda.fill(year)
    year_talks.fill(year, challenges)
    year_together.fill(year)
    # What the worker does at night.
    close_quarters()
    figures.refresh()
    statistics.refresh()


def _who_there_is(scale: float) -> Year:
    from django.utils import timezone

    from naober.foundation.members.models import Company, Membership, User

    people: dict[int, list[int]] = {}
    for company, user in Membership.objects.order_by("pk").values_list("company", "user"):
        people.setdefault(company, []).append(user)
    found = Company.objects.taking_part().filter(pk__in=people).order_by("pk")
    return Year(
        companies=list(found),
        people=people,
        desk=User.objects.create_user("year-desk@naober.example", desk_role="desk"),
        board=User.objects.create_user("year-board@naober.example", desk_role="board"),
        now=timezone.now(),
        scale=scale,
    )


# The desk -----------------------------------------------------------------------------------------


def _desk_work(year: Year) -> None:
    """Talks, people to phone, promises; some proposals that nobody looked at yet."""
    from naober.features.desk.models import ContactPerson, Conversation, FollowUp, Proposal
    from naober.foundation.members.models import Invitation, Wish

    notes = "Ze houden houten pallets over en zoeken iemand die een ketel kan keuren."
    talks = make(
        Conversation,
        (
            Conversation(company=company, day=year.ago().date(), notes=notes, by=year.desk)
            for company in _often(year, 1_500)
        ),
    )
    make(
        Proposal,
        (
            Proposal(conversation=talk, kind="listing", text=notes[:32], start=0, end=32)
            for talk in talks[: year.of(60)]
            for _turn in range(3)
        ),
    )
    make(
        ContactPerson,
        (
            ContactPerson(company=company, name=f"Bench {n}", phone=f"0591 {n:06}")
            for n, company in enumerate(_often(year, 800))
        ),
    )
    make(
        FollowUp,
        (
            FollowUp(
                company=company,
                text="Terugbellen over de pallets",
                due=year.today + timedelta(days=year.chance.randrange(-60, 60)),
                by=year.desk,
                done_at=year.now if n % 4 else None,
            )
            for n, company in enumerate(_often(year, 400))
        ),
    )
    make(
        Invitation,
        (
            Invitation(
                company=company,
                email=f"invited{n}@naober.example",
                name=f"Invited {n}",
                invited_by=year.desk,
                sent_at=year.now - timedelta(days=10),
            )
            for n, company in enumerate(_often(year, 100))
        ),
    )
    wish = Wish.Kind.values[0]
    make(
        Wish,
        (
            Wish(kind=wish, name=f"Wish {n}", email=f"wish{n}@naober.example", company_name="Bench")
            for n in range(year.of(20))
        ),
    )


def _often(year: Year, full: int) -> Iterator[Any]:
    """Companies, any of them, as many times as it takes."""
    return (year.chance.choice(year.companies) for _turn in range(year.of(full)))


def _journal(year: Year) -> None:
    from naober.foundation.journal.models import Entry

    actions = ["company.edited", "listing.said", "match.interested", "weighing.voted"]
    make(
        Entry,
        (
            Entry(
                at=year.ago(),
                by_id=year.person(company),
                by_name="Bench",
                company=company,
                on_behalf=n % 10 == 0,
                action=actions[n % len(actions)],
            )
            for n, company in enumerate(_often(year, 8_000))
        ),
    )


# From an introduction to value --------------------------------------------------------------------


def _dealings(year: Year) -> None:
    """Of every third introduction something was written down, of most of these both signed, and
    half of those brought something."""
    from naober.features.exchange.models import Deal, Match, Value

    met = Match.objects.introduced().select_related("offer", "offer_company", "need_company")
    introduced = list(met.order_by("pk"))
    deals = make(Deal, (_deal(year, n, match) for n, match in enumerate(introduced[::3])))
    agreed = [deal for deal in deals if deal.confirmed_at]
    values = make(Value, (_value(year, deal) for deal in agreed[::2]))
    _ledger(introduced, values)


def _deal(year: Year, number: int, match: Any) -> Any:
    from naober.features.exchange.models import Deal

    at = match.introduced_at + timedelta(days=1)
    both = number % 10 < 7
    return Deal(
        match=match,
        offer_company=match.offer_company,
        need_company=match.need_company,
        agreed="Elke maand een vracht, opgehaald door wie het nodig heeft.",
        kind=match.offer.kind,
        audience=["desk", "own", "members", "desk"][number % 4],
        proposed_by_side="offer",
        proposed_at=at,
        offer_signed_at=at,
        offer_signed_name="Bench",
        need_signed_at=at if both else None,
        need_signed_name="Bench" if both else "",
        confirmed_at=at if both else None,
        ended_at=None if both or number % 10 < 9 else year.now,
        ended_why="" if both or number % 10 < 9 else Deal.Ended.NO_ANSWER,
    )


def _value(year: Year, deal: Any) -> Any:
    from naober.features.exchange.models import Value

    at = min(deal.confirmed_at + timedelta(days=30), year.now)
    kind = year.chance.choice(["material", "energy", "hours", "people_days"])
    return Value(
        deal=deal,
        kind=kind,
        quantity=Decimal(year.chance.randrange(1, 400)),
        period_start=deal.confirmed_at.date(),
        period_end=at.date(),
        proposed_by_side="offer",
        proposed_at=at,
        offer_signed_at=at,
        need_signed_at=at,
        confirmed_at=at,
    )


def _ledger(introduced: list[Any], values: list[Any]) -> None:
    """As the services write it: two entries of each, one for either company."""
    from naober.features.ledger.models import UNIT_OF, Entry

    lines = [
        *(
            (match.offer_company, match.need_company, "introductions", Decimal(1), at, match.pk)
            for match in introduced
            for at in [match.introduced_at]
        ),
        *(
            (one.deal.offer_company, one.deal.need_company, one.kind, one.quantity, at, one.pk)
            for one in values
            for at in [one.confirmed_at]
        ),
    ]
    make(
        Entry,
        (
            Entry(
                company=company,
                counterparty=other,
                direction=direction,
                kind=kind,
                unit=UNIT_OF[kind],
                quantity=quantity,
                on=at.date(),
                at=at,
                source="introduction" if kind == "introductions" else "deal",
                key=f"bench:{kind}:{pk}:{direction}",
                confirmed_by="Bench",
            )
            for giver, taker, kind, quantity, at, pk in lines
            for company, other, direction in ((giver, taker, "gave"), (taker, giver, "took"))
        ),
    )
