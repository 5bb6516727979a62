"""Who asks to come in reads the same answer, whatever there is; the desk decides."""

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse

from naober.foundation.members import selectors, services
from naober.foundation.members.models import Company, Invitation, Stage, Wish
from naober.foundation.members.services import Asked
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)
from naober.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db
URL = "/meedoen/"
SAID = {
    "kind": "ours",
    "name": "Anna",
    "email": "anna@zaag.test",
    "company_name": "Zaag West",
}


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


def plain(response):
    """The page without what differs each time: tokens."""
    return response.content.decode().split("csrf")[0], response.status_code


def test_the_answer_does_not_tell_which_companies_and_people_there_are(client):
    MembershipFactory(company__name="Zaag West", user__email="anna@zaag.test")
    answers = []
    for said in [SAID, {**SAID, "company_name": "Bestaat Niet"}, {**SAID, "email": "x@y.test"}]:
        answer = client.post(URL, said, follow=True)
        answers.append(answer.content.decode().replace("Zaag West", ""))
    texts = [[m for m in a.splitlines() if "notice" in m] for a in answers]
    assert texts[0] == texts[1] == texts[2] != []
    assert Wish.objects.count() == 3


def test_asking_twice_is_kept_once(client):
    client.post(URL, SAID)
    client.post(URL, {**SAID, "email": "ANNA@zaag.test", "company_name": "zaag west"})
    assert Wish.objects.count() == 1


def test_a_machine_fills_in_what_people_do_not_see(client):
    assert client.post(URL, {**SAID, "fax": "12345"}).status_code == 302
    assert not Wish.objects.exists()


def test_too_often_from_one_address(client):
    for number in range(10):
        assert client.post(URL, {**SAID, "email": f"p{number}@x.test"}).status_code == 302
    assert client.post(URL, {**SAID, "email": "p11@x.test"}).status_code == 429
    assert Wish.objects.count() == 10


def test_yes_makes_an_invitation_for_a_new_prospect():
    desk = UserFactory(desk_role="desk")
    wish = services.ask_to_join(asked=Asked("Anna", "anna@zaag.test", "Zaag West"))
    services.grant(wish=wish, company_name="Zaag West", by=desk)
    company = Company.objects.get()
    assert (company.name, company.stage) == ("Zaag West", Stage.INVITED)
    assert Invitation.objects.get().company == company
    with pytest.raises(ValidationError):
        services.grant(wish=wish, company_name="Zaag West", by=desk)
    assert Mail.objects.filter(email="anna@zaag.test").count() == 1


@pytest.mark.parametrize("name", ["De Zaag-West", "de zäag west", " DE  ZAAG WEST"])
def test_a_known_company_is_recognised_in_another_writing(name):
    company = CompanyFactory(name="De Zaag West", website="https://www.zaag.test")
    MembershipFactory(company=company)
    wish = services.ask_to_join(asked=Asked("Anna", "anna@elders.test", name))
    [card] = selectors.wish_cards([wish])
    assert (card.known, card.has_contact, card.other_domain) == (company, True, True)
    services.grant(wish=wish, company_name=name, by=UserFactory(desk_role="desk"))
    assert Company.objects.get() == company


def test_another_alphabet_makes_no_company():
    wish = services.ask_to_join(asked=Asked("Anna", "anna@zaag.test", "Z\u0430ag West"))
    with pytest.raises(ValidationError):
        services.grant(wish=wish, company_name="Z\u0430ag West", by=UserFactory(desk_role="desk"))
    assert not Company.objects.exists()
    assert Wish.objects.get().settled_at is None


def test_no_is_settled_without_a_mail():
    wish = services.ask_to_join(asked=Asked("Anna", "anna@zaag.test", "Zaag West"))
    services.refuse(wish=wish, by=UserFactory(desk_role="desk"))
    wish.refresh_from_db()
    assert wish.was_granted is False
    assert not Mail.objects.exists()


def test_an_introduction_is_asked_once(client):
    member, other = MembershipFactory(), MembershipFactory()
    client.force_login(member.user)
    url = reverse("members:meet", args=[other.company_id])
    for _n in range(2):
        client.post(url, {"text": "Over restwarmte"})
    wish = Wish.objects.get()
    assert (wish.company, wish.from_company) == (other.company, member.company)


def test_the_page_of_the_desk_costs_the_same_for_any_number(client, django_assert_max_num_queries):
    for number in range(30):
        services.ask_to_join(asked=Asked("Anna", f"p{number}@x.test", f"Bedrijf {number}"))
    client.force_login(UserFactory(desk_role="desk"))
    with django_assert_max_num_queries(14):
        page = client.get(reverse("members:wishes"))
    assert len(page.context["cards"]) == 25
