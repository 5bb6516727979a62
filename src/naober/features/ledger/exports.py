"""One's own balance to take away: the same rows for a CSV and a workbook."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naober.features.ledger import words
from naober.features.ledger.models import Entry, Way
from naober.files.workbook import Column, Sheet, Value


def entry_sheet(entries: QuerySet[Entry]) -> Sheet:
    columns = [
        Column(_("Date"), 12, "date"),
        Column(_("Kind"), 16),
        Column(_("Gave or took"), 12),
        Column(_("Quantity"), 14, "number"),
        Column(_("Unit"), 8),
        Column(_("With whom"), 30),
        Column(_("Note"), 40),
        Column(_("Confirmed by"), 30),
        Column(_("Correction"), 12),
    ]
    return Sheet(_("Balance"), columns, _rows(entries))


def _rows(entries: QuerySet[Entry]) -> Iterator[list[Value]]:
    for entry in entries.select_related("counterparty").iterator(chunk_size=2000):
        yield [
            entry.on,
            words.kind_name(entry.kind),
            str(Way(entry.direction).label),
            entry.quantity,
            str(entry.get_unit_display()),
            entry.counterparty.name if entry.counterparty else "",
            entry.note,
            entry.confirmed_by,
            _("yes") if entry.corrects_id else "",
        ]
