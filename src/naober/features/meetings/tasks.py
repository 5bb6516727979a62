"""What the worker reckons: a run may be killed, come twice, or be overtaken by a newer one."""

from datetime import datetime

from django_q.tasks import async_task

from naober.features.meetings import room
from naober.features.meetings.models import TalkPlan


def ask_to_plan(meeting_id: int, asked: datetime) -> None:
    async_task("naober.features.meetings.tasks.make_plan", meeting_id, asked.isoformat())


def ask_to_mend(meeting_id: int) -> None:
    async_task("naober.features.meetings.tasks.mend_plan", meeting_id)


def make_plan(meeting_id: int, asked: str) -> str:
    plan = TalkPlan.objects.select_related("meeting").filter(pk=meeting_id).first()
    moment = datetime.fromisoformat(asked)
    if plan is None or plan.state != TalkPlan.State.RUNNING or plan.asked_at != moment:
        return room.OVERTAKEN
    return room.make(plan, moment)


def mend_plan(meeting_id: int) -> str:
    plan = TalkPlan.objects.select_related("meeting").filter(pk=meeting_id).first()
    if plan is None or plan.state not in (TalkPlan.State.READY, TalkPlan.State.SHARED):
        return "nothing to mend"
    said = room.mend(plan)
    if said == room.OVERTAKEN:
        ask_to_mend(meeting_id)
    return said
