"""What a line of minutes becomes: a decision or an action of `focus`."""

from collections.abc import Collection
from dataclasses import replace

from django.utils import timezone

from naober.features.focus import services as focus
from naober.features.focus.models import Action, Decision
from naober.features.focus.services import Settled, Task
from naober.features.meetings.models import AgreedLine, ForWhom, Invitee, LineKind, Meeting
from naober.foundation.members.models import Company, User

DECISION, ACTION = "focus.decision", "focus.action"


def make(line: AgreedLine, by: User) -> str:
    """The row, as `result` names it."""
    meeting = line.meeting
    group, source = meeting.working_group, f"meetings.meeting:{meeting.pk}"
    if group is not None and group.ended_on is not None:
        group = None  # it takes nothing new, and what was agreed is agreed all the same
    if line.kind == LineKind.DECISION:
        settled = _settled(line, for_members=False)
        made = focus.add_decision(settled=settled, by=by, group=group, source=source)
        return f"{DECISION}:{made.pk}"
    task = focus.add_action(task=_task(line), by=by, group=group, source=source)
    return f"{ACTION}:{task.pk}"


def change(line: AgreedLine, by: User) -> str:
    """As the line says now; one that was taken away elsewhere is made anew."""
    found = _find(line)
    if found is None:
        return make(line, by)
    if isinstance(found, Decision):
        settled = replace(
            _settled(line, for_members=found.for_members), why_it_may=found.why_it_may
        )
        focus.change_decision(decision=found, settled=settled, by=by)
    else:
        focus.change_action(action=found, task=_task(line), by=by)
    return line.result


def drop(line: AgreedLine, by: User) -> None:
    """It was a mistake, or taken back. What was done already stays."""
    found = _find(line)
    if isinstance(found, Decision):
        focus.drop_decision(decision=found, by=by)
    elif found is not None and not found.is_done:
        focus.drop_action(action=found, by=by)


def open_to_members(meeting: Meeting, by: User, but: Collection[str] = ()) -> None:
    """The minutes are shared: what was decided is for whoever may know of the meeting. Of one for
    a group or for who was invited it stays among them. `but` are results that stay as they are:
    what was opened once and closed since by its group is not opened again."""
    if meeting.for_whom not in (ForWhom.MEMBERS, ForWhom.PUBLIC):
        return
    for line in meeting.agreed.filter(kind=LineKind.DECISION, gone=False).exclude(result__in=but):
        found = _find(line)
        if isinstance(found, Decision) and not found.for_members:
            focus.change_decision(decision=found, settled=_opened(found), by=by)


def _opened(decision: Decision) -> Settled:
    """As it stands, whoever changed it since; only that members may read it."""
    return Settled(
        text=decision.text,
        day=decision.day,
        for_members=True,
        people=tuple(decision.people.all()),
        companies=tuple(decision.companies.all()),
        why_it_may=decision.why_it_may,
    )


def _find(line: AgreedLine) -> Decision | Action | None:
    kind, _colon, pk = line.result.partition(":")
    if kind == DECISION:
        return Decision.objects.filter(pk=pk).first()
    return Action.objects.select_related("group").filter(pk=pk).first() if kind == ACTION else None


def _task(line: AgreedLine) -> Task:
    """Somebody who is not known by name stands in the words, and the desk sees to it."""
    unknown = line.owner_words if line.owner is None else ""
    text = f"{line.text} ({unknown})" if unknown else line.text
    return Task(text=text[:500], due_on=line.due, owner=line.owner)


def _settled(line: AgreedLine, *, for_members: bool) -> Settled:
    rows = Invitee.objects.filter(meeting=line.meeting, arrived_at__isnull=False)
    people = User.objects.filter(pk__in=rows.values("user"))
    companies = Company.objects.filter(pk__in=rows.values("company"))
    return Settled(
        text=line.text,
        day=timezone.localtime(line.meeting.starts_at).date(),
        for_members=for_members,
        people=tuple(people),
        companies=tuple(companies),
    )
