"""To make an exchange plan of a workbook, and to throw one away."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naober.features.streams import engine_bridge
from naober.features.streams.models import Objective, Plan
from naober.files.problems import UnreadableError
from naober.foundation.core.once import keep_numbered
from naober.foundation.journal.services import record
from naober.foundation.members.models import User

MOST_BYTES = 2_000_000


def make_plan(
    *, name: str, objective: str, workbook: bytes, by: User, number: int | None = None
) -> Plan:
    """Reckoned first, so that nothing is kept of what cannot be planned."""
    if not by.is_desk:
        raise PermissionDenied
    if len(workbook) > MOST_BYTES:
        raise ValidationError({"file": _("This file is too large: 2 MB at most.")})
    if objective not in Objective.values:
        raise ValidationError({"objective": _("Choose what the plan has to have most of.")})
    try:
        result = engine_bridge.reckon(workbook, objective)
    except UnreadableError as error:
        raise ValidationError({"file": error.message(get_language() or "nl")}) from error
    return _keep(Plan(name=name.strip(), objective=objective, workbook=workbook, result=result,
                      made_by=by), by, number)  # fmt: skip


@transaction.atomic
def _keep(plan: Plan, by: User, number: int | None) -> Plan:
    plan.full_clean(exclude=["made_by"])
    made, is_new = keep_numbered(plan, number, lambda one: (one.name, bytes(one.workbook)))
    if is_new:
        record(action="plan.made", by=by, about=f"streams.plan:{made.pk}", name=made.name)
    return made


@transaction.atomic
def remove_plan(*, plan: Plan, by: User) -> None:
    if not by.is_desk:
        raise PermissionDenied
    record(action="plan.removed", by=by, about=f"streams.plan:{plan.pk}", name=plan.name)
    plan.delete()
