"""The name of a company as words that carry weight, and how alike two such names are.

Legal forms and small words carry nothing, words of a trade ("transport") a little, place names
nothing beside another word; they tell which site it is. Words are alike when they are equal, one
slip of the finger apart, or one continues the other by a whole word ("metaal", "metaalbewerking").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from naober.lexicon import Lexicon, Place
from naober.lexicon.spelling import is_one_edit
from naober.lexicon.words import fold, word_list

_NOTHING = frozenset(word_list("company_forms"))
_TRADE = frozenset(word_list("company_trades"))
_WEIGHT_OF_TRADE = 0.35
_LEGAL = re.compile(r"\b(?:b\.?\s?v|n\.?\s?v|v\.?\s?o\.?\s?f|c\.?\s?v|u\.?\s?a|b\.?\s?a)\b\.?")
_INITIALS = re.compile(r"\b(?:[a-z]\.\s?){2,}")
_WORD = re.compile(r"[a-z0-9]+")
_LONG_ENOUGH = 5  # letters, for a slip
_CONTINUED = 4  # letters more: another word behind it
_LACKS = 0.3
_SLIP, _CONTINUES = 0.85, 0.6


@dataclass(frozen=True, slots=True)
class CompanyName:
    """`weights` of its words; `sites` are places in the name; `joined` is all without blanks."""

    weights: Mapping[str, float]
    sites: tuple[Place, ...]
    joined: str
    initials: str
    plain: str


def company_name(written: str, lexicon: Lexicon) -> CompanyName:
    """A name as it is compared."""
    text = _LEGAL.sub(" ", fold(written).replace("&", " en ").replace("'", ""))
    text = _INITIALS.sub(lambda m: re.sub(r"[.\s]", "", m[0]) + " ", text + " ")
    every = _WORD.findall(text)
    words = [word for word in every if word not in _NOTHING] or every
    places = {word: lexicon.place(word) for word in words if len(word) > 3}
    own = [word for word in words if not places.get(word)]
    if own and any(word not in _TRADE for word in own):
        sites, words = tuple(p for p in places.values() if p), own
    else:
        sites = tuple(p for p in places.values() if p)
    weights = {word: _WEIGHT_OF_TRADE if word in _TRADE else _weight(word) for word in words}
    initials = "".join(w[0] for w in _WORD.findall(text) if len(w) > 2 and w not in _NOTHING)
    return CompanyName(weights, sites, "".join(words), initials, " ".join(words))


def _weight(word: str) -> float:
    return 0.5 if len(word) == 1 else 1.0


def likeness(one: CompanyName, other: CompanyName) -> float:
    """0 to 1: how much of the weight of both names the other has as well."""
    if not one.joined or not other.joined:
        return 0.0
    if one.joined == other.joined or one.plain == other.plain:
        return 1.0
    long = min(len(one.joined), len(other.joined)) >= 2 * _LONG_ENOUGH
    if long and is_one_edit(one.joined, other.joined) and _slips(one, other):
        return 0.93
    ours, theirs = _found(one, other), _found(other, one)
    shared = sum(weight * best for weight, best in (*ours, *theirs))
    total = sum(weight for weight, _ in (*ours, *theirs))
    return shared / total * _both_have_a_name(ours, theirs)


def _found(one: CompanyName, other: CompanyName) -> list[tuple[float, float]]:
    """Of each word of one its weight, and how well the other has it."""
    return [(weight, _best(word, other.weights)) for word, weight in one.weights.items()]


def _best(word: str, among: Mapping[str, float]) -> float:
    if word in among:
        return 1.0
    return max((likeness_of_words(word, found) for found in among), default=0.0)


def _slips(one: CompanyName, other: CompanyName) -> bool:
    """Not of two words that both exist: "Kuiper" and "Kuipers" are two families."""
    return len(one.weights) != len(other.weights) or any(best for _, best in _found(one, other))


def _both_have_a_name(
    ours: Sequence[tuple[float, float]], theirs: Sequence[tuple[float, float]]
) -> float:
    """Two names that each have an own word which the other lacks are of two companies."""
    lacking = min(max(weight * (1 - best) for weight, best in side) for side in (ours, theirs))
    return 1.0 - 0.6 * lacking if lacking > _LACKS else 1.0


@lru_cache(maxsize=65_536)
def likeness_of_words(word: str, other: str) -> float:
    """0 to 1; 1 when equal."""
    if word == other:
        return 1.0
    short, long = sorted((word, other), key=len)
    if len(short) < _LONG_ENOUGH:
        return 0.0
    if long.startswith(short) and len(long) - len(short) >= _CONTINUED:
        return _CONTINUES
    if not is_one_edit(word, other) or word in _TRADE or other in _TRADE:
        return 0.0
    return 0.0 if long == short + "s" or word[0] != other[0] else _SLIP


def are_initials(one: CompanyName, other: CompanyName) -> bool:
    """ "DPI" of "Drentse Papier Industrie"."""
    for short, long in ((one, other), (other, one)):
        one_word = len(short.weights) == 1 and 3 <= len(short.joined) <= 6
        if one_word and len(long.weights) > 1 and short.joined == long.initials:
            return True
    return False
