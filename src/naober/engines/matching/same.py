"""Which of these texts say the same problem as another one? For what people write in prose.

Two views are added up: the words that both have, as far as they tell something (`text`, `wording`),
and the everyday topics that both speak of (`topics`), so that "het net zit vol" meets
"netcongestie". A pair's likeness depends on that pair alone, is symmetric and 0..1; it proposes, a
person decides.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
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
    keys = _keys(text)
    scored = (
        (id_, round(likeness(text, other), 6))
        for id_, other in rows
        if not keys.isdisjoint(_keys(other))
    )
    return sorted(
        ((id_, score) for id_, score in scored if score >= least), key=lambda one: (-one[1], one[0])
    )


def pairs(
    rows: Sequence[Row], *, least: float = SAME, fresh: Collection[str] | None = None
) -> list[tuple[str, str, float]]:
    """The pairs that may be one, likeliest first; each once, smaller id first. Of `fresh` only
    those with one of these ids: what was compared before need not be compared again."""
    places = sorted(rows)
    both = _all(places) if fresh is None else _with(places, set(fresh))
    scored = (
        (places[one][0], places[other][0], round(likeness(places[one][1], places[other][1]), 6))
        for one, other in both
    )
    found = (pair for pair in scored if pair[2] >= least)
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))


def _all(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """By an index over what each text tells: only texts with something in common."""
    telling: defaultdict[str, list[int]] = defaultdict(list)
    for place, (_id, text) in enumerate(rows):
        keys = _keys(text)
        for other in sorted({other for key in keys for other in telling[key]}):
            yield other, place
        for key in keys:
            telling[key].append(place)


def _with(rows: Sequence[Row], fresh: set[str]) -> Iterator[tuple[int, int]]:
    """Those of which one at least is fresh, and that have something in common."""
    keys = [_keys(text) for _id, text in rows]
    for place, (id_, _text) in enumerate(rows):
        if id_ in fresh:
            for other, (other_id, _other) in enumerate(rows):
                once = other != place and (other_id not in fresh or other < place)
                if once and not keys[place].isdisjoint(keys[other]):
                    yield min(place, other), max(place, other)


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


@lru_cache(maxsize=8_192)
def _keys(text: str) -> frozenset[str]:
    """What carries a likeness: two texts without one of these in common have none."""
    roots = (
        key
        for key, word in _scorer().prepare(text).words.items()
        if root_of(word) not in _everyday()
    )
    return frozenset(roots) | {f"topic {name}" for name in _topics_of(text)}


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
