"""Only for the companies that somebody chose: as a group that is there, or by their names."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from naober.features.agenda import cards, news, selectors, services
from naober.features.agenda.models import Challenge, Milestone, Recognition
from naober.features.agenda.services import Said
from naober.features.agenda.tests.factories import ChallengeFactory
from naober.foundation.members.models import CompanyGroup
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return MembershipFactory()


@pytest.fixture
def chosen():
    return MembershipFactory(company__name="Emmtec Services")


@pytest.fixture
def few(mine, chosen):
    """A challenge that only the chosen company may read."""
    group = CompanyGroup.objects.create(name="Buren", owner=mine.company)
    group.companies.add(chosen.company)
    said = Said(text="Wij krijgen ruzie over geluid", choice="named", group=group)
    return services.raise_challenge(company=mine.company, said=said, by=mine.user)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def may_read(user):
    return list(Challenge.objects.visible_to(user).values_list("pk", flat=True))


def test_by_their_names_and_by_a_group(mine, chosen):
    client = client_of(mine.user)
    typed = {"text": "Wij zoeken stille koeling", "company": mine.company_id, "choice": "named"}
    assert client.post(reverse("agenda:raise"), typed).status_code == 422  # for whom?
    wrong = client.post(reverse("agenda:raise"), {**typed, "names": "Niemand BV"})
    assert wrong.status_code == 422
    assert "Niemand BV" in wrong.content.decode()
    assert client.post(reverse("agenda:raise"), {**typed, "names": "emmtec services"})
    made = Challenge.objects.get()
    assert list(made.audience_group.companies.all()) == [chosen.company]
    assert may_read(chosen.user) == [made.pk]
    assert may_read(MembershipFactory().user) == []
    page = client.get(reverse("agenda:edit", args=[made.pk])).content.decode()
    assert f'<option value="{made.audience_group_id}" selected>' in page


def test_a_group_of_the_same_name_with_others_in_it_is_another_one(mine, chosen):
    """Else whoever was put in it before would read it."""
    old = CompanyGroup.objects.create(name=chosen.company.name, owner=mine.company)
    old.companies.add(CompanyFactory())
    said = Said(text="Alleen voor hen", choice="named", companies=(chosen.company,))
    made = services.raise_challenge(company=mine.company, said=said, by=mine.user)
    assert made.audience_group != old
    other = Said(text="Ook voor hen", choice="named", companies=(chosen.company,))
    again = services.raise_challenge(company=mine.company, said=other, by=mine.user)
    assert again.audience_group == made.audience_group


def test_the_desk_chooses_for_a_company_and_the_group_is_then_the_companys_own(mine, chosen):
    desk = UserFactory(desk_role="desk")
    typed = {"text": "Zij zoeken stille koeling", "company": mine.company_id, "choice": "named"}
    client = client_of(desk)
    client.post(reverse("agenda:raise"), {**typed, "names": chosen.company.name})
    made = Challenge.objects.get()
    assert made.audience_group.owner == mine.company
    # It stays when the desk changes the words.
    edit = reverse("agenda:edit", args=[made.pk])
    typed = {"text": "Zij zoeken zeer stille koeling", "choice": "named"}
    changed = client.post(edit, {**typed, "group": made.audience_group_id})
    assert changed.status_code == 302


def test_the_api_offers_it_with_ones_own_groups_only(mine, chosen):
    client = client_of(mine.user)
    theirs = CompanyGroup.objects.create(name="Van een ander", owner=chosen.company)
    own = CompanyGroup.objects.create(name="Van ons", owner=mine.company)
    body = {"text": "Wij zoeken rust", "company": mine.company_id, "audience": "named"}
    url = reverse("api-1:create_challenge")
    for group, status in ((None, 422), (theirs.pk, 422), (own.pk, 201)):
        sent = {**body, "group": group}
        assert client.post(url, sent, content_type="application/json").status_code == status


def test_we_too_only_with_a_name(few, chosen):
    with pytest.raises(ValidationError):
        services.recognise(challenge=few, company=chosen.company, by=chosen.user, with_name=False)
    client = client_of(chosen.user)
    page = client.get(few.get_absolute_url()).content.decode()
    assert 'name="with_name" value="1"' in page
    assert 'name="with_name" value="0"' not in page
    client.post(reverse("agenda:recognise", args=[few.pk]), {"with_name": "0"})
    assert not Recognition.objects.exists()
    url = reverse("api-1:recognise_challenge", args=[few.pk])
    body = {"company": chosen.company_id, "with_name": False}
    assert client.post(url, body, content_type="application/json").status_code == 422


def test_of_who_speaks_for_two_only_the_chosen_company_is_offered(few, chosen):
    other = MembershipFactory(user=chosen.user)
    page = client_of(chosen.user).get(few.get_absolute_url()).content.decode()
    assert f'value="{chosen.company_id}"' in page
    assert f'value="{other.company_id}"' not in page


def test_when_it_becomes_wider_who_said_so_among_few_is_not_named_to_all(few, mine, chosen):
    services.recognise(challenge=few, company=chosen.company, by=chosen.user)
    wide = Said(text=few.text, choice="open")
    services.edit_challenge(challenge=few, said=wide, by=mine.user)
    CompanyFactory.create_batch(12)
    for user in (mine.user, MembershipFactory().user):
        card = cards.cards([selectors.challenge_for(user, few.pk)], user)[0]
        assert (list(card.support.names), card.support.number) == ([], 0)
    # They hear of it, and can say it again to all.
    told = Milestone.objects.get(kind="agenda.opened")
    assert f"milestone:{told.pk}" in [item.key for item in news.digest_items(chosen.user)]
    services.recognise(challenge=few, company=chosen.company, by=chosen.user)
    card = cards.cards([selectors.challenge_for(mine.user, few.pk)], mine.user)[0]
    assert list(card.support.names) == [chosen.company.name]


def test_a_group_for_which_something_is_meant_is_not_removed(few, mine):
    client = client_of(mine.user)
    url = reverse("members:group-remove", args=[few.audience_group_id])
    assert client.post(url).status_code == 302
    assert CompanyGroup.objects.filter(pk=few.audience_group_id).exists()
    Challenge.objects.filter(pk=few.pk).delete()
    client.post(url)
    assert not CompanyGroup.objects.exists()


def test_it_says_itself_that_it_is_for_few(few, mine, chosen):
    here = cards.cards([selectors.challenge_for(chosen.user, few.pk)], chosen.user)[0]
    assert here.narrow
    own = cards.cards([selectors.challenge_for(mine.user, few.pk)], mine.user)[0]
    assert "Buren" in own.sharing
    assert not own.narrow
    all_read = ChallengeFactory()
    wide = cards.cards([selectors.challenge_for(chosen.user, all_read.pk)], chosen.user)[0]
    assert not wide.narrow
