"""Dutch compounds: which known words is one long word written of?

A segmentation covers the whole word; the fewest parts win, then the longest last part (the head:
"granulaatzakken" are bags). Each part is recognised by its `base`, which also takes the linking
-s-, -e- and -en- away because they look like inflection.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from naober.lexicon.words import base

SHORTEST_PART = 3
LONGEST_WORD = 60  # longer strings are no words
_LONGEST_PART = 24
_BINDERS = ("s", "e", "en")


@dataclass(frozen=True, slots=True)
class Part:
    """A known word inside a compound: `form` is its base spelling, [start, end) where it stands."""

    form: str
    start: int
    end: int


class Splitter:
    """Splits folded words over a vocabulary of folded words; `atoms` are never split."""

    def __init__(self, vocabulary: Iterable[str], atoms: Iterable[str] = ()) -> None:
        self._atoms = frozenset(base(word) for word in atoms)
        self._forms: dict[str, str] = {}
        for word in sorted(set(vocabulary), key=lambda w: (len(w), w)):
            if len(word) >= SHORTEST_PART and word.isalpha():
                self._forms.setdefault(base(word), word)

    def parts(self, word: str) -> tuple[Part, ...]:
        """The parts of a folded word; empty when it is not written of two or more known words."""
        if not 2 * SHORTEST_PART <= len(word) <= LONGEST_WORD or not word.isalpha():
            return ()
        if base(word) in self._atoms:
            return ()
        best: list[tuple[Part, ...] | None] = [None] * (len(word) + 1)
        best[0] = ()
        for start in range(len(word) - SHORTEST_PART + 1):
            before = best[start]
            if before is not None:
                self._extend(word, start, before, best)
        found = best[len(word)]
        return found or ()

    def _extend(
        self, word: str, start: int, before: tuple[Part, ...], best: list[tuple[Part, ...] | None]
    ) -> None:
        for end in range(start + SHORTEST_PART, min(len(word), start + _LONGEST_PART) + 1):
            form = self._form(word[start:end], last=end == len(word))
            if form is None or end - start == len(word):
                continue
            candidate = (*before, Part(form, start, end))
            known = best[end]
            if known is None or _rank(candidate) < _rank(known):
                best[end] = candidate

    def _form(self, piece: str, *, last: bool) -> str | None:
        form = self._forms.get(base(piece))
        if form is not None or last:
            return form
        for binder in _BINDERS:  # short words keep their -s in `base`: "gasfles" but "daksgewijs"
            if piece.endswith(binder) and len(piece) - len(binder) >= SHORTEST_PART:
                form = self._forms.get(base(piece[: -len(binder)]))
                if form is not None:
                    return form
        return None


def _rank(parts: tuple[Part, ...]) -> tuple[int, int]:
    """Fewer parts first, then a longer last one."""
    return len(parts), -(parts[-1].end - parts[-1].start)
