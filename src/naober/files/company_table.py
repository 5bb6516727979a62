"""A table of companies and what they do, in words or as an SBI or NACE code."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from naober.files.problems import RowProblem
from naober.files.table import Row, read_table
from naober.lexicon import Lexicon
from naober.lexicon.words import fold


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company as the table has it. `activity` is words or a code, as typed."""

    id: str
    organisation: str
    activity: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Companies:
    """`rows` counts the rows that held anything, those that were left out among them."""

    companies: tuple[CompanyRow, ...]
    rows: int
    problems: tuple[RowProblem, ...]


def read_companies(path: Path, lexicon: Lexicon) -> Companies:
    """The companies of a table. Raises UnreadableError when no sheet has an activity column."""
    table = read_table(path, needed=("activity",))
    problems = list(table.problems)
    seen: dict[str, CompanyRow] = {}
    for row in table.rows:
        wrong = list(_wrong(row, seen))
        problems += wrong
        if not wrong:
            company = _company(row, lexicon)
            seen[company.id] = company
            problems += _unknown_place(row, company)
    return Companies(tuple(seen.values()), len(table.rows), table.as_named(problems))


def _company(row: Row, lexicon: Lexicon) -> CompanyRow:
    place = lexicon.place(row["place"]) if row["place"] else None
    return CompanyRow(
        id=_id(row),
        organisation=fold(row["organisation"]) or _id(row),
        activity=row["activity"],
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
    )


def _id(row: Row) -> str:
    return row["id"] or row["organisation"] or str(row.number)


def _wrong(row: Row, seen: dict[str, CompanyRow]) -> Iterator[RowProblem]:
    """Why a row is left out."""
    if not any(c.isalnum() for c in row["activity"]):
        yield RowProblem(
            row.number,
            "activity",
            "Er staat niet wat dit bedrijf doet; de rij doet niet mee.",
            "It does not say what this company does; the row is left out.",
        )
    if _id(row) in seen:
        yield RowProblem(
            row.number,
            "id",
            f'"{_id(row)}" was er al; deze rij doet niet mee.',
            f'"{_id(row)}" was there before; this row is left out.',
        )


def _unknown_place(row: Row, company: CompanyRow) -> Iterator[RowProblem]:
    if row["place"] and company.latitude is None:
        yield RowProblem(
            row.number,
            "place",
            f'De plaats "{row["place"][:40]}" is niet bekend; er is geen afstand berekend.',
            f'The place "{row["place"][:40]}" is not known; no distance was computed.',
        )
