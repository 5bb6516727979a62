"""Which of these texts say the same problem as another one? For what people write in prose.

Two views are added up: the words that both have, as far as they tell something (`text`, `wording`),
and the everyday topics that both speak of (`topics`), so that "het net zit vol" meets
"netcongestie". A pair's likeness depends on that pair alone, is symmetric and 0..1; it proposes, a
person decides.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations
from math import sqrt

from naober.engines.matching.forms import root_of
from naober.engines.matching.text import Scorer
from naober.engines.matching.topics import Topics, topics
from naober.engines.matching.wording import telling_words, worth
from naober.lexicon.words import common_words, fold, tokens

WORDS = 0.55  # of the likeness; the topics have the rest
RELATED = 0.25  # worth showing beside what somebody types
SAME = 0.3  # worth asking a person whether the two are one

Row = tuple[str, str]  # id, text


def likeness(one: str, other: str) -> float:
    """0..1; two texts without a telling word or topic in common have 0."""
    found = _scorer().similarity(one, other)
    told = tuple(word for word in telling_words(found) if root_of(word) not in _everyday())
    words = worth(found, told) if found.words else 0.0
    return WORDS * words + (1 - WORDS) * _cosine(_topics_of(one), _topics_of(other))


def related(text: str, rows: Iterable[Row], *, least: float = RELATED) -> list[tuple[str, float]]:
    """The rows that say about the same as a text, best first; ties by id."""
    scored = ((id_, round(likeness(text, other), 6)) for id_, other in rows)
    return sorted(
        ((id_, score) for id_, score in scored if score >= least), key=lambda one: (-one[1], one[0])
    )


def pairs(rows: Sequence[Row], *, least: float = SAME) -> list[tuple[str, str, float]]:
    """The pairs that may be one, likeliest first; each once, smaller id first."""
    return sorted(_pairs(sorted(rows), least), key=lambda one: (-one[2], one[0], one[1]))


def _pairs(rows: Sequence[Row], least: float) -> Iterator[tuple[str, str, float]]:
    for (one, text), (other, words) in combinations(rows, 2):
        score = round(likeness(text, words), 6)
        if score >= least:
            yield one, other, score


def field_of(text: str, fields: Mapping[str, Sequence[str]]) -> str:
    """The field whose cues the text has most of, "" when it has none of any. A cue is a word or a
    phrase; `brand*` is any word that starts so, `*water` any that ends so."""
    cues = tuple((name, tuple(fold(cue) for cue in words if cue)) for name, words in fields.items())
    found = _fields(cues).of((fold(token.text) for token in tokens(text)), text)
    return max(sorted(found), key=lambda name: found[name], default="")


@lru_cache(maxsize=8)
def _fields(cues: tuple[tuple[str, tuple[str, ...]], ...]) -> Topics:
    return Topics(dict(cues))


@cache
def _everyday() -> frozenset[str]:
    """Roots of words that any problem is told with: "niemand weet", "vinden", "beginnen"."""
    return frozenset(root_of(fold(word)) for word in common_words())


@cache
def _scorer() -> Scorer:
    return Scorer()


@lru_cache(maxsize=8_192)
def _topics_of(text: str) -> dict[str, float]:
    words = (fold(token.text) for token in tokens(text))
    return topics().of((word for word in words if root_of(word) not in _everyday()), text)


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    shared = sum(weight * other.get(name, 0.0) for name, weight in one.items())
    if not shared:
        return 0.0
    return shared / sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
