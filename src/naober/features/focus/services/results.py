"""To report what a focus point brought; another party confirms it, and then it counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.agenda.models import State as ChallengeState
from naober.features.agenda.services import mark_done
from naober.features.focus import rules
from naober.features.focus.models import Document, FocusPoint, Result, WorkingGroup
from naober.features.focus.services.telling import tell_back
from naober.foundation.core.numbers import figure
from naober.foundation.core.once import keep_once
from naober.foundation.journal.services import record
from naober.foundation.members.models import Company, User
from naober.foundation.members.rules import acts_for, allow

SAYS = ("point_id", "value", "unit", "what", "day", "company_id")


@dataclass(frozen=True, slots=True)
class Finding:
    """A number, of what, since when, and how one knows."""

    value: Decimal
    unit: str
    what: str
    day: date = field(default_factory=timezone.localdate)
    evidence: str = ""
    link: str = ""
    document: Document | None = None


@transaction.atomic
def report_result(
    *,
    point: FocusPoint,
    finding: Finding,
    by: User,
    company: Company | None = None,
    number: int | None = None,
) -> Result:
    """Somebody in the group for their company, the desk for itself or for a company of the group.
    It counts for nothing yet; those behind the challenge hear that it waits, not the number."""
    allow(rules.may_report(by, point, company))
    made = Result(point=point, by=by, company=company)
    made.value, made.unit, made.what = finding.value, finding.unit, finding.what
    made.day, made.evidence, made.link = finding.day, finding.evidence, finding.link
    made.document = _of_group(finding.document, point)
    made.entered_by_desk = by.is_desk and not (company and acts_for(by, company))
    made, is_new = keep_once(made, number, SAYS)
    if is_new:
        _note("result.reported", made, by, company)
        tell_back(point, "result", made.pk)
    return made


@transaction.atomic
def confirm_result(*, result: Result, by: User, company: Company | None = None) -> Result:
    """Another party says that it is so: from now on it counts, is told with its number, and the
    challenges behind it are done. `company`: for which of one's companies; the desk for none."""
    kept = Result.objects.select_for_update(of=("self",)).get(pk=result.pk)
    if kept.is_confirmed:
        return kept
    allow(rules.may_confirm(by, kept))
    own = rules.confirming_companies(by, kept)
    chosen = company.pk if company else next(iter(own), None)
    allow(chosen in own or (chosen is None and by.is_desk))
    kept.confirmed_at, kept.confirmed_by = timezone.now(), by
    kept.confirmed_company_id = chosen
    kept.save(update_fields=["confirmed_at", "confirmed_by", "confirmed_company"])
    _note("result.confirmed", kept, by, kept.confirmed_company)
    tell_back(kept.point, "confirmed", f"{kept.pk}:{chosen or 0}", text=said(kept))
    for challenge in kept.point.challenges.filter(state=ChallengeState.CHOSEN):
        mark_done(challenge=challenge)
    return kept


@transaction.atomic
def refuse_result(*, result: Result, because: str, by: User) -> Result:
    """Another party says that it is not so, and why: it goes, and can be reported anew."""
    kept = Result.objects.select_for_update(of=("self",)).get(pk=result.pk)
    allow(rules.may_confirm(by, kept))
    kept.why_not = because.strip()[:500]
    return _withdraw(kept, "result.refused", by)


@transaction.atomic
def withdraw_result(*, result: Result, by: User) -> Result:
    """Who reported it takes it back, as long as nobody confirmed it; the desk on their behalf."""
    kept = Result.objects.select_for_update(of=("self",)).get(pk=result.pk)
    allow(by.is_desk or by.pk == kept.by_id)
    if kept.is_confirmed:
        raise ValidationError(_("This was confirmed, so it stays."))
    return _withdraw(kept, "result.withdrawn", by)


@transaction.atomic
def before_two_become_one(*, kept: Company, merged: Company) -> None:
    """What the one reported and the other confirmed turns out to be one company's word for itself:
    it counts no more, and waits for another party. Everybody behind it hears so."""
    pair = [kept.pk, merged.pk]
    between = Result.objects.filter(company__in=pair, confirmed_company__in=pair)
    for result in between.select_for_update(of=("self",)).select_related("point"):
        mark = int(result.confirmed_at.timestamp()) if result.confirmed_at else 0
        result.confirmed_at = result.confirmed_by = result.confirmed_company = None
        result.save(update_fields=["confirmed_at", "confirmed_by", "confirmed_company"])
        record(action="result.waits_again", company=kept, about=f"result:{result.pk}")
        tell_back(result.point, "waits_again", f"{result.pk}:{mark}")


def said(result: Result) -> str:
    """The result in one line: "1.200 MWh aardgas minder in een jaar"."""
    return f"{figure(result.value)} {result.unit} {result.what}"


def _withdraw(result: Result, code: str, by: User) -> Result:
    if result.withdrawn_at is None:
        result.withdrawn_at = timezone.now()
        result.save(update_fields=["withdrawn_at", "why_not"])
        _note(code, result, by, None)
    return result


def _of_group(document: Document | None, point: FocusPoint) -> Document | None:
    group = WorkingGroup.objects.filter(point=point).first()
    allow(document is None or document.group == group)
    return document


def _note(code: str, result: Result, by: User, company: Company | None) -> None:
    on_behalf = by.is_desk and company is not None
    record(action=code, by=by, company=company, about=f"result:{result.pk}", on_behalf=on_behalf)
