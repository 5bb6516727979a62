"""To load everything, or nothing."""

from dataclasses import dataclass

from django.db import transaction

from naober.features.agenda.models import Challenge
from naober.features.exchange import services
from naober.features.exchange.models import Deal, Interest, Listing, Match
from naober.features.positions.models import Position
from naober.foundation.core import statistics
from naober.foundation.members.models import Collective, Company, User
from naober.website.demo import (
    challenges,
    dealings,
    desk_work,
    focus_work,
    investments,
    joining,
    meetings,
    people,
    positions,
    region,
    streams,
    weighing,
)
from naober.website.demo.past import load_past
from naober.website.demo.region import DemoError
from naober.website.mail import digest

__all__ = ["Account", "DemoError", "accounts", "counts", "is_loaded", "load_demo"]


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody to sign in as, and who that is."""

    email: str
    who: str


def is_loaded() -> bool:
    return Collective.objects.filter(is_fictional=True).exists()


@transaction.atomic
def load_demo() -> None:
    """A demo that is there already is left as it is.

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
    companies = {company.name: company for company in region.make_companies()}
    desk = people.make_desk_and_board()
    region.make_contacts(list(companies.values()))
    group = joining.make_groups(list(companies.values()), desk)
    services.import_listings(rows=region.listings(companies, group), by=desk)
    region.make_members()
    _story(list(companies.values()), desk)


def _story(companies: list[Company], desk: User) -> None:
    """What happened among them, and what the desk does; the digest comes last, of all of it. Before
    it the database counts what came: it may have looked while there was nothing yet."""
    load_past()
    joining.load(companies, desk)
    desk_work.load(desk)
    challenges.load(desk)
    dealings.load(desk)
    weighing.load(desk)
    meetings.load(companies, desk)
    focus_work.load(desk)
    positions.load(desk)
    investments.load(desk)
    streams.load(desk)
    statistics.refresh()
    digest.send_now()


def accounts() -> list[Account]:
    """The demo's people, for the console and the sign-in page."""
    found = []
    for user in User.objects.filter(email__in=people.DEMO_PEOPLE).order_by("pk"):
        company = Company.objects.of(user).first()
        found.append(Account(user.email, f"{user.name}, {company}" if company else user.name))
    return found


def counts() -> dict[str, int]:
    """What was loaded, for the console."""
    return {
        "companies": Company.objects.count(),
        "listings": Listing.objects.count(),
        "matches": Match.objects.count(),
        "answers": Interest.objects.count(),
        "deals": Deal.objects.count(),
        "challenges": Challenge.objects.count(),
        "positions": Position.objects.count(),
    }
