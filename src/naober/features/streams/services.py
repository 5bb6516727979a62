"""To tell more of a stream, to have a plan made, and to tell companies what it means for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naober.features.agenda.services import tell as tell_life
from naober.features.exchange import rules as exchange
from naober.features.exchange.models import Listing, Match
from naober.features.focus.models import FocusPoint
from naober.features.streams import engine_bridge, mails, selectors, tasks
from naober.features.streams.models import Objective, Plan, Planned, Rule, StreamDetail
from naober.files.problems import UnreadableError
from naober.foundation.core.once import keep_numbered
from naober.foundation.journal.services import record
from naober.foundation.members.models import User

MOST_BYTES = 2_000_000
STUCK_AFTER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Asked:
    """`workbook` None: of what stands in the exchange now."""

    name: str
    objective: str
    workbook: bytes | None = None
    point: FocusPoint | None = None


@transaction.atomic
def say_detail(*, listing: Listing, said: dict[str, Any], by: User) -> StreamDetail:
    """For who may edit the listing. In the journal that it was told, not what."""
    if not exchange.may_edit(by, listing):
        raise PermissionDenied
    row = StreamDetail.objects.select_for_update().filter(pk=listing.pk).first()
    detail = selectors.detail_to_tell(by, listing)
    if detail is None:
        raise PermissionDenied
    if row and all(getattr(row, name) == value for name, value in said.items()):
        return row  # sent twice
    for name, value in said.items():
        setattr(detail, name, value)
    detail.changed_by, detail.changed_at = by, timezone.now()
    detail.full_clean(exclude=["changed_by", "listing"])
    detail.save()
    record(
        action="listing.detail",
        by=by,
        company=listing.company,
        about=f"listing:{listing.pk}",
        on_behalf=exchange.acts_on_behalf(by, listing.company),
    )
    return detail


def make_plan(*, asked: Asked, by: User, number: int | None = None) -> Plan:
    """Kept when it can be read; the worker reckons it."""
    if not by.is_desk:
        raise PermissionDenied
    if asked.objective not in Objective.values:
        raise ValidationError({"objective": _("Choose what the plan has to have most of.")})
    workbook = standing_workbook(by) if asked.workbook is None else asked.workbook
    if len(workbook) > MOST_BYTES:
        raise ValidationError({"file": _("This file is too large: 2 MB at most.")})
    try:
        engine_bridge.check(workbook)
    except UnreadableError as error:
        raise ValidationError({"file": error.message(get_language() or "nl")}) from error
    plan = Plan(name=asked.name.strip(), objective=asked.objective, workbook=workbook,
                point=asked.point, made_by=by)  # fmt: skip
    return _keep(plan, by, number)


def standing_workbook(by: User) -> bytes:
    """What stands in the exchange now, with what companies told of it, as far as this reader may
    read it."""
    found = list(selectors.listings_to_plan(by)[: selectors.MOST])
    pairs = selectors.pairs_to_plan(found)
    return engine_bridge.workbook_of(found, pairs, selectors.told(by, found))


@transaction.atomic
def _keep(plan: Plan, by: User, number: int | None) -> Plan:
    plan.full_clean(exclude=["made_by", "point"])
    made, is_new = keep_numbered(plan, number, lambda one: (one.name, bytes(one.workbook)))
    if is_new:
        record(action="plan.made", by=by, about=f"streams.plan:{made.pk}", name=made.name)
        _ask(made)
    return made


def _ask(plan: Plan) -> None:
    moment: datetime = plan.asked_at
    transaction.on_commit(lambda: tasks.ask(plan.pk, moment), robust=True)


@transaction.atomic
def ask_again(*, plan: Plan, by: User) -> Plan:
    """When the worker was not there, or was stopped. Not while it is busy."""
    found = _held(plan, by)
    if found.state == Plan.State.RUNNING and timezone.now() - found.asked_at < STUCK_AFTER:
        return found
    if found.state != Plan.State.READY:
        found.state, found.asked_at, found.progress = Plan.State.RUNNING, timezone.now(), 0
        found.save(update_fields=["state", "asked_at", "progress"])
        _ask(found)
    return found


@transaction.atomic
def tell_plan(*, plan: Plan, rule: str, by: User) -> Plan:
    """From now on each company reads its own exchanges of it, and with a rule its part. Who has any
    gets a mail, once. The life of the challenges behind its focus point says that there is one."""
    found = _held(plan, by)
    if not found.is_ready or not found.planned.exists():
        raise ValidationError(_("There is nothing in this plan to tell anybody."))
    if rule and (rule not in Rule.values or rule not in found.result.get("shares", {})):
        raise ValidationError({"rule": _("This plan is not shared in that way.")})
    if found.told_at and found.told_rule == rule:
        return found  # sent twice
    if rule and found.first_rule not in ("", rule):
        raise ValidationError(
            {"rule": _("Companies read their part in another way: both would give costs away.")}
        )
    is_first = found.told_at is None
    found.told_at, found.told_rule = found.told_at or timezone.now(), rule
    found.first_rule = found.first_rule or rule
    found.save(update_fields=["told_at", "told_rule", "first_rule"])
    record(action="plan.told", by=by, about=f"streams.plan:{found.pk}", name=found.name)
    if is_first:
        mails.tell_companies(found)
    _tell_life(found, "told")
    return found


@transaction.atomic
def take_back(*, plan: Plan, by: User) -> Plan:
    """Companies read nothing of it any more."""
    found = _held(plan, by)
    if found.told_at is None:
        return found  # sent twice
    found.told_at, found.told_rule = None, ""
    found.save(update_fields=["told_at", "told_rule"])
    record(action="plan.taken_back", by=by, about=f"streams.plan:{found.pk}", name=found.name)
    return found


@transaction.atomic
def propose(*, planned: Planned, by: User) -> Planned:
    """Ask both to look at what fits them; each gets a mail of its own listing, once."""
    _held(planned.plan, by)
    row = Planned.objects.select_for_update(of=("self",)).get(pk=planned.pk)
    if not Match.objects.filter(offer=row.offer, need=row.need, ended_at=None).exists():
        raise ValidationError(_("These two are not shown to each other here. Phone them."))
    if row.proposed_at is None:
        row.proposed_at = timezone.now()
        row.save(update_fields=["proposed_at"])
        mails.propose(row)
        about = f"streams.plan:{row.plan_id}"
        record(action="plan.proposed", by=by, about=about, name=row.plan.name)
    return row


@transaction.atomic
def remove_plan(*, plan: Plan, by: User) -> None:
    if not by.is_desk:
        raise PermissionDenied
    record(action="plan.removed", by=by, about=f"streams.plan:{plan.pk}", name=plan.name)
    plan.delete()


def _held(plan: Plan, by: User) -> Plan:
    if not by.is_desk:
        raise PermissionDenied
    return Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)


def _tell_life(plan: Plan, kind: str) -> None:
    if plan.point is None:
        return
    for challenge in plan.point.challenges.all():
        tell_life(
            challenge=challenge,
            kind=f"streams.{kind}",
            key=f"streams.{kind}:{plan.pk}:{challenge.pk}",
            path=plan.point.get_absolute_url(),
        )
