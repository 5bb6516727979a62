"""A table with the columns of Naober, in Dutch or English, in any order, among others.

Rows that hold nothing are passed by; columns that nobody knows are kept and reported.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from naober.files.problems import RowProblem, UnreadableError
from naober.files.sheets import Cells, Sheet, sheets
from naober.lexicon.words import fold

HEADER_WITHIN = 15  # rows: a title may stand above the header
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "nr", "nummer", "no", "code", "kenmerk", "ref", "referentie", "reference",
           "number", "listing", "regel"),
    "organisation": ("organisation", "organization", "organisatie", "bedrijf", "company",
                     "bedrijfsnaam", "company name", "naam bedrijf", "lid", "member",
                     "onderneming", "firma"),
    "place": ("place", "plaats", "locatie", "location", "vestiging", "vestigingsplaats", "site",
              "town", "city", "stad", "woonplaats", "plaatsnaam"),
    "direction": ("direction", "richting", "breng haal", "breng of haal", "brengen halen",
                  "brengen of halen", "haal breng", "halen brengen", "aanbod vraag",
                  "vraag aanbod", "vraag of aanbod", "aanbod of vraag", "offer need",
                  "offer or need", "supply demand", "breng of haal?"),
    "text": ("text", "tekst", "omschrijving", "description", "zin", "sentence", "beschrijving",
             "wat", "what", "toelichting"),
    "quantity": ("quantity", "hoeveelheid", "aantal", "amount", "qty",
                 "volume", "omvang"),
    "unit": ("unit", "eenheid", "units", "eenheden", "unit of measure", "uom"),
    "per": ("per", "cadence", "frequentie", "frequency", "ritme", "periode", "period",
            "how often", "hoe vaak"),
    "temperature": ("temperature", "temperatuur", "temp", "temperatuur c", "temperature c",
                    "graden", "temperatuur in graden"),
    "pressure": ("pressure", "druk", "druk bar", "pressure bar", "bar"),
    "power": ("power", "vermogen", "vermogen kw", "power kw", "kw"),
    "start": ("start", "vanaf", "from", "begin", "startdatum", "start date", "begindatum", "van"),
    "end": ("end", "einde", "einddatum", "end date", "until", "t m", "tot en met", "tot"),
    "expires": ("expires", "verloopt", "geldig tot", "valid until", "vervaldatum", "expiry"),
    "radius_km": ("radius km", "radius", "straal", "straal km", "afstand", "max afstand",
                  "maximale afstand", "maximum distance", "afstand km", "distance km"),
    "certificates": ("certificates", "certificaten", "certificaat", "certificate", "keurmerken",
                     "keurmerk", "certificering"),
    "activity": ("activity", "activiteit", "activiteiten", "sbi", "nace", "sbi code", "nace code",
                 "branche", "sector", "bedrijfsactiviteit", "industry", "activities"),
    "latitude": ("latitude", "lat", "breedtegraad"),
    "longitude": ("longitude", "lon", "lng", "long", "lengtegraad"),
}  # fmt: skip
_BY_NAME = {name: column for column, names in COLUMNS.items() for name in names}


@dataclass(frozen=True, slots=True)
class Row:
    """Cells by column; `extra` holds those of columns that Naober does not know."""

    number: int
    cells: Mapping[str, str]
    extra: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The text of a cell; "" when it is empty or the column is not there."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that hold anything.

    `columns` gives, by the name that Naober uses, the name that stands in the file; `unknown` has
    the names of the other columns.
    """

    columns: Mapping[str, str]
    rows: tuple[Row, ...]
    unknown: tuple[str, ...]
    problems: tuple[RowProblem, ...]

    def as_named(self, problems: Iterable[RowProblem]) -> tuple[RowProblem, ...]:
        """The problems once each, by row, with the columns as the file names them."""
        named = {replace(p, column=self.columns.get(p.column, p.column)) for p in problems}
        return tuple(sorted(named))


def read_table(path: Path, needed: tuple[str, ...]) -> Table:
    """The first table in a file that has the `needed` columns. Raises UnreadableError."""
    return table_in(sheets(path), needed)


def table_in(
    found: list[Sheet], needed: tuple[str, ...], names: Mapping[str, str] = _BY_NAME
) -> Table:
    """The first table in sheets, with the columns by `names`. Raises UnreadableError."""
    headers = [(sheet, _header(sheet, needed, names)) for sheet in found]
    tables = [(sheet, header) for sheet, header in headers if header is not None]
    if not tables:
        raise _no_table(found, needed, names)
    first = _table(*tables[0], names)
    return replace(first, problems=(*first.problems, *_left_aside(tables, names)))


