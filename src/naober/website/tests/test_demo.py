"""The demo region: loaded once, the same each time, and never into a real installation."""

import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from naober.features.desk import engine_bridge
from naober.features.desk.models import FollowUp, Proposal
from naober.features.exchange.models import Deal, Interest, Listing, Match, Value
from naober.features.ledger.models import Entry, Published
from naober.foundation.members.models import Collective, Company, Invitation, Site, User, Wish
from naober.foundation.members.services import known_place
from naober.foundation.members.tests.factories import CompanyFactory, UserFactory
from naober.foundation.notifications.models import Mail
from naober.website import demo
from naober.website.demo import people, tables
from naober.website.desk import monday

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(monkeypatch, tmp_path):
    """The first companies of the demo with what they say: enough to load, quick to load."""
    companies = tables.rows("companies.csv")[:12]
    names = {row["name"] for row in companies}
    files = {
        "companies.csv": companies,
        "listings.csv": [row for row in tables.rows("listings.csv") if row["company"] in names],
        "prospects.csv": tables.rows("prospects.csv"),
        "conversations.csv": tables.rows("conversations.csv"),
        "challenges.csv": raised_by(names),
        "rounds.csv": tables.rows("rounds.csv"),
        "positions.csv": tables.rows("positions.csv"),
    }
    for name, rows in files.items():
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    monkeypatch.setattr(tables, "DATA", tmp_path)
    return len(companies) + len(files["prospects.csv"]), len(files["listings.csv"])


def raised_by(names):
    """All of them, for the rounds name them; by the few companies that are there."""
    rows = tables.rows("challenges.csv")
    raisers = [row["company"] for row in rows if row["company"] in names]
    nobody = {"named": "", "nameless": ""}
    return [
        row if row["company"] in names else {**row, **nobody, "company": raisers[n % len(raisers)]}
        for n, row in enumerate(rows)
    ]


def loaded():
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_it_loads_companies_listings_and_people_and_says_so(small):
    text = loaded()
    said_to_the_desk = Proposal.objects.filter(result__startswith="exchange.listing").count()
    found = (Company.objects.count(), Listing.objects.exclude(is_reply=True).count())
    assert found == (small[0], small[1] + said_to_the_desk)
    assert Site.objects.exclude(latitude=None).count() == small[0]
    assert Collective.objects.get().is_fictional
    for email in people.DEMO_PEOPLE:
        assert email in text
        assert User.objects.get(email=email).check_password(demo.PASSWORD)
    assert demo.PASSWORD in text


def test_the_sign_in_page_names_the_accounts_of_a_demo_and_of_nothing_else(small, client):
    assert demo.PASSWORD not in client.get("/account/login/").content.decode()
    UserFactory(email="bureau@naober.example")
    assert "bureau@naober.example" not in client.get("/account/login/").content.decode()
    User.objects.all().delete()
    loaded()
    text = client.get("/account/login/").content.decode()
    assert all(email in text for email in [*people.DEMO_PEOPLE, demo.PASSWORD])


def test_a_second_time_it_keeps_what_was_entered(small):
    loaded()
    Company.objects.filter(name=Company.objects.first().name).update(name="Zelf ingevuld")
    text = loaded()
    assert "nothing was changed" in text
    assert Company.objects.filter(name="Zelf ingevuld").exists()
    assert Company.objects.count() == small[0]


def test_it_is_the_same_each_time(small):
    def picture():
        """Loaded and undone: its ledger refuses to be emptied."""
        with transaction.atomic():
            loaded()
            matches = Match.objects.order_by("offer__reference", "need__reference")
            found = (
                list(matches.values_list("offer__reference", "need__reference", "score")),
                [account.who for account in demo.accounts()],
                sorted(Deal.objects.values_list("agreed", "offer_company__name")),
                sorted(Mail.objects.values_list("email", "subject")),
                list(Published.objects.order_by("kind", "until").values_list("kind", "quantity")),
            )
            transaction.set_rollback(True)
        return found

    first = picture()
    assert not Company.objects.exists()
    assert picture() == first


def test_every_page_has_something_to_tell(small):
    demo.load_demo()
    assert set(Company.objects.values_list("stage", flat=True)) == set(Company.Stage.values)
    assert Company.objects.filter(kind="partner").exists()
    assert set(Proposal.objects.values_list("state", flat=True)) >= {"open", "accepted"}
    assert Proposal.objects.filter(state="open", kind="listing").exists()
    assert FollowUp.objects.filter(done_at=None).exists()
    assert Invitation.objects.waiting().exists()
    assert Invitation.objects.exclude(accepted_at=None).exists()
    assert set(Wish.objects.values_list("kind", flat=True)) == {"join", "ours", "meet"}
    assert Interest.objects.exists()
    assert Mail.objects.filter(key__startswith="digest:").exists()


def test_the_whole_of_it_has_deals_in_every_state_and_values_in_the_ledger():
    """Slow, for it is the demo as everybody loads it."""
    demo.load_demo()
    assert Deal.objects.filter(confirmed_at=None, ended_at=None).exists()
    assert Deal.objects.filter(offer_by_desk=True).exists()
    assert set(Deal.objects.values_list("ended_why", flat=True)) >= {"", "done", "not_agreed"}
    assert Value.objects.waiting().exists()
    counted = Value.objects.confirmed().count()
    assert counted >= 4
    assert Entry.objects.filter(source="deal").count() >= counted
    assert Match.objects.introduced().filter(deals=None).exists()
    assert Interest.objects.filter(on_behalf=True).exists()
    assert set(Listing.objects.values_list("audience", flat=True)) >= {"desk", "named", "public"}
    today = timezone.localdate()
    week = {block.key for block in monday.week(User.objects.get(email=people.DESK))}
    assert len(week) >= 7
    assert FollowUp.objects.filter(done_at=None, due__lt=today).exists()
    pairs = engine_bridge.alike(Company.objects.all())
    names = dict(Company.objects.values_list("pk", "name"))
    assert {names[pairs[0].first], names[pairs[0].second]} == {
        "Brouwerij Hopvlonder",
        "Brouwerij Hop-Vlonder B.V.",
    }


def test_a_real_installation_is_left_alone(small):
    CompanyFactory(name="Een echt bedrijf")
    with pytest.raises(CommandError, match="companies already"):
        loaded()
    assert Company.objects.count() == 1
    assert not User.objects.exists()


def test_every_row_of_the_demo_can_be_used():
    """The whole of it: places known, sizes as promised, nobody's listing without a company."""
    companies = tables.rows("companies.csv")
    listings = tables.rows("listings.csv")
    assert len({row["name"] for row in companies}) == len(companies) >= 60
    assert len(listings) >= 250
    assert {row["company"] for row in listings} <= {row["name"] for row in companies}
    assert all(known_place(row["place"]) for row in companies)
    assert {row["direction"] for row in listings} <= {"offer", "need", ""}
    assert all(row["text"].strip() for row in listings)


def test_in_a_real_installation_the_demo_opens_no_administration(small, settings):
    settings.DEMO_DESK_IS_STAFF = False
    demo.load_demo()
    assert not User.objects.filter(Q(is_staff=True) | Q(is_superuser=True)).exists()
