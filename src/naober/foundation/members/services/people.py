"""The people of a company: what they do for it, and how they leave."""

from collections.abc import Collection
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.foundation.members import rules
from naober.foundation.members.models import (
    Company,
    Membership,
    MembershipQuerySet,
    Role,
    StepTemplate,
    User,
)
from naober.foundation.members.rules import allow
from naober.foundation.members.services import mails
from naober.foundation.members.services.acting import note
from naober.foundation.members.services.forgetting import forget
from naober.foundation.members.services.invitations import Invitee, invite
from naober.foundation.members.services.joining import settle
from naober.foundation.members.signals import person_left


@dataclass(frozen=True, slots=True)
class Successor:
    """Who takes over from the last contact person: a colleague, somebody to be invited, or, said
    in so many words, nobody yet."""

    colleague: User | None = None
    name: str = ""
    email: str = ""
    nobody: bool = False


class SuccessorNeededError(ValidationError):
    """The last contact person names who comes after."""


@transaction.atomic
def set_roles(
    *,
    company: Company,
    person: User,
    roles: Collection[str],
    contact_for: Collection[str],
    by: User,
) -> None:
    """In which fields somebody works for the company, and for which they are the contact."""
    allow(rules.may_manage(by, company))
    running = company.memberships.filter(user=person, ended_on=None)
    allow(running.exists())
    if not roles or not set(roles) <= set(Role.values):
        raise ValidationError(_("Choose at least one field of work."))
    if not contact_for and not _other_contacts(company, person).exists():
        raise SuccessorNeededError(_("Without this one the company has no contact person left."))
    for membership in running.exclude(role__in=roles):
        membership.end(timezone.localdate())
    for role in roles:
        Membership.objects.update_or_create(
            user=person,
            company=company,
            role=role,
            defaults={"ended_on": None, "is_contact": role in contact_for},
        )
    note("person.roles", by=by, company=company, name=str(person), roles=", ".join(sorted(roles)))
    if contact_for:
        settle(company=company, what=StepTemplate.Done.CONTACTS, by=by)


@transaction.atomic
def leave(*, company: Company, person: User, by: User, successor: Successor | None = None) -> bool:
    """Somebody acts for the company no more. True when that was their last role anywhere, and
    with it their account was closed and what was personal removed.
    """
    allow(by == person or rules.may_manage(by, company))
    running = company.memberships.filter(user=person, ended_on=None)
    allow(running.exists())
    if needs_successor(company, person):
        _hand_over(company, person, successor or Successor(), by)
    note("person.left", by=by, company=company, name=str(person), own_wish=by == person)
    for membership in running:
        membership.end(timezone.localdate())
    person_left.send(sender=User, person=person, company=company)
    if person.memberships.filter(ended_on=None).exists() or rules.works_for_collective(person):
        return False
    if by == person:
        forget(person=person)
    else:
        _sign_out(person)
        mails.tell_ended(person, company)
    return by == person


def _sign_out(person: User) -> None:
    """Of every device. With what stands for a password, the sessions that hang on it end too."""
    if not person.has_usable_password():
        person.set_unusable_password()
        person.save(update_fields=["password"])
    for session in UserSession.objects.filter(user=person):
        session.end()


def needs_successor(company: Company, person: User) -> bool:
    """Whether this is the last contact person of a company that is still there."""
    if company.stage == Company.Stage.LEFT:
        return False
    is_contact = company.memberships.filter(user=person, ended_on=None, is_contact=True)
    is_alone = not company.memberships.filter(ended_on=None).exclude(user=person).exists()
    return (is_contact.exists() or is_alone) and not _other_contacts(company, person).exists()


def _other_contacts(company: Company, person: User) -> MembershipQuerySet:
    contacts = company.memberships.filter(ended_on=None, is_contact=True, user__is_active=True)
    return contacts.exclude(user=person)


def _hand_over(company: Company, person: User, successor: Successor, by: User) -> None:
    if successor.colleague:
        theirs = company.memberships.filter(user=successor.colleague, ended_on=None)
        allow(successor.colleague != person and theirs.exists())
        for membership in theirs:
            membership.is_contact = True
            membership.save(update_fields=["is_contact"])
    elif successor.email:
        roles = list(
            company.memberships.filter(user=person, ended_on=None).values_list("role", flat=True)
        )
        invitee = Invitee(successor.name, successor.email, roles, is_contact=True)
        invite(company=company, invitee=invitee, by=by)
    elif not successor.nobody:
        raise SuccessorNeededError(_("Name who comes after, or say that there is nobody yet."))


@transaction.atomic
def close_account(*, person: User) -> None:
    """Somebody without a company, such as a guest, goes."""
    allow(not person.memberships.filter(ended_on=None).exists())
    allow(not rules.works_for_collective(person))
    forget(person=person)
