"""A challenge that came up in a meeting."""

from django.db import transaction

from naober.features.agenda.models import Challenge, Origin, Theme
from naober.features.meetings.models import Meeting
from naober.features.meetings.services._locking import locked, note
from naober.foundation.audience.levels import Level
from naober.foundation.core.once import random_id
from naober.foundation.members.models import User
from naober.foundation.members.rules import allow


@transaction.atomic
def raise_challenge(
    *, meeting: Meeting, text: str, theme: Theme | None, by: User, number: int | None = None
) -> Challenge:
    """For all members to recognise; of no company. Sent again with the same number it is there."""
    meeting = locked(meeting)
    allow(by.is_desk)
    known = Challenge.objects.filter(pk=number or 0).first()
    if known and known.text == text:
        return known
    made = Challenge(
        pk=random_id() if known or not number else number,
        text=text,
        theme=theme,
        origin=Origin.MEETING,
        source=f"meetings.meeting:{meeting.pk}",
        audience=Level.MEMBERS,
        created_by=by,
        entered_by_desk=True,
    )
    made.full_clean(exclude=["created_by"])
    made.save(force_insert=True)
    note("raised", meeting, by)
    return made
