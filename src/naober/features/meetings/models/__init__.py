"""Meetings: when and where, who comes, what is talked about, and what was agreed."""

from naober.features.meetings.models.agreed import AgreedLine, LineKind, Minutes
from naober.features.meetings.models.feeds import CalendarFeed
from naober.features.meetings.models.invitees import MOST_PERSONS, Answer, Invitee
from naober.features.meetings.models.meetings import ForWhom, Kind, Meeting, State
from naober.features.meetings.models.points import AgendaPoint
from naober.features.meetings.models.talks import (
    MOST_ROUNDS,
    MOST_TABLES,
    Outcome,
    Talk,
    Talker,
    TalkPlan,
)

__all__ = [
    "MOST_PERSONS",
    "MOST_ROUNDS",
    "MOST_TABLES",
    "AgendaPoint",
    "AgreedLine",
    "Answer",
    "CalendarFeed",
    "ForWhom",
    "Invitee",
    "Kind",
    "LineKind",
    "Meeting",
    "Minutes",
    "Outcome",
    "State",
    "Talk",
    "TalkPlan",
    "Talker",
]
