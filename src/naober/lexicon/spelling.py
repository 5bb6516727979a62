"""Spelling: which known words are one slip of the finger away?

One edit (a letter too many, too few, another, or two swapped: Damerau 1964) leaves either the first
or the last (n-1)//2 letters of a word of n letters untouched, so those are the keys.
"""

from collections import defaultdict
from collections.abc import Iterable

SHORTEST = 7  # shorter words have too many neighbours that mean something else


class Speller:
    """Known words of SHORTEST letters or more, found again in spite of one slip."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_half: dict[tuple[int, str, bool], list[str]] = defaultdict(list)
        for word in sorted(set(words)):
            if len(word) >= SHORTEST and word.isalpha():
                half = (len(word) - 1) // 2
                self._by_half[len(word), word[:half], True].append(word)
                self._by_half[len(word), word[-half:], False].append(word)

    def nearest(self, word: str) -> str | None:
        """The one known word at one edit with the same first and last letter (another ending
        is another word's form); None when there is no single answer."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        found = {
            known
            for known in self._candidates(word)
            if known[0] == word[0] and known[-1] == word[-1] and is_one_edit(word, known)
        }
        return found.pop() if len(found) == 1 else None

    def _candidates(self, word: str) -> set[str]:
        found: set[str] = set()
        for length in (len(word) - 1, len(word), len(word) + 1):
            half = (length - 1) // 2
            found.update(self._by_half.get((length, word[:half], True), ()))
            found.update(self._by_half.get((length, word[-half:], False), ()))
        return found


def is_one_edit(one: str, other: str) -> bool:
    """True when exactly one insertion, deletion, substitution or neighbour swap leads over."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    first = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    if len(one) == len(other):
        if one[first + 1 :] == other[first + 1 :]:
            return True
        swapped = one[first : first + 2] == other[first : first + 2][::-1]
        return swapped and one[first + 2 :] == other[first + 2 :]
    short, long = sorted((one, other), key=len)
    return short[first:] == long[first + 1 :]
