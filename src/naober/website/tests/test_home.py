"""The home page says first what is for its reader: also where that is not a member."""

import pytest
from django.urls import reverse

from naober.features.exchange.models import ListingGuest
from naober.features.exchange.tests.factories import ListingFactory
from naober.foundation.members.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def home(client, person) -> str:
    client.force_login(person)
    return client.get("/").content.decode()


def test_a_guest_finds_what_they_were_let_into(client):
    person, listing = UserFactory(), ListingFactory(audience="own", text="Restwarmte van 90 graden")
    guest = ListingGuest.objects.create(
        listing=listing, email=person.email, user=person, company=listing.company
    )
    page = home(client, person)
    assert "Waar u te gast bent" in page
    assert f'href="{reverse("exchange:listing", args=[listing.pk])}"' in page
    guest.ended_at = guest.invited_at
    guest.save()
    assert "Restwarmte" not in home(client, person)


def test_who_belongs_nowhere_reads_how_to_come_in(client):
    assert "U hoort nog niet bij een bedrijf" in home(client, UserFactory())


@pytest.mark.parametrize(
    ("role", "first"), [("desk", 'href="/bureau/"'), ("board", 'href="/kracht/"')]
)
def test_desk_and_board_are_led_to_their_own_page(client, role, first):
    waiting = home(client, UserFactory(desk_role=role)).split('id="waiting"')[1]
    assert first in waiting.split("</ul>")[0]
