"""To write in the ledger. Every feature does it through here; nothing is ever changed."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from naober.features.ledger.models import UNIT_OF, Entry
from naober.foundation.members.models import Company, User

STEP = Decimal("0.001")


@transaction.atomic
def record(  # noqa: PLR0913  (the facts of one row)
    *,
    company: Company,
    direction: str,
    kind: str,
    quantity: Decimal,
    unit: str,
    on: date,
    source: str,
    key: str,
    counterparty: Company | None = None,
    note: str = "",
    confirmed_by: str = "",
    by: User | None = None,
) -> Entry:
    """One row, for one company: what it gave or took, of whom or to whom.

    The same `key` is never written twice: the row that is there is given back. The other side has
    a row of its own, with a key of its own; a note is read by `company` only.
    """
    there = Entry.objects.filter(key=key).first()
    if there is not None:
        return there
    made, _is_new = Entry.objects.get_or_create(
        key=key,
        defaults={
            "company": company,
            "direction": direction,
            "kind": kind,
            "quantity": _amount(quantity),
            "unit": _unit(kind, unit),
            "on": on,
            "source": source,
            "counterparty": counterparty,
            "note": note[:300],
            "confirmed_by": confirmed_by[:300],
            "by": by,
        },
    )
    return made


@transaction.atomic
def correct(*, entry: Entry, quantity: Decimal, note: str, by: User | None) -> Entry:
    """Take back `quantity` (positive) of what a row says, at most all that is left of it."""
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if entry.corrects_id is not None:
        raise ValidationError(_("This is a correction itself; correct the entry it belongs to."))
    taken_back = _amount(quantity)
    if taken_back > left_of(entry):
        raise ValidationError(_("More cannot be taken back than was written."))
    return Entry.objects.create(
        company=entry.company,
        direction=entry.direction,
        kind=entry.kind,
        unit=entry.unit,
        quantity=-taken_back,
        on=entry.on,
        counterparty=entry.counterparty,
        note=note[:300],
        source=entry.source,
        key=f"{entry.pk}:correction:{entry.corrections.count() + 1}",
        corrects=entry,
        by=by,
    )


def left_of(entry: Entry) -> Decimal:
    """What a row still says, after what was taken back of it."""
    taken_back = entry.corrections.aggregate(sum=Sum("quantity"))["sum"] or Decimal(0)
    return entry.quantity + Decimal(taken_back)


def _amount(quantity: Decimal) -> Decimal:
    rounded = Decimal(quantity).quantize(STEP)
    if rounded <= 0:
        raise ValidationError(_("An amount is more than nothing."))
    return rounded


def _unit(kind: str, unit: str) -> str:
    if UNIT_OF.get(kind) != unit:
        raise ValidationError(_("This kind is not counted in this unit."))
    return unit
