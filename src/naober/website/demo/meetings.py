"""Meetings of the demo: one that was held, with what was agreed; one that comes, for everybody; and
one about a theme that is full."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from naober.features.agenda.models import Theme
from naober.features.focus.models import WorkingGroup
from naober.features.meetings import room, services
from naober.features.meetings.models import Answer, Invitee, Kind, Meeting, State, TalkPlan
from naober.features.meetings.services import Subject, Written
from naober.foundation.members.models import Company, Membership, Site, User
from naober.website.demo.people import MANAGER

MINUTES = """Welkom door de gastheer, rondje langs de tafels.
Drie bedrijven koelen warmte weg die een buur kan gebruiken; niemand weet van elkaar hoeveel.
Besluit: we brengen samen in kaart waar warmte over is en waar die nodig is
Actie: {owner}, een lijst maken van koelers en ketels, over twee weken
Actie: Bureau, de gemeente bellen over de leiding onder de weg, volgende week
Besluit: de volgende keer komen we samen bij een bedrijf dat warmte zoekt
"""
POINTS = (("Welkom en rondje langs de tafels", 20), ("Warmte die we weggooien", 60))
ROUNDS, SECONDS = 5, 2.0  # of the talks; longer than they need to be found
CAME, COME, SEATS, WANT = 11, 13, 6, 8  # how many of those who were asked


def load(companies: list[Company], desk: User) -> None:
    speakers = _speakers(companies)
    _held(speakers, desk)
    _coming(speakers, desk)
    _full(speakers, desk)


def _speakers(companies: list[Company]) -> list[Membership]:
    """Contact persons, one a company, in a fixed order."""
    rows = Membership.objects.filter(
        company__in=[one.pk for one in companies], is_contact=True, ended_on=None
    )
    rows = rows.filter(company__stage__in=Company.TAKES_PART).select_related("user", "company")
    found = {row.company_id: row for row in rows.order_by("company__name", "pk")}
    return list(found.values())


def _at(days: int, hour: int, minute: int = 0) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def _meeting(title: str, start: datetime, hours: int, **fields: object) -> Meeting:
    return Meeting.objects.create(
        title=title,
        starts_at=start,
        ends_at=start + timedelta(hours=hours),
        state=State.ANNOUNCED,
        announced_at=min(start, timezone.now()) - timedelta(days=20),
        **fields,
    )


def _ask(meeting: Meeting, speakers: list[Membership], comes: int) -> None:
    """The first so many said yes; every third of the others cannot."""
    asked_at = timezone.now() - timedelta(days=10)
    for number, row in enumerate(speakers):
        said = Answer.YES if number < comes else Answer.NO if number % 3 == 0 else Answer.NONE
        Invitee.objects.create(
            meeting=meeting,
            user=row.user,
            company=row.company,
            answer=said,
            answers=1 if said else 0,
            answered_at=asked_at + timedelta(minutes=number) if said else None,
            persons=2 if said == Answer.YES and number % 5 == 2 and not meeting.capacity else 1,
            invited_at=asked_at,
        )


def _site(row: Membership) -> Site | None:
    return Site.objects.filter(company=row.company).first()


def _held(speakers: list[Membership], desk: User) -> None:
    start = _at(-20, 15, 30)
    host = speakers[0]
    meeting = _meeting(
        "Netwerkmiddag: warmte die we weggooien",
        start,
        2,
        text="Wat koelt u weg, en wie naast u stookt daar gas voor? Met een rondleiding vooraf.",
        site=_site(host),
        host=host.company,
        theme=Theme.objects.filter(slug="energy").first(),
        created_by=desk,
    )
    for text, minutes in POINTS:
        services.add_point(meeting=meeting, subject=Subject(text, minutes), by=desk)
    _ask(meeting, speakers, CAME)
    rows = meeting.invitees.filter(answer=Answer.YES)
    rows.update(arrived_at=start)
    owner = speakers[1].user.name
    written = Written(MINUTES.format(owner=owner), 0)
    services.save_minutes(meeting=meeting, written=written, by=desk)
    services.hold(meeting=meeting, by=desk)
    services.share_minutes(meeting=meeting, by=desk)


def _coming(speakers: list[Membership], desk: User) -> None:
    meeting = _meeting(
        "Netwerkbijeenkomst: maak kennis met uw buren",
        _at(16, 15),
        3,
        kind=Kind.NETWORK,
        text="Korte gesprekken met wie bij u past, daarna soep en brood. U hoort vooraf met wie.",
        place="Zalencentrum De Brink (fictief), Westerbork",
        for_whom="public",
        answer_by=timezone.localdate() + timedelta(days=12),
        created_by=desk,
    )
    others = [row for row in speakers if row.user.email != MANAGER]
    _ask(meeting, others, COME)
    manager = User.objects.filter(email=MANAGER).first()
    if manager:
        company = Company.objects.of(manager).first()
        Invitee.objects.create(
            meeting=meeting, user=manager, company=company, invited_at=timezone.now()
        )
    _talks(meeting)


def of_group(group: WorkingGroup, desk: User) -> None:
    """What comes for a working group: half of them said yes."""
    meeting = _meeting(
        "Rookgassen: wie meet er mee?",
        _at(23, 13, 30),
        2,
        kind=Kind.GROUP,
        for_whom="invited",
        working_group=group,
        text="Wij leggen de meetplannen naast elkaar, en kiezen één adviseur.",
        place="Kantine van de weverij (fictief), Coevorden",
        theme=group.point.theme,
        created_by=desk,
    )
    seats = group.seats.running().filter(company__isnull=False).select_related("user", "company")
    for number, seat in enumerate(seats):
        said = Answer.YES if number % 2 else Answer.NONE
        Invitee.objects.create(
            meeting=meeting,
            user=seat.user,
            company=seat.company,
            answer=said,
            answers=1 if said else 0,
            answered_at=timezone.now() if said else None,
            invited_at=timezone.now(),
        )
    services.add_point(meeting=meeting, subject=Subject("De meetplannen naast elkaar", 45), by=desk)


def _talks(meeting: Meeting) -> None:
    """Made, and not sent yet: who answers still is taken in."""
    asked = timezone.now()
    plan = TalkPlan.objects.create(
        meeting=meeting,
        rounds=ROUNDS,
        starts_at=meeting.starts_at + timedelta(minutes=30),
        state=TalkPlan.State.RUNNING,
        asked_at=asked,
    )
    room.make(plan, asked, SECONDS)


def _full(speakers: list[Membership], desk: User) -> None:
    meeting = _meeting(
        "Themabijeenkomst: vakmensen vinden en houden",
        _at(9, 9, 30),
        2,
        kind=Kind.THEME,
        text="Hoe krijgen we monteurs en operators, en hoe blijven ze? Met de school aan tafel.",
        site=_site(speakers[2]),
        host=speakers[2].company,
        theme=Theme.objects.filter(slug="people").first(),
        capacity=SEATS,
        created_by=desk,
    )
    _ask(meeting, speakers, WANT)
    late = meeting.invitees.filter(answer=Answer.YES).order_by("answered_at")[SEATS:]
    for row in late:
        row.in_line_since = row.answered_at
        row.save(update_fields=["in_line_since"])
