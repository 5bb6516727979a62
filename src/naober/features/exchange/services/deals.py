"""From an introduction to a deal: written down by one side, changed or confirmed by the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.exchange import rules
from naober.features.exchange.changes import facts, parts_of_deal
from naober.features.exchange.models import Deal, DealEvent, Expectation, Match, ValueKind
from naober.features.exchange.services import differences, signing
from naober.foundation.audience.levels import Level
from naober.foundation.core.text import storable
from naober.foundation.journal import services as journal
from naober.foundation.members.models import User

MAX_AGREED = 5_000
LARGEST = Decimal(10) ** 10


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed, as one side writes it down. Only the words are asked; the rest may wait."""

    agreed: str
    starts_on: date | None = None
    ends_on: date | None = None
    audience: str = Level.DESK
    expected: Mapping[str, Decimal] = field(default_factory=dict)


@transaction.atomic
def propose_deal(*, match: Match, side: str, terms: Terms, by: User) -> Deal:
    """Write down what was agreed after an introduction; the other side confirms or changes it."""
    match = _locked_match(match)
    if not rules.may_make_deal(by, match, side):
        raise PermissionDenied
    if Deal.objects.running().visible_to(by).filter(match=match).exists():
        raise ValidationError(_written_down())
    deal = Deal(
        match=match,
        offer_company=match.offer_company,
        need_company=match.need_company,
        kind=match.offer.kind,
        proposed_by_side=side,
    )
    _check_reach(deal, side, terms, by)
    _fill(deal, terms)
    deal.save(force_insert=True)
    _expect(deal, terms)
    _log(deal, DealEvent.What.PROPOSED, side, by)
    signing.sign(row=deal, side=side, by=by, company=signing.company_on(deal, side))
    return deal


@transaction.atomic
def change_deal(*, deal: Deal, side: str, terms: Terms, version: int, by: User) -> Deal:
    """A new version: who changes it has signed it, the other signs anew."""
    deal = _locked(deal, side, by)
    _check_version(deal, version)
    _check_reach(deal, side, terms, by)
    before = parts_of_deal(deal)
    _fill(deal, terms)
    _check_alone(deal)
    deal.version += 1
    deal.proposed_by_side, deal.proposed_at = side, timezone.now()
    for column, value in signing.unsigned().items():
        setattr(deal, column, value)
    deal.save()
    _expect(deal, terms)
    kept = facts(before, parts_of_deal(deal))
    log_event(deal=deal, what=DealEvent.What.CHANGED, side=side, by=by, **kept)
    signing.sign(row=deal, side=side, by=by, company=signing.company_on(deal, side))
    return deal


@transaction.atomic
def confirm_deal(*, deal: Deal, side: str, version: int, by: User) -> Deal:
    """Yes, this is what we agreed: of the version that one read, and no other."""
    deal = _locked(deal, side, by)
    _check_version(deal, version)
    if deal.is_signed(side):
        return deal
    agreed = signing.sign(row=deal, side=side, by=by, company=signing.company_on(deal, side))
    _log(deal, DealEvent.What.AGREED if agreed else DealEvent.What.SIGNED, side, by)
    return deal


@transaction.atomic
def say_different(*, deal: Deal, side: str, version: int, why: str, by: User) -> Deal:
    """No, it was different: nothing is signed, and who wrote it down hears it."""
    deal = _locked(deal, side, by)
    _check_version(deal, version)
    if deal.is_signed(side):
        raise ValidationError(_("You confirmed this already. Change it, or end it."))
    _log(deal, DealEvent.What.DIFFERENT, side, by)
    differences.tell_the_other(deal=deal, side=side, why=storable(why))
    return deal


