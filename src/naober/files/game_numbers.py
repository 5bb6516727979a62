"""Numbers of a game as exact fractions: from JSON, or as typed in a column of a table."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from naober.files.problems import RowProblem, UnreadableError

_DECIMAL = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,3})?", re.ASCII)
_RATIO = re.compile(r"[+-]?\d{1,40} ?/ ?0*[1-9]\d{0,39}", re.ASCII)
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
MOST_POWER = 300
SHOWN = 20


class GameFileError(UnreadableError):
    """All that is wrong with a game, each with where it stands."""

    def __init__(self, problems: Sequence[RowProblem]) -> None:
        self.problems = tuple(sorted(problems))
        shown = self.problems[:SHOWN]
        super().__init__(
            "\n".join(_where(p, "rij", "kolom") + p.nl for p in shown),
            "\n".join(_where(p, "row", "column") + p.en for p in shown),
        )


def _where(problem: RowProblem, row: str, column: str) -> str:
    parts = [f"{row} {problem.row}"] if problem.row else []
    parts += [f"{column} {problem.column}"] if problem.column else []
    return ", ".join(parts) + ": " if parts else ""


def wrong(column: str, nl: str, en: str, row: int = 0) -> GameFileError:
    """One thing that is wrong."""
    return GameFileError([RowProblem(row, column, nl, en)])


class AmountError(UnreadableError):
    """What stands where a number should."""

    def __init__(self, problem: RowProblem) -> None:
        super().__init__(problem.nl, problem.en)
        self.problems = (problem,)


def amount(value: object, column: str, row: int = 0) -> Fraction:
    """Of JSON: 7, 12.5, "12.5", "100/3". Raises AmountError."""
    number = None if isinstance(value, bool) else _number(value)
    if number is None:
        shown = "" if value is None else str(value)[:40]
        raise AmountError(
            RowProblem(row, column, f'"{shown}" is geen getal.', f'"{shown}" is no number.')
        )
    return number


def amounts(values: Sequence[object], column: str) -> list[Fraction]:
    """Each of them; the row of a wrong one is its place."""
    return [amount(value, column, row) for row, value in enumerate(values, start=1)]


def _number(value: object) -> Fraction | None:
    if isinstance(value, int):
        return Fraction(value)
    text = str(value).strip() if isinstance(value, str | Decimal) else ""
    if _DECIMAL.fullmatch(text):
        power = re.search(r"[eE]([+-]?\d+)", text)
        return None if power and abs(int(power[1])) > MOST_POWER else Fraction(text)
    return Fraction(text.replace(" ", "")) if _RATIO.fullmatch(text) else None


def as_json(cells: Sequence[str]) -> list[str | None]:
    """The cells of a column with a point before the decimals; None for what may be a thousand as
    well as one and no other cell tells.

    "1.250,50" and "1,250.50" are the same; "1.250" is 1250 where another cell says 2,5.
    """
    plain = [re.sub(r"[\s'€]", "", cell.replace("−", "-")) for cell in cells]
    marks = {mark for cell in plain for mark in [_mark(cell)] if mark}
    mark = marks.pop() if len(marks) == 1 else ""
    return [_written(cell, mark) for cell in plain]


def _mark(cell: str) -> str:
    """The decimal mark, where the cell leaves no doubt."""
    points, commas = cell.count("."), cell.count(",")
    if points and commas:
        return "." if cell.rfind(".") > cell.rfind(",") else ","
    if points > 1 or commas > 1:
        return "," if points else "."
    if points + commas == 0 or _GROUPED.fullmatch(cell):
        return ""
    return "." if points else ","


def _written(cell: str, mark: str) -> str | None:
    own = _mark(cell) or mark
    if not own:
        return None if _GROUPED.fullmatch(cell) else cell
    return cell.replace("," if own == "." else ".", "").replace(own, ".")
