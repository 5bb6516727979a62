"""How alike are two listings in their words alone?

Stems, roots and parts of compounds are compared with character n-grams beside them, after the words
that say *that* something is sought (and numbers, units and places) are taken away. Every weight
comes from the packaged words, none from the listings at hand: one more listing never changes the
similarity of two others.

Method: cosine over terms weighted by inverse document frequency (Sparck Jones 1972), where a
document is one lexicon concept; cosine over character 3- and 4-grams inside words (Cavnar and
Trenkle 1994), each weighted as its word.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from math import log, sqrt

from naober.engines.matching.forms import root_of, stem_of
from naober.engines.matching.vocabulary import Vocabulary, titles
from naober.lexicon import Lexicon, load
from naober.lexicon.words import Token, fold, tokens

LONGEST_TEXT = 4_000  # characters read of one text; the rest says nothing new
TERM_SHARE = 0.65  # of the similarity; character n-grams have the rest
_PART = 0.8  # weight of a part of a compound beside its stem
_ROOT = 0.5
_CLASS = 0.7  # a word with the same meaning, from the vocabulary
_FAMILY = 0.15
_LEAST_WEIGHT = 0.3  # of a word that nearly every concept has
_SIZES = (3, 4)  # of the character n-grams


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text made ready to be compared. Both vectors have length 1, or are empty.

    `terms` can serve as keys of an inverted index: texts without a common term or gram have
    similarity 0. `words` maps each root to the folded word it came from.
    """

    terms: Mapping[str, float] = field(default_factory=dict)
    grams: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Similarity:
    """`score` is 0..1 and symmetric; `words` those of the first text that both have, in order."""

    score: float
    words: tuple[str, ...] = ()


class Scorer:
    """Compares texts pair by pair; safe to share, gives the same answer whatever it saw before."""

    def __init__(self, lexicon: Lexicon | None = None, vocabulary: Vocabulary | None = None):
        self.lexicon = load() if lexicon is None else lexicon
        self.vocabulary = titles() if vocabulary is None else vocabulary
        self._prepared = lru_cache(maxsize=8_192)(self._prepare)
        self._expanded = lru_cache(maxsize=65_536)(self._expand)
        self._weighted_grams = lru_cache(maxsize=65_536)(self._weigh_grams)

    def prepare(self, text: str) -> Prepared:
        """The vectors of a text; an empty one for a text without words."""
        return self._prepared(text[:LONGEST_TEXT])

    def similarity(self, first: Prepared | str, second: Prepared | str) -> Similarity:
        """How alike two texts are, with the words they share."""
        first = self.prepare(first) if isinstance(first, str) else first
        second = self.prepare(second) if isinstance(second, str) else second
        terms = _dot(first.terms, second.terms)
        grams = _dot(first.grams, second.grams)
        shared = tuple(word for key, word in first.words.items() if key in second.words)
        score = TERM_SHARE * terms + (1 - TERM_SHARE) * grams
        return Similarity(min(1.0, score), tuple(dict.fromkeys(shared)))

    def content_words(self, text: str) -> tuple[str, ...]:
        """The folded words of a text that say what it is about."""
        places = [(p.start, p.end) for p in self.lexicon.place_mentions(text)]
        content = []
        measured = False  # the word before is a number
        for token in tokens(text):
            word = fold(token.text)
            number = word[:1].isdigit()
            if not number and self._tells(word, measured) and not _inside(token, places):
                content.append(word)
            measured = number
        return tuple(content)

    def _tells(self, word: str, measured: bool) -> bool:
        if len(word) < 2 or word in self._quiet:
            return False
        return not (measured and self.lexicon.unit(word))

    @cached_property
    def _quiet(self) -> frozenset[str]:
        return self.vocabulary.stopwords | self.vocabulary.intent

    def _prepare(self, text: str) -> Prepared:
        content = self.content_words(text)
        terms: dict[str, float] = {}
        grams: defaultdict[str, float] = defaultdict(float)
        shown: dict[str, str] = {}
        for word in content:
            for term, weight in self._expanded(word):
                terms[term] = max(weight, terms.get(term, 0.0))
                if term[:2] == "r:":
                    shown.setdefault(term, word)
            for gram, weight in self._weighted_grams(word):
                grams[gram] += weight
        return Prepared(_unit(terms), _unit(grams), shown)

    def _expand(self, word: str) -> tuple[tuple[str, float], ...]:
        """Everything that one word is compared by, with weights."""
        weight = self._weight(word)
        found = {f"s:{stem_of(word)}": weight, f"r:{root_of(word)}": _ROOT * weight}
        parts = self.lexicon.split_compound(word)
        for part in parts if len(parts) > 1 else ():
            part_weight = _PART * self._weight(part)
            found.setdefault(f"s:{stem_of(part)}", part_weight)
            found.setdefault(f"r:{root_of(part)}", _ROOT * part_weight)
        for name in (word, *parts):
            for id_ in self.vocabulary.classes.get(name, ()):
                found.setdefault(f"c:{id_}", _FAMILY if id_[:3] == "fam" else _CLASS * weight)
        return tuple(found.items())

    def _weigh_grams(self, word: str) -> tuple[tuple[str, float], ...]:
        """The n-grams of a word, each weighing as much as the word does."""
        weight = self._weight(word)
        return tuple((gram, weight) for gram in _grams(word))

    def _weight(self, word: str) -> float:
        """How much a word says, 0..1: 1 when hardly any concept is called by it."""
        generic = self.vocabulary.weights.get(word)
        if generic is not None:
            return generic
        count = self._document_frequency.get(stem_of(word), 0)
        size = len(self.lexicon.concepts) + 2
        return max(_LEAST_WEIGHT, log(size / (1 + count)) / log(size))

    @cached_property
    def _document_frequency(self) -> Mapping[str, int]:
        """In how many concepts' names each stem occurs."""
        counts: Counter[str] = Counter()
        for concept in self.lexicon.concepts.values():
            counts.update(set(self._stems(concept.names())))
        return counts

    def _stems(self, names: Iterable[str]) -> Iterable[str]:
        for token in (token for name in names for token in tokens(name)):
            word = fold(token.text)
            yield stem_of(word)
            yield from (stem_of(part) for part in self.lexicon.split_compound(word))


def _inside(token: Token, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= token.start < end for start, end in spans)


def _grams(word: str) -> Iterable[str]:
    padded = f"^{word}$"
    return (padded[i : i + n] for n in _SIZES for i in range(max(1, len(padded) - n + 1)))


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = sqrt(sum(value * value for value in vector.values()))
    return {key: vector[key] / length for key in sorted(vector)} if length else {}


def _dot(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    if len(second) < len(first):
        first, second = second, first
    return sum([value * second[key] for key, value in first.items() if key in second])
