"""A table of offers and needs, one sentence a row, as items to match and a report of what is wrong.

What a column says wins over what the sentence says, but for the place: the column tells where the
company is, a place in the sentence where the thing itself is. A cell that cannot be right is
reported and not used; the rest of its row still counts. Only a row without a sentence, or of which
nobody can tell whether it offers or seeks, is left out as a whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from naober.engines.matching import Amount, Bounds, Direction, Item
from naober.engines.understanding import (
    MAX_CHARACTERS,
    Cadence,
    Sentence,
    Understanding,
    understand,
)
from naober.files import cells
from naober.files.listings import Given, item_from_understanding, yearly
from naober.files.problems import RowProblem
from naober.files.table import Row, Table, read_table
from naober.lexicon import Dimension, Lexicon
from naober.lexicon.words import fold

ABSURD = 1e8  # of any canonical unit: more than a country has
LIMITS: dict[str, tuple[float, float]] = {
    "temperature": (-273.15, 3000.0),
    "pressure": (-1.1, 10_000.0),
    "power": (0.0, 10_000_000.0),
    "radius_km": (0.0, 5_000.0),
    "latitude": (-90.0, 90.0),
    "longitude": (-180.0, 180.0),
    "quantity": (0.0, ABSURD * 1000),
}
DIMENSIONS = {
    "temperature": Dimension.TEMPERATURE,
    "pressure": Dimension.PRESSURE,
    "power": Dimension.POWER,
    "radius_km": Dimension.DISTANCE,
}
CADENCES: dict[str, Cadence] = {
    word: cadence
    for cadence, words in {
        Cadence.ONCE: "eenmalig once lot partij totaal total",
        Cadence.HOUR: "uur h u hour hourly",
        Cadence.SHIFT: "ploeg dienst shift",
        Cadence.DAY: "dag day dagelijks daily etmaal d",
        Cadence.WEEK: "week wk wekelijks weekly",
        Cadence.MONTH: "maand mnd month maandelijks monthly",
        Cadence.QUARTER: "kwartaal quarter",
        Cadence.CAMPAIGN: "campagne campaign seizoen season",
        Cadence.YEAR: "jaar jr year jaarlijks yearly annually annum",
    }.items()
    for word in words.split()
}
Progress = Callable[[Iterable[Row]], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Listings:
    """`rows` counts the rows that held anything, those that were left out among them.

    `organisations` and `activities` hold the cells of those columns by item id, as typed.
    """

    items: tuple[Item, ...]
    rows: int
    problems: tuple[RowProblem, ...]
    organisations: Mapping[str, str] = field(default_factory=dict)
    activities: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """What reading a row needs besides the row."""

    lexicon: Lexicon
    today: date


def read_listings(
    path: Path,
    context: Context,
    *,
    direction: Direction | None = None,
    progress: Progress = iter,
) -> Listings:
    """The listings of a table. `direction` is that of every row, for a table of offers alone.

    Raises UnreadableError when the file has no table with a column of sentences.
    """
    table = read_table(path, needed=("text",))
    problems = [*table.problems, *_missing(table, direction)]
    seen: dict[str, int] = {}
    items: dict[str, tuple[Item, Row]] = {}
    for row in progress(table.rows):
        item = _RowReader(row, context, problems).item(seen, direction)
        if item is not None:
            items[item.id] = item, row
    return Listings(
        tuple(item for item, _ in items.values()),
        len(table.rows),
        table.as_named(problems),
        {id: row["organisation"] for id, (_, row) in items.items()},
        {id: row["activity"] for id, (_, row) in items.items()},
    )


def _missing(table: Table, direction: Direction | None) -> Iterator[RowProblem]:
    if "id" not in table.columns:
        yield RowProblem(
            1,
            "id",
            "Deze kolom ontbreekt; het rijnummer is gebruikt.",
            "This column is missing; the number of the row was used.",
        )
    if "organisation" not in table.columns:
        yield RowProblem(
            1,
            "organisation",
            "Deze kolom ontbreekt; elke rij telt als een eigen bedrijf.",
            "This column is missing; each row counts as a company of its own.",
        )
    if "direction" not in table.columns and direction is None:
        yield RowProblem(
            1,
            "direction",
            "Deze kolom ontbreekt; brengen of halen is uit de zin gelezen.",
            "This column is missing; offer or need was read from the sentence.",
        )


class _RowReader:
    """Reads one row and adds what is wrong with it to `problems`."""

    def __init__(self, row: Row, context: Context, problems: list[RowProblem]) -> None:
        self.row = row
        self.lexicon = context.lexicon
        self.today = context.today
        self.problems = problems

    def item(self, seen: dict[str, int], direction: Direction | None) -> Item | None:
        id = self._id(seen)
        text = self._text()
        if id is None or text is None or self._is_other(direction):
            return None
        direction = direction or self._chosen()
        understood = understand(Sentence(text, self.today, self.lexicon, direction))
        if direction is None and str(understood.direction) not in set(Direction):
            self._wrong(
                "direction",
                "Niet duidelijk of dit brengen of halen is; de rij doet niet mee.",
                "It is not clear whether this is an offer or a need; the row is left out.",
            )
            return None
        item = item_from_understanding(
            understood,
            id=id,
            company=fold(self.row["organisation"]) or f"row {self.row.number}",
            direction=direction,
            given=self._given(understood),
            lexicon=self.lexicon,
        )
        return self._plausible(item, text)

    def _id(self, seen: dict[str, int]) -> str | None:
        id = self.row["id"] or str(self.row.number)
        first = seen.setdefault(id, self.row.number)
        if first == self.row.number:
            return id
        self._wrong(
            "id",
            f'"{id}" staat al in rij {first}; deze rij doet niet mee.',
            f'"{id}" is already in row {first}; this row is left out.',
        )
        return None

    def _text(self) -> str | None:
        text = self.row["text"]
        if not any(c.isalnum() for c in text):
            self._wrong(
                "text",
                "Er staat geen zin; de rij doet niet mee.",
                "There is no sentence; the row is left out.",
            )
            return None
        if len(text) > MAX_CHARACTERS:
            self._wrong(
                "text",
                f"De tekst heeft {len(text)} tekens; de eerste {MAX_CHARACTERS} zijn gelezen.",
                f"The text has {len(text)} characters; the first {MAX_CHARACTERS} were read.",
            )
        if text.startswith(("=", "@")):
            self._wrong(
                "text",
                "Dit lijkt een formule; het is als gewone tekst gelezen.",
                "This looks like a formula; it was read as plain text.",
            )
        return text[:MAX_CHARACTERS]

    def _chosen(self) -> Direction | None:
        cell = self.row["direction"]
        chosen = cells.direction(cell)
        if cell and chosen is None:
            self._wrong(
                "direction",
                f'"{cell[:40]}" is geen breng, haal, offer of need; uit de zin gelezen.',
                f'"{cell[:40]}" is no breng, haal, offer or need; read from the sentence.',
            )
        return chosen

    def _is_other(self, direction: Direction | None) -> bool:
        """Whether the row says that it is a need in a table of offers alone."""
        chosen = cells.direction(self.row["direction"]) if direction else None
        if chosen is None or chosen is direction:
            return False
        self._wrong(
            "direction",
            f'"{self.row["direction"][:40]}" hoort niet in deze tabel; de rij doet niet mee.',
            f'"{self.row["direction"][:40]}" does not belong in this table; the row is left out.',
        )
        return True

    def _given(self, understood: Understanding) -> Given:
        latitude, longitude = self._place(said=understood.place is not None)
        radius = self._bounds("radius_km")
        return Given(
            amount=self._amount(understood),
            temperature=self._bounds("temperature"),
            pressure=self._bounds("pressure"),
            power=self._bounds("power"),
            latitude=latitude,
            longitude=longitude,
            radius_km=radius.high if radius else None,
            start=self._day("start"),
            end=self._day("end"),
            expires=self._day("expires"),
            certificates=cells.names(self.row["certificates"]),
        )

    def _place(self, *, said: bool) -> tuple[float | None, float | None]:
        north, east = self._bounds("latitude"), self._bounds("longitude")
        if north and east:
            return north.low, east.low
        cell = self.row["place"]
        mentions = self.lexicon.place_mentions(cell)
        place = self.lexicon.place(cell) or (mentions[0].place if mentions else None)
        if place is not None:
            return (None, None) if said else (place.latitude, place.longitude)
        if cell:
            self._wrong(
                "place",
                f'De plaats "{cell[:40]}" is niet bekend; er is geen afstand berekend.',
                f'The place "{cell[:40]}" is not known; no distance was computed.',
            )
        return None, None

    def _amount(self, understood: Understanding) -> Amount | None:
        if not self.row["quantity"]:
            return None
        said = understood.quantity
        found = cells.measure(f"{self.row['quantity']} {self.row['unit']}")
        if found is None or not self._within("quantity", found[0]):
            self._wrong_number("quantity", self.row["quantity"])
            return None
        written = found[1]
        unit = self.lexicon.unit(written.split("/")[0].split(" per ")[0])
        if not written and said is not None:
            unit = self.lexicon.units.get(said.unit)
        if unit is None and not written:
            self._wrong(
                "quantity",
                f'"{self.row["quantity"][:40]}" van wat? Er staat geen eenheid (kolom unit).',
                f'"{self.row["quantity"][:40]}" of what? There is no unit (column unit).',
            )
        elif unit is None:
            self._wrong(
                "unit",
                f'De eenheid "{written[:40]}" is niet bekend; de hoeveelheid telt niet mee.',
                f'The unit "{written[:40]}" is not known; the quantity is not used.',
            )
        if unit is None:
            return None
        cadence = self._cadence(written, said.cadence if said else Cadence.ONCE)
        return yearly(found[0], unit.dimension, cadence, lexicon_unit=unit.id, lexicon=self.lexicon)

    def _cadence(self, written: str, said: Cadence) -> Cadence:
        cell = fold(self.row["per"]) or fold(written).replace(" per ", "/").partition("/")[2]
        if not cell:
            return said
        known = next((CADENCES[w] for w in cell.split() if w in CADENCES), None)
        if known is None:
            self._wrong(
                "per",
                f'"{cell[:40]}" is geen uur, dag, week, maand, kwartaal, campagne of jaar.',
                f'"{cell[:40]}" is no hour, day, week, month, quarter, campaign or year.',
            )
        return known or said

    def _bounds(self, column: str) -> Bounds | None:
        cell = self.row[column]
        if not cell:
            return None
        found = cells.bounds(cell, self.lexicon, DIMENSIONS.get(column))
        if found is not None and self._within(column, found):
            return found
        self._wrong_number(column, cell)
        return None

    def _within(self, column: str, found: Bounds) -> bool:
        least, most = LIMITS[column]
        return all(v is None or least <= v <= most for v in (found.low, found.high))

    def _day(self, column: str) -> date | None:
        cell = self.row[column]
        found = cells.day(cell, last=column != "start") if cell else None
        if cell and found is None:
            self._wrong(
                column,
                f'"{cell[:40]}" is geen datum (zoals 2027-03-31 of 31-03-2027).',
                f'"{cell[:40]}" is no date (such as 2027-03-31 or 31-03-2027).',
            )
        return found

    def _plausible(self, item: Item, text: str) -> Item:
        """The item without an amount that nobody can have."""
        limits = item.amount.bounds if item.amount else Bounds(None, None)
        if any(v is not None and v > ABSURD for v in (limits.low, limits.high)):
            self._wrong(
                "text" if not self.row["quantity"] else "quantity",
                "De hoeveelheid is onwaarschijnlijk groot en telt niet mee.",
                "The quantity is improbably large and is not used.",
            )
            return replace(item, amount=None)
        if item.amount and cells.negative_amount(text, self.lexicon):
            self._wrong(
                "text",
                "Er staat een negatieve hoeveelheid; die telt niet mee.",
                "There is a negative quantity; it is not used.",
            )
            return replace(item, amount=None)
        return item

    def _wrong_number(self, column: str, cell: str) -> None:
        least, most = (f"{limit:,.12g}" for limit in LIMITS[column])
        nl = str.maketrans(",.", ".,")
        self._wrong(
            column,
            f'"{cell[:40]}" is geen getal tussen {least.translate(nl)} en {most.translate(nl)}; '
            "niet gebruikt.",
            f'"{cell[:40]}" is no number between {least} and {most}; not used.',
        )

    def _wrong(self, column: str, nl: str, en: str) -> None:
        self.problems.append(RowProblem(self.row.number, column, nl, en))
