"""From a folder of tables to a `Lexicon`.

Loading is lenient: a row that is no concept, link, unit, place or activity is left out, and so is a
link or precedent that leads nowhere. `naober.lexicon.validate` is strict and says what is wrong.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

from naober.lexicon import tables
from naober.lexicon.lexicon import Lexicon
from naober.lexicon.memory import no_collecting

T = TypeVar("T")


def load(*extra_folders: Path) -> Lexicon:
    """The packaged lexicon, with a region's own folders on top (their ids win).

    The packaged one alone is loaded once and kept. A folder has the layout of `lexicon/data`.
    """
    if not extra_folders:
        return _packaged()
    with no_collecting():
        return _load(extra_folders)


def warm() -> Lexicon:
    """The packaged lexicon with every index built that is otherwise built at the first question.

    For a server at its start, so that nobody waits; safe to call again.
    """
    lexicon = load()
    lexicon.warm()
    return lexicon


def split_compound(word: str) -> tuple[str, ...]:
    """The known parts of a Dutch compound, in base spelling; (folded word,) when it is none.

    Known are all words of the packaged lexicon and `data/words/compound_parts.txt`. Linking -s-,
    -e- and -en- are taken away: "kunststofgranulaatzakken" -> ("kunststof", "granulaat", "zak").
    """
    return load().split_compound(word)


def packaged_folder() -> Path:
    """Where the tables of the package are."""
    with as_file(files("naober.lexicon")) as package:
        return package / "data"


@cache
def _packaged() -> Lexicon:
    with no_collecting():
        return _load(())


def _load(extra_folders: tuple[Path, ...]) -> Lexicon:
    folders = (packaged_folder(), *extra_folders)
    concepts = {c.id: c for f in folders for c in _made(tables.concept_files(f), tables.concept)}
    links = {
        (link.source, link.relation, link.target): link
        for f in folders
        for link in _made(tables.link_files(f), tables.link)
        if link.source in concepts and link.target in concepts
    }
    places = {p.name: p for f in reversed(folders) for p in _made([f / "places.csv"], tables.place)}
    activities = {a.id: a for f in folders for a in _made([f / "activities.csv"], tables.activity)}
    precedents = {
        (p.giver, p.concept, p.receiver): p
        for f in folders
        for p in _made([f / "precedents.csv"], tables.precedent)
        if p.concept in concepts and p.giver in activities and p.receiver in activities
    }
    return Lexicon(
        concepts=concepts,
        links=tuple(links.values()),
        units={u.id: u for f in folders for u in _made([f / "units.csv"], tables.unit)},
        places=tuple(places.values()),
        activities=activities,
        precedents=tuple(precedents.values()),
    )


def _made(paths: Iterable[Path], make: Callable[[tables.Row], T]) -> Iterator[T]:
    for path in paths:
        for _, row in tables.rows(path):
            try:
                yield make(row)
            except (ValueError, KeyError):
                continue
