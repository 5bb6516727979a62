"""From a listing to the terms it is stored under and looked up by.

The same keys feed the in-memory index and the table in the database. A key is
`<side><sort>:<value>`: side `o` or `n` is that of the listing that is STORED (offer, need), so one
look-up never meets its own side. Sorts: `k` the concept or any kind of it, `c` exactly this
concept, `w` the stem of a telling word. Concepts merely mentioned are there with a low weight.

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
    SERVES_WEIGHT,
    STOCK_WEIGHT,
    Kinships,
)
from naober.engines.matching.knowledge import Knowledge, knowledge_of
from naober.engines.matching.meaning import meaning
from naober.engines.matching.problem import Direction, Item
from naober.lexicon import Lexicon, Link, Relation

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
        _raise(found, f"{side}c:{concept}", weight)
        for kind_of in (concept, *kinships.broader(concept)):
            _raise(found, f"{side}k:{kind_of}", weight)
    found |= {f"{side}{key}": weight for key, weight in _words(item.text, known)}
    return _sorted(found)


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


def _reach(concept: str, offered: bool, kinships: Kinships) -> dict[str, float]:
    """Keys, without side, of everything that may be kin to a concept on the other side."""
    found = {f"k:{concept}": 1.0, f"c:{concept}": 1.0}
    for top in (HEAT, COLD):
        if kinships.is_kind(concept, top):
            _raise(found, f"k:{top}", CARRIED)
    for ancestor in kinships.broader(concept):
        likeness = kinships.likeness(concept, ancestor)[0]
        _raise(found, f"c:{ancestor}", likeness if offered else BROADER_WEIGHT * likeness)
        if kinships.information(ancestor) >= FAMILY:
            _raise(found, f"k:{ancestor}", FAMILY_WEIGHT * likeness)
    for other, weight in _linked(concept, offered, kinships):
        _raise(found, f"k:{other}", weight)
        for ancestor in kinships.broader(other):
            _raise(found, f"c:{ancestor}", weight * kinships.likeness(other, ancestor)[0])
    return found


def _linked(concept: str, offered: bool, kinships: Kinships) -> Iterator[tuple[str, float]]:
    """Concepts at the other ends of links, both ways; the offer's end when a need asks."""
    lexicon = kinships.lexicon
    near = (concept, *lexicon.ancestors(concept), *lexicon.descendants(concept))
    steps = kinships.outlets(concept) if offered else kinships.stocks(concept)
    weight = SERVES_WEIGHT if offered else STOCK_WEIGHT
    yield from ((step.concept, weight * step.strength) for step in steps)
    for here in near:
        likeness = 1.0 if here == concept else kinships.likeness(concept, here)[0]
        for link in lexicon.links_to(here):
            if _leads_back(link, offered):
                yield link.source, (STOCK_WEIGHT if offered else SERVES_WEIGHT) * likeness


def _leads_back(link: Link, offered: bool) -> bool:
    """Whether a link's source is on the other side: a product for an offer, a stock for a need."""
    return (link.relation is Relation.SERVES_AS) is not offered


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
