"""Who may do what with a meeting, and in which state."""

from datetime import datetime, timedelta

from django.utils import timezone

from naober.features.meetings.models import Answer, Invitee, Meeting, State, Talk, TalkPlan
from naober.foundation.members.models import User

SAID_WITHIN = timedelta(days=14)  # how a talk was
# In which states each act is possible. What the desk prepares it changes freely; what is over is
# only told about.
ACTS: dict[str, tuple[str, ...]] = {
    "change": (State.DRAFT, State.ANNOUNCED),
    "remove": (State.DRAFT,),
    "announce": (State.DRAFT,),
    "cancel": (State.ANNOUNCED,),
    "hold": (State.ANNOUNCED,),
    "invite": (State.DRAFT, State.ANNOUNCED),
    "answer": (State.ANNOUNCED,),
    "tick": (State.ANNOUNCED, State.HELD),
    "points": (State.DRAFT, State.ANNOUNCED),
    "minutes": (State.ANNOUNCED, State.HELD),
    "share": (State.HELD,),
    "talks": (State.DRAFT, State.ANNOUNCED),
}


def is_desk(user: User) -> bool:
    return user.is_desk and user.is_active


def may_manage(user: User, meeting: Meeting, act: str) -> bool:
    """The desk, when the meeting is so far."""
    return is_desk(user) and meeting.state in ACTS[act]


def may_answer(meeting: Meeting, answer: str, now: datetime | None = None) -> bool:
    """Until it starts; a yes until the day that the desk has to know. A no is always welcome."""
    now = now or timezone.now()
    if meeting.state not in ACTS["answer"] or now >= meeting.starts_at:
        return False
    return answer == Answer.NO or not is_late(meeting, now)


def is_late(meeting: Meeting, now: datetime | None = None) -> bool:
    """Past the day by which to answer."""
    today = timezone.localdate(now)
    return meeting.answer_by is not None and today > meeting.answer_by


def reads_online_link(user: User, mine: Invitee | None) -> bool:
    """Who has a place, and the desk: a link to a call is a way in."""
    return is_desk(user) or bool(mine and mine.is_seated)


def may_say_outcome(talk: Talk, plan: TalkPlan | None = None, now: datetime | None = None) -> bool:
    """Once it has begun, until two weeks after."""
    plan, now = plan or talk.plan, now or timezone.now()
    begins = plan.round_at(talk.round)
    if plan.meeting.state == State.CANCELLED:
        return False
    return plan.shared_at is not None and begins <= now <= begins + SAID_WITHIN
