"""From a listing to the terms it is stored under and looked up by.

The same keys feed the in-memory index and the table in the database. A key is
`<side><sort>:<value>`: side `o` or `n` is that of the listing that is STORED (offer, need), so one
look-up never meets its own side. Sorts: `k` the concept or any kind of it, `c` exactly this
concept, `u` what it serves as (an offer) or is made from (a need), `v` the same in broader words,
`w` the root of a telling word. Concepts merely mentioned are there with a low weight.

A need looks up the offers it could get, an offer the needs it could serve: the same concept,
narrower and broader ones, both ends of links, and those of one family (see `kinship`).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log

from naober.engines.matching.kinship import (
    BROADER_WEIGHT,
    CARRIED,
    COLD,
    FAMILY,
    HEAT,
    NARROWER_WEIGHT,
    SERVES_WEIGHT,
    STOCK_WEIGHT,
    Kinships,
)
from naober.engines.matching.knowledge import Knowledge, knowledge_of
from naober.engines.matching.meaning import meaning
from naober.engines.matching.problem import Direction, Item
from naober.lexicon import Lexicon

WORD_WEIGHT = 0.35
FAMILY_WEIGHT = 0.3
LEAST_WEIGHT = 0.05
MAX_WORDS = 48
BUDGET = 20_000  # postings one look-up may touch


@dataclass(frozen=True, slots=True)
class Term:
    key: str
    weight: float


def index_terms(item: Item, lexicon: Lexicon) -> tuple[Term, ...]:
    """What an item is stored under, by key. Weights are 0..1 and do not depend on other items."""
    known = knowledge_of(lexicon)
    kinships = known.kinships
    side = _side(item.direction)
    found: dict[str, float] = {}
    meant = meaning(item, kinships)
    for concept, weight in (*((main, 1.0) for main in meant.main), *meant.side):
        for key, near in _stored(concept, item.direction is Direction.OFFER, kinships).items():
            _raise(found, side + key, weight * near)
    found |= {f"{side}{key}": weight for key, weight in _words(item.text, known)}
    return _sorted({key: weight for key, weight in found.items() if weight >= LEAST_WEIGHT})


def query_terms(item: Item, lexicon: Lexicon) -> tuple[Term, ...]:
    """What to look up, on the other side, for an item; by key."""
    known = knowledge_of(lexicon)
    kinships = known.kinships
    offered = item.direction is Direction.OFFER
    side = _side(Direction.NEED if offered else Direction.OFFER)
    found: dict[str, float] = {}
    meant = meaning(item, kinships)
    for concept, weight in (*((main, 1.0) for main in meant.main), *meant.side):
        for key, near in _reach(concept, offered, kinships).items():
            _raise(found, side + key, weight * near)
    for key, weight in _words(item.text, known):
        _raise(found, f"{side}{key}", WORD_WEIGHT * weight)
    return _sorted({key: weight for key, weight in found.items() if weight >= LEAST_WEIGHT})


def select_terms(
    terms: Iterable[Term],
    document_frequency: Mapping[str, int],
    budget: int = BUDGET,
    documents: int | None = None,
) -> tuple[Term, ...]:
    """The terms worth looking up, heaviest first, with idf-weighted weights.

    `document_frequency` says how many stored items carry a key (absent: none); `documents` how many
    there are at all. Together the chosen terms touch at most `budget` postings, unless the first
    alone does. Concepts go before words, and among words the rare before the common.
    """
    size = max(documents or 0, max(document_frequency.values(), default=0), 1)
    known = [term for term in terms if document_frequency.get(term.key, 0) > 0]
    weighed = [
        Term(term.key, term.weight * log(1 + size / document_frequency[term.key])) for term in known
    ]
    weighed.sort(key=lambda term: (_is_word(term.key), -term.weight, term.key))
    chosen: list[Term] = []
    touched = 0
    for term in weighed:
        touches = document_frequency[term.key]
        if not chosen or touched + touches <= budget:
            chosen.append(term)
            touched += touches
    return tuple(sorted(chosen, key=lambda term: (-term.weight, term.key)))


def _stored(concept: str, offered: bool, kinships: Kinships) -> dict[str, float]:
    """Keys, without side, of what a concept is and of the far ends of its links."""
    found = {f"c:{concept}": 1.0, f"k:{concept}": 1.0}
    found |= {f"k:{ancestor}": 1.0 for ancestor in kinships.broader(concept)}
    for step in kinships.outlets(concept) if offered else kinships.stocks(concept):
        _raise(found, f"u:{step.concept}", step.strength)
        for ancestor in kinships.broader(step.concept):
            _raise(found, f"v:{ancestor}", step.strength)
    return found


def _reach(concept: str, offered: bool, kinships: Kinships) -> dict[str, float]:
    """Keys, without side, of everything on the other side that may be kin to a concept."""
    back = STOCK_WEIGHT if offered else SERVES_WEIGHT
    found = {f"k:{concept}": 1.0, f"c:{concept}": 1.0, f"u:{concept}": back, f"v:{concept}": back}
    for top in (HEAT, COLD):
        if kinships.is_kind(concept, top):
            _raise(found, f"k:{top}", CARRIED)
            _raise(found, f"v:{top}", CARRIED * back)
    for ancestor in kinships.broader(concept):
        likeness = kinships.likeness(concept, ancestor)[0]
        broad = NARROWER_WEIGHT * kinships.specificity(ancestor)  # the need is the broader one
        _raise(found, f"c:{ancestor}", broad if offered else BROADER_WEIGHT * likeness)
        _raise(found, f"u:{ancestor}", back * (broad if offered else BROADER_WEIGHT * likeness))
        if kinships.information(ancestor) >= FAMILY:
            _raise(found, f"k:{ancestor}", FAMILY_WEIGHT * likeness)
            _raise(found, f"v:{ancestor}", FAMILY_WEIGHT * likeness * back)
    _raise_linked(found, concept, offered, kinships)
    return found


def _raise_linked(found: dict[str, float], concept: str, offered: bool, kinships: Kinships) -> None:
    """What the concept's own links lead to: uses of an offer, stocks for a need."""
    forth = SERVES_WEIGHT if offered else STOCK_WEIGHT
    for step in kinships.outlets(concept) if offered else kinships.stocks(concept):
        weight = forth * step.strength
        _raise(found, f"k:{step.concept}", weight)
        for top in (HEAT, COLD):
            if offered and kinships.is_kind(step.concept, top):
                _raise(found, f"k:{top}", weight * CARRIED)
        for ancestor in kinships.broader(step.concept):
            likeness = kinships.likeness(step.concept, ancestor)[0]
            broad = NARROWER_WEIGHT * kinships.specificity(ancestor)
            _raise(found, f"c:{ancestor}", weight * (broad if offered else likeness))
            if offered and kinships.information(ancestor) >= FAMILY:
                _raise(found, f"k:{ancestor}", FAMILY_WEIGHT * weight * likeness)


def _words(text: str, known: Knowledge) -> Iterator[tuple[str, float]]:
    """The heaviest words of a text by their roots, and what they are synonyms for."""
    terms = known.scorer.prepare(text).terms
    telling = [(key, weight) for key, weight in terms.items() if key[:2] in ("r:", "c:")]
    telling.sort(key=lambda term: (-term[1], term[0]))
    return ((f"w:{key}", round(weight, 4)) for key, weight in telling[:MAX_WORDS] if weight >= 0.05)


def _side(direction: Direction) -> str:
    return "o" if direction is Direction.OFFER else "n"


def _is_word(key: str) -> bool:
    return key[1:3] == "w:"


def _raise(found: dict[str, float], key: str, weight: float) -> None:
    found[key] = max(weight, found.get(key, 0.0))


def _sorted(found: Mapping[str, float]) -> tuple[Term, ...]:
    return tuple(Term(key, round(found[key], 6)) for key in sorted(found))
