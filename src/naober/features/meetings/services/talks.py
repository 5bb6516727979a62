"""The talks of a network meeting: set up, asked for, sent, and what came of each."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.ledger import services as ledger
from naober.features.ledger.models import UNIT_OF, Entry, Kind, Way
from naober.features.meetings import going_on, mails, rules, tasks
from naober.features.meetings.going_on import Spoke
from naober.features.meetings.models import Meeting, Outcome, Talk, Talker, TalkPlan
from naober.features.meetings.services._locking import managed, note
from naober.foundation.members.models import Company, User
from naober.foundation.members.rules import allow


@dataclass(frozen=True, slots=True)
class Setup:
    """Rounds of so many minutes, with a pause between; `tables` None: as many as are needed."""

    rounds: int
    starts_at: datetime
    minutes: int
    pause: int
    tables: int | None = None


@transaction.atomic
def ask_talks(*, meeting: Meeting, setup: Setup, by: User) -> TalkPlan:
    """Have the worker reckon them anew, all of them. Not once they were sent: then they are
    mended."""
    meeting = managed(meeting, by, "talks")
    plan = TalkPlan.objects.filter(pk=meeting.pk).first() or TalkPlan(
        meeting=meeting, starts_at=setup.starts_at
    )
    if plan.state == TalkPlan.State.SHARED:
        raise ValidationError(_("They were sent already. Mend them instead."))
    for name in ("rounds", "starts_at", "minutes", "pause", "tables"):
        setattr(plan, name, getattr(setup, name))
    plan.state, plan.asked_at = TalkPlan.State.RUNNING, timezone.now()
    plan.full_clean(exclude=["meeting"])
    plan.save()
    note("talks_asked", meeting, by)
    moment = plan.asked_at
    transaction.on_commit(lambda: tasks.ask_to_plan(meeting.pk, moment), robust=True)
    return plan


@transaction.atomic
def share_talks(*, meeting: Meeting, by: User) -> TalkPlan:
    """Everybody who comes gets a mail with the page of their own. Sent once."""
    meeting = managed(meeting, by, "talks")
    plan = TalkPlan.objects.select_for_update().get(pk=meeting.pk)
    if plan.state == TalkPlan.State.READY:
        plan.state, plan.shared_at = TalkPlan.State.SHARED, timezone.now()
        plan.save(update_fields=["state", "shared_at"])
        for talker in talkers_of(plan):
            mails.send_talks(talker)
        note("talks_shared", meeting, by)
    return plan


def talkers_of(plan: TalkPlan) -> list[Talker]:
    rows = Talker.objects.filter(invitee__meeting=plan.meeting_id)
    found = list(rows.select_related("invitee__user", "invitee__company"))
    for row in found:
        row.invitee.meeting = plan.meeting
    return found


@transaction.atomic
def mend_talks(*, meeting: Meeting, by: User) -> None:
    """Take in who is new and take out who is gone, with few changes for the others."""
    meeting = managed(meeting, by, "talks")
    note("talks_mended", meeting, by)
    transaction.on_commit(lambda: tasks.ask_to_mend(meeting.pk), robust=True)


def after_change(meeting: Meeting) -> None:
    """Somebody comes or comes no more: when the talks were made they are mended."""
    plan = TalkPlan.objects.filter(pk=meeting.pk).first()
    if plan is not None and plan.is_made:
        transaction.on_commit(lambda: tasks.ask_to_mend(meeting.pk), robust=True)


@transaction.atomic
def say_outcome(*, talk: Talk, talker: Talker, outcome: str) -> Talk:
    """One tap after a talk; the last tap counts. When both go on, both are told how to reach each
    other, once, and it counts as an introduction; nobody else reads what a side said."""
    allow(talker.pk in (talk.a_id, talk.b_id) and outcome in Outcome.values)
    talk = Talk.objects.select_for_update().select_related("plan__meeting").get(pk=talk.pk)
    allow(rules.may_say_outcome(talk))
    if talk.a_id == talker.pk:
        talk.of_a = outcome
    else:
        talk.of_b = outcome
    if talk.of_a == talk.of_b == Outcome.GOOD and talk.told_at is None:
        talk.told_at = timezone.now()
        _tell_both(talk)
    talk.save(update_fields=["of_a", "of_b", "told_at"])
    return talk


def _tell_both(talk: Talk) -> None:
    rows = Talker.objects.select_related("invitee__user", "invitee__company", "invitee__meeting")
    a, b = rows.get(pk=talk.a_id), rows.get(pk=talk.b_id)
    one, other = _spoke(a), _spoke(b)
    if one is None or other is None:
        mails.send_go_on(talk, a, b)
        return
    if not going_on.taken_up(one, other):
        mails.send_go_on(talk, a, b)
    for here, there in ((one, other), (other, one)):
        _write_in_ledger(talk, here.company, there.company)


def _spoke(talker: Talker) -> Spoke | None:
    """For a company that takes part and that they still act for; a guest speaks for themselves."""
    row = talker.invitee
    if row.user is None or row.company is None or not row.company.takes_part:
        return None
    acts = Company.objects.of(row.user).filter(pk=row.company.pk).exists()
    return Spoke(row.user, row.company) if acts else None


def _write_in_ledger(talk: Talk, company: Company, other: Company) -> None:
    """Each got to know a neighbour, once: not again where the ledger says so already."""
    if company.pk == other.pk:
        return
    known = Entry.objects.filter(
        company=company, counterparty=other, kind=Kind.INTRODUCTIONS, corrects=None
    )
    if known.exists():
        return
    ledger.record(
        company=company,
        direction=Way.TOOK,
        kind=Kind.INTRODUCTIONS,
        quantity=Decimal(1),
        unit=UNIT_OF[Kind.INTRODUCTIONS],
        on=timezone.localdate(),
        source="introduction",
        key=f"talk:{talk.pk}:{company.pk}",
        counterparty=other,
    )
