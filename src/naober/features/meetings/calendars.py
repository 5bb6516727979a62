"""A meeting as an event in somebody's calendar. Never with the name of anybody else."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from naober.features.meetings.models import Answer, Meeting, State
from naober.files.events import Entry, Status, write_calendar
from naober.foundation.notifications.message import our_host


def entry_of(meeting: Meeting, *, answer: str = "", in_line: bool = False, call: str = "") -> Entry:
    """`answer` is that of whose calendar it is; `call` the online link, where they may have it."""
    where = meeting.where or (_("online") if meeting.online_url else "")
    text = [meeting.text, f"{_('Online')}: {call}" if call else ""]
    if in_line:
        text.append(_("You are on the waiting list."))
    return Entry(
        uid=f"{meeting.uid}@{our_host()}",
        sequence=meeting.sequence,
        title=_title(meeting),
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        changed=meeting.changed_at,
        where=where,
        text="\n\n".join(part for part in text if part),
        url=f"{settings.SITE_URL}{meeting.get_absolute_url()}",
        status=_status(meeting, answer, in_line),
    )


def _title(meeting: Meeting) -> str:
    if meeting.state == State.CANCELLED:
        return f"{pgettext('meeting', 'cancelled').capitalize()}: {meeting.title}"
    return meeting.title


def _status(meeting: Meeting, answer: str, in_line: bool) -> Status:
    if meeting.state == State.CANCELLED:
        return Status.CANCELLED
    sure = answer == Answer.YES and not in_line
    return Status.CONFIRMED if sure else Status.TENTATIVE


def file_of(meeting: Meeting, *, answer: str = "", in_line: bool = False, call: str = "") -> str:
    """For a mail, or to open on a page."""
    method = "CANCEL" if meeting.state == State.CANCELLED else "PUBLISH"
    entry = entry_of(meeting, answer=answer, in_line=in_line, call=call)
    return write_calendar([entry], method=method).decode()


def feed_of(meetings: Iterable[Meeting], name: str) -> bytes:
    """The calendar that a phone fetches; the rows say the answer of whose it is."""
    entries = [
        entry_of(
            meeting,
            answer=getattr(meeting, "my_answer", "") or "",
            in_line=getattr(meeting, "my_line", None) is not None,
            call=_call(meeting),
        )
        for meeting in meetings
    ]
    return write_calendar(entries, name=name)


def _call(meeting: Meeting) -> str:
    """For who has a place."""
    comes = getattr(meeting, "my_answer", "") == Answer.YES
    return meeting.online_url if comes and getattr(meeting, "my_line", None) is None else ""
