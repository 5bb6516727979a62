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

STEM, ROOT, CLASS, FAMILY = 0.3, 0.8, 1.2, 0.3  # chosen on ESCO's alternative labels
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
        classes = self.vocabulary.classes
        for id_ in classes.get(word) or classes.get(base(word), ()):
            yield id_, share * (FAMILY if id_.startswith("family:") else CLASS)


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
    for size in range(2, LONGEST_PHRASE + 1):
        for start in range(len(words) - size + 1):
            yield " ".join(words[start : start + size])


def _keep_highest(into: dict[str, float], features: Iterable[tuple[str, float]]) -> None:
    for feature, weight in features:
        if weight > into.get(feature, 0.0):
            into[feature] = weight
