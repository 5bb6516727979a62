"""Places: which town does a text name?

Names such as Gieten, Een, Best or Dalen are also words. Those count only with a capital after a
word that leads to a place ("in", "te", "regio", ...) or standing alone; all others in any writing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from naober.lexicon.model import Place
from naober.lexicon.words import Token, common_words, fold, tokens, word_list

_LEADS = frozenset(word_list("place_leads"))
_ALSO_WORDS = frozenset(word_list("place_words"))
_LONGEST_NAME = 5  # words
EARTH_KM = 6371.0088


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) in degrees (haversine, Sinnott 1984)."""
    north, north2 = radians(one[0]), radians(other[0])
    east = radians(other[1] - one[1])
    half = sin((north2 - north) / 2) ** 2 + cos(north) * cos(north2) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place and the half-open span of text that names it."""

    place: Place
    start: int
    end: int


class PlaceIndex:
    """All places by their names and aliases; the first of two with one name wins."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._by_name: dict[tuple[str, ...], Place] = {}
        for place in places:
            for name in (place.name, *place.aliases):
                self._by_name.setdefault(_key(tokens(name)), place)
        self._by_name.pop((), None)
        self._first = {key[0] for key in self._by_name}

    def named(self, name: str) -> Place | None:
        """The place that carries this name in any writing of capitals, accents and hyphens."""
        return self._by_name.get(_key(tokens(name)))

    def mentions(self, text: str) -> tuple[PlaceMention, ...]:
        """The places named in a text, left to right, none overlapping another."""
        words = tokens(text)
        folded = [fold(word.text) for word in words]
        found: list[PlaceMention] = []
        position = 0
        while position < len(words):
            count = self._longest(words, folded, position) if folded[position] in self._first else 0
            if count:
                place = self._by_name[tuple(folded[position : position + count])]
                end = words[position + count - 1].end
                found.append(PlaceMention(place, words[position].start, end))
            position += count or 1
        return tuple(found)

    def _longest(self, words: tuple[Token, ...], folded: list[str], position: int) -> int:
        for count in range(min(_LONGEST_NAME, len(words) - position), 0, -1):
            if tuple(folded[position : position + count]) in self._by_name:
                alone = count == 1 and _is_also_word(folded[position])
                return 0 if alone and not _surely_place(words, folded, position) else count
        return 0


def _key(words: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(fold(word.text) for word in words)


def _is_also_word(folded: str) -> bool:
    return folded in _ALSO_WORDS or folded in common_words()


def _surely_place(words: tuple[Token, ...], folded: list[str], position: int) -> bool:
    if len(words) == 1:
        return True
    capital = words[position].text[:1].isupper() and not words[position].text.isupper()
    led = position > 0 and folded[position - 1] in _LEADS
    return capital and (led or position == len(words) - 1)
