"""What is wrong with the tables of a lexicon folder, told so that a domain expert can mend it."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from naober.lexicon import forbidden, tables
from naober.lexicon.load import packaged_folder
from naober.lexicon.model import Dimension, Kind, Relation
from naober.lexicon.words import fold

CODE_FORMS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "ewc": (re.compile(r"\d\d( \d\d){0,2}"), "15 01 02"),
    "nace": (re.compile(r"\d\d(\.\d{1,2})?"), "11.05"),
    "sbi": (re.compile(r"\d{2,6}|\d\d(\.\d{1,4})+"), "11050"),
    "isco": (re.compile(r"\d{4}"), "3133"),
    "esco": (re.compile(r"\d{4}(\.\d+)*"), "3133.1"),
    "cn": (re.compile(r"\d{4,8}"), "3902"),
}
TRAITS = frozenset(
    {
        *("temperature_c", "hazardous", "state", "waste", "food_grade"),
        *("typical_kwh_per_t", "ph"),
        "stuff",  # what it is made of: another stuff never replaces it just like that (PET, PP)
    }
)
OPTIONAL = frozenset({"strength", "typical"})  # columns that a file may do without
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend. `file` is relative to the folder; `row` is the line in it."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.row}: {self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row with where it stands."""

    file: str
    line: int
    cells: tables.Row

    def problem(self, column: str, message: str) -> Problem:
        return Problem(self.file, self.line, column, message)


def problems(folder: Path | None = None) -> list[Problem]:
    """Everything wrong with a lexicon folder, in file and row order; the packaged one if None."""
    folder = folder if folder is not None else packaged_folder()
    concepts = _read(folder, tables.concept_files(folder))
    links = _read(folder, tables.link_files(folder))
    activities = _read(folder, [folder / "activities.csv"])
    by_id: dict[str, _Cells] = {}
    found = list(_duplicates(concepts, "id", by_id))
    found += _columns(folder)
    for row in concepts:
        found += [*_concept(row), *_parents(row, by_id)]
    found += _double_names(concepts)
    found += _cycles(by_id)
    for row in links:
        found += _link(row, by_id)
    found += _double_links(links)
    found += _duplicates(activities, "id", {})
    for row in activities:
        found += [*_names(row), *_codes(row), *_activity(row, by_id)]
    known = {row.cells.get("id", "") for row in activities}
    for row in _read(folder, [folder / "precedents.csv"]):
        found += _precedent(row, by_id.keys(), known)
    found += _units(_read(folder, [folder / "units.csv"]))
    found += _places(_read(folder, [folder / "places.csv"]))
    found += _forbidden(_read(folder, [folder / forbidden.FILE]))
    return sorted(set(found))


def _read(folder: Path, paths: Iterable[Path]) -> list[_Cells]:
    return [
        _Cells(str(path.relative_to(folder)), line, cells)
        for path in paths
        for line, cells in tables.rows(path)
    ]


def _columns(folder: Path) -> Iterator[Problem]:
    """Header rows that lack a needed column or have one that nobody reads."""
    expected: list[tuple[Path, tuple[str, ...]]] = [
        *((path, tables.CONCEPT_COLUMNS) for path in tables.concept_files(folder)),
        *((path, tables.LINK_COLUMNS) for path in tables.link_files(folder)),
        (folder / "activities.csv", tables.ACTIVITY_COLUMNS),
        (folder / "precedents.csv", tables.PRECEDENT_COLUMNS),
        (folder / "units.csv", tables.UNIT_COLUMNS),
        (folder / "places.csv", tables.PLACE_COLUMNS),
        (folder / forbidden.FILE, forbidden.COLUMNS),
    ]
    for path, columns in expected:
        header = tables.header(path)
        file = str(path.relative_to(folder))
        for column in columns:
            if header and column not in header and column not in OPTIONAL:
                yield Problem(file, 1, column, "this column is missing")
        for column in header:
            if column not in columns:
                yield Problem(file, 1, column, "no such column is read")
        yield from (Problem(file, n, "", "more cells than columns") for n in tables.too_long(path))


