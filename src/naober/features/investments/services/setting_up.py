"""The desk sets an investment up, shows it, and asks companies who joins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.investments import rules
from naober.features.investments.models import Investment, State
from naober.features.investments.rules import Act
from naober.features.investments.services.acting import note, of_desk, tell_of
from naober.foundation.audience.levels import Level
from naober.foundation.core.once import keep_once
from naober.foundation.members.models import User

FIELDS = (
    "title",
    "text",
    "for_whom",
    "unit",
    "reference_size",
    "reference_cost",
    "exponent",
    "fixed_cost",
    "cheaper_percent",
    "dearer_percent",
    "phasing",
    "subsidy_percent",
    "subsidy_most",
    "yearly_percent",
    "lifetime",
    "discount_percent",
    "point",
    "audience",
    "audience_group",
    "why_it_may",
)


@transaction.atomic
def make_investment(
    *, values: Mapping[str, Any], by: User, number: int | None = None
) -> Investment:
    """For the desk only, unless it says otherwise. Sent again with the same number it is there
    already."""
    rules.check_desk(by)
    made = Investment(created_by=by, **{"audience": Level.DESK, **_fields(values)})
    made.narrow()
    made, is_new = keep_once(made, number, ["title", "reference_size", "reference_cost"])
    if is_new:
        note("made", made, by)
    return made


@transaction.atomic
def edit_investment(*, investment: Investment, values: Mapping[str, Any], by: User) -> Investment:
    """Until companies are asked. What they pledge on does not change under them."""
    found = of_desk(investment, by, Act.EDIT)
    for name, value in _fields(values).items():
        setattr(found, name, value)
    found.narrow()
    found.full_clean()
    found.save()
    note("edited", found, by)
    return found


@transaction.atomic
def remove_investment(*, investment: Investment, by: User) -> None:
    """Only one to which no company said anything yet."""
    found = of_desk(investment, by, Act.REMOVE)
    if found.participations.exists():
        raise ValidationError(_("Companies said something already. Stop it instead, and say why."))
    note("removed", found, by)
    found.delete()


@transaction.atomic
def open_pledges(*, investment: Investment, until: datetime, by: User) -> Investment:
    """From now on companies say on what conditions they join."""
    found = of_desk(investment, by, Act.OPEN)
    if found.audience == Level.DESK:
        text = _("Only the desk can see this. Choose first which companies it is for.")
        raise ValidationError(text)
    if until <= timezone.now():
        raise ValidationError({"until": _("Choose a moment that is still to come.")})
    found.state, found.opened_at, found.pledges_until = State.PLEDGING, timezone.now(), until
    found.failed_at = None
    found.save(update_fields=["state", "opened_at", "pledges_until", "failed_at"])
    note("opened", found, by)
    tell_of(found, "opened")
    return found


@transaction.atomic
def extend_pledges(*, investment: Investment, until: datetime, by: User) -> Investment:
    """More time, never less: who meant to say yes tomorrow can do so."""
    found = of_desk(investment, by, Act.EXTEND)
    if found.pledges_until is None or until <= max(found.pledges_until, timezone.now()):
        raise ValidationError({"until": _("Choose a later moment than the one that was said.")})
    found.pledges_until = until
    found.save(update_fields=["pledges_until"])
    note("extended", found, by)
    return found


@transaction.atomic
def stop_investment(*, investment: Investment, because: str, by: User) -> Investment:
    """It does not go on; who said something hears why."""
    found = of_desk(investment, by, Act.STOP)
    if not because.strip():
        raise ValidationError({"because": _("Say why, in one sentence: companies read it.")})
    found.state, found.ended_at, found.why_stopped = (
        State.STOPPED,
        timezone.now(),
        because.strip()[:500],
    )
    found.save(update_fields=["state", "ended_at", "why_stopped"])
    note("stopped", found, by)
    tell_of(found, "stopped")
    return found


def _fields(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS if name in values}
