"""The companies of the region, their contact persons, and what they bring and seek."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.text import slugify

from naober.features.exchange.models import Direction, Match
from naober.features.exchange.services import ImportRow, Said
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import Company, CompanyGroup, Membership, Site, User
from naober.foundation.members.services import known_place
from naober.website.demo.people import MANAGER, PASSWORD, PURCHASER, contact_name
from naober.website.demo.tables import is_yes, rows

DAYS_OF_PAST = 90
FRONT_RUNNERS = 15
MONTH = 30


class DemoError(Exception):
    """The demo cannot be loaded here; the message says why."""


def made(*parts: object) -> int:
    """A number of what something is called: as strange as an id, and the same in every demo."""
    return int.from_bytes(sha256("|".join(map(str, parts)).encode()).digest()[:6])


def make_companies() -> list[Company]:
    table = rows("companies.csv")
    today = timezone.localdate()
    companies = Company.objects.bulk_create(
        Company(
            name=row["name"],
            activity=row["activity_nl"],
            activity_en=row["activity_en"],
            activity_code=row["activity_code"],
            description=row["description_nl"],
            description_en=row["description_en"],
            employees=int(row["employees"]) if row["employees"] else None,
            website=row["website"],
            stage=Company.Stage.MEMBER,
            is_front_runner=number < FRONT_RUNNERS,
            joined_on=_joined(number, today),
        )
        for number, row in enumerate(table)
    )
    Site.objects.bulk_create(
        _site(company, row) for company, row in zip(companies, table, strict=True)
    )
    for company in companies:  # the moment of writing is not the moment it came
        came = timezone.now() - (today - (company.joined_on or today))
        Company.objects.filter(pk=company.pk).update(created_at=came)
    return companies


def _joined(number: int, today: date) -> date:
    """The front-runners first, then a few a month."""
    months = 26 if number < FRONT_RUNNERS else max(2, 24 - number // 3)
    return today - timedelta(days=MONTH * months + number % 20)


def _site(company: Company, row: dict[str, str]) -> Site:
    place = known_place(row["place"])
    if place is None:
        raise DemoError(f"companies.csv: the place {row['place']!r} is not in the lexicon")
    return Site(
        company=company,
        street=row["street"],
        place=place.name,
        latitude=place.latitude,
        longitude=place.longitude,
    )


def make_contacts(companies: list[Company]) -> None:
    """Whom one is introduced to. Nobody can sign in as them."""
    users = User.objects.bulk_create(
        User(
            email=f"{slugify(company.name)}@naober.example",
            name=contact_name(company),
            phone=f"0591-00 {number // 100:02} {number % 100:02}",
            password=make_password(None),
        )
        for number, company in enumerate(companies, start=1)
    )
    Membership.objects.bulk_create(
        Membership(user=user, company=company, is_contact=True)
        for user, company in zip(users, companies, strict=True)
    )


def listings(companies: dict[str, Company], group: CompanyGroup) -> Iterator[ImportRow]:
    """Entered over the last months, in the order of the file."""
    table = rows("listings.csv")
    now = timezone.now()
    for number, row in enumerate(table):
        yield ImportRow(
            company=companies[row["company"]],
            said=_said(row, group),
            expires_on=(now + timedelta(days=int(row["expires_in_days"] or 180))).date(),
            created_at=_entered(now, number, len(table)),
            pk=made(row["reference"], row["text"]),
        )


def _said(row: dict[str, str], group: CompanyGroup) -> Said:
    audience = row["audience"] or Level.MEMBERS
    return Said(
        text=row["text"],
        direction=row["direction"],
        audience=audience,
        who=Level.OWN if is_yes(row["confidential"]) else "",
        group=group if audience == Level.NAMED else None,
        reference=row["reference"],
    )


def _entered(now: datetime, number: int, count: int) -> datetime:
    return now - timedelta(days=DAYS_OF_PAST) * ((count - number) / count)


def make_members() -> None:
    """A plant manager where most is offered, a purchaser where most is sought elsewhere."""
    offering = _busiest(Direction.OFFER, None)
    seeking = _busiest(Direction.NEED, offering)
    for email, name, role, company in [
        (MANAGER, "Bedrijfsleider (demo)", Membership.Role.DIRECTION, offering),
        (PURCHASER, "Inkoper (demo)", Membership.Role.PURCHASING, seeking),
    ]:
        user = User.objects.create_user(email, PASSWORD, name=name)
        Membership.objects.create(user=user, company=company, role=role)


def _busiest(direction: str, other_than: Company | None) -> Company:
    """The company with most matches on this side; the first by name of equal ones."""
    ids = Match.objects.values_list(f"{direction}_company_id", flat=True)
    count = Counter(ids)
    companies = Company.objects.exclude(pk__in=[other_than.pk] if other_than else [])
    return max(companies.order_by("-name"), key=lambda company: count[company.pk])
