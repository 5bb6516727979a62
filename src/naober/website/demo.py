"""The demo region: made-up companies with listings, people to sign in as, and answers waiting."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from naober.features.exchange import services
from naober.features.exchange.models import Direction, Interest, Listing, Match
from naober.features.exchange.services import ImportRow, Said
from naober.foundation.members.models import Collective, Company, Membership, Site, User
from naober.foundation.members.services import known_place
from naober.website.dashboard.demo_past import load_past

DATA = Path(__file__).parent / "demo_data"
PASSWORD = "naober-demo"  # shown to everybody: nothing real belongs in a demo
DAYS_OF_PAST = 90
_YES = {"1", "yes", "ja", "true"}
ANSWERS_WAITING = 3


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody to sign in as, and who that is."""

    email: str
    who: str


class DemoError(Exception):
    """The demo cannot be loaded here; the message says why."""


def is_loaded() -> bool:
    return Collective.objects.filter(is_fictional=True).exists()


@transaction.atomic
def load_demo() -> None:
    """Load everything, or nothing. A demo that is there already is left as it is.

    Raises DemoError where an installation has companies of its own.
    """
    if is_loaded():
        return
    if Collective.objects.exists() or Company.objects.exists():
        raise DemoError("This installation has companies already; the demo is for an empty one.")
    Collective.objects.create(
        name="Collectief Drenthe (demo)",
        region="Drenthe",
        contact_email="bureau@naober.example",
        is_fictional=True,
    )
    companies = {company.name: company for company in _companies()}
    desk = _desk_and_board()
    _contacts(list(companies.values()))
    services.import_listings(rows=_listings(companies), by=desk)
    _members()
    _answers()
    load_past()


def accounts() -> list[Account]:
    """The demo's people, for the console and the sign-in page."""
    found = []
    for user in User.objects.filter(email__in=_DEMO_PEOPLE).order_by("pk"):
        company = Company.objects.of(user).first()
        found.append(Account(user.email, f"{user.name}, {company}" if company else user.name))
    return found


_DESK, _BOARD = "bureau@naober.example", "bestuur@naober.example"
_MANAGER, _PURCHASER = "bedrijfsleider@naober.example", "inkoop@naober.example"
_DEMO_PEOPLE = [_DESK, _BOARD, _MANAGER, _PURCHASER]


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _companies() -> list[Company]:
    rows = _rows("companies.csv")
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
        )
        for row in rows
    )
    Site.objects.bulk_create(
        _site(company, row) for company, row in zip(companies, rows, strict=True)
    )
    return companies


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


def _desk_and_board() -> User:
    staff = settings.DEMO_DESK_IS_STAFF
    desk = User.objects.create_user(
        _DESK, PASSWORD, name="Bureau (demo)", desk_role="desk", is_staff=staff, is_superuser=staff
    )
    User.objects.create_user(_BOARD, PASSWORD, name="Bestuur (demo)", desk_role="board")
    return desk


def _contacts(companies: list[Company]) -> None:
    """Whom one is introduced to. Nobody can sign in as them."""
    users = User.objects.bulk_create(
        User(
            email=f"{slugify(company.name)}@naober.example",
            name=f"Contact {company.name}",
            password=make_password(None),
        )
        for company in companies
    )
    Membership.objects.bulk_create(
        Membership(user=user, company=company, is_contact=True)
        for user, company in zip(users, companies, strict=True)
    )


def _listings(companies: dict[str, Company]) -> Iterator[ImportRow]:
    """Entered over the last months, in the order of the file."""
    rows = _rows("listings.csv")
    now = timezone.now()
    for number, row in enumerate(rows):
        yield ImportRow(
            company=companies[row["company"]],
            said=Said(
                text=row["text"],
                direction=row["direction"],
                who="own" if row["confidential"].strip().lower() in _YES else "",
                reference=row["reference"],
            ),
            expires_on=(now + timedelta(days=int(row["expires_in_days"] or 180))).date(),
            created_at=_entered(now, number, len(rows)),
            pk=_id(number),
        )


def _id(number: int) -> int:
    """As strange as those of a real installation, and the same in every demo."""
    return int.from_bytes(sha256(b"%d" % number).digest()[:6])


def _entered(now: datetime, number: int, count: int) -> datetime:
    return now - timedelta(days=DAYS_OF_PAST) * ((count - number) / count)


def _members() -> None:
    """A plant manager where most is offered, a purchaser where most is sought elsewhere."""
    offering = _busiest(Direction.OFFER, None)
    seeking = _busiest(Direction.NEED, offering)
    for email, name, role, company in [
        (_MANAGER, "Bedrijfsleider (demo)", Membership.Role.DIRECTION, offering),
        (_PURCHASER, "Inkoper (demo)", Membership.Role.PURCHASING, seeking),
    ]:
        user = User.objects.create_user(email, PASSWORD, name=name)
        Membership.objects.create(user=user, company=company, role=role)


def _busiest(direction: str, other_than: Company | None) -> Company:
    """The company with most matches on this side; the first by name of equal ones."""
    ids = Match.objects.values_list(f"{direction}_company_id", flat=True)
    count = Counter(ids)
    companies = Company.objects.exclude(pk__in=[other_than.pk] if other_than else [])
    return max(companies.order_by("-name"), key=lambda company: count[company.pk])


def _answers() -> None:
    """Neighbours who said yes already, so that something waits for the plant manager."""
    mine = Company.objects.of(User.objects.get(email=_MANAGER)).get()
    waiting = Match.objects.filter(offer_company=mine).order_by("-score", "offer_id", "need_id")
    shown = waiting.filter(need__audience="members").select_related("need_company")
    for match in shown[:ANSWERS_WAITING]:
        by = User.objects.get(memberships__company=match.need_company, memberships__is_contact=True)
        services.express_interest(match=match, side=Direction.NEED, by=by)


def counts() -> dict[str, int]:
    """What was loaded, for the console."""
    return {
        "companies": Company.objects.count(),
        "listings": Listing.objects.count(),
        "matches": Match.objects.count(),
        "answers": Interest.objects.count(),
    }
