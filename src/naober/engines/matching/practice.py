"""How like an offer is what went from one trade to another elsewhere?

Every precedent, and every offer, becomes four unit vectors: its concepts, those with all broader
ones, what they can serve as, and its words. A concept weighs its information content squared
(Seco et al. 2004). The likeness is the weighted mean of the four cosines, raised to a power so that
near precedents outvote many far ones (kernel-weighted nearest neighbours); a precedent from
the offer's own division counts more.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log, sqrt

from naober.lexicon import Kind, Lexicon, Relation
from naober.lexicon.words import STOPWORDS_EN, STOPWORDS_NL, fold, stem, tokens

EXACT, FAMILY, USES, WORDS = "exact", "family", "uses", "words"
GROUP_WEIGHT: Mapping[str, float] = {EXACT: 0.2, FAMILY: 0.4, USES: 0.2, WORDS: 0.2}
SHARPNESS = 2.0
SAME_GIVER = 1.0  # extra weight of a precedent whose giver is in the offer's own division
STREAMS = frozenset({Kind.MATERIAL, Kind.ENERGY})

Feature = tuple[str, str]
Vector = Mapping[Feature, float]


@dataclass(frozen=True, slots=True)
class Stream:
    """Something that may go from one company to another: its concepts, words and givers."""

    concepts: tuple[str, ...]
    words: frozenset[str]
    givers: frozenset[str] = field(default=frozenset())  # NACE divisions


class Likeness:
    """Turns streams into vectors and compares them with a fixed list of streams."""

    def __init__(self, lexicon: Lexicon, streams: Sequence[Stream]) -> None:
        self._lexicon = lexicon
        self._uses = lru_cache(maxsize=8_192)(self._find_uses)
        self._content = lru_cache(maxsize=8_192)(self._find_content)
        self._rarity = _rarity(lexicon)
        self._streams = tuple(streams)
        self._having: dict[Feature, list[tuple[int, float]]] = defaultdict(list)
        for number, stream in enumerate(self._streams):
            for feature, weight in self.vector(stream).items():
                self._having[feature].append((number, weight))

    def votes(self, stream: Stream) -> Mapping[int, float]:
        """Number of a known stream -> the weight of its vote; those unlike are left out."""
        likeness: dict[int, float] = defaultdict(float)
        for feature, weight in self.vector(stream).items():
            for number, other in self._having.get(feature, ()):
                likeness[number] += weight * other * GROUP_WEIGHT[feature[0]]
        return {n: s**SHARPNESS * self._giver(stream, n) for n, s in sorted(likeness.items())}

    def vector(self, stream: Stream) -> Vector:
        """The four unit vectors of a stream, side by side."""
        groups = {
            EXACT: {c: self._content(c) for c in stream.concepts},
            FAMILY: {
                b: self._content(b)
                for c in stream.concepts
                for b in (c, *self._lexicon.ancestors(c))
            },
            USES: _highest(self._uses(c) for c in stream.concepts),
            WORDS: {w: self._rarity.get(w, 1.0) for w in stream.words},
        }
        return {(g, f): v for g, features in groups.items() for f, v in _unit(features).items()}

    def uses(self, concept: str) -> Mapping[str, float]:
        """What a concept, or what it is a kind of, can serve as, with the link's strength."""
        return self._uses(concept)

    def _giver(self, stream: Stream, number: int) -> float:
        mine, theirs = stream.givers, self._streams[number].givers
        if not mine or not theirs:
            return 1.0
        return 1.0 + SAME_GIVER * len(mine & theirs) / sqrt(len(mine) * len(theirs))

    def _find_uses(self, concept: str) -> Mapping[str, float]:
        kinds = (concept, *self._lexicon.ancestors(concept))
        links = (link for kind in kinds for link in self._lexicon.links_from(kind))
        return _highest({k.target: k.strength} for k in links if k.relation is Relation.SERVES_AS)

    def _find_content(self, concept: str) -> float:
        below = len(self._lexicon.descendants(concept))
        return (1 - log(1 + below) / log(max(2, len(self._lexicon.concepts)))) ** 2


def read(lexicon: Lexicon, text: str, concepts: Sequence[str] = ()) -> Stream:
    """A text as a stream: the materials and energy it names, or those given, and its words.

    A concept gives way to a kind of it that is named too, and one without a broader concept
    ("waste") to any other.
    """
    found = tuple(concepts) or tuple(c for m in lexicon.mentions(text) for c in m.concepts)
    streams = [c for c in dict.fromkeys(found) if _is_stream(lexicon, c)]
    above = {b for c in streams for b in lexicon.ancestors(c)}
    narrow = [c for c in streams if c not in above]
    telling = [c for c in narrow if lexicon.concepts[c].broader]
    return Stream(tuple(telling or narrow), stems(text))


def stems(text: str) -> frozenset[str]:
    """English stems of the words that say something."""
    skip = STOPWORDS_EN | STOPWORDS_NL
    return frozenset(
        stem(t.text, "en") for t in tokens(text) if len(t.text) > 1 and fold(t.text) not in skip
    )


def _is_stream(lexicon: Lexicon, concept: str) -> bool:
    known = lexicon.concepts.get(concept)
    return known is not None and known.kind in STREAMS


def _rarity(lexicon: Lexicon) -> Mapping[str, float]:
    """Inverse document frequency over the concepts' English names, as a part of the highest."""
    counts: dict[str, int] = defaultdict(int)
    streams = [c for c in lexicon.concepts.values() if c.kind in STREAMS]
    for concept in streams:
        for word in stems(" ".join((concept.en, *concept.synonyms_en))):
            counts[word] += 1
    highest = log(1 + len(streams)) or 1.0
    return {word: log(1 + len(streams) / n) / highest for word, n in counts.items()}


def _highest(parts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    merged: dict[str, float] = {}
    for part in parts:
        for key, value in part.items():
            merged[key] = max(value, merged.get(key, 0.0))
    return merged


def _unit(features: Mapping[str, float]) -> dict[str, float]:
    length = sqrt(sum(v * v for v in features.values()))
    return {f: v / length for f, v in features.items()} if length else {}
