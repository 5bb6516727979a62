"""What is on the agenda of a meeting: put on, reworded, moved, taken off."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from naober.features.agenda.models import Challenge
from naober.features.meetings.models import AgendaPoint, Meeting
from naober.features.meetings.proposals import readable_by_all
from naober.features.meetings.services._locking import managed, note
from naober.foundation.core.once import keep_once
from naober.foundation.members.models import User

MOST_POINTS = 40
SAYS = ("meeting_id", "text", "minutes")


@dataclass(frozen=True, slots=True)
class Subject:
    """As typed; `why_it_may` is what was answered to the guard of competition law."""

    text: str
    minutes: int = 15
    why_it_may: str = ""


@transaction.atomic
def add_point(
    *, meeting: Meeting, subject: Subject, by: User, source: str = "", number: int | None = None
) -> AgendaPoint:
    """At the end. `source` is one of the proposals; put on twice it stands there once."""
    meeting = managed(meeting, by, "points")
    known = meeting.points.filter(source=source).first() if source else None
    if known:
        return known
    if meeting.points.count() >= MOST_POINTS:
        raise ValidationError(_("There are so many points already that nobody finds the way."))
    point = AgendaPoint(meeting=meeting, source=source, challenge=_challenge(meeting, source))
    _fill(point, subject)
    point.position = (meeting.points.aggregate(n=Max("position"))["n"] or 0) + 1
    point, is_new = keep_once(point, number, SAYS)
    if is_new:
        note("point_added", meeting, by)
    return point


def _challenge(meeting: Meeting, source: str) -> Challenge | None:
    """Only one that everybody the meeting is for may read."""
    kind, _colon, pk = source.partition(":")
    if kind != "agenda.challenge":
        return None
    return Challenge.objects.filter(readable_by_all(meeting)).filter(pk=pk).first()


def _fill(point: AgendaPoint, subject: Subject) -> None:
    point.text, point.minutes = subject.text, subject.minutes
    point.why_it_may = subject.why_it_may


@transaction.atomic
def change_point(*, point: AgendaPoint, subject: Subject, by: User) -> AgendaPoint:
    managed(point.meeting, by, "points")
    _fill(point, subject)
    point.full_clean()
    point.save(update_fields=["text", "minutes", "why_it_may"])
    return point


@transaction.atomic
def move_point(*, point: AgendaPoint, up: bool, by: User) -> None:
    """One place; the first does not go higher."""
    meeting = managed(point.meeting, by, "points")
    rows = list(meeting.points.order_by("position", "pk"))
    here = rows.index(point)
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    for position, row in enumerate(rows, start=1):
        row.position = position
    AgendaPoint.objects.bulk_update(rows, ["position"])


@transaction.atomic
def remove_point(*, point: AgendaPoint, by: User) -> None:
    meeting = managed(point.meeting, by, "points")
    point.delete()
    note("point_removed", meeting, by)
