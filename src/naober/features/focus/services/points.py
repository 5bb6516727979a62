"""To start a focus point, measure it, and end it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.agenda.models import Challenge, Theme
from naober.features.agenda.models import State as ChallengeState
from naober.features.agenda.services import mark_chosen, mark_open
from naober.features.focus import rules
from naober.features.focus.models import FocusPoint, Measurement, State, WorkingGroup
from naober.features.focus.services.telling import tell_back
from naober.foundation.core.once import keep_once
from naober.foundation.journal.services import record
from naober.foundation.members.models import User
from naober.foundation.members.rules import allow

SAYS = ("title", "goal")


@dataclass(frozen=True, slots=True)
class Aim:
    """What a focus point is after. In figures: what is measured, in which unit, from where to
    where; all four or none."""

    title: str
    goal: str
    text: str = ""
    theme: Theme | None = None
    measure: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_on: date | None = None
    is_public: bool = False


@transaction.atomic
def start_focus(
    *,
    aim: Aim,
    by: User,
    challenges: Sequence[Challenge] = (),
    number: int | None = None,
) -> FocusPoint:
    """The collective acts on these challenges, or on something that the desk begins without a
    round. Everyone behind the challenges hears of it."""
    allow(by.is_desk)
    made = FocusPoint(created_by=by)
    _fill(made, aim)
    made, is_new = keep_once(made, number, SAYS)
    if is_new:
        record(action="focus.started", by=by, about=f"focus:{made.pk}")
        _add(made, challenges)
    return made


@transaction.atomic
def change_focus(
    *, point: FocusPoint, aim: Aim, by: User, challenges: Sequence[Challenge] | None = None
) -> FocusPoint:
    """Other words or figures. `challenges` are those behind it from now on (None: as they are); a
    new one is told that it became a focus point; one that goes is open again, and the rest is told
    there no more. Locked: a point that ends meanwhile stays ended, and takes nothing in."""
    allow(by.is_desk)
    kept = FocusPoint.objects.select_for_update(of=("self",)).get(pk=point.pk)
    _fill(kept, aim)
    kept.full_clean()
    kept.save()
    if challenges is not None:
        _take_other_challenges(kept, challenges)
    record(action="focus.changed", by=by, about=f"focus:{kept.pk}")
    return kept


@transaction.atomic
def measure(*, point: FocusPoint, day: date, value: Decimal, by: User) -> Measurement:
    """Where it stands on a day. Of one day the last that was said holds."""
    allow(rules.may_lead_point(by, point))
    if not point.is_measured:
        raise ValidationError(_("Say first what is measured, and in which unit."))
    if day > timezone.localdate():
        raise ValidationError({"day": _("This day is still to come.")})
    made, _is_new = Measurement.objects.update_or_create(
        point=point, day=day, defaults={"value": value, "by": by}
    )
    record(action="focus.measured", by=by, about=f"focus:{point.pk}")
    return made


@transaction.atomic
def forget_measurement(*, measurement: Measurement, by: User) -> None:
    """It was a mistake."""
    allow(rules.may_lead_point(by, measurement.point))
    record(action="focus.unmeasured", by=by, about=f"focus:{measurement.point_id}")
    measurement.delete()


@transaction.atomic
def achieve_focus(*, point: FocusPoint, by: User) -> FocusPoint:
    """The goal is reached: only when another party confirmed a result."""
    allow(rules.may_lead_point(by, point))
    kept = FocusPoint.objects.select_for_update(of=("self",)).get(pk=point.pk)
    if kept.state == State.ACHIEVED:
        return kept
    _check_running(kept)
    if not kept.results.confirmed().exists():
        raise ValidationError(_("First report a result, and have another party confirm it."))
    return _end(kept, State.ACHIEVED, by)


@transaction.atomic
def stop_focus(*, point: FocusPoint, because: str, by: User) -> FocusPoint:
    """The collective works on it no more. The reason is told to everyone behind it, and what it
    was chosen for is open again."""
    allow(rules.may_lead_point(by, point))
    if not because.strip():
        raise ValidationError({"because": _("Say why: everyone behind it reads this.")})
    kept = FocusPoint.objects.select_for_update(of=("self",)).get(pk=point.pk)
    if kept.state == State.STOPPED:
        return kept
    _check_running(kept)
    kept.stopped_because = because.strip()[:500]
    _end(kept, State.STOPPED, by)
    tell_back(kept, "stopped", kept.pk, because=kept.stopped_because)
    _set_free(kept.challenges.values_list("pk", flat=True))
    return kept


def _check_running(point: FocusPoint) -> None:
    if not point.is_running:
        raise ValidationError(_("This focus point has ended already."))


def _end(point: FocusPoint, state: State, by: User) -> FocusPoint:
    """Its group ends with it; what stands in there stays to be read."""
    today = timezone.localdate()
    point.state, point.ended_on = state, max(today, point.started_on)
    point.save(update_fields=["state", "ended_on", "stopped_because"])
    WorkingGroup.objects.running().filter(point=point).update(ended_on=today)
    record(action=f"focus.{state}", by=by, about=f"focus:{point.pk}")
    return point


def _add(point: FocusPoint, challenges: Sequence[Challenge]) -> None:
    point.challenges.add(*challenges)
    for challenge in challenges:
        mark_chosen(challenge=challenge)
    tell_back(point, "started", point.pk)


def _take_other_challenges(point: FocusPoint, challenges: Sequence[Challenge]) -> None:
    wanted = {one.pk for one in challenges}
    known = set(point.challenges.values_list("pk", flat=True))
    if wanted - known and not point.is_running:
        text = _("This focus point has ended: nothing can be put behind it any more.")
        raise ValidationError({"challenges": text})
    point.challenges.remove(*(known - wanted))
    _set_free(known - wanted)
    _add(point, [one for one in challenges if one.pk not in known])


def _set_free(gone: Iterable[int]) -> None:
    """Challenges on which no other focus point acts. Locked first: of two points that end at the
    same time the second one sees that the first is over."""
    wanted = Challenge.objects.filter(pk__in=list(gone), state=ChallengeState.CHOSEN)
    for challenge in list(wanted.select_for_update(of=("self",)).order_by("pk")):
        if not challenge.focus_points.exclude(state=State.STOPPED).exists():
            mark_open(challenge=challenge)


def _fill(point: FocusPoint, aim: Aim) -> None:
    point.title, point.goal, point.text, point.theme = aim.title, aim.goal, aim.text, aim.theme
    point.measure, point.unit = aim.measure, aim.unit
    point.baseline, point.baseline_on = aim.baseline, aim.baseline_on
    point.target, point.target_on = aim.target, aim.target_on
    point.is_public = aim.is_public
