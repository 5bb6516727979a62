"""What a deal really brought: reported by one side, counted once both signed, never edited after.

In the ledger what goes from one to the other stands with both: one gave it, the other took it. Of
what is gained (money, CO2) each took its own part. A correction takes back what its line wrote.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.exchange.models import GAINED, Deal, DealEvent, Value, ValueKind
from naober.features.exchange.services import signing
from naober.features.exchange.services.deals import LARGEST, log_event
from naober.features.ledger import services as ledger
from naober.features.ledger.models import UNIT_OF, Entry
from naober.foundation.core.text import storable
from naober.foundation.members.models import User

STEP = Decimal("0.001")
KILOGRAMS_IN_A_TONNE = Decimal(1000)
What = DealEvent.What


@dataclass(frozen=True, slots=True)
class Co2:
    """How much was saved of something (say 1000 m3 of gas), and what that is in CO2."""

    amount: Decimal
    unit: str
    kg_per_unit: Decimal
    source: str
    offer_part: Decimal = Decimal("0.5")  # which part of the saving is the giver's

    def tonnes(self) -> Decimal:
        return _rounded(self.amount * self.kg_per_unit / KILOGRAMS_IN_A_TONNE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line as somebody reports it. `quantity` for what goes over, the gains for money."""

    kind: str
    period_start: date
    period_end: date
    quantity: Decimal = Decimal(0)
    offer_gain: Decimal = Decimal(0)
    need_gain: Decimal = Decimal(0)
    co2: Co2 | None = None
    note: str = ""


@transaction.atomic
def report_value(
    *, deal: Deal, side: str, line: Line, by: User, number: int | None = None
) -> Value:
    """Say what a confirmed deal brought in a period. It counts once the other side signs. Said
    again with the same number it is there already."""
    deal = Deal.objects.select_for_update().get(pk=deal.pk)
    signing.check_side(deal=deal, side=side, by=by)
    if not deal.is_confirmed:
        raise ValidationError(_("First both confirm what you agreed."))
    value = _made_of(line, deal, side)
    if number:
        known = Value.objects.filter(pk=number).first()
        if known and _says(known) == _says(value):
            return known
        value.pk = value.pk if known else number
    value.save(force_insert=True)
    _sign(value, deal, side, by, What.VALUE)
    return value


def _says(value: Value) -> tuple[object, ...]:
    period = value.period_start, value.period_end
    return value.deal_id, value.kind, *period, value.quantity, value.offer_gain, value.note


@transaction.atomic
def correct_value(*, value: Value, side: str, note: str, by: User) -> Value:
    """Ask to take a confirmed line back, whole. Both sign that as they signed the line."""
    value, deal = _locked(value, side, by)
    if not value.is_confirmed or value.corrects_id is not None:
        raise ValidationError(_("Only what both confirmed can be taken back."))
    if value.corrections.filter(ended_at=None).exists():
        raise ValidationError(_("It is being taken back already."))
    made = _taken_back(value, side, note)
    made.save(force_insert=True)
    _sign(made, deal, side, by, What.CORRECTION)
    return made


@transaction.atomic
def confirm_value(*, value: Value, side: str, by: User) -> Value:
    """Yes, that is right. The second signature writes it in the ledger, in the same moment."""
    value, deal = _locked(value, side, by)
    if value.is_signed(side):
        return value
    if value.ended_at is not None:
        raise ValidationError(_("This report has ended. You can make a new one."))
    _sign(value, deal, side, by, What.SIGNED)
    return value


@transaction.atomic
def refuse_value(*, value: Value, side: str, by: User) -> Value:
    """That is not how we see it: it ends, counts nowhere, and a better one can be made."""
    value, deal = _locked(value, side, by)
    if value.is_confirmed:
        raise ValidationError(_("Both confirmed it. It can be taken back instead."))
    if value.ended_at is None:
        value.ended_at = timezone.now()
        value.save(update_fields=["ended_at"])
        log_event(deal=deal, what=What.VALUE_REFUSED, side=side, by=by)
    return value


@transaction.atomic
def withdraw_value(*, value: Value, by: User) -> Value:
    """We made a mistake: whoever reported it takes it away, while the other did not sign yet."""
    value, deal = _locked(value, value.proposed_by_side, by)
    if value.is_confirmed:
        raise ValidationError(_("Both confirmed it. It can be taken back instead."))
    if value.ended_at is None:
        value.ended_at = timezone.now()
        value.save(update_fields=["ended_at"])
        log_event(deal=deal, what=What.VALUE_WITHDRAWN, side=value.proposed_by_side, by=by)
    return value


def ledger_key(value: Value, company: int) -> str:
    return f"deal-value:{value.pk}:{company}"


