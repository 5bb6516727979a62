"""The journal of a company: its people read all of it, the desk what it did itself."""

import pytest
from django.urls import reverse

from naober.foundation.journal.services import record
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return CompanyFactory()


def page(client, user, company, **query):
    client.force_login(user)
    answer = client.get(reverse("journal", args=[company.pk]), query)
    return answer.content.decode() if answer.status_code == 200 else answer.status_code


def test_own_people_read_all_and_the_desk_its_own_acts(client, company):
    own, desk = MembershipFactory(company=company).user, UserFactory(desk_role="desk")
    record(action="site.added", by=own, company=company, place="Ownsite")
    record(action="site.added", by=desk, company=company, on_behalf=True, place="Desksite")
    record(action="site.added", by=own, company=CompanyFactory(), place="Elsewhere")
    text = page(client, own, company)
    assert "Ownsite" in text
    assert "Desksite" in text
    assert "door het bureau, namens u" in text
    assert "Elsewhere" not in text
    text = page(client, desk, company)
    assert "Ownsite" not in text
    assert "Desksite" in text


def test_one_chooses_who_did_it(client, company):
    own = MembershipFactory(company=company).user
    record(action="site.added", by=own, company=company, place="Ownsite")
    record(action="site.added", company=company, on_behalf=True, place="Desksite")
    by_desk, by_us = (page(client, own, company, door=door) for door in ("desk", "own"))
    assert ("Ownsite" in by_desk, "Desksite" in by_desk) == (False, True)
    assert ("Ownsite" in by_us, "Desksite" in by_us) == (True, False)


def test_it_is_empty_and_it_is_long(client, company, django_assert_max_num_queries):
    own = MembershipFactory(company=company).user
    assert "nog niets in het logboek" in page(client, own, company)
    for number in range(30):
        record(action="site.added", by=own, company=company, place=f"Place{number:02}")
    client.force_login(own)
    with django_assert_max_num_queries(12):
        text = client.get(reverse("journal", args=[company.pk])).content.decode()
    assert text.count("Place") == 25
    assert "Place29" in text
    assert page(client, own, company, page="2").count("Place") == 5


def test_what_changed_is_for_own_people_and_never_the_desks_judgement(client, company):
    own = MembershipFactory(company=company).user
    company.activity, company.is_front_runner = "Nieuwe-bezigheid", True
    company.save()
    text = page(client, own, company)
    assert "Nieuwe-bezigheid" in text
    assert "oorloper" not in text
    assert "Nieuwe-bezigheid" not in page(client, UserFactory(desk_role="desk"), company)


def test_words_of_people_are_text(client, company):
    own = MembershipFactory(company=company).user
    record(action="site.added", by=own, company=company, place="<script>alert(1)</script>")
    assert "<script>alert(1)" not in page(client, own, company)
