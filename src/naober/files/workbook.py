"""Tables as a workbook (.xlsx) to take away: header, filter, real dates and numbers.

Row by row, so that a hundred thousand rows need little memory. What somebody typed never becomes a
formula: it stays the text that it was, marked as text, also when the cell is edited later.
"""

import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MAX_ROWS = 1_048_575  # below the header; what a spreadsheet holds
MAX_CHARACTERS = 32_767  # in a cell
_MAX_TITLE = 31
_FIRST_DATE = date(1900, 3, 1)  # before it spreadsheets disagree about the calendar
_EXACT = 10**15  # larger whole numbers lose digits in a spreadsheet
_FORMATS = {"money": "#,##0.00", "date": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_RISKY = ("=", "+", "-", "@", "#", "＝", "＋", "－", "＠")  # begin a formula, or an error value

Kind = Literal["text", "number", "money", "date", "moment"]
Value = str | int | float | Decimal | date | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """`width` in characters. Of kind "text" every value is written as text, a phone number too."""

    title: str
    width: int = 16
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` is read once, as it is written; a row may be shorter than the columns."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]


def write_workbook(sheets: Iterable[Sheet]) -> bytes:
    """The bytes of a workbook with these sheets, in this order; one empty sheet when none."""
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _write(book.create_sheet(_title(sheet.title, taken)), sheet)
    if not taken:
        book.create_sheet("1")
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _title(wanted: str, taken: set[str]) -> str:
    """A name that a spreadsheet accepts, and that no sheet before it has."""
    plain = " ".join(_FORBIDDEN_IN_TITLE.sub(" ", wanted).split()).strip("'")
    plain = plain[:_MAX_TITLE].strip("' ") or "1"
    title, number = "history 1" if plain.casefold() == "history" else plain, 1
    while title.casefold() in taken:
        number += 1
        ending = f" ({number})"
        title = plain[: _MAX_TITLE - len(ending)] + ending
    taken.add(title.casefold())
    return title


def _write(page: WriteOnlyWorksheet, sheet: Sheet) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(number)].width = column.width
    page.freeze_panes = "A2"
    page.append([_header(page, column.title) for column in sheet.columns])
    last = 1
    for last, row in enumerate(sheet.rows, start=2):
        if last > MAX_ROWS + 1:
            raise ValueError(f"a sheet holds at most {MAX_ROWS} rows")
        page.append(list(_cells(page, sheet.columns, row)))
    if sheet.columns:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"


def _header(page: WriteOnlyWorksheet, title: str) -> WriteOnlyCell:
    cell = _as_text(page, clean(title))
    cell.font = Font(bold=True)
    return cell


def _cells(
    page: WriteOnlyWorksheet, columns: Sequence[Column], row: Sequence[Value]
) -> Iterator[object]:
    for column, value in zip(columns, row, strict=False):
        ready = _ready(value, column.kind)
        if isinstance(ready, str) and ready.lstrip().startswith(_RISKY):
            yield _as_text(page, ready)
        elif column.kind in _FORMATS and ready is not None and not isinstance(ready, str):
            cell = WriteOnlyCell(page, ready)
            cell.number_format = _FORMATS[column.kind]
            yield cell
        else:
            yield ready


def _as_text(page: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    if text.lstrip().startswith(_RISKY):
        cell.quotePrefix = True
    return cell


def _ready(value: Value, kind: Kind) -> Value:
    """The value as a spreadsheet can hold it; as text where it cannot, or where text is meant."""
    if value is None or isinstance(value, str):
        return None if value is None else clean(value)
    if kind == "text":
        return clean(str(value))
    if isinstance(value, date):
        return _day(value, kind)
    return value if _holds(value) else str(value)


def _holds(number: float | Decimal) -> bool:
    return math.isfinite(number) and not (isinstance(number, int) and abs(number) >= _EXACT)


def _day(value: date, kind: Kind) -> Value:
    if isinstance(value, datetime):
        value = value.date() if kind == "date" else value.replace(tzinfo=None)
    elif kind == "moment":
        value = datetime.combine(value, time())
    first = datetime.combine(_FIRST_DATE, time()) if isinstance(value, datetime) else _FIRST_DATE
    return value if value >= first else value.isoformat()


def clean(text: str) -> str:
    """`text` without control characters, and not longer than a cell holds."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROL.sub("", text)[:MAX_CHARACTERS]
