"""To be asked, to say yes, no or somebody else; and who tries to come in otherwise."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naober.foundation.journal.models import Entry
from naober.foundation.members import services
from naober.foundation.members.models import (
    Company,
    Invitation,
    Membership,
    Role,
    Stage,
    User,
    Wish,
)
from naober.foundation.members.services import Invitee
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)
from naober.foundation.notifications.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return UserFactory(desk_role="desk", name="Bureau")


@pytest.fixture
def prospect():
    return CompanyFactory(name="Zaag West", stage=Stage.SPOKEN)


def ask(company, by, email="anna@zaag.test", roles=(Role.ENERGY,), **fields):
    return services.invite(
        company=company, invitee=Invitee("Anna de Boer", email, list(roles), **fields), by=by
    )


def link_in(mail):
    return re.search(r"http://testserver(/doen/\S+)", mail.text)[1]


def answer(mail, choice, client=None, **data):
    return (client or Client()).post(link_in(mail), {"choice": choice, **data})


def test_from_a_mail_to_home_without_a_password(desk, prospect):
    ask(prospect, desk, roles=[Role.ENERGY, Role.HSE], text="Tot gauw!")
    prospect.refresh_from_db()
    assert prospect.stage == Stage.INVITED
    mail = Mail.objects.get()
    assert (mail.email, "Tot gauw!" in mail.text) == ("anna@zaag.test", True)

    client = Client()
    assert client.get(link_in(mail)).status_code == 200
    assert not User.objects.filter(email="anna@zaag.test").exists()  # looking changes nothing
    answered = answer(mail, "yes", client)

    assert (answered.status_code, answered.url) == (302, reverse("home"))
    user = User.objects.get(email="anna@zaag.test")
    assert not user.has_usable_password()
    assert client.get(reverse("members:profile")).status_code == 200
    roles = Membership.objects.filter(user=user, company=prospect)
    assert {(m.role, m.is_contact) for m in roles} == {("energy", True), ("hse", True)}
    prospect.refresh_from_db()
    assert prospect.stage == Stage.JOINING
    assert prospect.steps.count() == 4
    assert prospect.steps.get(template__done_by="people").done_at
    actions = set(Entry.objects.filter(company=prospect).values_list("action", flat=True))
    assert {"invitation.sent", "invitation.accepted", "company.stage", "step.done"} <= actions
    assert Entry.objects.get(action="invitation.sent").on_behalf
    assert not Entry.objects.get(action="invitation.accepted").on_behalf


def test_the_link_works_once(desk, prospect):
    invitation = ask(prospect, desk)
    mail = Mail.objects.get()
    answer(mail, "yes")
    again = Client()
    assert answer(mail, "yes", again).status_code == 410
    assert again.get(reverse("members:profile")).status_code == 302  # nobody is signed in
    with pytest.raises(services.InvitationOverError):
        services.accept(invitation=invitation)
    assert Membership.objects.filter(company=prospect).count() == 1


def test_not_now_with_a_reason(desk, prospect):
    invitation = ask(prospect, desk)
    assert answer(Mail.objects.get(), "no", reason="na de zomer").status_code == 200
    invitation.refresh_from_db()
    assert (invitation.reason, invitation.is_open) == ("na de zomer", False)
    assert not User.objects.filter(email=invitation.email).exists()


def test_somebody_else_is_named_to_the_desk_and_not_invited_by_a_stranger(desk, prospect):
    ask(prospect, desk)
    mail = Mail.objects.get()
    assert answer(mail, "instead", name="Bert").status_code == 422
    assert answer(mail, "instead", name="Bert", email="geen adres").status_code == 422
    assert answer(mail, "instead", name="Bert", email="Bert@Zaag.test").status_code == 200
    wish = Wish.objects.get()
    assert (wish.kind, wish.email, wish.company) == ("instead", "bert@zaag.test", prospect)
    assert not Mail.objects.filter(email="bert@zaag.test").exists()
    services.grant(wish=wish, company_name="zaag-west", by=desk)
    assert Mail.objects.filter(email="bert@zaag.test").count() == 1
    assert Invitation.objects.get(email="bert@zaag.test").company == prospect


@pytest.mark.parametrize("email", ["ANNA@Zaag.Test", " anna@zaag.test ", "anna@zaag.test"])
def test_an_address_has_one_writing(desk, prospect, email):
    ask(prospect, desk)
    with pytest.raises(ValidationError):
        ask(prospect, desk, email=email)
    services.accept(invitation=Invitation.objects.get())
    with pytest.raises(ValidationError):
        ask(prospect, desk, email=email)
    assert User.objects.filter(email__iexact=email.strip()).count() == 1


@pytest.mark.parametrize(
    "email", ["anna\u212a@zaag.test", "anna@\u017faag.test", "anna", "a@b@c.nl"]
)
def test_letters_that_only_look_like_an_address_are_refused(desk, prospect, email):
    with pytest.raises(ValidationError):
        ask(prospect, desk, email=email)
    assert not Mail.objects.exists()


def test_an_account_that_is_there_is_never_taken_over(desk, prospect):
    own = MembershipFactory(user__email="anna@zaag.test")
    own.user.last_login = timezone.now()
    own.user.save()
    before = own.user.password
    ask(prospect, desk)
    assert not Membership.objects.filter(company=prospect).exists()  # not without her yes
    client = Client()
    answered = answer(Mail.objects.get(), "yes", client)
    assert answered.status_code == 200
    assert reverse("account_login") in answered.content.decode()
    assert client.get(reverse("members:profile")).status_code == 302  # the link signs nobody in
    own.user.refresh_from_db()
    assert own.user.password == before
    assert set(Company.objects.of(own.user)) == {own.company, prospect}


@pytest.mark.parametrize("role", ["desk", "board"])
def test_nobody_becomes_the_desk_by_an_invitation(desk, prospect, role):
    UserFactory(email="anna@zaag.test", desk_role=role)
    ask(prospect, desk)
    client = Client()
    answer(Mail.objects.get(), "yes", client)
    assert client.get(reverse("members:profile")).status_code == 302


def test_a_closed_account_stays_closed(desk, prospect):
    UserFactory(email="anna@zaag.test", is_active=False)
    ask(prospect, desk)
    answer(Mail.objects.get(), "yes")
    assert not User.objects.get(email="anna@zaag.test").is_active
    assert not Membership.objects.filter(company=prospect).exists()


def test_nobody_invites_for_another_company(prospect):
    stranger = MembershipFactory(is_contact=True).user
    with pytest.raises(PermissionDenied):
        ask(prospect, stranger)
    board = UserFactory(desk_role="board")
    with pytest.raises(PermissionDenied):
        ask(prospect, board)


def test_a_colleague_gives_nobody_more_than_they_have(client):
    membership = MembershipFactory(role=Role.HR)
    for extra in ({"roles": [Role.DIRECTION]}, {"is_contact": True}):
        with pytest.raises(PermissionDenied):
            ask(membership.company, membership.user, **extra)
    client.force_login(membership.user)
    url = reverse("members:invite", args=[membership.company_id])
    said = {"name": "X", "email": "x@example.test", "language": "nl", "is_contact": "on"}
    assert client.post(url, {**said, "roles": ["direction"]}).status_code == 422
    assert not Invitation.objects.exists()
    client.post(url, {**said, "roles": ["hr"]})
    assert not Invitation.objects.get().is_contact
    url = reverse("members:person-roles", args=[membership.company_id, membership.user_id])
    assert (
        client.post(url, {"roles": ["direction"], "contact_for": ["direction"]}).status_code == 403
    )


def test_a_friend_of_an_outsider_does_not_bring_the_company_in(desk):
    outsider = MembershipFactory(company__stage=Stage.PROSPECT, is_contact=True)
    invitation = ask(outsider.company, outsider.user)
    services.accept(invitation=invitation)
    outsider.company.refresh_from_db()
    assert outsider.company.stage == Stage.PROSPECT
    services.set_stage(company=outsider.company, stage=Stage.INVITED, by=desk)
    services.accept(invitation=ask(outsider.company, outsider.user, "bert@zaag.test"))
    outsider.company.refresh_from_db()
    assert outsider.company.stage == Stage.INVITED


def test_one_that_ran_out_opens_nothing_and_makes_room(desk, prospect):
    old = ask(prospect, desk)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert answer(Mail.objects.get(), "yes").status_code == 400  # there is no yes any more
    with pytest.raises(services.InvitationOverError):
        services.accept(invitation=old)
    assert ask(prospect, desk).is_open


def test_sent_again_has_a_new_link_and_the_old_one_is_dead(desk, prospect):
    invitation = ask(prospect, desk)
    first = Mail.objects.get()
    with pytest.raises(ValidationError):
        services.send_again(invitation=invitation, by=desk)
    Invitation.objects.update(sent_at=timezone.now() - timedelta(hours=2))
    services.send_again(invitation=invitation, by=desk)
    second = Mail.objects.exclude(pk=first.pk).get()
    assert answer(first, "yes").status_code == 410
    assert answer(second, "yes").status_code == 302


def test_withdrawn_is_over(desk, prospect):
    invitation = ask(prospect, desk)
    services.withdraw(invitation=invitation, by=desk)
    assert answer(Mail.objects.get(), "yes").status_code == 410
    assert not Membership.objects.filter(company=prospect).exists()


def test_the_mail_and_its_page_are_in_the_language_of_the_invited(desk, prospect):
    ask(prospect, desk, language="en")
    mail = Mail.objects.get()
    assert "invites you" in mail.subject
    page = Client().get(link_in(mail)).content.decode()
    assert "Yes, I join" in page


def test_a_company_asks_only_so_many_a_day():
    contact = MembershipFactory(is_contact=True)
    for number in range(30):
        ask(contact.company, contact.user, f"p{number}@example.test")
    with pytest.raises(ValidationError):
        ask(contact.company, contact.user, "p30@example.test")


@pytest.mark.parametrize("roles", [[], ["boss"], ["hr", "boss"]])
def test_a_role_that_does_not_exist_is_refused(desk, prospect, roles):
    with pytest.raises(ValidationError):
        ask(prospect, desk, roles=roles)
