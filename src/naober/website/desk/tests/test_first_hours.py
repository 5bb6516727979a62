"""What somebody runs into who uses the desk for the first time."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from naober.features.desk import services, twice
from naober.features.desk.models import ContactPerson, NotTheSame, ProspectBatch
from naober.features.desk.services import Talk
from naober.features.desk.tests.factories import ContactPersonFactory, ProspectBatchFactory
from naober.features.exchange.models import Interest
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.foundation.members.models import Role, Seen
from naober.foundation.members.services import ask_to_meet
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    SiteFactory,
    UserFactory,
)
from naober.website.desk import dossier, monday
from naober.website.desk.merging import make_one

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client, desk):
    client.force_login(desk)
    return client


@pytest.fixture
def two():
    return CompanyFactory(name="Weverij Weefgetouw"), CompanyFactory(name="Het Weefgetouw BV")


@pytest.mark.parametrize(
    ("street", "other", "sites"),
    [("", "", 1), ("Kade 1", "kade  1", 1), ("", "Kade 1", 1), ("Kade 1", "Brink 2", 2)],
)
def test_one_place_of_two_is_one_site(desk, two, street, other, sites):
    kept, merged = two
    mine = SiteFactory(company=kept, place="Assen", street=street)
    theirs = SiteFactory(company=merged, place="Assen", street=other)
    listing = ListingFactory(company=merged, site=theirs)
    make_one(kept=kept, merged=merged, taken=[], by=desk)
    listing.refresh_from_db()
    assert kept.sites.count() == sites
    assert listing.site == (mine if sites == 1 else theirs)
    assert bool(kept.sites.exclude(street="").exists()) == bool(street or other)


def test_the_old_address_leads_to_the_one_that_stayed(client, desk, two):
    kept, merged = two
    make_one(kept=kept, merged=merged, taken=[], by=desk)
    page = client.get(reverse("desk:company", args=[merged.pk]))
    assert page.url == reverse("desk:company", args=[kept.pk])
    assert client.get(reverse("desk:company", args=[merged.pk + kept.pk])).status_code == 404


def test_who_waits_leads_to_where_the_desk_answers(client, desk):
    match = MatchFactory(need=ListingFactory(direction="need"))
    at = timezone.now() - timedelta(days=5)
    Interest.objects.create(match=match, side="offer", answer="yes", at=at)
    line = next(b for b in monday.week(desk) if b.key == "wie-wacht").lines[0]
    assert line.url == reverse("exchange:on-behalf", args=[match.need_company_id])
    answers = client.get(line.url).context["matches"]
    assert len(answers) == 1
    add = reverse("desk:contact-add", args=[match.need_company_id])
    assert add in client.get(reverse("desk:list", args=["wie-wacht"])).content.decode()


def test_a_person_stands_there_once(desk):
    company = CompanyFactory()
    user = UserFactory(name="Sien Post", email="sien@post.example", phone="")
    for role in (Role.DIRECTION, Role.ENERGY):
        MembershipFactory(company=company, user=user, role=role)
    ContactPersonFactory(company=company, name="S. Post", email="Sien@post.example", phone="0591")
    ContactPersonFactory(company=company, name="sien  post", email="", phone="")
    ContactPersonFactory(company=company, name="Harm Kei", email="")
    one, same, other = dossier.of(company, desk)["whom"]
    assert one.user == same.user == user.pk
    assert one.phone == "0591"
    assert len(one.roles) == 2
    assert [who.may_be_invited for who in (one, same, other)] == [False, False, True]


def test_what_an_account_keeps_from_the_desk_ties_nobody_to_it(desk):
    company = CompanyFactory()
    hidden = {"name_level": Seen.OWN, "email_level": Seen.OWN, "phone_level": Seen.OWN}
    user = UserFactory(name="Sien Post", email="sien@post.example", phone="0591", **hidden)
    MembershipFactory(company=company, user=user)
    ContactPersonFactory(company=company, name="Sien Post", email=user.email)
    noted, account = dossier.of(company, desk)["whom"]
    assert noted.user is None
    assert (account.name, account.email, account.phone) == ("", "", "")


def test_the_first_of_a_company_is_invited_for_the_direction(client):
    company = CompanyFactory()
    url = reverse("members:invite", args=[company.pk])
    assert client.get(url).context["form"].initial["roles"] == [Role.DIRECTION]
    MembershipFactory(company=company)
    assert "roles" not in client.get(url).context["form"].initial


def test_kept_apart_by_mistake(client, desk):
    one = CompanyFactory(name="Weverij Weefgetouw", website="https://weefgetouw.example")
    other = CompanyFactory(name="Weverij Weefgetouw BV", website="https://weefgetouw.example")
    asked = twice.pairs(desk)
    assert asked
    services.tell_apart(one=one, other=other, by=desk)
    assert twice.pairs(desk) == []
    again = reverse("desk:ask-again", args=[one.pk, other.pk])
    assert again in client.get(reverse("desk:apart")).content.decode()
    client.post(again)
    assert not NotTheSame.objects.exists()
    assert twice.pairs(desk) == asked


def test_a_list_is_thrown_away_after_asking(client, desk):
    url = reverse("desk:prospects-drop", args=[ProspectBatchFactory(by=desk).pk])
    assert 'name="sure"' in client.post(url).content.decode()
    assert ProspectBatch.objects.exists()
    client.post(url, {"sure": "1"})
    assert not ProspectBatch.objects.exists()


def test_who_wants_to_meet_whom(client, two):
    asks, asked = two
    person = MembershipFactory(company=asks, user__name="Sien Post").user
    wish = ask_to_meet(company=asked, from_company=asks, by=person)
    assert str(wish) == f"Sien Post, {asks}"
    body = client.get(reverse("members:wishes")).content.decode()
    assert f"Sien Post, {asks}" in body
    assert wish.said in body
    assert wish.said.index(str(asks)) < wish.said.index(str(asked))
    assert all(f"Sien Post, {asked}" not in one.subject for one in mail.outbox)


def test_a_company_in_the_notes_is_nobody(desk):
    CompanyFactory(name="Kartonnage Vouwbrug")
    notes = "Gesproken met Kartonnage Vouwbrug en met Jan de Boer, inkoper. Ze zoeken een lasser."
    talk = Talk(timezone.localdate(), "phone", "", notes)
    noted = services.note_conversation(company=CompanyFactory(), talk=talk, by=desk)
    read = list(noted.proposals.values_list("kind", "text"))
    named = [text for kind, text in read if kind == "person"]
    assert any("Jan de Boer" in text for text in named)
    assert not any("Vouwbrug" in text for text in named)
    assert [text for kind, text in read if kind == "listing"] == ["Wij zoeken een lasser"]
    assert not ContactPerson.objects.exists()


@pytest.mark.parametrize(("role", "mine"), [("desk", False), ("", True)])
def test_people_of_others_are_no_colleagues(client, role, mine):
    person = UserFactory(desk_role=role)
    company = CompanyFactory()
    MembershipFactory(company=company, user=person)
    MembershipFactory(company=company, user__name="Sien Post")
    client.force_login(person)
    body = client.get(reverse("search"), {"q": "Sien"}).content.decode()
    assert "Sien Post" in body
    assert ("Mijn collega" in body) == mine
    assert ("Mensen" in body) != mine
