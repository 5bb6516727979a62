"""Events -> an iCalendar file (RFC 5545), as calendars on phones and desks read it.

The same events give the same bytes. Times are written in UTC, which every calendar shows on its own
clock: summer and winter are reckoned with here, once, and no rules of a time zone go along.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from icalendar import Calendar, Event

MADE_BY = "-//Naober//naober//NL"


class Status(StrEnum):
    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Entry:
    """One event. `starts` and `ends` carry their time zone; `uid` never changes, `sequence` goes
    up with each change, `changed` is when that was."""

    uid: str
    sequence: int
    title: str
    starts: datetime
    ends: datetime
    changed: datetime
    where: str = ""
    text: str = ""
    url: str = ""
    status: Status = Status.CONFIRMED


def write_calendar(entries: Iterable[Entry], *, name: str = "", method: str = "PUBLISH") -> bytes:
    """`method` CANCEL takes an event out of the calendars that have it; `name` is what a phone
    calls a calendar that it fetches by itself."""
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("x-published-ttl", "PT4H")
    for entry in entries:
        calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed.astimezone(UTC))
    event.add("last-modified", entry.changed.astimezone(UTC))
    event.add("dtstart", entry.starts.astimezone(UTC))
    event.add("dtend", entry.ends.astimezone(UTC))
    event.add("summary", entry.title)
    event.add("status", entry.status.value)
    for key, value in (("location", entry.where), ("description", entry.text), ("url", entry.url)):
        if value:
            event.add(key, value)
    if entry.status == Status.TENTATIVE:
        event.add("transp", "TRANSPARENT")
    return event
