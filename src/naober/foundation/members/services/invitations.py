"""To invite somebody, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.foundation.members import rules
from naober.foundation.members.models import (
    Company,
    Invitation,
    Membership,
    Role,
    Stage,
    StepTemplate,
    User,
    Wish,
)
from naober.foundation.members.models.invitations import DAYS_OPEN
from naober.foundation.members.naming import tidy_name
from naober.foundation.members.rules import allow
from naober.foundation.members.services import mails
from naober.foundation.members.services.acting import note
from naober.foundation.members.services.joining import move, settle
from naober.foundation.members.services.names import tidy_email

A_DAY = 30  # invitations of one company


class InvitationOverError(ValidationError):
    """It was answered, withdrawn or is too old, or the account it is for is closed."""


@dataclass(frozen=True, slots=True)
class Invitee:
    """Who is asked, to do what."""

    name: str
    email: str
    roles: Sequence[str]
    is_contact: bool = False
    text: str = ""
    language: str = User.Language.DUTCH


@dataclass(frozen=True, slots=True)
class Accepted:
    """Who came in. One who had an account already signs in to it as always."""

    user: User
    is_new: bool


@transaction.atomic
def invite(*, company: Company, invitee: Invitee, by: User) -> Invitation:
    """Ask somebody to act for a company: the desk for any, its own people for their own.

    The answer does not tell whether the address has an account elsewhere.
    """
    allow(rules.may_invite(by, company))
    email, roles = tidy_email(invitee.email), _roles(invitee.roles)
    if Role.DIRECTION in roles or invitee.is_contact:
        allow(rules.may_manage(by, company))
    Company.objects.select_for_update().get(pk=company.pk)  # one at a time asks for a company
    _check_is_new(company, email, by)
    invitation = Invitation.objects.create(
        company=company,
        email=email,
        name=tidy_name(invitee.name),
        roles=roles,
        is_contact=invitee.is_contact,
        text=invitee.text.strip(),
        language=invitee.language,
        invited_by=by,
        by_desk=by.is_desk,
    )
    if by.is_desk and company.kind == Company.Kind.COMPANY and _is_to_join(company):
        move(company=company, stage=Stage.INVITED, by=by)
    note("invitation.sent", by=by, company=company, name=invitation.name)
    mails.send_invitation(invitation)
    return invitation


def _is_to_join(company: Company) -> bool:
    return company.stage in (Stage.PROSPECT, Stage.SPOKEN, Stage.LEFT)


def _roles(wanted: Sequence[str]) -> list[str]:
    roles = [role for role in Role.values if role in wanted]
    if not roles or len(roles) != len(set(wanted)):
        raise ValidationError(_("Choose at least one field of work."))
    return roles


def _check_is_new(company: Company, email: str, by: User) -> None:
    running = company.memberships.filter(user__email__iexact=email, ended_on=None)
    if running.exists():
        raise ValidationError(_("This person acts for the company already."))
    waiting = company.invitations.waiting().filter(email=email)
    if waiting.live().exists():
        raise ValidationError(_("This address has an open invitation already."))
    waiting.update(withdrawn_at=timezone.now())  # the one that ran out makes room
    lately = company.invitations.filter(sent_at__gt=timezone.now() - timedelta(days=1))
    if not by.is_desk and lately.count() >= A_DAY:
        raise ValidationError(_("That were many invitations today. Go on tomorrow."))


@transaction.atomic
def send_again(*, invitation: Invitation, by: User) -> Invitation:
    """A new link and a new term; the old link does nothing any more. Not twice within an hour."""
    allow(rules.may_invite(by, invitation.company))
    invitation = _locked(invitation)
    now = timezone.now()
    if invitation not in Invitation.objects.waiting() or now - invitation.sent_at < timedelta(
        hours=1
    ):
        raise ValidationError(_("This invitation was just sent, or is answered."))
    invitation.sent_at, invitation.expires_at = now, now + timedelta(days=DAYS_OPEN)
    invitation.save(update_fields=["sent_at", "expires_at"])
    note("invitation.sent", by=by, company=invitation.company, name=invitation.name)
    mails.send_invitation(invitation)
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> Invitation:
    allow(rules.may_invite(by, invitation.company))
    invitation = _locked(invitation)
    if invitation.accepted_at or invitation.declined_at or invitation.withdrawn_at:
        return invitation
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    mails.forget_links(invitation)
    note("invitation.withdrawn", by=by, company=invitation.company, name=invitation.name)
    return invitation


@transaction.atomic
def accept(*, invitation: Invitation) -> Accepted:
    """Somebody who holds the link in the mail said yes: an account without a password, or a role
    added to the one that this address has. Never twice.
    """
    invitation = _open(invitation)
    user, is_new = User.objects.of_address(
        invitation.email, name=invitation.name, language=invitation.language
    )
    if not user.is_active:
        raise InvitationOverError(_("This invitation is over. Ask the desk for another."))
    _give_roles(invitation, user)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    note("invitation.accepted", by=user, company=invitation.company)
    _join(invitation, user)
    return Accepted(user, is_new)


def _give_roles(invitation: Invitation, user: User) -> None:
    company = invitation.company
    contacts = company.memberships.filter(ended_on=None, is_contact=True)
    is_contact = invitation.is_contact or not contacts.exists()
    for role in invitation.roles:
        Membership.objects.update_or_create(
            user=user,
            company=company,
            role=role,
            defaults={"ended_on": None, "is_contact": is_contact},
        )


def _join(invitation: Invitation, user: User) -> None:
    """Only who the desk asked brings the company in; a colleague's friend does not."""
    company = invitation.company
    if invitation.by_desk and company.stage == Stage.INVITED:
        move(company=company, stage=Stage.JOINING, by=user)
    settle(company=company, what=StepTemplate.Done.CONTACTS, by=user)


@transaction.atomic
def decline(*, invitation: Invitation, reason: str = "") -> Invitation:
    invitation = _open(invitation)
    invitation.declined_at, invitation.reason = timezone.now(), reason.strip()[:300]
    invitation.save(update_fields=["declined_at", "reason"])
    note("invitation.declined", by=None, company=invitation.company, name=invitation.name)
    return invitation


@transaction.atomic
def pass_on(*, invitation: Invitation, name: str, email: str) -> Wish:
    """Somebody else should come: told to the desk, which asks that person if it thinks so too."""
    email = tidy_email(email)
    decline(invitation=invitation, reason=_("named somebody else"))
    wish = Wish.objects.create(
        kind=Wish.Kind.INSTEAD,
        name=tidy_name(name),
        email=email,
        company_name=invitation.company.name,
        company=invitation.company,
    )
    mails.tell_desk_of(wish)
    return wish


def _open(invitation: Invitation) -> Invitation:
    invitation = _locked(invitation)
    if not invitation.is_open:
        raise InvitationOverError(_("This invitation is over. Ask the desk for another."))
    return invitation


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("company")
    return rows.get(pk=invitation.pk)
