"""People and companies leave: what ends, what goes, what stays."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naober.foundation.journal.models import Entry
from naober.foundation.members import services
from naober.foundation.members.models import Company, CompanyGroup, Invitation, Stage, User, Wish
from naober.foundation.members.services import Invitee, Successor
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)
from naober.foundation.notifications.models import Link, Mail
from naober.foundation.notifications.services import Recipient, make_link, post

pytestmark = pytest.mark.django_db
NOBODY = "oud-medewerker"


@pytest.fixture
def company():
    return CompanyFactory(name="Zaag West")


@pytest.fixture
def contact(company):
    fields = {"user__name": "Anna de Boer", "user__email": "anna@zaag.test"}
    return MembershipFactory(company=company, is_contact=True, **fields)


@pytest.fixture
def colleague(company):
    return MembershipFactory(company=company, role="hr")


def test_the_last_role_takes_the_account_and_what_is_personal_along(company, contact, colleague):
    person, email = contact.user, contact.user.email
    person.phone = "0591 123456"
    person.save()
    client = Client()
    client.force_login(person)
    post(to=Recipient.of(person), subject="Dag", text="Dag Anna", key="one")
    make_link(purpose="some.thing", person=person, email=email, target="1")
    Wish.objects.create(kind="join", name="Anna", email=email, company_name="Zaag West")
    successor = Successor(colleague=colleague.user)

    closed = services.leave(company=company, person=person, by=person, successor=successor)

    assert closed
    person.refresh_from_db()
    assert (person.name, person.phone, person.is_active) == (NOBODY, "", False)
    assert "anna" not in person.email
    assert client.get(reverse("members:profile")).status_code == 302  # signed out everywhere
    assert not Mail.objects.filter(email=email).exists()
    assert not Wish.objects.filter(email=email).exists()
    assert not Link.objects.filter(email=email).exists()
    assert not Link.objects.filter(person=person, used_at=None, revoked_at=None).exists()
    colleague.refresh_from_db()
    assert colleague.is_contact


def test_elsewhere_the_account_goes_on(company, contact, colleague):
    other = MembershipFactory(user=contact.user)
    successor = Successor(colleague=colleague.user)
    assert not services.leave(
        company=company, person=contact.user, by=contact.user, successor=successor
    )
    contact.user.refresh_from_db()
    assert contact.user.name == "Anna de Boer"
    assert list(Company.objects.of(contact.user)) == [other.company]


@pytest.mark.parametrize("role", ["desk", "board"])
def test_who_works_for_the_collective_keeps_the_account(company, contact, colleague, role):
    User.objects.filter(pk=contact.user_id).update(desk_role=role)
    contact.user.refresh_from_db()
    successor = Successor(colleague=colleague.user)
    services.leave(company=company, person=contact.user, by=contact.user, successor=successor)
    contact.user.refresh_from_db()
    assert contact.user.is_active


def test_the_last_contact_person_names_who_comes_after(company, contact, colleague):
    with pytest.raises(services.SuccessorNeededError):
        services.leave(company=company, person=contact.user, by=contact.user)
    contact.refresh_from_db()
    assert contact.ended_on is None
    successor = Successor(name="Bert", email="bert@zaag.test")
    services.leave(company=company, person=contact.user, by=contact.user, successor=successor)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.is_contact) == ("bert@zaag.test", True)


def test_a_successor_is_a_colleague(company, contact, colleague):
    stranger = Successor(colleague=MembershipFactory().user)
    with pytest.raises(PermissionDenied):
        services.leave(company=company, person=contact.user, by=contact.user, successor=stranger)
    itself = Successor(colleague=contact.user)
    with pytest.raises(PermissionDenied):
        services.leave(company=company, person=contact.user, by=contact.user, successor=itself)


def test_only_who_speaks_for_the_company_ends_others(company, contact, colleague):
    with pytest.raises(PermissionDenied):
        services.leave(company=company, person=contact.user, by=colleague.user)
    with pytest.raises(PermissionDenied):
        services.leave(company=company, person=colleague.user, by=MembershipFactory().user)
    assert not services.leave(company=company, person=colleague.user, by=contact.user)


def test_who_is_ended_by_others_is_signed_out_and_told_and_not_forgotten_at_once(
    company, contact, colleague
):
    person, client = colleague.user, Client()
    person.set_unusable_password()  # as of everybody who came in by an invitation
    person.save()
    client.force_login(person)
    assert client.get(reverse("members:profile")).status_code == 200
    services.leave(company=company, person=person, by=contact.user)
    assert client.get(reverse("members:profile")).status_code == 302
    assert Mail.objects.filter(person=person).count() == 1
    today = timezone.localdate()
    assert services.close_unused(today=today + timedelta(days=30)) == 0
    User.objects.filter(pk=person.pk).update(last_login=timezone.now() + timedelta(days=20))
    assert services.close_unused(today=today + timedelta(days=45)) == 0  # used in between
    assert services.close_unused(today=today + timedelta(days=60)) == 1
    person.refresh_from_db()
    assert (person.name, person.is_active) == (NOBODY, False)


def test_unused_accounts_with_a_company_or_of_guests_stay(company, contact, colleague):
    UserFactory(name="Gast")
    other = MembershipFactory(user=colleague.user)
    services.leave(company=company, person=colleague.user, by=contact.user)
    assert services.close_unused(today=timezone.localdate() + timedelta(days=400)) == 0
    assert other.user.is_active


def test_what_happens_is_told_first(client, company, contact, colleague):
    client.force_login(contact.user)
    url = reverse("members:person-leave", args=[company.pk, contact.user_id])
    page = client.get(url).content.decode()
    assert NOBODY in page
    assert reverse("my-export") in page
    assert client.post(url, {}).status_code == 422  # a successor first
    assert client.post(url, {"nobody": "on"}).status_code == 302
    contact.user.refresh_from_db()
    assert not contact.user.is_active


def test_a_guest_closes_the_account(client):
    guest = UserFactory(name="Gast")
    client.force_login(guest)
    assert client.post(reverse("members:account-close")).status_code == 302
    guest.refresh_from_db()
    assert (guest.name, guest.is_active) == (NOBODY, False)


def test_a_company_leaves_and_comes_back(company, contact):
    desk = UserFactory(desk_role="desk")
    reader = MembershipFactory().user
    group = CompanyGroup.objects.create(name="Buren", owner=MembershipFactory().company)
    group.companies.add(company)
    invitee = Invitee("Bert", "bert@zaag.test", ["hr"])
    services.invite(company=company, invitee=invitee, by=contact.user)
    assert company in Company.objects.visible_to(reader)

    left = services.company_leaves(company=company, by=contact.user)

    today = timezone.localdate()
    assert (left.stage, left.left_on) == (Stage.LEFT, today)
    assert left not in Company.objects.visible_to(reader)
    assert left in Company.objects.visible_to(contact.user)  # to take along what is theirs
    assert not group.companies.exists()
    assert not Invitation.objects.live().exists()
    assert services.end_access(today=today) == 0
    assert services.end_access(today=left.access_until + timedelta(days=1)) == 1
    contact.user.refresh_from_db()
    assert not contact.user.is_active
    assert Company.objects.filter(pk=company.pk, name="Zaag West").exists()

    services.invite(company=left, invitee=Invitee("Cor", "cor@zaag.test", ["hr"]), by=desk)
    invitation = Invitation.objects.get(email="cor@zaag.test")
    services.accept(invitation=invitation)
    company.refresh_from_db()
    assert (company.stage, company.left_on, company.access_until) == (Stage.JOINING, None, None)


def test_a_company_leaves_only_by_who_speaks_for_it(company, contact, colleague):
    with pytest.raises(PermissionDenied):
        services.company_leaves(company=company, by=colleague.user)
    with pytest.raises(PermissionDenied):
        services.company_leaves(company=company, by=MembershipFactory().user)
    yesterday = timezone.localdate() - timedelta(days=1)
    with pytest.raises(ValidationError):
        services.company_leaves(company=company, by=contact.user, access_until=yesterday)


def test_the_desk_acts_on_behalf_and_the_company_can_read_it(company, contact):
    services.company_leaves(company=company, by=UserFactory(desk_role="desk"))
    assert all(entry.on_behalf for entry in Entry.objects.filter(company=company))
