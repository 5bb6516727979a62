"""How many telling words two texts share: plain, stable, and the same in any collection.

Cosine of weighted stems (Salton & Buckley 1988), with weights from the word itself instead of from
a corpus: a longer word tells more, a word that any listing may carry tells little or nothing.
"""

from functools import lru_cache
from importlib.resources import files
from math import sqrt
from types import MappingProxyType
from typing import Protocol

from naober.lexicon.words import (
    STOPWORDS_EN,
    STOPWORDS_NL,
    fold,
    split_compound,
    stem,
    tokens,
)

PART_WEIGHT = 0.5
MAX_WORDS = 60


def _word_list(name: str) -> frozenset[str]:
    text = files("naober.engines.matching").joinpath(name).read_text(encoding="utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(fold(word) for line in lines for word in line.split())


GENERIC = _word_list("generic_words.txt")


class TextScorer(Protocol):
    """Any measure of how alike two texts are; it must not depend on other listings."""

    def similarity(self, offer: str, need: str) -> tuple[float, tuple[str, ...]]:
        """0..1, the same when the texts change places, and the words they share."""
        ...


class Overlap:
    """The built-in `TextScorer`."""

    def similarity(self, offer: str, need: str) -> tuple[float, tuple[str, ...]]:
        one, other = weighted_words(offer), weighted_words(need)
        shared = sorted(one.keys() & other.keys())
        if not shared:
            return 0.0, ()
        product = sum(one[word] * other[word] for word in shared)
        return product / (_length(one) * _length(other)), tuple(shared)


@lru_cache(maxsize=16_384)
def weighted_words(text: str) -> MappingProxyType[str, float]:
    """The telling stems of a text with their weights; compound parts weigh half."""
    found: dict[str, float] = {}
    for word in telling_words(text):
        found[stem(word)] = _weight(word)
        parts = split_compound(word)
        for part in parts if len(parts) > 1 else ():
            if part not in GENERIC:
                found.setdefault(stem(part), PART_WEIGHT * _weight(part))
    return MappingProxyType(found)


def telling_words(text: str) -> tuple[str, ...]:
    """Folded words that can tell listings apart, each once, in order, at most MAX_WORDS."""
    folded = dict.fromkeys(fold(token.text) for token in tokens(text[:8000]))
    kept = [w for w in folded if len(w) > 2 and w.isalpha() and w not in _SILENT]
    return tuple(kept[:MAX_WORDS])


_SILENT = STOPWORDS_NL | STOPWORDS_EN | GENERIC


def _weight(word: str) -> float:
    return min(1.0, 0.3 + len(word) / 12)


def _length(words: MappingProxyType[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in words.values()))
