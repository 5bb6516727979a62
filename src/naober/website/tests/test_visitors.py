"""What somebody without an account sees, and somebody who comes in for the first time."""

import pytest
from django.urls import reverse

from naober.features.exchange.tests.factories import ListingFactory
from naober.foundation.members.models import Collective
from naober.foundation.members.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
DESK = "desk@collective.example"


def test_the_welcome_page_says_how_to_join_and_nothing_of_who_takes_part(client):
    Collective.objects.create(name="Test", region="Drenthe", contact_email=DESK)
    listing = ListingFactory(text="Wij houden zaagsel over")
    page = client.get(reverse("home")).content.decode()
    assert f"mailto:{DESK}" in page
    assert "Energie en warmte" in page
    assert listing.company.name not in page
    assert "zaagsel" not in page


def test_a_visitor_finds_what_companies_reach_together(client):
    page = client.get(reverse("home")).content.decode()
    assert f'href="{reverse("dashboard:power")}"' in page


def test_without_an_address_nobody_is_sent_nowhere(client):
    Collective.objects.create(name="Test", region="Drenthe")
    assert "mailto:" not in client.get(reverse("home")).content.decode()


def test_a_page_that_is_not_there_says_whom_to_ask(client):
    Collective.objects.create(name="Test", region="Drenthe", contact_email=DESK)
    response = client.get("/nergens/")
    assert response.status_code == 404
    assert f"mailto:{DESK}" in response.content.decode()


def test_first_steps_until_the_company_placed_something(client):
    membership = MembershipFactory()
    client.force_login(membership.user)
    assert "first-steps" in client.get(reverse("home")).content.decode()
    ListingFactory(company=membership.company)
    assert "first-steps" not in client.get(reverse("home")).content.decode()
