"""The calendar of consultations as pages read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.positions.models import Consultation, Position, State
from naober.features.positions.rules import may_keep_calendar
from naober.files.calendars import Event
from naober.foundation.members.models import User

SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Month:
    """`first` is the first day of the month in which these close."""

    first: date
    consultations: list[Consultation]


def by_month(rows: list[Consultation]) -> list[Month]:
    return [
        Month(first, list(found))
        for first, found in groupby(rows, key=lambda row: row.closes.replace(day=1))
    ]


def calendar(user: User, *, past: bool) -> QuerySet[Consultation, Consultation]:
    """What is still open, soonest first; or what is over, latest first."""
    found = Consultation.objects.visible_to(user)
    if not past:
        return found.running()
    over = found.filter(closes__lt=timezone.localdate())
    if may_keep_calendar(user):
        over = over | found.filter(is_cancelled=True)
    return over.order_by("-closes", "title", "pk")


def consultation_for(user: User, pk: int) -> Consultation | None:
    found = Consultation.objects.visible_to(user)
    return found.filter(pk=pk).first() if pk < 2**63 else None


def closing_without_position() -> QuerySet[Consultation, Consultation]:
    """Closes soon, and nobody began a text for it."""
    begun = Position.objects.filter(consultation=OuterRef("pk"))
    last = timezone.localdate() + SOON
    return Consultation.objects.running().filter(~Exists(begun), closes__lte=last)


def closing_unanswered() -> QuerySet[Consultation, Consultation]:
    """Closes soon, and nothing was sent to it: with `is_begun`, whether a text is being written."""
    texts = Position.objects.filter(consultation=OuterRef("pk"))
    sent = texts.filter(state__in=(State.SENT, State.ANSWERED, State.CLOSED))
    last = timezone.localdate() + SOON
    found = Consultation.objects.running().filter(~Exists(sent), closes__lte=last)
    return found.annotate(is_begun=Exists(texts))


def as_event(consultation: Consultation) -> Event:
    """The last day, as an event of one's own calendar."""
    parts = [_("Last day to react.")]
    if consultation.authority:
        parts.append(_("Asked by: %(who)s") % {"who": consultation.authority})
    return Event(
        uid=f"consultation-{consultation.pk}@{settings.SITE_URL.partition('://')[2]}",
        title=_("Last day: %(title)s") % {"title": consultation.title},
        first=consultation.closes,
        last=consultation.closes,
        organiser=consultation.authority,
        url=consultation.url,
        text="\n".join(parts),
        is_cancelled=consultation.is_cancelled,
    )
