"""To write in the ledger. Every feature does it through here; nothing is ever changed."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from naober.features.ledger.models import UNIT_OF, Entry, Published
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
    at: datetime | None = None,
) -> Entry:
    """One row, for one company: what it gave or took, of whom or to whom.

    The same `key` is never written twice: the row that is there is given back. The other side has
    a row of its own, with a key of its own; a note is read by `company` only. `at` is for what is
    brought in from before: never before totals that were published, for those stay what they are.
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
            "at": _moment(kind, at),
        },
    )
    return made


@transaction.atomic
def correct(*, entry: Entry, quantity: Decimal, note: str, by: User | None, key: str = "") -> Entry:
    """Take back so much of what a row says (with or without its minus), at most what is left.

    The same `key` is never written twice.
    """
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    there = Entry.objects.filter(key=key).first() if key else None
    if there is not None:
        return there
    if entry.corrects_id is not None:
        raise ValidationError(_("This is a correction itself; correct the entry it belongs to."))
    taken_back = _amount(abs(quantity))
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
        key=key or f"{entry.pk}:correction:{entry.corrections.count() + 1}",
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


def _moment(kind: str, at: datetime | None) -> datetime:
    now = timezone.now()
    if at is None:
        return now
    frozen = Published.objects.filter(kind=kind, until__gt=timezone.localdate(at)).exists()
    if frozen or at > now:
        raise ValidationError(_("The totals of that time are closed already."))
    return at
