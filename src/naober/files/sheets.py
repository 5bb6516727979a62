"""The bytes of a file as rows of cells, by what the file is and not by what it is called.

Cells are text only. A formula is never computed: a spreadsheet gives the value that was stored with
it, a CSV file the formula itself as text.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, ZipError

from naober.files.problems import UnreadableError, why

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_UNPACKED_BYTES = 512 * 1024 * 1024
MAX_UNPACKED_RATIO = 200  # a sheet of text packs 5 to 20 times
MAX_ROWS = 200_000
_SMALL = 10 * 1024 * 1024  # below this the ratio does not matter
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DELIMITERS = ";\t,|"

Cells = list[str]
Sheet = list[Cells]


def sheets(path: Path) -> list[Sheet]:
    """All sheets of a workbook, or the one table of a CSV file. Raises UnreadableError."""
    return list(named_sheets(path).values())


def named_sheets(path: Path) -> dict[str, Sheet]:
    """The same by the name of the sheet; that of a CSV file has none. Raises UnreadableError."""
    data = bytes_of(path, MAX_FILE_BYTES)
    if data.startswith((_ZIP, _OLD_EXCEL)):
        return _workbook(data)
    return {"": _csv(_text(data))}


def sheet_of(text: str) -> Sheet:
    """Pasted text as rows of cells."""
    return _csv(text)


def text_of(path: Path, most: int = MAX_FILE_BYTES) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows' code page 1252. Raises UnreadableError, also
    when it is larger than `most` bytes."""
    return _text(bytes_of(path, most))


def bytes_of(path: Path, most: int = MAX_FILE_BYTES) -> bytes:
    """All of a file that is not empty and not larger than `most`. Raises UnreadableError."""
    try:
        if path.stat().st_size > most:
            raise UnreadableError(
                f"Het bestand is groter dan {most >> 20} MB.",
                f"The file is larger than {most >> 20} MB.",
            )
        data = path.read_bytes()
    except OSError as error:
        nl, en = why(error)
        raise UnreadableError(
            f"{path}: kan niet worden geopend; {nl}.",
            f"{path}: cannot be opened; {en}.",
        ) from error
    if not data.strip():
        raise UnreadableError("Het bestand is leeg.", "The file is empty.")
    return data


def _workbook(data: bytes) -> dict[str, Sheet]:
    if data.startswith(_ZIP):
        _refuse_bomb(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {name: _sheet(book, name) for name in book.sheet_names}
    except (CalamineError, ZipError, OSError, ValueError) as error:
        raise UnreadableError(
            "Dit is geen werkblad dat Naober kan lezen (.xlsx, .xls, .ods of .csv).",
            "This is no workbook that Naober can read (.xlsx, .xls, .ods or .csv).",
        ) from error


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableError("Het werkblad is beschadigd.", "The workbook is damaged.") from error
    if size > MAX_UNPACKED_BYTES or size > max(_SMALL, MAX_UNPACKED_RATIO * len(data)):
        raise UnreadableError(
            "Het werkblad is uitgepakt veel te groot en is niet gelezen.",
            "The workbook is far too large when unpacked and was not read.",
        )


def _sheet(book: CalamineWorkbook, name: str) -> Sheet:
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=MAX_ROWS)
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _text(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    if data[:400].count(0) > len(data[:400]) // 4:  # UTF-16 without its mark
        return _decoded(data, "utf-16-le" if data[1:2] == b"\0" else "utf-16-be")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    sample = text[:4000]
    if (
        sum((c < " " and c not in "\t\r\n\x1a") or c == "\ufffd" for c in sample)
        > len(sample) // 20
    ):
        raise _no_text()
    return text


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _no_text() from error


def _no_text() -> UnreadableError:
    return UnreadableError(
        "Dit is geen tekst en geen werkblad (verwacht: .csv of .xlsx).",
        "This is neither text nor a workbook (expected: .csv or .xlsx).",
    )


def _csv(text: str) -> Sheet:
    csv.field_size_limit(MAX_FILE_BYTES)
    lines = list(io.StringIO(text.replace("\0", ""), newline=""))
    rows = islice(_records(lines, _delimiter(text)), MAX_ROWS)
    return [[cell.strip() for cell in row] for row in rows]


def _records(lines: list[str], mark: str) -> Iterator[list[str]]:
    """Each record once. A quote that is never closed may not swallow the rows below it."""
    start = 0
    while start < len(lines):
        rest = (lines[number] for number in range(start, len(lines)))
        reader = csv.reader(rest, delimiter=mark, skipinitialspace=True, strict=True)
        done = 0
        try:
            for record in reader:
                yield record
                done = reader.line_num
            return
        except csv.Error:
            one_line = reader.line_num == done + 1
            yield _as_typed(lines[start + done], mark, one_line)
            start += done + 1


def _as_typed(line: str, mark: str, one_line: bool) -> list[str]:
    """A line with quotes that do not follow the rules; they are text when one stays open."""
    if one_line:
        return next(csv.reader([line], delimiter=mark, skipinitialspace=True), [])
    return next(csv.reader([line], delimiter=mark, quoting=csv.QUOTE_NONE), [])


def _delimiter(text: str) -> str:
    """The one that cuts the first full line into the most cells."""
    first = next((line for line in text[:20_000].splitlines() if line.strip()), "")
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4]
    return max(_DELIMITERS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))
