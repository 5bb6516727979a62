"""To write actions down, hand them over and tick them off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.focus import rules
from naober.features.focus.models import Action, Seat, WorkingGroup
from naober.features.focus.services.telling import tell_back
from naober.foundation.core.once import keep_once
from naober.foundation.journal.services import record
from naober.foundation.members.models import Company, User
from naober.foundation.members.rules import allow

SAYS = ("group_id", "source", "text", "owner_id", "company_id", "due_on")


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody will do. `company` with no owner: the company does it, whoever there."""

    text: str
    due_on: date | None = None
    owner: User | None = None
    company: Company | None = None


@transaction.atomic
def add_action(
    *,
    task: Task,
    by: User,
    group: WorkingGroup | None = None,
    source: str = "",
    number: int | None = None,
) -> Action:
    """Write an action down. In a group: whoever sits in it, and the desk. Without one the feature
    that `source` names ("meetings.meeting:5") has looked at who may; without both only the desk.
    Sent again with the same number it is there already."""
    if group is not None:
        allow(rules.may_work_in(by, group))
    elif not source:
        allow(by.is_desk)
    _check_owner(task.owner)
    made = Action(group=group, source=source, created_by=by)
    _fill(made, task)
    made, is_new = keep_once(made, number, SAYS)
    if is_new:
        _note("action.added", made, by)
    return made


@transaction.atomic
def change_action(*, action: Action, task: Task, by: User) -> Action:
    """Other words, another day, somebody else."""
    allow(rules.may_change(by, action))
    if task.owner != action.owner:
        _check_owner(task.owner)
    _fill(action, task)
    action.full_clean()
    action.save()
    _note("action.changed", action, by)
    return action


@transaction.atomic
def finish_action(*, action: Action, by: User, done: bool = True) -> Action:
    """Tick it off, or put it back. Twice is once. Those behind the challenge hear that something
    was done, once, and not what: the words are the group's."""
    allow(rules.may_finish(by, action))
    kept = Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if kept.is_done == done:
        return kept
    kept.done_at, kept.done_by = (timezone.now(), by) if done else (None, None)
    kept.save(update_fields=["done_at", "done_by"])
    _note("action.done" if done else "action.open_again", kept, by)
    if done and kept.group:
        tell_back(kept.group.point, "action_done", kept.pk)
    return kept


@transaction.atomic
def drop_action(*, action: Action, by: User) -> None:
    """It was a mistake, or nobody will do it any more. What was done stays."""
    allow(rules.may_change(by, action))
    if action.is_done:
        raise ValidationError(_("This was done already, so it stays."))
    _note("action.dropped", action, by)
    action.delete()


@transaction.atomic
def give_back(
    *,
    owner: User | None = None,
    group: WorkingGroup | None = None,
    company: Company | None = None,
    of_no_group: bool = False,
) -> int:
    """Somebody leaves, or a company: what they would still do goes back to the chair of its group,
    else to nobody, which the desk sees. `of_no_group`: only what a meeting gave them. Returns how
    many."""
    rows = Action.objects.open().select_related("group")
    if of_no_group:
        rows = rows.filter(group=None)
    for name, value in {"owner": owner, "group": group, "company": company}.items():
        if value is not None:
            rows = rows.filter(**{name: value})
    found = list(rows) if owner or company else []
    for action in found:
        action.owner, action.company = _chair(action, action.owner), None
        action.save(update_fields=["owner", "company"])
        record(action="action.handed_back", about=f"action:{action.pk}")
    return len(found)


def _chair(action: Action, but: User | None) -> User | None:
    seats = Seat.objects.running().filter(group=action.group, is_chair=True).exclude(user=but)
    seat = seats.select_related("user").first() if action.group else None
    return seat.user if seat else None


def _check_owner(owner: User | None) -> None:
    if owner is not None and not owner.is_active:
        raise ValidationError({"owner": _("This person is no longer here.")})


def _fill(action: Action, task: Task) -> None:
    action.text, action.due_on = task.text, task.due_on
    action.owner, action.company = task.owner, task.company


def _note(code: str, action: Action, by: User) -> None:
    """In the journal of the company that does it, without its words: these are the group's."""
    record(
        action=code,
        by=by,
        company=action.company,
        about=f"action:{action.pk}",
        on_behalf=by.is_desk and action.company is not None,
    )
