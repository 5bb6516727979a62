"""What meetings say to focus points, and to meetings the features that they do not know."""

from typing import TypeVar

from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from naober.features.focus import coming
from naober.features.focus.coming import Coming
from naober.features.meetings import mails, proposals, selectors
from naober.features.meetings.models import Meeting
from naober.features.meetings.proposals import MOST_OF_A_KIND, SHORT, Proposal, shorten
from naober.features.positions.models import Consultation, Position
from naober.features.positions.models import State as PositionState
from naober.features.weighing.models import Round
from naober.foundation.members.models import User

T = TypeVar("T")


def connect() -> None:
    """Once, when the site starts."""
    _add(coming.OF_ALL, next_meeting)
    _add(coming.OF_GROUP, next_of_group)
    _add(coming.TO_PLAN, page_to_plan)
    for proposer in (open_rounds, open_positions, open_consultations):
        _add(proposals.PROPOSERS, proposer)


def _add(hook: list[T], function: T) -> None:
    if function not in hook:
        hook.append(function)


def next_meeting(for_members: bool) -> Coming | None:
    return _coming(selectors.next_for_all(for_members=for_members))


def next_of_group(user: User, group: int) -> Coming | None:
    return _coming(selectors.next_of_group(user, group))


def page_to_plan(group: int) -> str:
    return f"{reverse('meetings:new')}?group={group}"


def _coming(found: Meeting | None) -> Coming | None:
    if found is None:
        return None
    return Coming(found.title, mails.when(found), mails.where(found), found.get_absolute_url())


def open_rounds(meeting: Meeting) -> list[Proposal]:
    """In which members vote now, the one that closes first on top."""
    del meeting
    return [
        Proposal(
            source=f"weighing.round:{one.pk}",
            group=_("Rounds in which we vote"),
            text=shorten(one.question),
            why=_until(date_format(localtime(one.closes_at), "j F Y")),
            url=one.get_absolute_url(),
        )
        for one in Round.objects.taking_votes().order_by("closes_at", "pk")[:MOST_OF_A_KIND]
    ]


def open_positions(meeting: Meeting) -> list[Proposal]:
    """On which members still comment, or which they sign now. A draft is its writers' own; of what
    had its last day the desk has to go on, and nobody can say anything any more."""
    del meeting
    today = localdate()
    asks = Q(state=PositionState.COMMENT, comments_until__gte=today) | Q(
        state=PositionState.SIGNING, sign_until__gte=today
    )
    rows = Position.objects.filter(asks).order_by(
        F("sign_until").asc(nulls_last=True), "comments_until", "pk"
    )
    return [
        Proposal(
            source=f"positions.position:{one.pk}",
            group=_("Positions that we write"),
            text=shorten(one.title),
            why=_asks(one),
            url=one.get_absolute_url(),
        )
        for one in rows[:MOST_OF_A_KIND]
    ]


def _asks(one: Position) -> str:
    commenting = one.state == PositionState.COMMENT
    day = one.comments_until if commenting else one.sign_until
    text = _("comments until %(day)s") if commenting else _("to sign until %(day)s")
    return text % {"day": date_format(day, "j F Y")} if day else ""


def open_consultations(meeting: Meeting) -> list[Proposal]:
    """To which government still reads answers after this meeting, the first to close on top."""
    rows = Consultation.objects.running().filter(closes__gte=localdate(meeting.starts_at))
    return [
        Proposal(
            source=f"positions.consultation:{one.pk}",
            group=_("What government asks"),
            text=shorten(one.title),
            why=_until(date_format(one.closes, "j F Y")),
            url=one.get_absolute_url(),
            minutes=SHORT,
        )
        for one in rows.order_by("closes", "pk")[:MOST_OF_A_KIND]
    ]


def _until(day: str) -> str:
    return _("open until %(day)s") % {"day": day}
