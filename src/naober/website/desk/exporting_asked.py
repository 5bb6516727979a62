"""Sheets of the desk's workbook: whom it asked to come in, and what others asked of it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.features.desk import selectors
from naober.files.workbook import Column, Value
from naober.foundation.members.models import Invitation, User, Wish
from naober.website.desk.tables import Table

CHUNK = 500


def _invitation_columns() -> Sequence[Column]:
    return (
        Column(_("company"), 32),
        Column(_("name"), 24),
        Column(_("e-mail address"), 32),
        Column(_("fields of work"), 32),
        Column(_("sent"), kind="date"),
        Column(_("open until"), kind="date"),
        Column(_("what came of it"), 24),
        Column(_("reason"), 40),
    )


def _invitations(user: User) -> Iterator[Sequence[Value]]:
    rows = Invitation.objects.filter(company__in=selectors.companies(user).values("pk"))
    for one in rows.select_related("company").iterator(CHUNK):
        who = one.company.name, one.name, one.email, ", ".join(one.role_names)
        days = _day(one.sent_at), _day(one.expires_at)
        yield *who, *days, _outcome(one), one.reason


def _outcome(one: Invitation) -> str:
    if one.accepted_at:
        return _("accepted")
    if one.declined_at:
        return _("declined")
    if one.withdrawn_at:
        return _("withdrawn")
    return _("waits for an answer") if one.is_open else _("expired")


def _wish_columns() -> Sequence[Column]:
    return (
        Column(_("asked"), kind="date"),
        Column(_("kind"), 28),
        Column(_("name"), 24),
        Column(_("e-mail address"), 32),
        Column(_("company"), 32),
        Column(_("what else we should know"), 60),
        Column(_("settled"), kind="date"),
        Column(_("what came of it"), 24),
    )


def _wishes(user: User) -> Iterator[Sequence[Value]]:
    """Only the desk comes here; who asks it something says so to the desk alone."""
    for one in Wish.objects.iterator(CHUNK):
        outcome = {None: "", True: _("granted"), False: _("not granted")}[one.was_granted]
        who = one.name, one.email, one.company_name, one.text
        yield _day(one.asked_at), one.get_kind_display(), *who, _day(one.settled_at), outcome


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None


INVITATIONS = Table(gettext_lazy("Invitations"), _invitation_columns, _invitations)
WISHES = Table(gettext_lazy("Asked of the desk"), _wish_columns, _wishes)
