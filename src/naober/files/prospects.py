"""Companies to talk to, from a workbook, a CSV file or pasted lines.

With a header the columns are known by their names. Without one, and in lines such as "Naam - plaats
- contact - telefoon" or the foot of a mail, every part is known by what it looks like.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from naober.files.problems import RowProblem, UnreadableError
from naober.files.prospect_parts import looks_like, parts_of, postal_place
from naober.files.sheets import MAX_ROWS, Sheet, sheet_of, sheets
from naober.files.table import COLUMNS, Row, by_name, column_of, table_in
from naober.lexicon import load

PROSPECT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organisation": (*COLUMNS["organisation"], "naam", "name", "prospect", "handelsnaam",
                     "relatie", "klant", "account", "bedrijven", "organisatienaam"),
    "place": (*COLUMNS["place"], "gemeente", "municipality"),
    "website": ("website", "web", "url", "www", "internet", "homepage", "webadres", "websites"),
    "contact": ("contact", "contactpersoon", "contact person", "contact name", "contactnaam",
                "aanspreekpunt", "persoon", "person", "naam contactpersoon", "contactpersonen"),
    "email": ("email", "e mail", "mail", "mailadres", "e mailadres", "emailadres",
              "email address", "e mail address"),
    "phone": ("telefoon", "tel", "phone", "telephone", "telefoonnummer", "tel nr", "telnr",
              "mobiel", "mobile", "phone number", "gsm"),
    "activity": (*COLUMNS["activity"], "omschrijving", "description", "wat", "wat doen ze",
                 "product", "producten", "products"),
    "employees": ("medewerkers", "werknemers", "aantal medewerkers", "employees", "fte", "staff",
                  "personeel", "aantal werknemers", "aantal fte", "headcount", "grootte", "size",
                  "number of employees"),
    "note": ("opmerking", "opmerkingen", "notitie", "notities", "note", "notes", "remark",
             "remarks", "toelichting", "commentaar", "comments", "bijzonderheden"),
}  # fmt: skip
_NAMES = by_name(PROSPECT_COLUMNS)
_EMAIL = re.compile(r"[^@\s]{1,64}@[\w-]+(?:\.[\w-]+)+$")
_NUMBER = re.compile(r"(?:ca\.?|circa|~|±|about)?\s*(\d{1,3}(?:[.,]\d{3})+|\d{1,6})(?!\d|[.,]\d)")
MAX_EMPLOYEES = 1_000_000


@dataclass(frozen=True, slots=True)
class Prospect:
    """A row as somebody wrote it; "" where it does not say. `row` is where it stands."""

    row: int
    name: str
    place: str = ""
    website: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""
    activity: str = ""
    employees: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Prospects:
    """`rows` counts the rows that held anything, those that were left out among them."""

    prospects: tuple[Prospect, ...] = ()
    rows: int = 0
    problems: tuple[RowProblem, ...] = ()


def read_prospects(path: Path) -> Prospects:
    """The prospects in a workbook or CSV file. Raises UnreadableError."""
    read = _from_sheets(sheets(path))
    if not read.rows:
        raise UnreadableError("Er staat niets in het bestand.", "There is nothing in the file.")
    return read


def pasted_prospects(text: str) -> Prospects:
    """The prospects in pasted lines, with or without a header; none in an empty text."""
    if not text.strip():
        return Prospects()
    sheet = sheet_of(text.replace("\r\n", "\n").replace("\r", "\n"))
    if _has_header([sheet]):
        return _from_sheets([sheet])
    lines = text.splitlines()[:MAX_ROWS]
    return _from_parts(parts_of(lines, load()))


def _has_header(found: Sequence[Sheet]) -> bool:
    rows = (cells for sheet in found for cells in sheet[:15])
    return any("organisation" in (known := _known(cells)) and len(known) > 1 for cells in rows)


def _known(cells: Iterable[str]) -> set[str]:
    return {column for cell in cells if (column := column_of(cell, _NAMES))}


def _from_sheets(found: list[Sheet]) -> Prospects:
    one_column = all(len([c for c in row if c]) <= 1 for sheet in found for row in sheet)
    if not _has_header(found) and not (one_column and any(_known(r) for s in found for r in s[:1])):
        rows = enumerate((cells for sheet in found[:1] for cells in sheet), start=1)
        return _from_parts((number, cells) for number, cells in rows if any(cells))
    table = table_in(found, ("organisation",), _NAMES)
    rows_of_cells = [_cells(row) for row in table.rows]
    read = [
        _prospect(row.number, cells) for row, cells in zip(table.rows, rows_of_cells, strict=True)
    ]
    problems = [*table.problems, *(problem for _, wrong in read for problem in wrong)]
    prospects = tuple(prospect for prospect, _ in read if prospect is not None)
    return Prospects(prospects, len(table.rows), table.as_named(problems))


def _cells(row: Row) -> dict[str, str]:
    """The cells by column; what columns that nobody knows hold goes to the note."""
    cells = {column: row[column] for column in PROSPECT_COLUMNS}
    extra = [f"{name}: {value}" for name, value in row.extra.items() if value]
    cells["note"] = "; ".join(filter(None, [cells["note"], *extra]))
    return cells


def _from_parts(rows: Iterable[tuple[int, Sequence[str]]]) -> Prospects:
    """Rows without a header, each part known by its looks."""
    lexicon = load()
    read = [_prospect(number, looks_like(parts, lexicon)) for number, parts in rows]
    return Prospects(
        tuple(prospect for prospect, _ in read if prospect is not None),
        len(read),
        tuple(sorted(problem for _, wrong in read for problem in wrong)),
    )


def _prospect(row: int, cells: Mapping[str, str]) -> tuple[Prospect | None, list[RowProblem]]:
    """A prospect, and what is wrong with its row; None when it has no name."""
    if not any(c.isalnum() for c in cells.get("organisation", "")):
        return None, [RowProblem(
            row, "organisation", "Er staat geen naam van een bedrijf; de rij doet niet mee.",
            "There is no name of a company; the row is left out.",
        )]  # fmt: skip
    prospect = Prospect(
        row=row,
        name=cells["organisation"],
        place=postal_place(cells.get("place", "")),
        website=cells.get("website", ""),
        contact=cells.get("contact", ""),
        email=cells.get("email", "").removeprefix("mailto:"),
        phone=_phone(cells.get("phone", "")),
        activity=cells.get("activity", ""),
        employees=_employees(cells.get("employees", "")),
        note=cells.get("note", ""),
    )
    wrong = list(_wrong(prospect, cells))
    bad_mail = any(problem.column == "email" for problem in wrong)
    return replace(prospect, email="") if bad_mail else prospect, wrong


def _phone(cell: str) -> str:
    """A number from which a spreadsheet took the first zero has it again."""
    return f"0{cell}" if re.fullmatch(r"[1-9]\d{8}", cell) else cell


def _employees(cell: str) -> int | None:
    """ "85", "ca. 1.200 man", "50-100" (the first)."""
    found = _NUMBER.match(cell.strip())
    number = int(re.sub(r"[.,]", "", found[1])) if found else None
    return number if number is not None and number <= MAX_EMPLOYEES else None


def _wrong(prospect: Prospect, cells: Mapping[str, str]) -> Iterator[RowProblem]:
    if prospect.email and not _EMAIL.match(prospect.email):
        yield RowProblem(
            prospect.row, "email", f'"{prospect.email[:60]}" is geen e-mailadres; overgeslagen.',
            f'"{prospect.email[:60]}" is no e-mail address; passed over.',
        )  # fmt: skip
    if cells.get("employees") and prospect.employees is None:
        said = cells["employees"][:40]
        yield RowProblem(
            prospect.row, "employees", f'"{said}" is geen aantal medewerkers; overgeslagen.',
            f'"{said}" is no number of employees; passed over.',
        )  # fmt: skip
    if prospect.phone and sum(c.isdigit() for c in prospect.phone) < 8:
        yield RowProblem(
            prospect.row, "phone", f'"{prospect.phone[:40]}" is geen volledig telefoonnummer.',
            f'"{prospect.phone[:40]}" is no complete telephone number.',
        )  # fmt: skip
