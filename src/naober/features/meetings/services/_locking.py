"""What services of meetings do around themselves."""

from typing import Any

from naober.features.meetings import rules
from naober.features.meetings.models import ForWhom, Meeting
from naober.foundation.journal.services import record
from naober.foundation.members.models import Company, User
from naober.foundation.members.rules import allow


def locked(meeting: Meeting) -> Meeting:
    """The row as it is now, held until the transaction ends: of two who answer at the same time
    the second counts what the first said."""
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def managed(meeting: Meeting, by: User, act: str) -> Meeting:
    """The same, for the desk, when the meeting is so far."""
    found = locked(meeting)
    allow(rules.may_manage(by, found, act))
    return found


def note(what: str, meeting: Meeting, by: User | None, *, company: Company | None = None) -> None:
    """In the journal, in the transaction of what was done. Colleagues of whom it is about do not
    read there what a meeting is about to which they were not asked."""
    open_to_them = company is None or meeting.for_whom != ForWhom.INVITED
    title: dict[str, Any] = {"title": meeting.title} if open_to_them else {}
    record(
        action=f"meeting.{what}",
        by=by,
        company=company,
        about=f"meetings.meeting:{meeting.pk}",
        **title,
    )
