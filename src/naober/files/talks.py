"""A table of pairs who may talk: `a, b, score`. Bad rows are left out and told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from naober.engines.timetable import Pair
from naober.files.problems import RowProblem, UnreadableError
from naober.files.sheets import sheets
from naober.files.table import Row, by_name, table_in

TALK_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "a": ("a", "persoon a", "person a", "wie", "who", "persoon", "person", "naam a", "name a"),
    "b": ("b", "persoon b", "person b", "met wie", "with whom", "met", "with", "naam b", "name b"),
    "score": ("score", "punten", "points", "waarde", "value", "gewicht", "weight"),
}
DECIMALS = 12
_NAMES = by_name(TALK_COLUMNS)
_NUMBER = re.compile(r"[+-]?(?:\d{1,12}(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Talks:
    """Each pair once. `rows` counts the rows that held anything, also those left out."""

    pairs: tuple[Pair, ...]
    rows: int
    problems: tuple[RowProblem, ...]


def read_talks(path: Path) -> Talks:
    """The pairs of a table. Raises UnreadableError when there is none, or no pair in it.

    A pair without a score scores 1. A pair that stands there twice, in whichever order, keeps the
    highest score. Scores are read to the twelfth decimal.
    """
    table = table_in(sheets(path), ("a", "b"), _NAMES)
    problems = list(table.problems)
    pairs: dict[frozenset[str], tuple[Pair, int]] = {}
    for row in table.rows:
        wrong = [problem for problem in (_no_pair(row), _no_score(row)) if problem]
        problems += wrong
        if wrong:
            continue
        pair = Pair(_name(row["a"]), _name(row["b"]), score_of(row["score"] or "1") or 0)
        both = frozenset((pair.a, pair.b))
        before = pairs.get(both)
        if before:
            problems.append(_twice(row, before[1]))
        if not before or pair.score > before[0].score:
            pairs[both] = pair, row.number
    if not pairs:
        raise UnreadableError(
            "In het bestand staat geen paar dat kan praten.",
            "The file holds no pair that can talk.",
        )
    return Talks(
        tuple(pair for pair, _ in pairs.values()), len(table.rows), table.as_named(problems)
    )


def score_of(text: str) -> Fraction | None:
    """A number of 0 or more, with a point or a comma, to the twelfth decimal; else None."""
    if not _NUMBER.fullmatch(text):
        return None
    score = round(Fraction(text.replace(",", ".")), DECIMALS)
    return score if score >= 0 else None


def _name(cell: str) -> str:
    return " ".join(cell.split())


def _no_pair(row: Row) -> RowProblem | None:
    a, b = _name(row["a"]), _name(row["b"])
    if not a or not b:
        return RowProblem(
            row.number,
            "b" if a else "a",
            "Hier staat geen naam; de rij doet niet mee.",
            "There is no name here; the row is left out.",
        )
    if a == b:
        return RowProblem(
            row.number,
            "b",
            f'"{a[:40]}" kan niet met zichzelf praten; de rij doet niet mee.',
            f'"{a[:40]}" cannot talk to the same person; the row is left out.',
        )
    return None


def _no_score(row: Row) -> RowProblem | None:
    if not row["score"] or score_of(row["score"]) is not None:
        return None
    return RowProblem(
        row.number,
        "score",
        f'"{row["score"][:40]}" is geen getal van 0 of meer; de rij doet niet mee.',
        f'"{row["score"][:40]}" is no number of 0 or more; the row is left out.',
    )


def _twice(row: Row, before: int) -> RowProblem:
    return RowProblem(
        row.number,
        "",
        f"Dit paar stond al in rij {before}; de hoogste score telt.",
        f"This pair was there before, in row {before}; the highest score counts.",
    )
