"""A workbook that was written reads back as it was meant, whatever people typed."""

import io
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from naober.files.workbook import Column, Sheet, clean, write_workbook

ATTACKS = (
    "=1+1",
    "+31 591 123456",
    "-5 graden",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    "#N/A",
)


def _read(data):
    return load_workbook(io.BytesIO(data))


def _one(*values, kind="text"):
    columns = tuple(Column(f"c{number}", kind=kind) for number, _ in enumerate(values))
    return _read(write_workbook([Sheet("blad", columns, [values])])).active


def test_header_is_bold_frozen_and_filtered():
    rows = [("Bakker", 3), ("Slager", 4)]
    sheet = Sheet("Leden", (Column("Naam", 30), Column("Aantal", 9, "number")), rows)
    page = _read(write_workbook([sheet])).active
    assert [cell.value for cell in page[1]] == ["Naam", "Aantal"]
    assert all(cell.font.bold for cell in page[1])
    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:B3")
    assert page.column_dimensions["A"].width == 30
    assert list(page.iter_rows(min_row=2, values_only=True)) == rows


def test_numbers_and_dates_are_real():
    columns = (Column("a", kind="money"), Column("b", kind="date"), Column("c", kind="moment"),
               Column("d", kind="number"))  # fmt: skip
    row = (Decimal("1234.50"), date(2027, 3, 1), datetime(2027, 3, 1, 9, 30, tzinfo=UTC), 2.5)
    page = _read(write_workbook([Sheet("x", columns, [row])])).active
    assert page["A2"].value == 1234.5
    assert page["A2"].number_format == "#,##0.00"
    assert page["B2"].value == datetime(2027, 3, 1)  # noqa: DTZ001 - a spreadsheet has no zone
    assert page["B2"].is_date
    assert page["C2"].value == datetime(2027, 3, 1, 9, 30)  # noqa: DTZ001
    assert page["D2"].value == 2.5


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("kind", ["text", "number", "date"])
def test_no_text_becomes_a_formula(attack, kind):
    cell = _one(attack, kind=kind)["A2"]
    assert cell.data_type == "s"
    assert cell.value == clean(attack)
    assert cell.quotePrefix


def test_a_title_is_no_formula_either():
    page = _read(write_workbook([Sheet("x", (Column("=1+1"),), [])])).active
    assert page["A1"].data_type == "s"


def test_what_a_spreadsheet_cannot_hold_is_text():
    page = _one(float("nan"), float("inf"), 12345678901234567, date(1850, 1, 1), kind="number")
    assert [c.value for c in page[2]] == ["nan", "inf", "12345678901234567", "1850-01-01"]


def test_phone_numbers_and_codes_keep_their_zeros():
    assert _one("0591123456", 42)["A2"].value == "0591123456"
    assert _one(42)["A2"].value == "42"


def test_sheets_have_names_that_a_spreadsheet_takes():
    titles = ["a/b:c*?[d]", "", "x" * 40, "X" * 40, "'history'", "history"]
    book = _read(write_workbook([Sheet(title, (Column("k"),), []) for title in titles]))
    assert book.sheetnames == [
        "a b c d", "1", "x" * 31, "X" * 27 + " (2)", "history 1", "history (2)",
    ]  # fmt: skip


def test_nothing_gives_an_empty_workbook():
    assert len(_read(write_workbook([])).sheetnames) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=4), st.text(max_size=40))
def test_any_text_reads_back_without_its_control_characters(texts, title):
    book = _read(write_workbook([Sheet(title, tuple(Column(t) for t in texts), [texts])]))
    found = [cell.value or "" for cell in book.active[2]] if book.active.max_row > 1 else []
    expected = [clean(text) for text in texts]
    assert found[: len(expected)] == expected or not any(expected)


def test_many_rows_need_little_memory():
    """The rows are never all there at once: 20,000 of them in a tenth of what they would take."""
    rows = ((f"naam {n}", n, date(2027, 1, 1)) for n in range(20_000))
    columns = (Column("a"), Column("b", kind="number"), Column("c", kind="date"))
    tracemalloc.start()
    data = write_workbook([Sheet("veel", columns, rows)])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert _read(data).active.max_row == 20_001
    assert peak < 8_000_000
