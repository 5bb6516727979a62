"""What is open elsewhere and could be talked about: proposals for the agenda of a meeting.

Nobody reads on an agenda what is not for everybody the meeting is for: a challenge is proposed only
when its own audience is as wide, and never with the name of a company.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.agenda.models import Challenge
from naober.features.focus.models import Action, FocusPoint
from naober.features.meetings.models import ForWhom, Meeting
from naober.foundation.audience.levels import Level, at_least

MOST_OF_A_KIND = 8
MINUTES = 15
SHORT = 5
LONGEST = 240  # characters of a point


@dataclass(frozen=True, slots=True)
class Proposal:
    """`source` names what it is about ("agenda.challenge:12"); `why` says in words why now."""

    source: str
    group: str
    text: str
    why: str = ""
    url: str = ""
    minutes: int = MINUTES
    challenge: int | None = None


Proposer = Callable[[Meeting], Iterable[Proposal]]


def challenges_for(meeting: Meeting) -> QuerySet[Challenge]:
    """Open ones that everybody the meeting is for may read, of its theme first; those that most
    companies recognise on top."""
    found = Challenge.objects.open().filter(readable_by_all(meeting))
    if meeting.theme_id:
        found = found.filter(theme=meeting.theme_id)
    counted = found.annotate(behind=Count("recognitions"))
    return counted.order_by("-behind", "-created_at", "-pk").select_related("theme")


def readable_by_all(meeting: Meeting) -> Q:
    """What stands on the page of the meeting for its members; visitors read no agenda."""
    wide = Q(audience__in=at_least(Level.MEMBERS))
    if meeting.for_whom == ForWhom.GROUP and meeting.group_id:
        wide |= Q(audience=Level.NAMED, audience_group=meeting.group_id)
    return wide


def of_challenges(meeting: Meeting) -> list[Proposal]:
    return [
        Proposal(
            source=f"agenda.challenge:{one.pk}",
            group=_("Challenges that companies recognise"),
            text=shorten(one.text),
            why=recognised(one.behind),  # type: ignore[attr-defined]  # annotated
            url=one.get_absolute_url(),
            challenge=one.pk,
        )
        for one in challenges_for(meeting)[:MOST_OF_A_KIND]
    ]


def recognised(count: int) -> str:
    if not count:
        return _("nobody else yet")
    said = ngettext("%(n)d company recognises this", "%(n)d companies recognise this", count)
    return said % {"n": count}


def shorten(text: str) -> str:
    """The first line, as far as a point of an agenda goes."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rsplit(' ', 1)[0]}…"


def of_focus_points(meeting: Meeting) -> list[Proposal]:
    """What the collective works on, what should have been reached first."""
    found = FocusPoint.objects.running()
    if meeting.theme_id:
        found = found.filter(theme=meeting.theme_id)
    rows = found.order_by(F("target_on").asc(nulls_last=True), "-started_on", "-pk")
    return [
        Proposal(
            source=f"focus.point:{one.pk}",
            group=_("What we work on"),
            text=shorten(one.title),
            why=_by(one.target_on),
            url=one.get_absolute_url(),
        )
        for one in rows[:MOST_OF_A_KIND]
    ]


def of_late_actions(meeting: Meeting) -> list[Proposal]:
    """Of the working group that meets only: the words are the group's."""
    if meeting.working_group_id is None or meeting.for_whom != ForWhom.INVITED:
        return []
    rows = Action.objects.late().filter(group=meeting.working_group_id)
    return [
        Proposal(
            source=f"focus.action:{one.pk}",
            group=_("Actions that are late"),
            text=shorten(one.text),
            why=_by(one.due_on),
            minutes=SHORT,
        )
        for one in rows.order_by("due_on", "pk")[:MOST_OF_A_KIND]
    ]


def _by(day: date | None) -> str:
    if day is None:
        return ""
    text = _("should be done since %(day)s") if day < localdate() else _("to be done by %(day)s")
    return text % {"day": date_format(day, "j F Y")}


# Each gives what is open of one kind; the website adds those that other features have.
PROPOSERS: list[Proposer] = [of_late_actions, of_challenges, of_focus_points]


def proposals(meeting: Meeting) -> list[Proposal]:
    """All that is open, without what is on the agenda already."""
    taken = set(meeting.points.exclude(source="").values_list("source", flat=True))
    found = [one for proposer in PROPOSERS for one in proposer(meeting)]
    return [one for one in found if one.source not in taken]
