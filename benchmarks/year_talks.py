"""Meetings and positions of a year, for `benchmarks.year`."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from benchmarks.year import Year, make

ASKED, SIGNED, PARAGRAPHS = 120, 80, 8
MINUTES = """Besluit: we vragen samen een offerte aan.
Actie: Bench 4 belt de netbeheerder voor vrijdag.
Actie: het bureau zoekt uit wie er ruimte heeft.
"""


def fill(year: Year, challenges: Sequence[Any]) -> None:
    meetings = _meetings(year, challenges)
    _invitees(year, meetings)
    _minutes(year, [one for one in meetings if one.state == "held"])
    _positions(year)


# Meetings -----------------------------------------------------------------------------------------


def _meetings(year: Year, challenges: Sequence[Any]) -> list[Any]:
    from naober.features.meetings.models import AgendaPoint, Meeting

    made = make(Meeting, (_meeting(year, n) for n in range(year.of(40))))
    make(
        AgendaPoint,
        (
            AgendaPoint(
                meeting=one,
                position=place,
                text=f"Hoe ver zijn we met punt {place}?",
                challenge=challenges[(n + place) % len(challenges)] if place < 3 else None,
            )
            for n, one in enumerate(made)
            for place in range(6)
        ),
    )
    return made


def _meeting(year: Year, number: int) -> Any:
    """Three in four were held, the rest is to come."""
    from naober.features.meetings.models import Meeting

    held = number % 4 != 3
    starts = year.now + timedelta(days=-9 * number - 3 if held else 2 * number + 5)
    draft = number % 16 == 15
    return Meeting(
        kind=["network", "theme"][number % 2],
        title=f"Bijeenkomst {number}: wat kunnen we samen?",
        text="Met een rondleiding en een maaltijd.",
        starts_at=starts,
        ends_at=starts + timedelta(hours=3),
        host=year.chance.choice(year.companies),
        place="Emmen",
        for_whom=["members", "public", "invited", "members"][number % 4],
        capacity=60,
        state="held" if held else "draft" if draft else "announced",
        announced_at=None if draft else starts - timedelta(days=60),
        created_at=starts - timedelta(days=70),
        created_by=year.desk,
    )


def _invitees(year: Year, meetings: Sequence[Any]) -> None:
    from naober.features.meetings.models import Invitee

    answers = ["yes", "yes", "", "no", "maybe", ""]
    rows = []
    for one in meetings:
        for n, company in enumerate(year.some(ASKED)):
            answer = answers[n % len(answers)]
            rows.append(
                Invitee(
                    meeting=one,
                    user_id=year.person(company),
                    company=company,
                    answer=answer,
                    answers=1 if answer else 0,
                    answered_at=one.starts_at - timedelta(days=20) if answer else None,
                    invited_at=one.announced_at,
                    show_name=n % 2 == 0,
                    arrived_at=one.starts_at if answer == "yes" and one.state == "held" else None,
                )
            )
    make(Invitee, rows)


def _minutes(year: Year, meetings: Sequence[Any]) -> None:
    from naober.features.focus.models import Action, Decision
    from naober.features.meetings.models import AgreedLine, Minutes

    make(
        Minutes,
        (
            Minutes(meeting=one, text=MINUTES, version=1, by=year.desk, shared_at=one.ends_at)
            for one in meetings
        ),
    )
    lines = MINUTES.splitlines()
    for one in meetings:
        source = f"meetings.meeting:{one.pk}"
        decision = Decision(source=source, text=lines[0], for_members=True, by=year.desk)
        actions = [
            Action(
                source=source, text=line, owner_id=year.person(year.chance.choice(year.companies))
            )
            for line in lines[1:]
        ]
        become = [
            *(("decision", f"focus.decision:{row.pk}", row) for row in make(Decision, [decision])),
            *(("action", f"focus.action:{row.pk}", row) for row in make(Action, actions)),
        ]
        make(
            AgreedLine,
            (
                AgreedLine(
                    meeting=one,
                    kind=kind,
                    words=row.text,
                    position=place,
                    text=row.text,
                    result=key,
                )
                for place, (kind, key, row) in enumerate(become)
            ),
        )


# Positions ----------------------------------------------------------------------------------------


def _positions(year: Year) -> None:
    from naober.features.positions.models import Consultation, Position

    asked = make(
        Consultation,
        (
            Consultation(
                title=f"Ontwerp omgevingsvisie, deel {n}",
                authority="Provincie",
                closes=year.today + timedelta(days=20 * n - 100),
            )
            for n in range(year.of(15))
        ),
    )
    made = make(Position, (_position(year, n, asked) for n in range(year.of(30))))
    for one in made:
        _texts(year, one)
        if one.state not in ("draft", "comment"):
            _after_signing(year, one)


def _position(year: Year, number: int, asked: Sequence[Any]) -> Any:
    from naober.features.positions.models import Position

    state = ["draft", "comment", "signing", "sent", "answered", "closed"][number % 6]
    return Position(
        title=f"Ruimte op het stroomnet ({number})",
        addressee="Provincie",
        state=state,
        outcome="kept" if state == "closed" else "",
        consultation=asked[number % len(asked)],
        comments_until=year.today + timedelta(days=14),
        sign_until=year.today + timedelta(days=28),
        created_by=year.desk,
        created_at=year.ago(),
    )


def _texts(year: Year, one: Any) -> None:
    from naober.features.positions.models import Comment, Paragraph, Passage, Version

    versions = make(
        Version, (Version(position=one, number=n, by=year.desk, at=one.created_at) for n in (1, 2))
    )
    paragraphs = make(Paragraph, (Paragraph(position=one) for _turn in range(PARAGRAPHS)))
    make(
        Passage,
        (
            Passage(
                version=version,
                paragraph=paragraph,
                place=place,
                text=f"Bedrijven in Drenthe wachten op een aansluiting ({place}.{version.number}).",
            )
            for version in versions
            for place, paragraph in enumerate(paragraphs)
        ),
    )
    make(
        Comment,
        (
            Comment(
                position=one,
                paragraph=paragraphs[n % PARAGRAPHS],
                version=versions[1],
                company=company,
                text="Dit geldt ook voor de kleinere bedrijven.",
                who="desk" if n % 3 == 0 else "members",
                by_id=year.person(company),
            )
            for n, company in enumerate(year.some(12))
        ),
    )


def _after_signing(year: Year, one: Any) -> None:
    from naober.features.positions.models import Answer, Promise, Sending, Signature

    make(
        Signature,
        (
            Signature(
                position=one,
                company=company,
                minority="Met meer haast" if n % 20 == 0 else "",
                by_id=year.person(company),
                at=year.ago(year.now - one.created_at),
            )
            for n, company in enumerate(year.some(SIGNED))
        ),
    )
    if one.state != "signing":
        make(Sending, [Sending(position=one, addressee="Provincie", by=year.desk)])
    if one.state in ("answered", "closed"):
        make(Answer, [Answer(position=one, sender="Provincie", text="We zoeken ruimte in 2027.")])
        make(Promise, _promises(year, one))


def _promises(year: Year, one: Any) -> Iterator[Any]:
    from naober.features.positions.models import Promise

    for n in range(3):
        kept = n == 0
        yield Promise(
            position=one,
            what=f"Een tweede station, deel {n}",
            promised_by="Gedeputeerde",
            by_when=year.today + timedelta(days=60 * n - 30),
            state="kept" if kept else "open",
            settled_at=year.now if kept else None,
            evidence="Staat in de begroting" if kept else "",
        )
