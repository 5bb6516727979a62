"""The demo region: loaded once, the same each time, and never into a real installation."""

import csv
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Q

from naober.features.exchange.models import Listing, Match
from naober.features.ledger.models import Published
from naober.foundation.members.models import Collective, Company, Site, User
from naober.foundation.members.tests.factories import CompanyFactory, UserFactory
from naober.website import demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(monkeypatch, tmp_path):
    """The first companies of the demo with what they say: enough to load, quick to load."""
    companies = demo._rows("companies.csv")[:12]
    names = {row["name"] for row in companies}
    listings = [row for row in demo._rows("listings.csv") if row["company"] in names]
    for name, rows in [("companies.csv", companies), ("listings.csv", listings)]:
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    monkeypatch.setattr(demo, "DATA", tmp_path)
    return len(companies), len(listings)


def loaded():
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def test_it_loads_companies_listings_and_people_and_says_so(small):
    text = loaded()
    assert (Company.objects.count(), Listing.objects.count()) == small
    assert Site.objects.exclude(latitude=None).count() == small[0]
    assert Collective.objects.get().is_fictional
    for email in demo._DEMO_PEOPLE:
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
    assert all(email in text for email in [*demo._DEMO_PEOPLE, demo.PASSWORD])


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
                list(Published.objects.order_by("kind", "until").values_list("kind", "quantity")),
            )
            transaction.set_rollback(True)
        return found

    first = picture()
    assert not Company.objects.exists()
    assert picture() == first


def test_a_real_installation_is_left_alone(small):
    CompanyFactory(name="Een echt bedrijf")
    with pytest.raises(CommandError, match="companies already"):
        loaded()
    assert Company.objects.count() == 1
    assert not User.objects.exists()


def test_every_row_of_the_demo_can_be_used():
    """The whole of it: places known, sizes as promised, nobody's listing without a company."""
    companies = demo._rows("companies.csv")
    listings = demo._rows("listings.csv")
    assert len({row["name"] for row in companies}) == len(companies) >= 60
    assert len(listings) >= 250
    assert {row["company"] for row in listings} <= {row["name"] for row in companies}
    assert all(demo.known_place(row["place"]) for row in companies)
    assert {row["direction"] for row in listings} <= {"offer", "need", ""}
    assert all(row["text"].strip() for row in listings)


def test_in_a_real_installation_the_demo_opens_no_administration(small, settings):
    settings.DEMO_DESK_IS_STAFF = False
    demo.load_demo()
    assert not User.objects.filter(Q(is_staff=True) | Q(is_superuser=True)).exists()
