"""A region as large as one may become: made-up rows straight into the tables, for `benchmarks.web`.

1,000 companies, 3,000 people, 100,000 listings and 500,000 matches at full size, with answers and
introductions, and a year of everything else (see `year`). The same rows in every run.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

from benchmarks.database import add_terms, insert, make_drafts, plain_fields
from benchmarks.year import moments_as_given

PLACES = ["Assen", "Beilen", "Coevorden", "Emmen", "Gasselternijveen", "Hoogeveen", "Meppel"]
BATCH = 1_000
AUDIENCES = {7: "public", 11: "desk", 17: "own"}  # by the last digits of a number; others: members
SEED = 20


@dataclass(frozen=True, slots=True)
class Size:
    companies: int
    people: int
    listings: int
    matches: int

    def shrunk(self, by: int) -> "Size":
        return Size(
            self.companies // by, self.people // by, self.listings // by, self.matches // by
        )


FULL = Size(companies=1_000, people=3_000, listings=100_000, matches=500_000)


def is_empty() -> bool:
    """Whether the database of the settings is still to be filled, to the last of it."""
    from naober.features.ledger.models import Figure

    return not Figure.objects.exists()


def fill(size: Size) -> None:
    """Into an empty database that is migrated."""
    from django.db import connection

    from benchmarks import year
    from naober.foundation.members.models import Collective

    Collective.objects.create(name="Bench", region="Drenthe")
    companies = _companies(size.companies)
    _people(companies, size.people)
    listings = _listings(companies, size.listings)
    _matches(listings, size.matches)
    year.fill(size.companies)
    with connection.cursor() as cursor:
        # What PostgreSQL does by itself within minutes; SQLite has no other way to ask for it.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _companies(count: int) -> list[Any]:
    from django.utils import timezone

    from naober.foundation.members.models import Company, Site
    from naober.foundation.members.services import known_place

    stages = ["member"] * 7 + ["joining", "invited", "prospect"]
    codes = ["20.16", "22.21", "10.51", "25.62", "35.30", "38.32", "49.41"]
    began = timezone.now() - timedelta(days=900)
    with moments_as_given(Company, "created_at"):
        made = Company.objects.bulk_create(
            (
                Company(
                    name=f"Bench {number:04}",
                    activity="kunststofverwerking",
                    activity_code=codes[number % len(codes)],
                    stage=stages[number % len(stages)],
                    employees=5 + number % 400,
                    is_front_runner=number % 30 == 0,
                    created_at=began + timedelta(hours=20 * number),
                )
                for number in range(count)
            ),
            batch_size=BATCH,
        )
    places = [known_place(name) for name in PLACES]
    Site.objects.bulk_create(
        (
            Site(
                company=company,
                place=place.name,
                latitude=place.latitude,
                longitude=place.longitude,
            )
            for number, company in enumerate(made)
            for place in [places[number % len(places)]]
            if place
        ),
        batch_size=BATCH,
    )
    return made


def _people(companies: Sequence[Any], count: int) -> None:
    from naober.foundation.members.models import Membership, User

    users = User.objects.bulk_create(
        (
            User(email=f"bench{number}@naober.example", name=f"Bench {number}", password="!")
            for number in range(count)
        ),
        batch_size=BATCH,
    )
    roles = list(Membership.Role.values)
    Membership.objects.bulk_create(
        (
            Membership(
                user=user,
                company=companies[number % len(companies)],
                role=roles[number % len(roles)],
                is_contact=number < len(companies),
            )
            for number, user in enumerate(users)
        ),
        batch_size=BATCH,
    )


def _listings(companies: Sequence[Any], count: int) -> list[Any]:
    """Every company some hundred; one in five hides its name, one in ten was placed by the desk.
    Newest last."""
    from django.utils import timezone

    from naober.features.exchange.models import Listing

    drafts = make_drafts(min(count, 4_000))
    now = timezone.now()
    taking_part = [company for company in companies if company.takes_part]
    rows: list[Any] = []
    for number in range(count):
        draft, _weights = drafts[number % len(drafts)]
        row = Listing(**{f.name: getattr(draft, f.name) for f in plain_fields(Listing)})
        row.company = taking_part[(number * 7 + number // len(drafts)) % len(taking_part)]
        row.created_at = now - timedelta(minutes=count - number)
        row.entered_by_desk = number % 10 == 3
        row.expires_on = (now + timedelta(days=3 + number % 180)).date()
        if number % 5 == 0:
            _hide(row)
        elif number % 50 in AUDIENCES:
            row.audience = AUDIENCES[number % 50]
            row.narrow()
        rows.append(row)
    for batch in _batches(rows):
        Listing.objects.bulk_create(batch)
    add_terms([row.pk for row in rows], [weights for _draft, weights in drafts], rows)
    _add_words(rows, len(drafts))
    return rows


def _add_words(rows: Sequence[Any], kinds: int) -> None:
    """The same sentences come again and again: their words are found once."""
    from naober.features.exchange import word_index
    from naober.features.exchange.models import Word

    found = [list(word_index.words_of(row)) for row in rows[:kinds]]
    words = sorted({word for parts in found for _scope, part in parts for word in part})
    Word.objects.bulk_create((Word(text=word) for word in words), batch_size=BATCH)
    ids = dict(Word.objects.values_list("text", "pk"))
    insert(
        "exchange_listingword (listing_id, scope, word_id)",
        (
            (row.pk, int(scope), ids[word])
            for number, row in enumerate(rows)
            for scope, part in found[number % kinds]
            for word in part
        ),
    )


def _hide(row: Any) -> None:
    row.audience_who = "own"


def _matches(listings: Sequence[Any], count: int) -> None:
    """Each offer with ten needs or so, of another company; some answered, few introduced."""
    from django.utils import timezone

    from naober.features.exchange.models import Interest, Match

    now = timezone.now()
    chance = random.Random(SEED)
    made = 0
    for batch in _batches(islice(_pairs(listings), count), 5_000):
        rows = [
            Match(
                offer=offer,
                need=need,
                offer_company_id=offer.company_id,
                need_company_id=need.company_id,
                score=round(0.2 + 0.7 * chance.random(), 4),
                reasons=[{"code": "same_concept", "values": {"concept": "pet"}}],
                first_seen_at=max(offer.created_at, need.created_at),
                introduced_at=_met(now, chance),
            )
            for offer, need in batch
        ]
        answers = list(_interests(Interest, rows, chance, now))
        with moments_as_given(Match, "first_seen_at"):
            Match.objects.bulk_create(rows)
        Interest.objects.bulk_create(answers)
        made += len(rows)


def _met(now: Any, chance: random.Random) -> Any:
    """One in two hundred was introduced, some day of the last two years."""
    return now - timedelta(hours=chance.randrange(17_000)) if chance.random() < 0.005 else None


def _interests(model: Any, rows: Iterable[Any], chance: random.Random, now: Any) -> Iterator[Any]:
    """In the course of a year. A yes that nobody answered for a month has ended."""
    for row in rows:
        if row.introduced_at:
            yield model(match=row, side="offer", answer="yes", at=row.introduced_at)
            yield model(match=row, side="need", answer="yes", at=row.introduced_at)
        elif chance.random() < 0.02:
            side = chance.choice(["offer", "need"])
            answer = chance.choice(["yes", "yes", "no"])
            days = chance.randrange(365)
            if answer == "yes" and days > 30:
                row.ended_at = now - timedelta(days=days - 30)
            yield model(match=row, side=side, answer=answer, at=now - timedelta(days=days))


def _pairs(listings: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    offers = [row for row in listings if row.direction == "offer"]
    needs = [row for row in listings if row.direction == "need"]
    for turn in range(len(needs)):
        for number, offer in enumerate(offers):
            need = needs[(number * 3 + turn * 5_003) % len(needs)]
            if need.company_id != offer.company_id:
                yield offer, need


def _batches(rows: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    source = iter(rows)
    while batch := list(islice(source, size)):
        yield batch