def by_name(columns: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What each way to write a column means; the first column that claims it has it."""
    return {name: column for column in reversed(list(columns)) for name in columns[column]}


def _no_table(
    found: list[Sheet], needed: tuple[str, ...], names: Mapping[str, str]
) -> UnreadableError:
    ways = {name: [way for way, column in names.items() if column == name] for name in needed}
    missing = ", ".join(f"{name} ({', '.join(others[1:4])})" for name, others in ways.items())
    seen = ", ".join(cell for cell in _first(found) if cell)[:200]
    return UnreadableError(
        f"In het bestand ontbreekt de kolom {missing}. Gevonden: {seen or 'niets'}.",
        f"The file lacks the column {missing}. Found: {seen or 'nothing'}.",
    )


def _left_aside(tables: list[tuple[Sheet, int]], names: Mapping[str, str]) -> Iterator[RowProblem]:
    """Sheets with a table that nobody will read."""
    more = sum(
        len({column_of(name, names) for name in sheet[header]} - {None}) > 1
        and any(map(any, sheet[header + 1 :]))
        for sheet, header in tables[1:]
    )
    if more:
        yield RowProblem(
            tables[0][1] + 1,
            "",
            f"Nog {more} van de bladen heeft zo'n tabel; alleen het eerste blad is gelezen.",
            f"{more} more of the sheets has such a table; only the first was read.",
        )


def column_of(name: str, names: Mapping[str, str] = _BY_NAME) -> str | None:
    """The column that a header cell means: "Bedrijfsnaam" is the organisation."""
    plain = " ".join("".join(c if c.isalnum() else " " for c in fold(name)).split())
    return names.get(plain)


def _header(sheet: Sheet, needed: tuple[str, ...], names: Mapping[str, str]) -> int | None:
    for index, cells in enumerate(sheet[:HEADER_WITHIN]):
        if set(needed) <= {column_of(cell, names) for cell in cells}:
            return index
    return None


def _first(found: list[Sheet]) -> Cells:
    return next((cells for sheet in found for cells in sheet if any(cells)), [])


def _table(sheet: Sheet, header: int, known: Mapping[str, str]) -> Table:
    names = sheet[header]
    places: dict[str, int] = {}
    problems = []
    for index, name in enumerate(names):
        column = column_of(name, known)
        if column is not None and places.setdefault(column, index) != index:
            problems.append(_twice(header + 1, name, names[places[column]]))
    unknown = {i: name for i, name in enumerate(names) if name and i not in places.values()}
    problems += [_unknown(header + 1, n) for n in unknown.values() if column_of(n, known) is None]
    rows = []
    for number, cells in enumerate(sheet[header + 1 :], start=header + 2):
        if any(cells):
            problems += [*_too_long(number, cells, names), *_open_quotes(number, cells, names)]
            rows.append(_row(number, _whole(cells, names), places, unknown))
    if not rows:
        problems.append(_no_rows(header + 1))
    columns = {column: names[index] for column, index in places.items()}
    return Table(columns, tuple(rows), tuple(unknown.values()), tuple(problems))


def _row(number: int, cells: Cells, places: Mapping[str, int], unknown: Mapping[int, str]) -> Row:
    known = {column: cells[i] for column, i in places.items() if i < len(cells)}
    return Row(number, known, {name: cells[i] for i, name in unknown.items() if i < len(cells)})


def _twice(row: int, name: str, first: str) -> RowProblem:
    return RowProblem(
        row,
        name,
        f'Deze kolom betekent hetzelfde als "{first}"; alleen die is gebruikt.',
        f'This column means the same as "{first}"; only that one was used.',
    )


def _unknown(row: int, name: str) -> RowProblem:
    return RowProblem(
        row,
        name,
        "Deze kolom is niet bekend: bewaard, maar niet gebruikt.",
        "This column is not known: kept, but not used.",
    )


def _too_long(number: int, cells: Cells, names: Cells) -> list[RowProblem]:
    if not any(cells[len(names) :]):
        return []
    return [
        RowProblem(
            number,
            "",
            "Deze rij heeft meer cellen dan er kolommen zijn; wat te veel is, is bij de laatste "
            "kolom gevoegd. Staat er een scheidingsteken in de tekst?",
            "This row has more cells than there are columns; what is too much was added to the "
            "last column. Is a delimiter in the text?",
        )
    ]


def _whole(cells: Cells, names: Cells) -> Cells:
    """The cells, with those beyond the last column joined to it."""
    last = len(names) - 1
    return [*cells[:last], ", ".join(cell for cell in cells[last:] if cell)]


def _open_quotes(number: int, cells: Cells, names: Cells) -> Iterator[RowProblem]:
    for name, cell in zip(names, cells, strict=False):
        if cell.startswith('"') and cell.count('"') % 2:
            yield RowProblem(
                number,
                name,
                "Hier begint een aanhalingsteken dat nergens sluit; het is als tekst gelezen.",
                "A quotation mark opens here and never closes; it was read as text.",
            )


def _no_rows(header: int) -> RowProblem:
    return RowProblem(
        header,
        "",
        "Onder de namen van de kolommen staat niets.",
        "There is nothing below the names of the columns.",
    )
