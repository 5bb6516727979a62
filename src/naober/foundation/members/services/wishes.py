"""What people ask of the desk, and what it answers."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.foundation.core.once import keep_once
from naober.foundation.members import rules
from naober.foundation.members.models import Company, Role, User, Wish
from naober.foundation.members.naming import is_latin, tidy_name
from naober.foundation.members.rules import allow
from naober.foundation.members.services import mails
from naober.foundation.members.services.acting import note
from naober.foundation.members.services.invitations import Invitee, invite
from naober.foundation.members.services.names import named_like, tidy_email


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody filled in who is no member yet."""

    name: str
    email: str
    company_name: str
    text: str = ""
    kind: str = Wish.Kind.JOIN


@transaction.atomic
def ask_to_join(*, asked: Asked, by: User | None = None, number: int | None = None) -> Wish | None:
    """Kept for the desk. Whoever asks reads the same answer, whatever companies there are; the
    same address waits once for the same name, and with the same number it was asked already.
    """
    email, company_name = tidy_email(asked.email), tidy_name(asked.company_name)
    waiting = Wish.objects.filter(email=email, settled_at=None)
    if waiting.filter(company_name__iexact=company_name).exists() or waiting.count() >= 3:
        return None
    wish = Wish(
        kind=asked.kind,
        name=tidy_name(asked.name),
        email=email,
        company_name=company_name,
        text=asked.text.strip()[:1000],
        asked_by=by,
    )
    wish, is_new = keep_once(wish, number, ["kind", "name", "email", "company_name", "text"])
    if not is_new:
        return None
    mails.tell_desk_of(wish)
    return wish


@transaction.atomic
def ask_to_meet(
    *, company: Company, from_company: Company, by: User, text: str = ""
) -> Wish | None:
    """Ask the desk for an introduction; once while the desk has not answered."""
    allow(rules.acts_for(by, from_company) and from_company != company)
    allow(Company.objects.visible_to(by).filter(pk=company.pk).exists())
    try:
        with transaction.atomic():
            wish = Wish.objects.create(
                kind=Wish.Kind.INTRODUCTION,
                name=str(by)[:150],
                email=by.email,
                company_name=company.name,
                company=company,
                from_company=from_company,
                text=text.strip()[:1000],
                asked_by=by,
            )
    except IntegrityError:  # asked already
        return None
    note("introduction.asked", by=by, company=from_company)
    mails.tell_desk_of(wish)
    return wish


@transaction.atomic
def grant(*, wish: Wish, company_name: str, by: User) -> Wish:
    """The desk says yes: an introduction is made by the desk itself; anybody else gets an
    invitation for the company of this name, which is made when there is none.
    """
    allow(by.is_desk)
    wish = _unsettled(wish)
    if wish.kind != Wish.Kind.INTRODUCTION:
        wish.company = _company_named(company_name, by)
        roles = [Role.DIRECTION]
        invitee = Invitee(wish.name, wish.email, roles)
        wish.invitation = invite(company=wish.company, invitee=invitee, by=by)
    return _settle(wish, by, was_granted=True)


@transaction.atomic
def refuse(*, wish: Wish, by: User) -> Wish:
    allow(by.is_desk)
    return _settle(_unsettled(wish), by, was_granted=False)


def _unsettled(wish: Wish) -> Wish:
    wish = Wish.objects.select_for_update().get(pk=wish.pk)
    if wish.settled_at:
        raise ValidationError(_("This was answered already."))
    return wish


def _settle(wish: Wish, by: User, *, was_granted: bool) -> Wish:
    wish.settled_at, wish.settled_by, wish.was_granted = timezone.now(), by, was_granted
    wish.save()
    return wish


def _company_named(name: str, by: User) -> Company:
    """The one that reads like it, else a new prospect."""
    tidy = tidy_name(name)[:200]
    if not tidy or not is_latin(tidy):
        raise ValidationError(_("Write the name in Latin letters."))
    found = named_like(tidy)
    if found:
        return found[0]
    company = Company.objects.create(name=tidy)
    note("company.added", by=by, company=company)
    return company
