"""A challenge that came up in a meeting."""

from django.db import transaction

from naober.features.agenda import services as agenda
from naober.features.agenda.models import Challenge, Origin
from naober.features.agenda.services import Said, Source
from naober.features.meetings.models import Meeting
from naober.features.meetings.services._locking import locked, note
from naober.foundation.members.models import User


@transaction.atomic
def raise_challenge(
    *, meeting: Meeting, raised: Said, by: User, number: int | None = None
) -> Challenge:
    """For all members to recognise; of no company. Sent again with the same number it is there."""
    meeting = locked(meeting)
    source = Source(Origin.MEETING, f"meetings.meeting:{meeting.pk}")
    known = Challenge.objects.filter(pk=number).first() if number else None
    made = agenda.raise_challenge(company=None, said=raised, by=by, source=source, number=number)
    if made != known:
        note("raised", meeting, by)
    return made
