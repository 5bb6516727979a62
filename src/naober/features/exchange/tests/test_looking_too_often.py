"""Previews without end are a way to ask after what neighbours hide, and heavy."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from naober.features.exchange import previews
from naober.foundation.members.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
SENTENCE = "Wij houden 200 ton kwobbelkarton over"


@pytest.fixture(autouse=True)
def few(monkeypatch):
    cache.clear()
    monkeypatch.setattr(previews, "LOOKS", 2)
    yield
    cache.clear()


@pytest.fixture
def person(client):
    user = MembershipFactory().user
    client.force_login(user)
    return user


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "part"])
def test_too_often_says_so_and_keeps_what_was_typed(client, person, headers):
    url, typed = reverse("exchange:preview"), {"text": SENTENCE, "answer": "direction:offer"}
    statuses = [client.post(url, typed, headers=headers).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    page = client.post(url, typed, headers=headers).content.decode()
    assert "U keek dit uur heel vaak" in page
    assert SENTENCE in page
    part = client.post(url, {"text": SENTENCE}, headers={"HX-Request": "true"})
    assert part.status_code == 429
    assert "U keek dit uur heel vaak" in part.content.decode()


def test_page_and_api_count_together_and_each_person_apart(client, person):
    body = {"text": SENTENCE, "company": person.memberships.get().company_id, "direction": "offer"}
    url = reverse("api-1:understand")

    def ask():
        return client.post(url, body, content_type="application/json")

    client.post(reverse("exchange:preview"), {"text": SENTENCE})
    assert ask().status_code == 200
    answer = ask()
    assert answer.status_code == 429
    assert "heel vaak" in answer.json()["detail"]
    other = MembershipFactory()
    client.force_login(other.user)
    body["company"] = other.company_id
    assert ask().status_code == 200


def test_placing_it_is_always_possible(client, person):
    company = person.memberships.get().company_id
    said = {"text": "Wij houden 200 ton karton over", "company": company, "who": "own"}
    for _ in range(4):
        client.post(reverse("exchange:preview"), said)
    assert client.post(reverse("exchange:say"), said).status_code == 302
