"""To write down what was decided, and to take it away when it was a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone

from naober.features.focus import rules
from naober.features.focus.models import Decision, WorkingGroup
from naober.features.focus.services.telling import tell_back
from naober.foundation.core.once import keep_once
from naober.foundation.journal.services import record
from naober.foundation.members.models import Company, User
from naober.foundation.members.rules import allow

SAYS = ("group_id", "source", "day", "text", "for_members")


@dataclass(frozen=True, slots=True)
class Settled:
    """What was decided, and who was there. `why_it_may`: see `core.competition`."""

    text: str
    day: date = field(default_factory=timezone.localdate)
    for_members: bool = False
    people: Sequence[User] = ()
    companies: Sequence[Company] = ()
    why_it_may: str = ""


@transaction.atomic
def add_decision(
    *,
    settled: Settled,
    by: User,
    group: WorkingGroup | None = None,
    source: str = "",
    number: int | None = None,
) -> Decision:
    """Write a decision down: in a group its chair and the desk. Without one as with `add_action`.
    Those behind the challenge hear that there is one, and its words when these are for members."""
    if group is not None:
        allow(group.ended_on is None and rules.may_lead(by, group))
    elif not source:
        allow(by.is_desk)
    made = Decision(group=group, source=source, by=by, why_it_may=settled.why_it_may)
    made.day, made.text, made.for_members = settled.day, settled.text, settled.for_members
    made, is_new = keep_once(made, number, SAYS)
    if is_new:
        made.people.set(settled.people)
        made.companies.set(settled.companies)
        record(action="decision.taken", by=by, about=f"decision:{made.pk}")
        _tell(made)
    return made


@transaction.atomic
def change_decision(*, decision: Decision, settled: Settled, by: User) -> Decision:
    """It was written down wrongly. What was told back once is not told again."""
    allow(_may_change(by, decision))
    decision.day, decision.text = settled.day, settled.text
    decision.for_members, decision.why_it_may = settled.for_members, settled.why_it_may
    decision.full_clean()
    decision.save()
    decision.people.set(settled.people)
    decision.companies.set(settled.companies)
    record(action="decision.changed", by=by, about=f"decision:{decision.pk}")
    return decision


@transaction.atomic
def drop_decision(*, decision: Decision, by: User) -> None:
    """It was a mistake, or taken back. What was told back stays told."""
    allow(_may_change(by, decision))
    record(action="decision.dropped", by=by, about=f"decision:{decision.pk}")
    decision.delete()


def _may_change(user: User, decision: Decision) -> bool:
    if decision.group is None:
        return user.is_desk or decision.by_id == user.pk
    return rules.may_lead(user, decision.group)


def _tell(decision: Decision) -> None:
    if decision.group is None:
        return
    if decision.for_members:
        tell_back(decision.group.point, "decision", decision.pk, text=decision.text)
    else:
        tell_back(decision.group.point, "decided", decision.pk)
