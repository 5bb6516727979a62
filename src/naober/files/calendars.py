"""Calendar files (iCalendar, RFC 5545): the days in one, and days as one.

Reading is lenient: an event that says no day, no title or no UID is reported with its place in the
file, and the rest is read. A moment becomes the day it is in the given time zone. Of what repeats
only the first time is read, and that is said. What is called off stays in, marked so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from icalendar import Calendar
from icalendar import Event as CalendarEvent
from icalendar.error import BrokenCalendarProperty

from naober.files.problems import UnreadableError

MAX_BYTES = 2_000_000
MAX_EVENTS = 2_000
MAX_UID = 300
_PRODUCT = "-//Naober//NL"


@dataclass(frozen=True, slots=True)
class Event:
    """Whole days, both included. `place` is its number in the file, from 1."""

    uid: str
    title: str
    first: date
    last: date
    organiser: str = ""
    url: str = ""
    text: str = ""
    is_cancelled: bool = False
    place: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one event."""

    place: int
    title: str
    nl: str
    en: str

    def message(self, language: str) -> str:
        return self.nl if language == "nl" else self.en

    @classmethod
    def of_event(cls, event: Event, said: str) -> "Problem":
        """What was found wrong further on, in the reader's words."""
        return cls(event.place, event.title, said, said)


def read_calendar(content: bytes, zone: tzinfo) -> tuple[list[Event], list[Problem]]:
    """The events of a file and what is wrong with the others. Raises UnreadableError."""
    if len(content) > MAX_BYTES:
        raise UnreadableError("Dit bestand is te groot.", "This file is too large.")
    events: dict[str, Event] = {}
    problems: list[Problem] = []
    found = list(_components(content))
    if len(found) > MAX_EVENTS:
        raise UnreadableError(
            f"Dit bestand heeft meer dan {MAX_EVENTS} afspraken.",
            f"This file has more than {MAX_EVENTS} events.",
        )
    for place, component in enumerate(found, start=1):
        try:
            event = _event(component, zone, place)
        except _BadEventError as bad:
            problems.append(Problem(place, _text(component, "SUMMARY"), bad.nl, bad.en))
            continue
        if component.get("RRULE") is not None:
            problems.append(
                Problem(
                    place,
                    event.title,
                    "herhaalt zich: alleen de eerste keer is gelezen",
                    "repeats: only the first time was read",
                )
            )
        events[event.uid] = event  # of two with one UID the later holds
    return list(events.values()), problems


class _BadEventError(Exception):
    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.nl, self.en = nl, en


def _components(content: bytes) -> Iterator[Any]:
    try:
        calendars = Calendar.from_ical(content, multiple=True)
    except Exception as error:  # whatever the library makes of what is no calendar
        raise UnreadableError(
            "Dit is geen agendabestand (.ics).", "This is no calendar file (.ics)."
        ) from error
    if not calendars:
        raise UnreadableError("Dit bestand is leeg.", "This file is empty.")
    for calendar in calendars:
        yield from calendar.walk("VEVENT")


def _event(component: Any, zone: tzinfo, place: int) -> Event:
    uid, title = _text(component, "UID"), _text(component, "SUMMARY")
    if not uid or len(uid) > MAX_UID:
        raise _BadEventError("heeft geen (bruikbaar) kenmerk (UID)", "has no (usable) UID")
    if not title:
        raise _BadEventError("heeft geen titel", "has no title")
    first, last = _days(component, zone)
    return Event(
        uid=uid,
        title=" ".join(title.split()),
        first=first,
        last=last,
        organiser=_organiser(component),
        url=_url(component),
        text=_text(component, "DESCRIPTION"),
        is_cancelled=_text(component, "STATUS").upper() == "CANCELLED",
        place=place,
    )


def _days(component: Any, zone: tzinfo) -> tuple[date, date]:
    """From and up to and including. The end of whole days is the day after in the file."""
    first, end = _value(component, "DTSTART"), _value(component, "DTEND")
    length = _value(component, "DURATION")
    if not isinstance(first, date):
        raise _BadEventError("heeft geen (leesbare) dag", "has no (readable) day")
    if end is None and isinstance(length, timedelta):
        end = first + length
    start = _day(first, zone)
    if not isinstance(end, date):
        return start, start
    last = _day(end, zone) if isinstance(end, datetime) else end - timedelta(days=1)
    if isinstance(end, datetime) and _local(end, zone).time() == datetime.min.time():
        last -= timedelta(days=1)  # until midnight is until the end of the day before
    if last < start - timedelta(days=1):
        raise _BadEventError("eindigt voor het begint", "ends before it begins")
    return start, max(start, last)


def _value(component: Any, name: str) -> Any:
    try:
        return getattr(component.get(name), "dt", None)
    except BrokenCalendarProperty:
        return None


def _local(moment: datetime, zone: tzinfo) -> datetime:
    return moment.astimezone(zone) if moment.tzinfo else moment


def _day(value: date, zone: tzinfo) -> date:
    return _local(value, zone).date() if isinstance(value, datetime) else value


def _text(component: Any, name: str) -> str:
    found = component.get(name)
    if isinstance(found, list):
        found = found[0]
    return str(found or "").replace("\x00", "").strip()


def _organiser(component: Any) -> str:
    """Its name, else where it is: consultations often have the authority there."""
    found = component.get("ORGANIZER")
    parameters = getattr(found, "params", {})
    return str(parameters.get("CN", "")).replace("\x00", "").strip() or _text(component, "LOCATION")


def _url(component: Any) -> str:
    found = _text(component, "URL")
    return found if found.startswith(("https://", "http://")) and len(found) <= 500 else ""


def write_calendar(name: str, events: Iterable[Event], *, made_at: datetime) -> bytes:
    """A file that calendars take in; the same UID is the same event there."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_written(event, made_at))
    return bytes(calendar.to_ical())


def _written(event: Event, made_at: datetime) -> CalendarEvent:
    row = CalendarEvent()
    row.add("uid", event.uid)
    row.add("dtstamp", made_at.astimezone(UTC))
    row.add("dtstart", event.first)
    row.add("dtend", event.last + timedelta(days=1))
    row.add("summary", event.title)
    row.add("transp", "TRANSPARENT")
    for name, value in (
        ("description", event.text),
        ("location", event.organiser),
        ("url", event.url),
    ):
        if value:
            row.add(name, value)
    if event.is_cancelled:
        row.add("status", "CANCELLED")
    return row
