"""The lines of a Pabulib file: sections, cells, quotes, line ends. Knows no election."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

SECTIONS = ("META", "PROJECTS", "VOTES")
MOST_LINES = 50  # that one cell in quotation marks may go on for
_LINE_END = re.compile(r"\r\n|\n|\r")  # not the other ends that Unicode knows: names hold these
_OPENS = re.compile(r'(?:^|;)[ \t]*"')
_Cells = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line below a header, by column. `extra` counts the cells that no column has."""

    number: int
    cells: Mapping[str, str]
    extra: int = 0

    def get(self, column: str) -> str:
        """The text of a cell; "" where there is none."""
        return self.cells.get(column, "")


@dataclass(slots=True)
class Section:
    """`title` is the line that it begins on, 0 when it is not there."""

    title: int = 0
    lines: list[_Cells] = field(default_factory=list)

    @property
    def header(self) -> list[str]:
        return [cell.strip().lower() for cell in self.lines[0][1]] if self.lines else []

    @property
    def row(self) -> int:
        """Where to tell what the header lacks."""
        return self.lines[0][0] if self.lines else self.title or 1

    def below(self) -> Iterator[Line]:
        header = self.header
        for number, cells in self.lines[1:]:
            extra = sum(1 for cell in cells[len(header) :] if cell.strip())
            yield Line(number, dict(zip(header, map(str.strip, cells), strict=False)), extra)


def sections_of(text: str) -> dict[str, Section]:
    """By name. A line that begins with # and has no cells is a remark."""
    found: dict[str, Section] = {}
    now = Section()
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    at = 0
    while at < len(lines):
        line, number = lines[at], at + 1
        at += 1
        bare = line.strip(" ;\t")
        if bare.upper() in SECTIONS and bare.upper() not in found:
            now = found.setdefault(bare.upper(), Section(number))
        elif bare and not (bare.startswith("#") and ";" not in bare):
            cells, more = _cells(lines, at - 1, len(now.header))
            now.lines.append((number, cells))
            at += more
    return found


def _cells(lines: list[str], at: int, columns: int) -> tuple[list[str], int]:
    """The cells of a line, and how many of the next it goes on for: a cell in quotation marks may,
    when the row is whole only then. A mark that never closes is a character like any other."""
    line = lines[at]
    if line.count('"') % 2 == 0:
        return _split(line), 0
    plain = line.split(";")
    if _OPENS.search(line) and len(plain) < columns:
        whole = line
        for more, following in enumerate(lines[at + 1 : at + 1 + MOST_LINES], start=1):
            whole += f"\n{following}"
            if following.count('"') % 2:
                cells = _split(whole)
                return (cells, more) if len(cells) == columns else (plain, 0)
    return plain, 0


def _split(line: str) -> list[str]:
    if '"' not in line:
        return line.split(";")
    parts = [f"{part}\n" for part in line.split("\n")]
    try:
        return next(csv.reader(parts, delimiter=";", skipinitialspace=True), [])
    except csv.Error:  # a cell larger than any that is meant
        return line.split(";")
