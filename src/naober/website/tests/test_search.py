"""One search box: it finds what one may see and gives nothing else away."""

import pytest
from django.urls import reverse

from naober.features.exchange.tests.factories import company_with_person, say
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def found(client, user, words, **extra):
    client.force_login(user)
    return client.get(reverse("search"), {"q": words, **extra})


def kinds(response):
    return {group.kind: group.count for group in response.context["groups"]}


@pytest.fixture
def secretive():
    """A company with one confidential offer."""
    company, person = company_with_person("Geheime Schroothandel")
    say(
        company,
        "wij hebben 20 ton koperschroot per maand, bel Schroothandel, Plataanstraat 4711",
        confidential=True,
    )
    return company, person


def test_companies_listings_and_colleagues_are_found_in_groups(client):
    company, person = company_with_person("Koperhuis")
    MembershipFactory(company=company, user__name="Karin Koper")
    say(company, "koperschroot over, 3 ton per maand")
    assert kinds(found(client, person, "koper")) == {"listings": 1, "companies": 1, "people": 1}


def test_a_hidden_company_is_not_found_through_its_confidential_listing(client, secretive):
    _other, reader = company_with_person()
    for words in ["Schroothandel", "geheime", "Plataanstraat", "4711"]:
        assert "listings" not in kinds(found(client, reader, words))
    text = found(client, reader, "koperschroot").content.decode()
    assert "Schroothandel" not in text
    assert "Plataanstraat" not in text


def test_its_own_people_find_it_by_name(client, secretive):
    _company, person = secretive
    assert kinds(found(client, person, "Schroothandel"))["listings"] == 1


def test_people_of_other_companies_are_not_found(client):
    MembershipFactory(user__name="Zeldzaam Persoon")
    assert kinds(found(client, MembershipFactory().user, "Zeldzaam")) == {}
    assert kinds(found(client, UserFactory(desk_role="desk"), "Zeldzaam")) == {"people": 1}


def test_a_company_out_of_the_directory_is_not_found(client):
    CompanyFactory(name="Onvindbaar", in_directory=False)
    response = found(client, MembershipFactory().user, "Onvindbaar")
    assert kinds(response) == {}
    assert "Niets gevonden" in response.content.decode()


def test_twenty_five_a_page_of_one_kind(client, django_assert_max_num_queries):
    for _n in range(30):
        CompanyFactory()
    user = MembershipFactory().user
    assert len(found(client, user, "Company").context["groups"][0].items) == 5
    client.force_login(user)
    with django_assert_max_num_queries(9):
        response = client.get(reverse("search"), {"q": "Company", "in": "companies"})
    (group,) = response.context["groups"]
    assert len(group.items) == 25
    (group,) = found(client, user, "Company", **{"in": "companies", "page": 2}).context["groups"]
    assert len(group.items) == 6  # and the reader's own company


@pytest.mark.parametrize("words", ["", "   ", "\x00", "%", "' OR 1=1 --", "<b>", "x" * 5000, "🙂"])
def test_strange_words_are_only_words(client, words):
    response = found(client, MembershipFactory().user, words, page="-1", **{"in": "everything"})
    assert response.status_code == 200
    assert kinds(response) == {}


def test_what_was_typed_is_shown_as_text(client):
    text = found(client, UserFactory(), "<script>alert(1)</script>").content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text
