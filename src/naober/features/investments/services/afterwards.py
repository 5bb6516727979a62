"""After it was agreed: milestones, the start, what it really cost and brought, and the end."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.investments import rules
from naober.features.investments.models import Investment, Participation, Realised, State, Step
from naober.features.investments.rules import Act
from naober.features.investments.services.acting import locked, note, of_desk, tell_of
from naober.features.ledger import services as ledger
from naober.features.ledger.models import Kind, Unit, Way
from naober.foundation.core.once import keep_once
from naober.foundation.members.models import User

LAST_DAY = (12, 31)


@transaction.atomic
def start_investment(*, investment: Investment, by: User) -> Investment:
    """It is there and works: from now on years are noted."""
    found = of_desk(investment, by, Act.START)
    found.state, found.started_at = State.RUNNING, timezone.now()
    found.save(update_fields=["state", "started_at"])
    note("started", found, by)
    tell_of(found, "started")
    return found


@transaction.atomic
def end_investment(*, investment: Investment, by: User) -> Investment:
    """It served its time."""
    found = of_desk(investment, by, Act.END)
    found.state, found.ended_at = State.ENDED, timezone.now()
    found.save(update_fields=["state", "ended_at"])
    note("ended", found, by)
    return found


@transaction.atomic
def add_step(
    *, investment: Investment, what: str, planned_on: date, by: User, number: int | None = None
) -> Step:
    found = of_desk(investment, by, Act.PLAN)
    made = Step(investment=found, what=what.strip(), planned_on=planned_on)
    made, is_new = keep_once(made, number, ["investment_id", "what", "planned_on"])
    if is_new:
        note("step", found, by)
    return made


@transaction.atomic
def tick_step(*, step: Step, done: bool, by: User) -> Step:
    found = of_desk(step.investment, by, Act.PLAN)
    step.done_on = timezone.localdate() if done else None
    step.save(update_fields=["done_on"])
    note("step_done" if done else "step_open", found, by)
    return step


@transaction.atomic
def note_realised(
    *,
    participation: Participation,
    year: int,
    cost: Decimal,
    benefit: Decimal,
    by: User,
    number: int | None = None,
) -> Realised:
    """The desk notes what a year was for one company; it counts once that company confirms it.
    What nobody confirmed yet can be noted anew."""
    found = of_desk(participation.investment, by, Act.REALISE)
    if participation.joined_on is None:
        raise ValidationError(_("This company is not in the group."))
    if year > timezone.localdate().year:
        raise ValidationError({"year": _("This year is still to come.")})
    there = Realised.objects.filter(participation=participation, year=year).first()
    if there is not None and there.confirmed_at is not None:
        raise ValidationError({"year": _("This year was confirmed, so it stays.")})
    values = {"cost": cost, "benefit": benefit, "entered_by": by, "entered_at": timezone.now()}
    if there is None:
        made = Realised(participation=participation, year=year, **values)
        made, is_new = keep_once(made, number, ["participation_id", "year", "cost", "benefit"])
        if not is_new:
            return made
    else:
        made = there
        for name, value in values.items():
            setattr(made, name, value)
        made.full_clean()
        made.save()
    note("realised", found, by, participation.company, year=year)
    return made


@transaction.atomic
def confirm_realised(*, realised: Realised, by: User) -> Realised:
    """The company says that it is so: in that moment, and once, it goes into its ledger."""
    kept = Realised.objects.select_for_update(of=("self",)).get(pk=realised.pk)
    company = kept.participation.company
    if not rules.may_speak_for(by, company):
        raise PermissionDenied
    if kept.confirmed_at is not None:
        return kept
    found = locked(kept.participation.investment)
    kept.confirmed_at, kept.confirmed_by = timezone.now(), by
    kept.save(update_fields=["confirmed_at", "confirmed_by"])
    note("confirmed", found, by, company, year=kept.year)
    _to_ledger(kept, found, by)
    return kept


def _to_ledger(kept: Realised, found: Investment, by: User) -> None:
    """What it gained, in euros, beyond what it paid: a cost counts as earned back before anything
    is a gain, so of two good years after a dear one only the last may have something to write."""
    company = kept.participation.company
    confirmed = Realised.objects.filter(
        participation=kept.participation, confirmed_at__isnull=False
    )
    sums = confirmed.aggregate(cost=Sum("cost"), benefit=Sum("benefit"), told=Sum("gained"))
    gained = max(Decimal(0), sums["benefit"] - sums["cost"]) - sums["told"]
    if gained <= 0:
        return
    kept.gained = gained
    kept.save(update_fields=["gained"])
    ledger.record(
        company=company,
        direction=Way.TOOK,
        kind=Kind.MONEY,
        unit=Unit.EURO,
        quantity=gained,
        on=min(date(kept.year, *LAST_DAY), timezone.localdate()),
        source="investments",
        key=f"investments:realised:{kept.pk}",
        note=f"{found.title} ({kept.year})",
        confirmed_by=f"{company.name}, {by.name}",
        by=by,
    )
