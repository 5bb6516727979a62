"""What the worker reckons: a run may be killed, come twice, or be overtaken by a newer one."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django_q.tasks import async_task

from naober.features.exchange.models import Direction, Listing
from naober.features.streams import engine_bridge
from naober.features.streams.models import Plan, Planned
from naober.features.streams.models.plans import PlanQuerySet
from naober.features.streams.rules import sent_by_pair
from naober.files.problems import UnreadableError

MOST_NAME = 200
OVERTAKEN = "overtaken"
State = Plan.State


def ask(plan_id: int, asked: datetime) -> None:
    async_task("naober.features.streams.tasks.reckon", plan_id, asked.isoformat())


def reckon(plan_id: int, asked: str) -> str:
    """What comes out is kept when the question is still the same."""
    question = _question(plan_id, asked)
    plan = question.select_related("made_by").first()
    if plan is None:
        return OVERTAKEN

    def tell(part: float) -> None:
        question.update(progress=min(99, int(100 * part)))

    try:
        result = engine_bridge.reckon(bytes(plan.workbook), plan.objective, tell)
    except UnreadableError as error:
        why = {"nl": error.nl, "en": error.en}
        question.update(state=State.FAILED, why_not=why)
        return "could not be reckoned"
    return _keep(plan, asked, result)


@transaction.atomic
def _keep(plan: Plan, asked: str, result: dict[str, Any]) -> str:
    """The plan and its exchanges together, or neither."""
    if not _question(plan.pk, asked).update(result=result, state=State.READY, progress=100):
        return OVERTAKEN
    Planned.objects.filter(plan=plan).delete()
    Planned.objects.bulk_create(_planned(plan, result))
    return "ready"


def _question(plan_id: int, asked: str) -> PlanQuerySet:
    moment = datetime.fromisoformat(asked)
    return Plan.objects.filter(pk=plan_id, state=State.RUNNING, asked_at=moment)


def _planned(plan: Plan, result: dict[str, Any]) -> list[Planned]:
    """What goes between two listings that stand in the exchange, and that its maker may read the
    name of: a workbook may hold other rows too."""
    sent = sent_by_pair(result["nl"]["flows"])
    ids = {int(id) for pair in sent for id in pair if id.isdecimal() and len(id) < 19}
    known = Listing.objects.named_to(plan.made_by).filter(pk__in=ids) if plan.made_by else ()
    sides = {str(one.pk): one.direction for one in known}
    names = result["names"]
    return [
        Planned(
            plan=plan,
            offer_id=int(offer),
            need_id=int(need),
            offer_name=names[offer][0][:MOST_NAME],
            need_name=names[need][0][:MOST_NAME],
            sent=amount,
            unit=names[offer][2],
        )
        for (offer, need), amount in sent.items()
        if (sides.get(offer), sides.get(need)) == (Direction.OFFER, Direction.NEED) and amount > 0
    ]
