"""Meetings with words of their own, and who may know which.

The oracle knows the rules from their words only: what is prepared is the desk's; a meeting is for
whom it is meant and for who was asked; its agenda, minutes and who comes for the members among them
and for who was asked; what somebody wrote for the desk is for the two of them, a wish for its
writer, a link to a call for who comes, minutes for nobody but the desk until they are shared.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from naober.features.meetings import services
from naober.features.meetings.models import Invitee, Meeting
from naober.features.meetings.services import Reply, Subject, Written
from naober.features.meetings.tests.factories import (
    GuestFactory,
    InviteeFactory,
    MeetingFactory,
)
from naober.foundation.members.models import CompanyGroup, Seen, User
from naober.foundation.members.tests.factories import MembershipFactory
from tests.access.cast import Cast
from tests.leaks.dealings import DESK, MEMBERS, Dealing, pages_about

MINE = {"colleague"}
ASKED = MINE | {"guest"} | DESK
INSIDE = MINE | MEMBERS | DESK
EVERYBODY = INSIDE | {"anonymous", "outsider", "guest", "partner"}
GROUP = {"member"} | DESK


def add_meetings(cast: Cast) -> Dealing:
    """The colleague is asked to all of them, the guest to the one for who was asked."""
    readers: dict[str, set[str]] = {}
    found = [
        _asked_only(cast, readers),
        _for_members(cast, readers),
        _for_everybody(cast, readers),
        _for_some(cast, readers),
        MeetingFactory(title="Wobbelplan", state="draft", announced_at=None, for_whom="public"),
    ]
    readers["wobbelplan"] = DESK
    pages = [page for meeting in found for page in _pages_of(meeting)]
    return Dealing(readers, [*pages, f"{reverse('search')}?q=wobbel", *pages_about(cast.company)])


def _asked_only(cast: Cast, readers: dict[str, set[str]]) -> Meeting:
    meeting = MeetingFactory(
        title="Wobbelkring", text="Over wobbelzaken", for_whom="invited",
        online_url="https://bellen.example/wobbelbel",
    )  # fmt: skip
    mine = _ask(cast, meeting, "colleague")
    _ask(cast, meeting, "guest")
    said = Reply("yes", remark="Zonder wobbelnoten", wishes="Met wobbelwens")
    services.answer(invitee=mine, reply=said, by=mine.user)
    GuestFactory(meeting=meeting, name="Wobbelgast", answer="yes", answered_at=timezone.now())
    _write(cast, meeting, "wobbelbericht")
    _point(cast, meeting, "Het wobbelpuntje")
    _point(cast, meeting, "De wobbelronde", source="weighing.round:1")
    readers |= {
        **dict.fromkeys(("wobbelkring", "wobbelzaken", "wobbelpuntje"), ASKED),
        "wobbelronde": MINE | DESK,
        "wobbelnoten": MINE | DESK,
        "wobbelwens": MINE,
        "wobbelbel": MINE | DESK,
        "wobbelgast": DESK,
        "wobbelbericht": DESK,
    }
    return meeting


def _for_members(cast: Cast, readers: dict[str, set[str]]) -> Meeting:
    """Held, with shared minutes; who was there lets only the desk read the name."""
    meeting = MeetingFactory(title="Wobbelmiddag")
    _point(cast, meeting, "Wobbelthema")
    quiet = MembershipFactory(user__name="Wobbelnaam", user__name_level=Seen.DESK)
    row = InviteeFactory(meeting=meeting, user=quiet.user, company=quiet.company)
    services.answer(invitee=row, reply=Reply("yes"), by=quiet.user)
    declined = MembershipFactory(user__name="Wobbelnee", user__name_level=Seen.MEMBERS)
    row = InviteeFactory(meeting=meeting, user=declined.user, company=declined.company)
    services.answer(invitee=row, reply=Reply("no"), by=declined.user)
    _write(cast, meeting, "wobbelverslag", share=True)
    readers |= {
        **dict.fromkeys(("wobbelmiddag", "wobbelthema", "wobbelverslag"), INSIDE),
        **dict.fromkeys(("wobbelbesloten", "wobbeldaad"), INSIDE),
        "wobbelnaam": DESK,
        "wobbelnee": DESK,
    }
    return meeting


def _for_everybody(cast: Cast, readers: dict[str, set[str]]) -> Meeting:
    """Visitors read that it is there, and nothing of what is talked about."""
    meeting = MeetingFactory(title="Wobbeldag", for_whom="public")
    _point(cast, meeting, "Wobbelinzet")
    readers |= {"wobbeldag": EVERYBODY, "wobbelinzet": INSIDE}
    return meeting


def _for_some(cast: Cast, readers: dict[str, set[str]]) -> Meeting:
    group = CompanyGroup.objects.create(name="Enkele")
    group.companies.add(_person(cast, "member").memberships.get().company)
    meeting = MeetingFactory(title="Wobbelbuurt", for_whom="group", group=group)
    _point(cast, meeting, "Wobbelstraat")
    readers |= {"wobbelbuurt": GROUP, "wobbelstraat": GROUP}
    return meeting


def _person(cast: Cast, name: str) -> User:
    person = cast.people[name]
    assert isinstance(person, User)
    return person


def _ask(cast: Cast, meeting: Meeting, name: str) -> Invitee:
    company = cast.company if name == "colleague" else None
    made = InviteeFactory(meeting=meeting, user=_person(cast, name), company=company)
    assert isinstance(made, Invitee)
    return made


def _point(cast: Cast, meeting: Meeting, text: str, source: str = "") -> None:
    desk = _person(cast, "desk")
    services.add_point(meeting=meeting, subject=Subject(text), by=desk, source=source)


def _write(cast: Cast, meeting: Meeting, word: str, *, share: bool = False) -> None:
    desk = _person(cast, "desk")
    lines = "\nBesluit: wobbelbesloten\nActie: wobbeldaad doen" if share else ""
    written = Written(f"Gezegd is {word}{lines}", 0)
    services.save_minutes(meeting=meeting, written=written, by=desk)
    if share:
        day = timezone.now() - timedelta(days=1)
        Meeting.objects.filter(pk=meeting.pk).update(
            starts_at=day, ends_at=day + timedelta(hours=2)
        )
        services.hold(meeting=meeting, by=desk)
        services.share_minutes(meeting=meeting, by=desk)


def _pages_of(meeting: Meeting) -> list[str]:
    names = (
        *("meeting", "file", "edit", "people", "points", "minutes", "agreed", "announce"),
        *("cancel", "door", "talks", "badges", "lists"),
    )
    return [
        *(reverse(f"meetings:{name}", args=[meeting.pk]) for name in names),
        reverse("meetings:list") + "?show=past",
        reverse("api-1:get_meeting", args=[meeting.pk]),
    ]