@transaction.atomic
def end_deal(*, deal: Deal, side: str, why: str, by: User) -> Deal:
    """Done, stopped, or never agreed. What it brought so far stays, and may still be reported."""
    deal = _locked(deal, side, by)
    allowed = {Deal.Ended.DONE, Deal.Ended.STOPPED, Deal.Ended.NOT_AGREED}
    if why not in allowed:
        raise ValidationError(_("This reason is not known."))
    deal.ended_at, deal.ended_why = timezone.now(), why
    deal.save(update_fields=["ended_at", "ended_why"])
    _log(deal, DealEvent.What.ENDED, side, by)
    return deal


def log_event(*, deal: Deal, what: str, side: str, by: User | None, **kept: str) -> None:
    """A step in the timeline of both, and in the journal of the one who took it."""
    company = signing.company_on(deal, side) if side else None
    on_behalf = bool(by and company and rules.acts_on_behalf(by, company))
    DealEvent.objects.create(
        deal=deal, what=what, side=side, by_name=str(by)[:150] if by else "", by_desk=on_behalf
    )
    if company:
        journal.record(
            action=f"deal.{what}",
            by=by,
            company=company,
            about=f"deal:{deal.pk}",
            on_behalf=on_behalf,
            **kept,
        )


def _log(deal: Deal, what: str, side: str, by: User) -> None:
    log_event(deal=deal, what=what, side=side, by=by)


def _locked_match(match: Match) -> Match:
    found = Match.objects.select_for_update().filter(pk=match.pk).first()
    if found is None:
        raise PermissionDenied
    return found


def _locked(deal: Deal, side: str, by: User) -> Deal:
    found = Deal.objects.select_for_update().get(pk=deal.pk)
    signing.check_side(deal=found, side=side, by=by)
    if found.ended_at is not None:
        raise ValidationError(_("This has ended. You can write down something new."))
    return found


def _check_version(deal: Deal, version: int) -> None:
    if deal.version != version:
        raise ValidationError(_("It was changed in the meantime. Read it again first."))


def _check_reach(deal: Deal, side: str, terms: Terms, by: User) -> None:
    """What the desk writes down it can find again."""
    if terms.audience == Level.OWN and rules.acts_on_behalf(by, signing.company_on(deal, side)):
        message = _("The desk writes this down for them, so the desk may see it.")
        raise ValidationError({"audience": message})


def _check_alone(deal: Deal) -> None:
    """Beside one that only the two may see the desk may have written down another, unknowing."""
    if deal.match is None:
        return
    own = Q(audience=Level.OWN)
    others = Deal.objects.running().filter(match=_locked_match(deal.match)).exclude(pk=deal.pk)
    if others.filter(own if deal.audience == Level.OWN else ~own).exists():
        raise ValidationError(_written_down())


def _written_down() -> str:
    return _("It was written down already. Open it to change it.")


def _fill(deal: Deal, terms: Terms) -> None:
    agreed = storable(terms.agreed)
    if not agreed:
        raise ValidationError({"agreed": _("Say in a few words what you agreed.")})
    if len(agreed) > MAX_AGREED:
        raise ValidationError({"agreed": _("This is too long: keep it to what matters.")})
    if terms.starts_on and terms.ends_on and terms.ends_on < terms.starts_on:
        raise ValidationError({"ends_on": _("It ends before it starts.")})
    if terms.audience not in Deal.AUDIENCES:
        raise ValidationError({"audience": _("This choice is not known.")})
    deal.agreed, deal.audience = agreed, terms.audience
    deal.starts_on, deal.ends_on = terms.starts_on, terms.ends_on


def _expect(deal: Deal, terms: Terms) -> None:
    """What it is expected to bring: nothing, or more than nothing, of known kinds."""
    wanted = {kind: amount for kind, amount in terms.expected.items() if amount}
    for kind, amount in wanted.items():
        if kind not in ValueKind.values or not (0 < amount < LARGEST):
            raise ValidationError({"expected": _("An amount is more than nothing.")})
    deal.expected.all().delete()
    Expectation.objects.bulk_create(
        Expectation(deal=deal, kind=kind, per_year=amount) for kind, amount in wanted.items()
    )