def _locked(value: Value, side: str, by: User) -> tuple[Value, Deal]:
    """The deal is locked too: who acts on one line waits for who acts on another."""
    deal = Deal.objects.select_for_update().get(pk=value.deal_id)
    signing.check_side(deal=deal, side=side, by=by)
    return Value.objects.select_for_update().get(pk=value.pk), deal


def _sign(value: Value, deal: Deal, side: str, by: User, what: str) -> None:
    company = signing.company_on(deal, side)
    confirmed = signing.sign(row=value, side=side, by=by, company=company)
    log_event(deal=deal, what=What.VALUE_CONFIRMED if confirmed else what, side=side, by=by)
    if confirmed:
        _write(value, deal, by)


def _write(value: Value, deal: Deal, by: User) -> None:
    if value.corrects is None:
        _write_line(value, deal)
    else:
        _take_back(value, value.corrects, deal, by)


def _write_line(value: Value, deal: Deal) -> None:
    gained = value.kind in GAINED
    parts = [
        (deal.offer_company, deal.need_company, "took" if gained else "gave", value.offer_gain),
        (deal.need_company, deal.offer_company, "took", value.need_gain),
    ]
    for company, other, direction, gain in parts:
        quantity = gain if gained else value.quantity
        if quantity > 0:
            ledger.record(
                company=company,
                direction=direction,
                kind=value.kind,
                quantity=quantity,
                unit=UNIT_OF[value.kind],
                on=value.period_end,
                source="deal",
                key=ledger_key(value, company.pk),
                counterparty=other,
                note=value.note,
                confirmed_by=_signed_by(value),
            )


def _take_back(value: Value, original: Value, deal: Deal, by: User) -> None:
    keys = [ledger_key(original, pk) for pk in (deal.offer_company_id, deal.need_company_id)]
    for entry in Entry.objects.filter(key__in=keys):
        ledger.correct(entry=entry, quantity=entry.quantity, note=value.note, by=by)


def _signed_by(value: Value) -> str:
    names = [value.offer_signed_name, value.need_signed_name]
    return ", ".join(name for name in names if name)


def _made_of(line: Line, deal: Deal, side: str) -> Value:
    if line.kind not in ValueKind.values:
        raise ValidationError({"kind": _("This kind is not known.")})
    if line.period_end < line.period_start:
        raise ValidationError({"period_end": _("It ends before it starts.")})
    value = Value(
        deal=deal,
        kind=line.kind,
        period_start=line.period_start,
        period_end=line.period_end,
        note=storable(line.note)[:300],
        proposed_by_side=side,
    )
    _amounts(value, line)
    if not 0 < value.quantity < LARGEST:
        raise ValidationError({"quantity": _("An amount is more than nothing.")})
    return value


def _amounts(value: Value, line: Line) -> None:
    if line.kind == ValueKind.CO2:
        _saved(value, line.co2)
    elif line.kind == ValueKind.MONEY:
        if min(line.offer_gain, line.need_gain) < 0:
            raise ValidationError({"quantity": _("An amount is more than nothing.")})
        value.offer_gain, value.need_gain = _rounded(line.offer_gain), _rounded(line.need_gain)
        value.quantity = value.offer_gain + value.need_gain
    else:
        value.quantity = _rounded(line.quantity)


def _saved(value: Value, co2: Co2 | None) -> None:
    if co2 is None or not co2.source.strip() or co2.kg_per_unit <= 0 or co2.amount <= 0:
        message = _("Say how much was saved, with which factor, and where the factor comes from.")
        raise ValidationError({"factor_source": message})
    value.quantity = co2.tonnes()
    value.offer_gain = _rounded(value.quantity * co2.offer_part)
    value.need_gain = value.quantity - value.offer_gain
    value.factor, value.factor_amount = co2.kg_per_unit, co2.amount
    value.factor_unit, value.factor_source = co2.unit[:20], co2.source.strip()[:300]


def _taken_back(value: Value, side: str, note: str) -> Value:
    return Value(
        deal_id=value.deal_id,
        kind=value.kind,
        quantity=-value.quantity,
        offer_gain=-value.offer_gain,
        need_gain=-value.need_gain,
        period_start=value.period_start,
        period_end=value.period_end,
        note=storable(note)[:300],
        factor=value.factor,
        factor_unit=value.factor_unit,
        factor_source=value.factor_source,
        factor_amount=value.factor_amount,
        corrects=value,
        proposed_by_side=side,
    )


def _rounded(amount: Decimal) -> Decimal:
    if not amount.is_finite() or abs(amount) >= LARGEST:
        raise ValidationError({"quantity": _("This amount cannot be right.")})
    return amount.quantize(STEP, ROUND_HALF_UP)
