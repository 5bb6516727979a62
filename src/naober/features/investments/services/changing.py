"""To come in later, at a fair price, and to go out.

The price is worked out once, when the desk asks for it on behalf of the group: who could try sizes
as it liked would read from the prices how large the others are. Who comes in says beforehand that
the group may come to know its size: each reads what it gets back.
"""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.investments import engine_bridge, rules, selectors
from naober.features.investments.models import Figures, Investment, Participation, Stance
from naober.features.investments.rules import Act
from naober.features.investments.services.acting import note, of_company, of_desk, part_of
from naober.foundation.members.models import Company, User

DAYS_A_YEAR = 365.25


@transaction.atomic
def ask_in(*, investment: Investment, company: Company, by: User) -> Participation:
    """A company wants to join a group that is there already."""
    found = of_company(investment, company, by, Act.JOIN)
    part = part_of(found, company)
    if part.is_party:
        raise ValidationError(_("This company is in the group already."))
    if not Figures.objects.filter(participation=part).exists():
        raise ValidationError(_("Give your figures first: without a size there is no price."))
    if part.asks_in_at is None:
        part.asks_in_at, part.entry_price = timezone.now(), None
        part.save(update_fields=["asks_in_at", "entry_price"])
        note("asked_in", found, by, company)
    return part


@transaction.atomic
def offer_place(*, investment: Investment, company: Company, by: User) -> Participation:
    """The desk, once the group wants it: what a fair price is, worked out once."""
    found = of_desk(investment, by, Act.JOIN)
    part = _asking(found, company)
    if part.entry_price is None:
        _check_group(selectors.parties(found))
        part.entry_price = _entry(found, part).price
        part.save(update_fields=["entry_price"])
        note("offered", found, by, company)
    return part


@transaction.atomic
def join_later(*, investment: Investment, company: Company, by: User) -> Participation:
    """At the price that was offered: from now on it is one of the group, and the others carry so
    much less."""
    found = of_company(investment, company, by, Act.JOIN)
    part = _asking(found, company)
    if part.entry_price is None:
        raise ValidationError(_("There is no price yet: the desk asks the group first."))
    price = _entry(found, part)
    for other in selectors.parties(found):
        other.share = (other.share or Decimal(0)) - price.back[other.company_id]
        other.save(update_fields=["share"])
    part.joined_on, part.left_on, part.share = timezone.localdate(), None, part.entry_price
    part.stance = Stance.IN
    part.asks_in_at = None
    part.save(update_fields=["joined_on", "left_on", "share", "stance", "asks_in_at"])
    _end_offers(found)
    note("joined", found, by, company)
    return part


@transaction.atomic
def leave_group(*, investment: Investment, company: Company, by: User) -> Participation:
    """It goes out. What it paid stays paid, and nobody pays more: who takes its place later pays
    for it."""
    found = of_company(investment, company, by, Act.LEAVE)
    part = Participation.objects.parties().filter(investment=found, company=company).first()
    if part is None:
        raise ValidationError(_("This company is not in the group."))
    part.left_on = timezone.localdate()
    part.save(update_fields=["left_on"])
    _end_offers(found)
    note("left", found, by, company)
    return part


def _check_group(parties: list[Participation]) -> None:
    if len(parties) >= rules.MOST_COMPANIES:
        raise ValidationError(_("The group is as large as can be reckoned with."))
    if rules.share_tells(len(parties)) and not all(one.opens_up for one in parties):
        text = _("There is one company in it, and the price would tell its size. Let them talk.")
        raise ValidationError(text)


def _end_offers(found: Investment) -> None:
    """Another group, another price."""
    waiting = Participation.objects.filter(investment=found, entry_price__isnull=False)
    waiting.exclude(asks_in_at=None).update(entry_price=None)


def years_used(investment: Investment) -> float:
    """None until it runs, and no more than its life."""
    if investment.started_at is None:
        return 0.0
    years = (timezone.now() - investment.started_at).days / DAYS_A_YEAR
    return min(years, float(investment.lifetime))


def _asking(found: Investment, company: Company) -> Participation:
    part = Participation.objects.filter(investment=found, company=company).first()
    if part is None or part.asks_in_at is None or part.is_party:
        raise ValidationError(_("This company does not ask to come in (any more)."))
    return part


def _entry(found: Investment, part: Participation) -> engine_bridge.Entry:
    return engine_bridge.entry(found, selectors.parties(found), part, years=years_used(found))
