"""Keep the calendar of consultations: by hand, and from a calendar file."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from naober.features.positions import rules
from naober.features.positions.models import Consultation
from naober.files.calendars import Event, Problem
from naober.foundation.core.once import keep_once
from naober.foundation.journal.services import record
from naober.foundation.members.models import User

FIELDS = ("title", "authority", "opens", "closes", "url", "is_cancelled")


@dataclass(frozen=True, slots=True)
class Consulted:
    """What somebody typed."""

    title: str
    closes: date
    authority: str = ""
    opens: date | None = None
    url: str = ""
    is_cancelled: bool = False


@dataclass(slots=True)
class Imported:
    """What became of a calendar file."""

    new: int = 0
    changed: int = 0
    same: int = 0
    problems: list[Problem] = field(default_factory=list)


@transaction.atomic
def keep_consultation(
    *,
    consulted: Consulted,
    by: User,
    consultation: Consultation | None = None,
    number: int | None = None,
) -> Consultation:
    if not rules.may_keep_calendar(by):
        raise PermissionDenied
    values: dict[str, Any] = {name: getattr(consulted, name) for name in FIELDS}
    if consultation is None:
        row, is_new = keep_once(Consultation(**values), number, ("title", "closes"))
        if is_new:
            _record("consultation.added", row, by)
        return row
    found = Consultation.objects.select_for_update().get(pk=consultation.pk)
    for name, value in values.items():
        setattr(found, name, value)
    found.full_clean(exclude=["number"])
    found.save()
    _record("consultation.changed", found, by)
    return found


@transaction.atomic
def import_calendar(*, events: list[Event], by: User) -> Imported:
    """Each event is a consultation, by its UID: read again it is changed, not doubled. What a row
    of ours may not hold is reported, and the rest goes on."""
    if not rules.may_keep_calendar(by):
        raise PermissionDenied
    done = Imported()
    uids = [event.uid for event in events]
    known = {row.uid: row for row in Consultation.objects.filter(uid__in=uids)}
    for event in events:
        row = known.get(event.uid) or Consultation(uid=event.uid)
        _take_over(row, event, done)
        known[event.uid] = row
    record(action="consultation.imported", by=by, count=done.new + done.changed)
    return done


def _take_over(row: Consultation, event: Event, done: Imported) -> None:
    values = {
        "title": event.title[:300],
        "authority": event.organiser[:200],
        "opens": event.first if event.first != event.last else None,
        "closes": event.last,
        "url": event.url,
        "is_cancelled": event.is_cancelled,
    }
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        done.same += 1
        return
    is_new = row.pk is None
    for name, value in values.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.full_clean(exclude=["number"], validate_unique=False)
            row.save()
    except ValidationError as refused:
        done.problems.append(Problem.of_event(event, " ".join(refused.messages)))
        return
    done.new += is_new
    done.changed += not is_new


def _record(action: str, row: Consultation, by: User) -> None:
    record(action=action, by=by, about=f"positions.consultation:{row.pk}")
