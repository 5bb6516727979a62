"""Answers to take away as a file."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.http import HttpResponse

from naober.files.workbook import Sheet, Value, write_workbook
from naober.foundation.core.numbers import for_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def download(content: bytes | str, kind: str, name: str) -> HttpResponse:
    """`kind` is the content type, `name` the whole name of the file."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def as_csv(name: str, rows: Iterable[Iterable[Value]]) -> HttpResponse:
    """With a mark for spreadsheets that it is UTF-8; no typed text becomes a formula, and a
    number has the decimal mark of the reader's language, as their spreadsheet reads it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([_safe(value) for value in row] for row in rows)
    return download("\ufeff" + text.getvalue(), "text/csv; charset=utf-8", f"{name}.csv")


def _safe(value: Value) -> Value:
    if isinstance(value, Decimal | float):
        return for_file(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_workbook(name: str, sheets: Sequence[Sheet]) -> HttpResponse:
    return download(write_workbook(sheets), XLSX, f"{name}.xlsx")
