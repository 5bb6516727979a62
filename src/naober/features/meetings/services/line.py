"""The waiting list."""

from django.db.models import Sum

from naober.features.meetings import mails
from naober.features.meetings.models import Invitee, Meeting, State


def free_places(meeting: Meeting) -> int | None:
    """In persons; None: as many as come. Call it while the meeting is held (`_locking.locked`)."""
    if meeting.capacity is None:
        return None
    taken = Invitee.objects.filter(meeting=meeting).seated().aggregate(n=Sum("persons"))["n"] or 0
    return max(0, meeting.capacity - taken)


def move_up(meeting: Meeting) -> list[Invitee]:
    """Whoever waits and fits gets a place, the first in line first, and is mailed. A place that is
    too small for the first goes to the next whom it fits: it does not stay empty."""
    if meeting.state != State.ANNOUNCED:
        return []
    free, moved = free_places(meeting), []
    for row in Invitee.objects.filter(meeting=meeting).in_line().select_related("user"):
        if free is not None and row.persons > free:
            continue
        row.meeting, row.in_line_since = meeting, None
        row.save(update_fields=["in_line_since"])
        mails.send_moved_up(row)
        free = None if free is None else free - row.persons
        moved.append(row)
    return moved
