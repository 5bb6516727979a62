"""A company says how it stands, gives its figures in confidence, and pledges on its conditions: by
any of its people, or by the desk for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.investments import rules
from naober.features.investments.models import (
    Figures,
    Investment,
    Participation,
    Pledge,
    Stance,
    State,
)
from naober.features.investments.rules import Act
from naober.features.investments.services.acting import note, of_company, part_of
from naober.foundation.members.models import Company, User

FIGURES = ("size", "benefit_low", "benefit_likely", "benefit_high", "alone_cost")


@dataclass(frozen=True, slots=True)
class Conditions:
    """On which a company joins; none: whatever happens. `rule` is its vote for how to share."""

    least_companies: int | None = None
    most_share: Decimal | None = None
    rule: str = ""


@transaction.atomic
def give_figures(
    *,
    investment: Investment,
    company: Company,
    values: Mapping[str, Any],
    desk_reads: bool,
    by: User,
) -> Figures:
    """Writes over what was given before. The journal says that figures were given, never which.

    What the desk types it was told, so it may read it; the company can end that.
    """
    in_group = Participation.objects.parties().filter(investment=investment, company=company)
    act = rules.act_to_give(investment, is_party=in_group.exists())
    found = of_company(investment, company, by, act)
    on_behalf = rules.enters_for(by, company)
    part = part_of(found, company)
    part.asks_in_at = part.entry_price = None  # a price is of the figures that it was made with
    part.save(update_fields=["asks_in_at", "entry_price"])
    before = Figures.objects.filter(participation=part).first()
    if on_behalf:
        _check_lent(before)
    made = before or Figures(participation=part)
    for name in FIGURES:
        setattr(made, name, values.get(name))
    made.desk_reads, made.on_behalf = desk_reads or on_behalf, on_behalf
    made.given_by, made.given_at = by, timezone.now()
    _check_order(made)
    made.full_clean()
    made.save()
    _said(part)
    note("figures", found, by, company)
    return made


@transaction.atomic
def take_stance(
    *, investment: Investment, company: Company, stance: str, by: User
) -> Participation:
    """In, in doubt, or out. Who is not in has no pledge any more."""
    found = of_company(investment, company, by, Act.SAY)
    part = part_of(found, company)
    if stance not in Stance.values:
        raise ValidationError(_("This is not on the list."))
    if rules.enters_for(by, company):
        _check_lent(Figures.objects.filter(participation=part).first())
    if part.stance == stance:
        return part
    part.stance = stance
    part.save(update_fields=["stance"])
    if stance != Stance.IN:
        Pledge.objects.filter(participation=part).delete()
    _said(part)
    note("stance", found, by, company)
    return part


@transaction.atomic
def give_pledge(
    *, investment: Investment, company: Company, conditions: Conditions, by: User
) -> Pledge:
    """Changeable until pledges close; the last one counts."""
    found = of_company(investment, company, by, Act.PLEDGE)
    if not found.takes_pledges:
        raise ValidationError(_("Pledges are closed: none is taken any more."))
    part = part_of(found, company)
    figures = Figures.objects.filter(participation=part).first()
    if figures is None:
        raise ValidationError(_("Give your figures first: without a size there is no share."))
    before = Pledge.objects.filter(participation=part).first()
    if rules.enters_for(by, company):
        _check_lent(figures)
    made = before or Pledge(participation=part)
    made.least_companies, made.most_share = conditions.least_companies, conditions.most_share
    made.rule, made.pledged_by, made.pledged_at = conditions.rule, by, timezone.now()
    made.full_clean()
    made.save()
    part.stance = Stance.IN
    part.save(update_fields=["stance"])
    _said(part)
    note("pledged", found, by, company)
    return made


@transaction.atomic
def open_up(*, investment: Investment, company: Company, opens: bool, by: User) -> Participation:
    """Whether the others of the group may come to know its size. Its own people only: the desk does
    not give away what is not its own."""
    found = of_company(investment, company, by, Act.OPEN_UP)
    if rules.enters_for(by, company):
        text = _("Only the company itself can open its figures to the others.")
        raise ValidationError(text)
    part = Participation.objects.parties().filter(investment=found, company=company).first()
    if part is None:
        raise ValidationError(_("This company is not in the group."))
    part.opens_up = opens
    part.save(update_fields=["opens_up"])
    note("opened_up" if opens else "closed_up", found, by, company)
    return part


@transaction.atomic
def withdraw(*, company: Company) -> None:
    """Who leaves the collective joins nothing that is still open; what was agreed stays."""
    still_open = [State.IDEA, State.PLEDGING]
    Participation.objects.filter(company=company, investment__state__in=still_open).delete()


@transaction.atomic
def before_two_become_one(*, kept: Company, merged: Company) -> None:
    """Two rows of one company have one part: the one that said something last. In a group that
    was agreed both can be, and then people have to look at it first."""
    pair = Participation.objects.select_for_update().filter(company__in=[kept, merged])
    found: dict[int, list[Participation]] = {}
    for part in pair.order_by("said_at", "pk"):
        found.setdefault(part.investment_id, []).append(part)
    for both in (parts for parts in found.values() if len(parts) == 2):
        dropped, _stays = sorted(both, key=lambda part: (part.is_party, part.said_at))
        if dropped.is_party or dropped.realised.exists():
            raise ValidationError(
                _("Both are in the group of an investment. Let one of them leave it first.")
            )
        dropped.delete()


def _check_lent(figures: Figures | None) -> None:
    if figures is not None and not figures.desk_reads:
        text = _(
            "This company keeps its figures from the desk. Only its own people can change what it "
            "said."
        )
        raise ValidationError(text)


def _check_order(figures: Figures) -> None:
    low, likely, high = figures.benefit_low, figures.benefit_likely, figures.benefit_high
    if not low <= likely <= high:
        text = _("From low to high: the likely benefit lies between the other two.")
        raise ValidationError({"benefit_likely": text})


def _said(part: Participation) -> None:
    part.said_at = timezone.now()
    part.save(update_fields=["said_at"])
