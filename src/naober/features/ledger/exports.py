"""One's own balance to take away: CSV and a workbook with the same rows."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _

from naober.features.ledger import words
from naober.features.ledger.models import Entry, Way
from naober.files.workbook import Column, Sheet, Value, write_workbook

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(name: str, rows: Iterable[Iterable[Value]]) -> HttpResponse:
    """With a mark for spreadsheets that it is UTF-8; no typed text becomes a formula."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([_safe(value) for value in row] for row in rows)
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _safe(value: Value) -> Value:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_workbook(name: str, sheet: Sheet) -> HttpResponse:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    response = HttpResponse(write_workbook([sheet]), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


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
            entry.unit,
            entry.counterparty.name if entry.counterparty else "",
            entry.note,
            entry.confirmed_by,
            _("yes") if entry.corrects_id else "",
        ]
