"""The lexicon: concepts, links, units, places and activities of a region, and questions to them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from naober.lexicon.lookup import Mention, NameIndex
from naober.lexicon.memory import no_collecting
from naober.lexicon.model import Activity, Concept, Link, Place, Precedent, Unit
from naober.lexicon.places import PlaceIndex, PlaceMention
from naober.lexicon.words import base, fold

_INDEXES = (
    "_names", "_places", "_parents", "_children", "_from", "_to", "_codes", "_unit_names",
    "_unit_folds",
)  # fmt: skip
K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True)
class Lexicon:
    """Made by `load`. Indexes are built when first asked for and then kept."""

    concepts: Mapping[str, Concept]
    links: tuple[Link, ...]
    units: Mapping[str, Unit]
    places: tuple[Place, ...]
    activities: Mapping[str, Activity]
    precedents: tuple[Precedent, ...] = ()

    def warm(self) -> None:
        """Build every index now that is otherwise built when first asked for."""
        with no_collecting():
            for index in _INDEXES:
                getattr(self, index)
            self._names.warm()

    def ancestors(self, id: str) -> tuple[str, ...]:
        """All broader concepts, nearest first (breadth first); () for an unknown id."""
        return _closure(id, self._parents)

    def descendants(self, id: str) -> tuple[str, ...]:
        """All narrower concepts, nearest first (breadth first)."""
        return _closure(id, self._children)

    def links_from(self, id: str) -> tuple[Link, ...]:
        """The links whose source is this concept."""
        return self._from.get(id, ())

    def links_to(self, id: str) -> tuple[Link, ...]:
        """The links whose target is this concept."""
        return self._to.get(id, ())

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The concepts a text names: longest names first, left to right, without overlap.

        A name that is a place here ("in Assen"), or stands in one ("Hoogeveen"), is left to
        `place_mentions`.
        """
        found = self._names.mentions(text)
        if not found or text.islower():
            return found
        places = [p for p in self.place_mentions(text) if text[p.start].isupper()]
        return tuple(m for m in found if not any(_in_place(m, place) for place in places))

    def named(self, name: str) -> tuple[str, ...]:
        """The ids of the concepts with exactly this name, in any usual writing."""
        return self._names.named(name)

    def split_compound(self, word: str) -> tuple[str, ...]:
        """The known parts of a Dutch compound in base spelling; (folded word,) when it is none."""
        return self._names.split(word)

    def place_mentions(self, text: str) -> tuple[PlaceMention, ...]:
        """The places a text names, left to right, without overlap."""
        return self._places.mentions(text)

    def place(self, name: str) -> Place | None:
        """The place with this name or alias, or None."""
        return self._places.named(name)

    def unit(self, word: str) -> Unit | None:
        """The unit that is written so ("kuub", "m³", "Nm3/h"), or None.

        Capitals count only where they change the meaning (MW and mW).
        """
        written = word.strip().rstrip(".")
        exact = self._unit_names.get(written)
        if exact is not None:
            return exact
        folded = _unit_key(written)
        return self._unit_folds.get(folded) or self._unit_folds.get(base(folded))

    def by_code(self, scheme: str, code: str) -> tuple[Concept, ...]:
        """The concepts that carry a code; spaces and dots in it do not matter."""
        ids = self._codes.get((scheme.lower(), _plain(code)), ())
        return tuple(self.concepts[id] for id in ids)

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self.concepts.values())

    @cached_property
    def _places(self) -> PlaceIndex:
        return PlaceIndex(self.places)

    @cached_property
    def _parents(self) -> Mapping[str, tuple[str, ...]]:
        return {
            c.id: tuple(b for b in c.broader if b in self.concepts) for c in self.concepts.values()
        }

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        children: dict[str, list[str]] = defaultdict(list)
        for concept, parents in self._parents.items():
            for parent in parents:
                children[parent].append(concept)
        return {parent: tuple(found) for parent, found in children.items()}

    @cached_property
    def _from(self) -> Mapping[str, tuple[Link, ...]]:
        return _grouped((link.source, link) for link in self.links)

    @cached_property
    def _to(self) -> Mapping[str, tuple[Link, ...]]:
        return _grouped((link.target, link) for link in self.links)

    @cached_property
    def _codes(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        return _grouped(
            ((scheme, _plain(code)), concept.id)
            for concept in self.concepts.values()
            for scheme, codes in concept.codes.items()
            for code in codes
        )

    @cached_property
    def _unit_names(self) -> Mapping[str, Unit]:
        return {
            name: unit
            for unit in self.units.values()
            for name in (unit.symbol, *unit.names)
            if name
        }

    @cached_property
    def _unit_folds(self) -> Mapping[str, Unit]:
        folds: dict[str, Unit] = {}
        for name, unit in self._unit_names.items():
            folds.setdefault(_unit_key(name), unit)
        for name, unit in self._unit_names.items():
            folds.setdefault(base(_unit_key(name)), unit)
        return folds


def _in_place(mention: Mention, place: PlaceMention) -> bool:
    """Whether the words are the place's own; "stoom Assen" as one name would be longer."""
    return place.start <= mention.start and mention.end <= place.end


def _closure(start: str, steps: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    seen = {start}
    found: list[str] = []
    frontier = [start]
    while frontier:
        frontier = [n for here in frontier for n in steps.get(here, ())]
        frontier = [n for n in dict.fromkeys(frontier) if n not in seen]
        seen.update(frontier)
        found.extend(frontier)
    return tuple(found)


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _plain(code: str) -> str:
    return code.replace(" ", "").replace(".", "").lower()


def _unit_key(written: str) -> str:
    return fold(written).replace(" ", "").replace("-", "").replace("·", "")
