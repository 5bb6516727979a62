"""The desk speaks for every company, but never by accident for the first one."""

import re

import pytest
from django.urls import reverse

from naober.features.exchange.models import Listing, Match
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SAY = reverse("exchange:say")
TEXT = "Wij houden 200 ton houtsnippers per jaar over"


@pytest.fixture
def companies():
    return CompanyFactory.create_batch(2)


@pytest.fixture
def desk(client, companies):
    client.force_login(UserFactory(desk_role="desk"))
    return client


def test_no_company_is_chosen_until_the_desk_chooses(desk, companies):
    response = desk.post(SAY, {"text": TEXT, "company": "", "who": "open"})
    assert response.status_code == 422
    assert "Kies eerst voor welk bedrijf" in response.content.decode()
    assert not Listing.objects.exists()


def test_the_preview_asks_for_the_company_first(desk):
    data = {"text": TEXT, "company": ""}
    page = desk.post(reverse("exchange:preview"), data, headers={"HX-Request": "true"})
    assert "Kies eerst voor welk bedrijf" in page.content.decode()


def test_a_link_from_a_company_chooses_it(desk, companies):
    page = desk.get(SAY, {"company": companies[1].pk}).content.decode()
    assert f'<option value="{companies[1].pk}" selected>' in page


@pytest.mark.parametrize("nonsense", ["999999", "x", "\x00", "9" * 50])
def test_a_nonsense_choice_in_a_link_chooses_nothing(desk, nonsense):
    response = desk.get(SAY, {"company": nonsense})
    assert response.status_code == 200
    assert not re.search('value="[0-9]+" selected', response.content.decode())


def test_what_the_desk_placed_says_so(desk, client, companies):
    desk.post(SAY, {"text": TEXT, "company": companies[0].pk, "who": "open"})
    made = Listing.objects.get()
    client.force_login(MembershipFactory(company=companies[0]).user)
    page = client.get(reverse("exchange:listing", args=[made.pk])).content.decode()
    assert f"het bureau, voor {companies[0].name}" in page


def test_nothing_of_the_desk_where_the_name_is_hidden(desk, client, companies):
    desk.post(SAY, {"text": TEXT, "company": companies[0].pk, "who": "confidential"})
    made = Listing.objects.get()
    client.force_login(MembershipFactory(company=companies[1]).user)
    page = client.get(reverse("exchange:listing", args=[made.pk])).content.decode()
    assert "het bureau, voor" not in page
    assert companies[0].name not in page


def test_whom_one_is_introduced_to_is_said_at_once(client, companies):
    """Not only somewhere down a long list of matches."""
    giver, taker = (MembershipFactory(company=company, is_contact=True) for company in companies)
    client.force_login(giver.user)
    client.post(SAY, {"text": TEXT, "company": companies[0].pk, "who": "confidential"})
    made = Listing.objects.get()
    client.force_login(taker.user)
    client.post(reverse("exchange:reply", args=[made.pk]), {"company": companies[1].pk})
    match = Match.objects.get()
    client.force_login(giver.user)
    answer = client.post(
        reverse("exchange:interest", args=[match.pk]), {"side": "offer"}, follow=True
    )
    told = " ".join(str(message) for message in answer.context["messages"])
    assert companies[1].name in told
    assert taker.user.email in told


def test_somebody_without_a_company_is_told_so(client):
    client.force_login(UserFactory())
    assert "niet bij een bedrijf" in client.get(reverse("home")).content.decode()
    assert "voor geen bedrijf" in client.get(SAY).content.decode()
