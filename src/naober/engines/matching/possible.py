"""What may fit though nothing says so for sure: alike in words, in field and in topic.

For the tail of an answer, when a listing has hardly any good match. The likeness is of the texts
widened with the names of their concepts, of what those are kinds of and of what they serve as
(query expansion, Voorhees 1994). It depends on the two listings alone, and it only ranks.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from naober.engines.matching.knowledge import Knowledge
from naober.engines.matching.meaning import meaning
from naober.engines.matching.problem import Direction, Item
from naober.engines.matching.topics import topics
from naober.lexicon.words import fold, tokens

OWN_NAMES = 0.6
OTHER_NAMES = 0.4
BROADER_NAMES = 0.2
USES = 0.3
FEWEST_TOPICS = 1.2  # length of the topics of a text that says little
TOPIC_SHARE = 0.6
NAME_LIMIT = 6  # names of one concept that count
ASIDE = 0.5

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Profile:
    """A listing in words and in topics; `words` has length 1 or is empty."""

    words: Vector
    topics: Vector


def likeness(offer: Item, need: Item, knowledge: Knowledge, spelled: float | None = None) -> float:
    """How much two listings may have to do with each other, 0..1.

    `spelled` is the likeness of their texts alone, where it is known already.
    """
    one, other = profile(offer, knowledge), profile(need, knowledge)
    if spelled is None:
        spelled = knowledge.scorer.similarity(offer.text, need.text).score
    words = max(_dot(one.words, other.words), spelled)
    return TOPIC_SHARE * by_topic(one.topics, other.topics) + (1 - TOPIC_SHARE) * words


def by_topic(one: Vector, other: Vector) -> float:
    """Cosine of topics, less when either says too little to go by."""
    return _dot(one, other) / (topic_length(one) * topic_length(other))


def topic_length(vector: Vector) -> float:
    """The length that topics are divided by: never little, so that one weak word proves little."""
    return max(_length(vector), FEWEST_TOPICS)


def profile(item: Item, knowledge: Knowledge) -> Profile:
    """The words and topics of a listing, remembered."""
    meant = meaning(item, knowledge.kinships)
    aside = tuple(concept for concept, _ in meant.side)
    return _profile(item.text, meant.main, aside, item.direction is Direction.OFFER, knowledge)


@lru_cache(maxsize=32_768)
def _profile(
    text: str, main: tuple[str, ...], aside: tuple[str, ...], offered: bool, known: Knowledge
) -> Profile:
    prepared = known.scorer.prepare(text)
    words = dict(prepared.terms)
    spoken = topics().of(prepared.words.values(), text)
    for weight, ids in ((1.0, main), (ASIDE, aside)):
        for id in (id for id in ids if id in known.lexicon.concepts):
            _widen(words, spoken, _of_concept(id, offered, known), weight)
    length = _length(words)
    return Profile({key: value / length for key, value in words.items()} if length else {}, spoken)


def _widen(
    words: dict[str, float], spoken: dict[str, float], concept: Profile, weight: float
) -> None:
    for term, value in concept.words.items():
        words[term] = max(words.get(term, 0.0), weight * value)
    for topic, sure in concept.topics.items():
        spoken[topic] = 1 - (1 - spoken.get(topic, 0.0)) * (1 - weight * sure)


@lru_cache(maxsize=8_192)
def _of_concept(id: str, offered: bool, known: Knowledge) -> Profile:
    """What the names of a concept, of what it is and of what it serves as add to a listing."""
    words: dict[str, float] = {}
    doubt: dict[str, float] = {}
    for name, weight in _names(id, offered, known):
        for term, value in known.scorer.prepare(name).terms.items():
            words[term] = max(words.get(term, 0.0), weight * value)
        for topic, sure in _topics_of_name(name).items():
            doubt[topic] = doubt.get(topic, 1.0) * (1 - weight * sure)
    return Profile(words, {topic: 1 - left for topic, left in doubt.items()})


def _names(id: str, offered: bool, known: Knowledge) -> Iterator[tuple[str, float]]:
    concepts = known.lexicon.concepts
    first, second, *others = concepts[id].names()
    yield from ((name, OWN_NAMES) for name in (first, second))
    yield from ((name, OTHER_NAMES) for name in others[:NAME_LIMIT])
    yield from ((concepts[parent].nl, BROADER_NAMES) for parent in concepts[id].broader)
    steps = known.kinships.outlets(id) if offered else known.kinships.stocks(id)
    yield from ((concepts[s.concept].nl, USES * s.strength) for s in steps[:NAME_LIMIT])


@lru_cache(maxsize=16_384)
def _topics_of_name(name: str) -> Vector:
    return topics().of(fold(token.text) for token in tokens(name))


def _length(vector: Vector) -> float:
    return sqrt(sum(value * value for value in vector.values()))


def _dot(one: Vector, other: Vector) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[key] for key, value in one.items() if key in other)
