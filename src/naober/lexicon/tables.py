"""The tables of a lexicon folder: which files there are, and a row of each as a value."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from naober.lexicon.model import (
    Activity,
    Concept,
    Dimension,
    Kind,
    Link,
    Place,
    Precedent,
    Relation,
    Unit,
)

Row = Mapping[str, str]

CONCEPT_COLUMNS = (
    "id", "kind", "nl", "en", "broader", "synonyms_nl", "synonyms_en",
    "ewc", "nace", "sbi", "isco", "esco", "cn", "traits",
)  # fmt: skip
LINK_COLUMNS = ("source", "relation", "target", "strength", "condition_nl", "condition_en")
ACTIVITY_COLUMNS = ("id", "nl", "en", "nace", "sbi", "words_nl", "words_en", "takes", "gives")
PRECEDENT_COLUMNS = ("giver", "concept", "receiver", "strength", "use_nl", "use_en")
UNIT_COLUMNS = ("id", "dimension", "factor", "offset", "symbol", "names", "typical")
PLACE_COLUMNS = ("name", "latitude", "longitude", "province", "municipality", "aliases")
CODE_SCHEMES = ("ewc", "nace", "sbi", "isco", "esco", "cn")


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their line in the file; missing cells are "". Header stripped."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            cells = {k.strip(): (v or "").strip() for k, v in row.items() if isinstance(k, str)}
            if any(cells.values()):
                yield reader.line_num, cells


def header(path: Path) -> tuple[str, ...]:
    """The column names of a CSV file; () when there is no file."""
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(name.strip() for name in next(csv.reader(file), []))


def too_long(path: Path) -> Iterator[int]:
    """The lines of rows with more cells than the header: a comma that should be in quotes."""
    width = len(header(path))
    if width:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            yield from (reader.line_num for row in reader if len(row) > width)


def concept_files(folder: Path) -> list[Path]:
    """The concept files of a folder, by name."""
    return sorted((folder / "concepts").glob("*.csv"))


def link_files(folder: Path) -> list[Path]:
    """The link files of a folder, by name."""
    return sorted((folder / "links").glob("*.csv"))


def cell_list(cell: str) -> tuple[str, ...]:
    """The values of a list cell ("a|b"); empty ones fall out."""
    return tuple(part.strip() for part in cell.split("|") if part.strip()) if cell else ()


def concept(row: Row) -> Concept:
    """Raises ValueError or KeyError when the row lacks an id, a name or a known kind."""
    return Concept(
        id=_required(row, "id"),
        kind=Kind(row["kind"]),
        nl=_required(row, "nl"),
        en=_required(row, "en"),
        broader=cell_list(row.get("broader", "")),
        synonyms_nl=cell_list(row.get("synonyms_nl", "")),
        synonyms_en=cell_list(row.get("synonyms_en", "")),
        codes={s: cell_list(row[s]) for s in CODE_SCHEMES if row.get(s)},
        traits=traits(row.get("traits", "")),
    )


def traits(cell: str) -> dict[str, str]:
    """ "temperature_c=95|hazardous=yes" as a mapping. Raises ValueError on a part without "="."""
    pairs = (part.partition("=") for part in cell_list(cell))
    found: dict[str, str] = {}
    for key, equals, value in pairs:
        if not equals:
            raise ValueError(f'trait "{key}" is not written key=value')
        found[key.strip()] = value.strip()
    return found


def link(row: Row) -> Link:
    """Raises ValueError or KeyError when the row is no link."""
    return Link(
        source=_required(row, "source"),
        relation=Relation(row["relation"]),
        target=_required(row, "target"),
        strength=float(row.get("strength") or 1.0),
        condition_nl=row.get("condition_nl", ""),
        condition_en=row.get("condition_en", ""),
    )


def activity(row: Row) -> Activity:
    """Raises ValueError or KeyError when the row lacks an id or a name."""
    return Activity(
        id=_required(row, "id"),
        nl=_required(row, "nl"),
        en=_required(row, "en"),
        nace=cell_list(row.get("nace", "")),
        sbi=cell_list(row.get("sbi", "")),
        words_nl=cell_list(row.get("words_nl", "")),
        words_en=cell_list(row.get("words_en", "")),
        takes=cell_list(row.get("takes", "")),
        gives=cell_list(row.get("gives", "")),
    )


def precedent(row: Row) -> Precedent:
    """Raises ValueError or KeyError when the row lacks one of its three ids."""
    return Precedent(
        giver=_required(row, "giver"),
        concept=_required(row, "concept"),
        receiver=_required(row, "receiver"),
        strength=float(row.get("strength") or 1.0),
        use_nl=row.get("use_nl", ""),
        use_en=row.get("use_en", ""),
    )


def unit(row: Row) -> Unit:
    """Raises ValueError or KeyError when the row is no unit."""
    return Unit(
        id=_required(row, "id"),
        dimension=Dimension(row["dimension"]),
        factor=float(row["factor"]),
        offset=float(row.get("offset") or 0.0),
        symbol=row.get("symbol", ""),
        names=cell_list(row.get("names", "")),
        typical=row.get("typical", "") == "yes",
    )


def place(row: Row) -> Place:
    """Raises ValueError or KeyError when the row is no place."""
    return Place(
        name=_required(row, "name"),
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        province=row.get("province", ""),
        municipality=row.get("municipality", ""),
        aliases=cell_list(row.get("aliases", "")),
    )


def _required(row: Row, column: str) -> str:
    value = row.get(column, "")
    if not value:
        raise ValueError(f"{column} is empty")
    return value