def _duplicates(rows: Iterable[_Cells], column: str, seen: dict[str, _Cells]) -> Iterator[Problem]:
    for row in rows:
        key = row.cells.get(column, "")
        first = seen.setdefault(key, row)
        if first is not row:
            yield row.problem(column, f'"{key}" is already in {first.file} row {first.line}')


def _concept(row: _Cells) -> Iterator[Problem]:
    cells = row.cells
    yield from _names(row)
    if cells.get("kind") not in list(Kind):
        yield row.problem("kind", f'"{cells.get("kind")}" is none of {", ".join(Kind)}')
    yield from _codes(row)
    try:
        unknown = tables.traits(cells.get("traits", "")).keys() - TRAITS
    except ValueError as error:
        yield row.problem("traits", str(error))
    else:
        yield from (row.problem("traits", f'"{t}" is no known trait') for t in sorted(unknown))
    yield from _synonyms(row)


def _names(row: _Cells) -> Iterator[Problem]:
    if not _ID.fullmatch(row.cells.get("id", "")):
        yield row.problem("id", f'"{row.cells.get("id", "")}" is not kebab-case (a-z, 0-9, -)')
    for column in ("nl", "en"):
        if not row.cells.get(column):
            yield row.problem(column, "the name is empty")


def _codes(row: _Cells) -> Iterator[Problem]:
    for scheme, (form, example) in CODE_FORMS.items():
        for code in tables.cell_list(row.cells.get(scheme, "")):
            if not form.fullmatch(code):
                yield row.problem(scheme, f'"{code}" is not written like {example}')


def _synonyms(row: _Cells) -> Iterator[Problem]:
    for column, name in (("synonyms_nl", "nl"), ("synonyms_en", "en")):
        seen = {row.cells.get(name, "").lower()}
        for synonym in tables.cell_list(row.cells.get(column, "")):
            if synonym.lower() in seen:
                yield row.problem(column, f'"{synonym}" stands here twice')
            seen.add(synonym.lower())


def _parents(row: _Cells, by_id: Mapping[str, _Cells]) -> Iterator[Problem]:
    for parent in tables.cell_list(row.cells.get("broader", "")):
        other = by_id.get(parent)
        if other is None:
            yield row.problem("broader", f'there is no concept "{parent}"')
        elif other.cells.get("kind") != row.cells.get("kind"):
            kind = other.cells.get("kind")
            yield row.problem("broader", f'"{parent}" is of kind {kind}, this is not')


def _double_names(rows: Iterable[_Cells]) -> Iterator[Problem]:
    """Two concepts of one kind with the same preferred name."""
    for column in ("nl", "en"):
        seen: dict[tuple[str, str], _Cells] = {}
        for row in rows:
            name = row.cells.get(column, "")
            first = seen.setdefault((row.cells.get("kind", ""), fold(name)), row)
            if first is not row and first.cells.get("id") != row.cells.get("id"):
                yield row.problem(column, f'"{name}" is also the name of "{first.cells["id"]}"')


def _cycles(by_id: Mapping[str, _Cells]) -> Iterator[Problem]:
    """Concepts that are broader than themselves."""
    for start, row in by_id.items():
        seen: set[str] = set()
        frontier = [start]
        while frontier:
            cells = by_id[frontier.pop()].cells
            above = [b for b in tables.cell_list(cells.get("broader", "")) if b in by_id]
            frontier.extend(b for b in above if b not in seen)
            seen.update(above)
        if start in seen:
            yield row.problem("broader", f'"{start}" is in the end broader than itself')


def _link(row: _Cells, by_id: Mapping[str, _Cells]) -> Iterator[Problem]:
    cells = row.cells
    for column in ("source", "target"):
        if cells.get(column) not in by_id:
            yield row.problem(column, f'there is no concept "{cells.get(column)}"')
    if cells.get("source") == cells.get("target"):
        yield row.problem("target", "source and target are the same")
    if cells.get("relation") not in list(Relation):
        yield row.problem("relation", f'"{cells.get("relation")}" is none of {", ".join(Relation)}')
    yield from _strength(row)
    if bool(cells.get("condition_nl")) != bool(cells.get("condition_en")):
        yield row.problem("condition_en", "a condition needs both languages")


