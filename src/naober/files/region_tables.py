"""A region's workbook as tables, and its cells as numbers. What is wrong is told by sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from naober.files.cells import measure
from naober.files.problems import RowProblem, UnreadableError
from naober.files.region_columns import SHEETS, SheetKind
from naober.files.sheets import Sheet, named_sheets
from naober.files.table import Row, Table, by_name, table_in
from naober.lexicon.words import fold

LARGEST = 1e12
WORKBOOKS = (".xlsx", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class RegionTable:
    """One sheet as it is called in the file; `table` is None where there is none."""

    kind: SheetKind
    title: str
    table: Table | None

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that hold anything."""
        return self.table.rows if self.table else ()


def read_tables(path: Path) -> dict[str, RegionTable]:
    """By name of the kind. Raises UnreadableError when a sheet that is needed is not there."""
    found = named_sheets(path)
    tables = {kind.name: _table(kind, found) for kind in SHEETS}
    missing = [one for one in tables.values() if one.kind.must and one.table is None]
    if missing:
        names = ", ".join(one.kind.title for one in missing)
        english = ", ".join(one.kind.name for one in missing)
        there = ", ".join(found)[:200]
        raise UnreadableError(
            f"In het werkblad ontbreekt het blad {names}. Gevonden: {there or 'geen'}. "
            "`naober template --region` maakt een voorbeeld.",
            f"The workbook lacks the sheet {english}. Found: {there or 'none'}. "
            "`naober template --region` makes an example.",
        )
    return tables


def is_region(path: Path) -> bool:
    """Whether a file is a workbook with the sheets of a region."""
    if path.suffix.lower() not in WORKBOOKS:
        return False
    try:
        found = named_sheets(path)
    except UnreadableError:
        return False
    titles = {plain(title) for title in found}
    return all(titles & set(kind.also) for kind in SHEETS if kind.must)


def _table(kind: SheetKind, found: Mapping[str, Sheet]) -> RegionTable:
    for title, sheet in found.items():
        if plain(title) in kind.also:
            try:
                return RegionTable(
                    kind, title, table_in([sheet], kind.needed, by_name(_ways(kind)))
                )
            except UnreadableError as error:
                raise UnreadableError(
                    f'Blad "{title}": {error.nl}', f'Sheet "{title}": {error.en}'
                ) from error
    return RegionTable(kind, "", None)


def _ways(kind: SheetKind) -> dict[str, tuple[str, ...]]:
    """A column goes by its own name too."""
    return {name: (plain(name), *ways) for name, ways in kind.columns.items()}


def plain(text: str) -> str:
    """As columns are compared: small letters and spaces."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


@dataclass(slots=True)
class Reader:
    """Reads the rows of one sheet, and keeps what is wrong.

    `lean`: of a range 0 takes the middle, -1 the end that is bad for the plan, 1 the good one;
    `ranged`: there was one.
    """

    source: RegionTable
    problems: list[RowProblem] = field(default_factory=list)
    seasons: frozenset[str] = frozenset()
    lean: int = 0
    ranged: bool = False

    def told(self) -> tuple[RowProblem, ...]:
        """All that is wrong, with the columns and the sheet as the file names them."""
        table = self.source.table
        if table is None:
            return ()
        own = [one for one in table.problems if plain(one.column) not in self.seasons]
        named = table.as_named([*own, *self.problems])
        return tuple(replace(one, sheet=self.source.title) for one in named)

    def wrong(self, row: Row, column: str, nl: str, en: str) -> None:
        """The row is left out."""
        self.tell(row, column, f"{nl} De rij doet niet mee.", f"{en} The row is left out.")

    def tell(self, row: Row, column: str, nl: str, en: str) -> None:
        """Something to know; the row is used."""
        self.problems.append(RowProblem(row.number, column, nl, en))

    def number(
        self, row: Row, column: str, otherwise: float | None = None, *,
        least: float = 0.0, most: float = LARGEST, worse: bool | None = None,
    ) -> float | None:  # fmt: skip
        """The number in a cell, `otherwise` where it is empty; None, and told, when it is none.

        `worse`: whether more of it is bad for the plan, where the column does not tell.
        """
        cell = row[column]
        if not cell and otherwise is not None:
            return otherwise
        bad = column in self.source.kind.worse if worse is None else worse
        return self.amount(row, column, cell, limits=(least, most), worse=bad)

    def amount(
        self, row: Row, column: str, cell: str, *,
        limits: tuple[float, float] = (0.0, LARGEST), worse: bool = False,
    ) -> float | None:  # fmt: skip
        """Of a range the middle, and that is told; or an end of it (see `lean`)."""
        least, most = limits
        found = measure(cell.rstrip("%").strip()) if cell else None
        if found is None or found[0].low is None or found[0].high is None:
            self._no_number(row, column, cell)
            return None
        low, high = found[0].low, found[0].high
        if found[1]:
            self._no_number(row, column, cell)
            return None
        if not least <= low <= high <= most:
            self.wrong(
                row, column,
                f'"{cell[:40]}" moet van {least:g} tot en met {most:g} zijn.',
                f'"{cell[:40]}" must be from {least:g} to {most:g}.',
            )  # fmt: skip
            return None
        return low if low == high else self._within(row, column, cell, (low, high), worse=worse)

    def _within(
        self, row: Row, column: str, cell: str, ends: tuple[float, float], *, worse: bool
    ) -> float:
        low, high = ends
        self.ranged, middle = True, (low + high) / 2
        self.tell(
            row, column,
            f'Van "{cell[:40]}" is het midden gebruikt: {middle:g}.',
            f'Of "{cell[:40]}" the middle was used: {middle:g}.',
        )  # fmt: skip
        if self.lean == 0:
            return middle
        return high if (self.lean > 0) is not worse else low

    def _no_number(self, row: Row, column: str, cell: str) -> None:
        if cell:
            self.wrong(row, column, f'"{cell[:40]}" is geen getal.', f'"{cell[:40]}" is no number.')
        else:
            self.wrong(row, column, "Hier hoort een getal.", "A number is needed here.")

    def id(self, row: Row, column: str, taken: Iterable[str]) -> str | None:
        """The text in a cell, which no row above has."""
        id = " ".join(row[column].split())
        if not id:
            self.wrong(row, column, "Hier staat niets.", "There is nothing here.")
            return None
        if id in taken:
            self.wrong(row, column, f'"{id[:40]}" was er al.', f'"{id[:40]}" was there before.')
            return None
        return id

    def known(self, row: Row, column: str, names: Iterable[str], sheet: str) -> str | None:
        """The text in a cell, which must be one of these."""
        id = " ".join(row[column].split())
        if id in names:
            return id
        self.wrong(
            row, column,
            f'"{id[:40]}" staat niet op het blad "{sheet}".',
            f'"{id[:40]}" is not on the sheet "{sheet}".',
        )  # fmt: skip
        return None
