"""What shared words are worth once it is known what both listings are about."""

from functools import cache, lru_cache
from importlib.resources import files

from naober.engines.matching.forms import root_of
from naober.engines.matching.kinship import Kinships
from naober.engines.matching.problem import Item
from naober.engines.matching.text import Similarity
from naober.engines.matching.vocabulary import titles
from naober.lexicon.words import fold, tokens

GENERIC_BELOW = 0.6  # a word that the vocabulary gives less weight carries no match
LETTERS_ALONE = 0.4  # likeness of spelling without a single telling word in common


def telling_words(likeness: Similarity) -> tuple[str, ...]:
    """The shared words without those that any listing may carry ("vakkracht", "machine")."""
    return tuple(word for word in likeness.words if root_of(word) not in _generic())


def worth(likeness: Similarity, words: tuple[str, ...]) -> float:
    """The likeness of two texts, 0..1, as far as `words`, some of the shared ones, carry it."""
    if not likeness.words:
        return LETTERS_ALONE * likeness.score
    return likeness.score * len(words) / len(likeness.words)


def unexplained(
    words: tuple[str, ...], sides: tuple[tuple[Item, tuple[str, ...]], ...], kinships: Kinships
) -> tuple[str, ...]:
    """The words that name none of the concepts given for either side.

    Where "PP-maalgoed" and "PVC-maalgoed" are known as different things, "maalgoed" says no more.
    """
    named = {root for item, _ in sides for _, words in item.named for root in _roots(words)}
    for _, concepts in sides:
        for concept in concepts:
            named |= _name_roots(kinships, concept)
    return tuple(word for word in words if root_of(word) not in named)


def says_more(item: Item, concept: str, content: tuple[str, ...], kinships: Kinships) -> bool:
    """Whether the content words of a listing tell more than one of its concepts does."""
    named = _name_roots(kinships, concept)
    named |= {r for id, words in item.named if id == concept for r in _roots(words)}
    roots = {root_of(word) for word in content}
    return bool(roots - named - _generic())


@lru_cache(maxsize=16_384)
def _name_roots(kinships: Kinships, concept: str) -> frozenset[str]:
    names = kinships.lexicon.concepts[concept].names()
    return frozenset(root for name in names for root in _roots(name))


@cache
def _generic() -> frozenset[str]:
    """Roots of the vocabulary's generic words and of generic_words.txt, the words of listings."""
    path = files("naober.engines.matching") / "generic_words.txt"
    lines = (line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    light = (word for word, weight in titles().weights.items() if weight < GENERIC_BELOW)
    words = (word for line in (*lines, *light) for word in line.split())
    return frozenset(root_of(fold(word)) for word in words)


@lru_cache(maxsize=16_384)
def _roots(text: str) -> frozenset[str]:
    return frozenset(root_of(fold(token.text)) for token in tokens(text))