def _strength(row: _Cells) -> Iterator[Problem]:
    strength = _number(row.cells.get("strength") or "1")
    if strength is None or not 0 < strength <= 1:
        yield row.problem("strength", f'"{row.cells.get("strength")}" is not between 0 and 1')


def _double_links(rows: Iterable[_Cells]) -> Iterator[Problem]:
    seen: dict[tuple[str | None, ...], _Cells] = {}
    for row in rows:
        key = tuple(row.cells.get(c) for c in ("source", "relation", "target"))
        first = seen.setdefault(key, row)
        if first is not row:
            yield row.problem("source", f"this link is already in {first.file} row {first.line}")


def _activity(row: _Cells, by_id: Mapping[str, _Cells]) -> Iterator[Problem]:
    for column in ("takes", "gives"):
        for concept in tables.cell_list(row.cells.get(column, "")):
            if concept not in by_id:
                yield row.problem(column, f'there is no concept "{concept}"')


def _precedent(
    row: _Cells, concepts: Collection[str], activities: Collection[str]
) -> Iterator[Problem]:
    for column, ids in (("giver", activities), ("concept", concepts), ("receiver", activities)):
        if row.cells.get(column) not in ids:
            kind = "concept" if column == "concept" else "activity"
            yield row.problem(column, f'there is no {kind} "{row.cells.get(column)}"')
    yield from _strength(row)
    if bool(row.cells.get("use_nl")) != bool(row.cells.get("use_en")):
        yield row.problem("use_en", "a use needs both languages")


def _units(rows: list[_Cells]) -> Iterator[Problem]:
    yield from _duplicates(rows, "id", {})
    seen: dict[str, str] = {}
    for row in rows:
        yield from _made(row, tables.unit)
        if row.cells.get("dimension") not in list(Dimension):
            yield row.problem("dimension", f'"{row.cells.get("dimension")}" is no dimension')
        id = row.cells.get("id", "")
        for name in (row.cells.get("symbol", ""), *tables.cell_list(row.cells.get("names", ""))):
            if name and seen.setdefault(name, id) != id:
                yield row.problem("names", f'"{name}" is also a name of "{seen[name]}"')


def _places(rows: list[_Cells]) -> Iterator[Problem]:
    yield from _duplicates(rows, "name", {})
    for row in rows:
        yield from _made(row, tables.place)
        for column, limit in (("latitude", 90.0), ("longitude", 180.0)):
            value = _number(row.cells.get(column, ""))
            if value is not None and abs(value) > limit:
                yield row.problem(column, f"{value} is beyond {limit} degrees")


def _made(row: _Cells, make: Callable[[tables.Row], object]) -> Iterator[Problem]:
    try:
        make(row.cells)
    except (ValueError, KeyError) as error:
        yield row.problem("", f"cannot be read: {error}")


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


def _forbidden(rows: Sequence[_Cells]) -> Iterator[Problem]:
    """Of what competitors do not talk about: a rule that is read, with its words."""
    named = {row.cells.get("topic") for row in rows if row.cells.get("rule") == forbidden.Rule.NAME}
    for row in rows:
        rule = row.cells.get("rule", "")
        if rule not in list(forbidden.Rule):
            yield row.problem("rule", f'"{rule}" is none of {", ".join(forbidden.Rule)}')
        if row.cells.get("topic") not in named:
            yield row.problem("topic", "no row with the rule name says what this is called")
        needed = ["words_nl", "words_en"]
        needed += ["why_nl", "why_en"] if rule == forbidden.Rule.NAME else []
        needed += ["with_nl", "with_en"] if rule == forbidden.Rule.NEAR else []
        yield from (row.problem(name, "is empty") for name in needed if not row.cells.get(name))
