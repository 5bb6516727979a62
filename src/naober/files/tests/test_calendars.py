"""Calendar files as they come: read what can be, say what cannot, write what calendars take in."""

from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naober.files.calendars import Event, Problem, read_calendar, write_calendar
from naober.files.problems import UnreadableError

ZONE = ZoneInfo("Europe/Amsterdam")


def file_of(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event.strip()}\r\nEND:VEVENT\r\n" for event in events)
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//NL\r\n"
    return f"{head}{body}END:VCALENDAR\r\n".replace("\r\n", "\n").replace("\n", "\r\n").encode()


def one(*lines: str) -> Event:
    (event,), _problems = read_calendar(
        file_of("\n".join(["UID:1", "SUMMARY:Visie", *lines])), ZONE
    )
    return event


@pytest.mark.parametrize(
    ("lines", "first", "last"),
    [
        (["DTSTART;VALUE=DATE:20270301"], date(2027, 3, 1), date(2027, 3, 1)),
        (
            ["DTSTART;VALUE=DATE:20270301", "DTEND;VALUE=DATE:20270302"],
            date(2027, 3, 1),
            date(2027, 3, 1),
        ),
        (
            ["DTSTART;VALUE=DATE:20270301", "DTEND;VALUE=DATE:20270413"],
            date(2027, 3, 1),
            date(2027, 4, 12),
        ),
        (["DTSTART:20270301T230000Z"], date(2027, 3, 2), date(2027, 3, 2)),  # as the clock here
        (
            ["DTSTART:20270301T080000Z", "DTEND:20270412T220000Z"],  # until midnight here
            date(2027, 3, 1),
            date(2027, 4, 12),
        ),
        (["DTSTART;VALUE=DATE:20270301", "DURATION:P3D"], date(2027, 3, 1), date(2027, 3, 3)),
    ],
)
def test_days(lines: list[str], first: date, last: date) -> None:
    event = one(*lines)
    assert (event.first, event.last) == (first, last)


def test_who_asks_and_where() -> None:
    event = one(
        "DTSTART;VALUE=DATE:20270301",
        'ORGANIZER;CN="Provincie Drenthe":mailto:x@y.example',
        "URL:https://drenthe.example/visie",
        "STATUS:CANCELLED",
    )
    assert event.organiser == "Provincie Drenthe"
    assert event.url == "https://drenthe.example/visie"
    assert event.is_cancelled


def test_an_address_that_is_no_web_page_is_left_out() -> None:
    assert one("DTSTART;VALUE=DATE:20270301", "URL:javascript:alert(1)").url == ""


def problems(*events: str) -> list[Problem]:
    return read_calendar(file_of(*events), ZONE)[1]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("SUMMARY:Visie\nDTSTART;VALUE=DATE:20270301", "UID"),
        ("UID:1\nDTSTART;VALUE=DATE:20270301", "titel"),
        ("UID:1\nSUMMARY:Visie", "dag"),
        ("UID:1\nSUMMARY:Visie\nDTSTART;VALUE=DATE:20279901", "dag"),
        ("UID:1\nSUMMARY:V\nDTSTART;VALUE=DATE:20270301\nDTEND;VALUE=DATE:20270101", "eindigt"),
        ("UID:1\nSUMMARY:V\nDTSTART;VALUE=DATE:20270301\nRRULE:FREQ=DAILY", "herhaalt"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(event: str, said: str) -> None:
    good = "UID:0\nSUMMARY:Goed\nDTSTART;VALUE=DATE:20270301"
    (found,) = problems(good, event)
    assert found.place == 2
    assert said in found.message("nl")
    assert found.message("en") != found.message("nl")


def test_of_two_with_one_uid_the_later_holds() -> None:
    rows = [f"UID:1\nSUMMARY:{name}\nDTSTART;VALUE=DATE:20270301" for name in ("oud", "nieuw")]
    events, _problems = read_calendar(file_of(*rows), ZONE)
    assert [event.title for event in events] == ["nieuw"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\xff\xfe", b"PK\x03\x04", b"naam;dag\nx;y", b"BEGIN:VCALENDAR\r\n"],
)
def test_what_is_no_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_calendar(content, ZONE)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(UnreadableError):
        read_calendar(b"x" * 3_000_000, ZONE)
    many = [f"UID:{n}\nSUMMARY:x\nDTSTART;VALUE=DATE:20270301" for n in range(2001)]
    with pytest.raises(UnreadableError):
        read_calendar(file_of(*many), ZONE)


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(content: bytes) -> None:
    with suppress(UnreadableError):
        events, found = read_calendar(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + content, ZONE)
        assert all(event.first <= event.last for event in events)
        assert all(problem.message("nl") for problem in found)


def test_what_is_written_is_read_back() -> None:
    event = Event(
        uid="c-1@naober.example",
        title="Laatste dag: visie; deel 2, „industrie”",
        first=date(2027, 3, 1),
        last=date(2027, 3, 4),
        organiser="Provincie",
        url="https://drenthe.example/a?b=c",
        text="Laatste dag.\nVan: provincie",
        place=1,
    )
    made = write_calendar("Inspraak", [event], made_at=datetime(2027, 1, 1, tzinfo=UTC))
    assert read_calendar(made, ZONE) == ([event], [])
    assert b"\r\n" in made
