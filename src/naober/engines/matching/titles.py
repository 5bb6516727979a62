"""Job titles, skills and other short phrases as weighted features.

A title is a role ("operator", "medewerker", the head) and a field ("draadtrekmachine"). Each word
and each part of a compound gives its root, its stem and the groups of the vocabulary that it
belongs to, so that "bediener draadtrekmachine" meets "operator draadtrekkerij". Words that say
little ("polyvalent", "algemeen") weigh less.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from naober.engines.matching.forms import root_of, stem_of
from naober.engines.matching.splitting import Splitter
from naober.engines.matching.vocabulary import LONGEST_PHRASE, Vocabulary, phrase_key, titles
from naober.lexicon import Lexicon
from naober.lexicon.words import base

STEM, ROOT = 0.3, 0.8  # chosen, as those below, on ESCO's alternative labels
CLASS_WEIGHTS = {"title": 1.5, "role": 1.2, "field": 1.8, "family": 0.3}
PART = 0.7  # of a part of a compound beside a whole word
PART_CLASS = 0.8
GRAM_SIZES = (3, 4, 5)
_MARKS = frozenset({"m", "v", "x", "mv", "vm", "f", "d"})  # operator (m/v/x)


class Features:
    """Turns texts into features; made once for a corpus, whose words help to split compounds."""

    def __init__(self, corpus: Iterable[str], lexicon: Lexicon | None = None) -> None:
        self.vocabulary: Vocabulary = titles()
        counts = Counter(word for text in corpus for word in phrase_key(text).split())
        curated = {*self.vocabulary.single_words(), *self.vocabulary.weights, *_names(lexicon)}
        self._splitter = Splitter(curated, counts)
        self._of_word = cache(self._word)

    def of(self, text: str) -> dict[str, float]:
        """The features of a text with their weights, before any document frequency."""
        words = self._telling(phrase_key(text).split())
        found: dict[str, float] = {}
        for word in words:
            _keep_highest(found, self._of_word(word).items())
        for phrase in _phrases(words):
            _keep_highest(found, self._classes(phrase, 1.0))
        return found

    def paraphrases(self, text: str, limit: int = 3) -> tuple[str, ...]:
        """The text with one word replaced by the usual word of its group: "schrijnwerker" is
        a "timmerman" to those who learned their Dutch elsewhere."""
        words = phrase_key(text).split()
        made: dict[str, None] = {}
        for at, size in _spans(len(words)):
            phrase = " ".join(words[at : at + size])
            for usual in self._usual(phrase):
                made[" ".join([*words[:at], usual, *words[at + size :]])] = None
        made.pop(" ".join(words), None)
        return tuple(made)[:limit]

    def _usual(self, phrase: str) -> Iterator[str]:
        for id_ in self._ids(phrase):
            if id_ in self.vocabulary.usual:
                yield self.vocabulary.usual[id_]

    def _ids(self, phrase: str) -> tuple[str, ...]:
        classes = self.vocabulary.classes
        return classes.get(phrase) or classes.get(base(phrase), ())

    def _telling(self, words: Sequence[str]) -> Sequence[str]:
        """Without small words and (m/v), unless nothing else is there."""
        quiet = self.vocabulary.stopwords
        return [w for w in words if w not in quiet and w not in _MARKS] or words

    def _word(self, word: str) -> Mapping[str, float]:
        found: dict[str, float] = {}
        _keep_highest(found, self._forms(word, 1.0, 1.0))
        for part in self._splitter.parts(word):
            _keep_highest(found, self._forms(part, PART, PART_CLASS))
        return found

    def _forms(self, word: str, share: float, class_share: float) -> Iterator[tuple[str, float]]:
        weight = self.vocabulary.weights.get(word, 1.0)
        yield f"s:{stem_of(word)}", STEM * share * weight
        yield f"r:{root_of(word)}", ROOT * share * weight
        yield from self._classes(word, class_share * weight)

    def _classes(self, word: str, share: float) -> Iterator[tuple[str, float]]:
        for id_ in self._ids(word):
            yield id_, share * CLASS_WEIGHTS[id_.partition(":")[0]]


def grams(text: str) -> dict[str, float]:
    """Character n-grams inside words, with their damped counts."""
    counts: Counter[str] = Counter()
    for word in phrase_key(text).split():
        padded = f" {word} "
        for size in GRAM_SIZES:
            counts.update(padded[i : i + size] for i in range(max(1, len(padded) - size + 1)))
    return {gram: 1.0 + _LOG[min(count, len(_LOG) - 1)] for gram, count in counts.items()}


_LOG = (0.0, 0.0, 0.693, 1.099, 1.386, 1.609, 1.792, 1.946, 2.079)  # natural logarithms


def _names(lexicon: Lexicon | None) -> Iterator[str]:
    if lexicon is not None:
        for concept in lexicon.concepts.values():
            for name in concept.names():
                yield from phrase_key(name).split()


def _phrases(words: Sequence[str]) -> Iterator[str]:
    return (" ".join(words[at : at + size]) for at, size in _spans(len(words)) if size > 1)


def _spans(length: int) -> Iterator[tuple[int, int]]:
    """Where each phrase of one word or more starts, and its length; the longest first."""
    for size in range(min(LONGEST_PHRASE, length), 0, -1):
        for at in range(length - size + 1):
            yield at, size


def _keep_highest(into: dict[str, float], features: Iterable[tuple[str, float]]) -> None:
    for feature, weight in features:
        if weight > into.get(feature, 0.0):
            into[feature] = weight
