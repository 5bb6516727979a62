"""Companies to talk to, from a workbook, a CSV file or pasted lines."""

from dataclasses import dataclass
from pathlib import Path

from naober.files.problems import RowProblem


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
    return pasted_prospects(path.read_text())


def pasted_prospects(text: str) -> Prospects:
    """The prospects in pasted lines, with or without a header."""
    lines = [line.strip() for line in text.splitlines()]
    found = tuple(Prospect(n, line) for n, line in enumerate(lines, start=1) if line)
    return Prospects(found, len(found))
