"""Compounds over a corpus: "vrachtwagenchauffeur" is vracht + wagen + chauffeur, and vrachtwagen.

Unlike the lexicon's own splitter, which looks for names, this one also knows the words of the texts
at hand, splits words that are themselves known, and gives the parts of every level.
"""

from collections.abc import Iterable, Mapping

from naober.lexicon.words import base

SHORTEST_WORD = 7  # that is tried
_SHORTEST_PART = 3  # from the curated words
_SHORTEST_FOUND = 4  # from the corpus, where it must also occur twice
_LONGEST_WORD = 60
_LINKS = ("", "s", "en", "e", "n")
_PREFIXES = """voor over onder door aan uit bij tegen ver her ont mede zelf naar niet eens elk toe
    terug samen sub inter ultra super anti non"""
_SUFFIXES = "heid ing schap lijk baar loos achtig isch iek teit tie eren elijk elen"
_NOT_FIRST = frozenset(_PREFIXES.split())
_NOT_LAST = frozenset(_SUFFIXES.split())


class Splitter:
    """Splits folded words of letters; remembers what it split."""

    def __init__(self, curated: Iterable[str], counts: Mapping[str, int]) -> None:
        words = [word for word in curated if len(word) >= _SHORTEST_PART and " " not in word]
        words += [w for w, n in counts.items() if n > 1 and len(w) >= _SHORTEST_FOUND]
        known = {form for word in words if word.isalpha() for form in (word, base(word))}
        self._known = known - _NOT_FIRST - _NOT_LAST
        self._split: dict[str, tuple[str, ...]] = {}

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a word on every level, left to right; none when it is not a compound."""
        if word not in self._split:
            cut = self._best_cut(word) if self._may_split(word) else None
            self._split[word] = (
                (cut[0], *self.parts(cut[0]), cut[1], *self.parts(cut[1])) if cut else ()
            )
        return self._split[word]

    @staticmethod
    def _may_split(word: str) -> bool:
        return SHORTEST_WORD <= len(word) <= _LONGEST_WORD and word.isalpha()

    def _best_cut(self, word: str) -> tuple[str, str] | None:
        """Two known parts: none shorter than four letters if possible, then the longest last."""
        for shortest in (_SHORTEST_FOUND, _SHORTEST_PART):
            for at in range(shortest, len(word) - shortest + 1):
                last = word[at:]
                first = self._first(word[:at], shortest) if self._is_known(last) else None
                if first is not None:
                    return first, last
        return None

    def _first(self, piece: str, shortest: int) -> str | None:
        """A known first part without its linking letters."""
        for link in _LINKS:
            bare = piece.removesuffix(link) if piece.endswith(link) else ""
            if len(bare) >= shortest and self._is_known(bare):
                return bare
        return None

    def _is_known(self, piece: str) -> bool:
        return piece in self._known or (piece not in _NOT_LAST and base(piece) in self._known)
