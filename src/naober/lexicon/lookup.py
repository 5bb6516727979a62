"""Look-up: which concepts does a text name, and where?

Names and text are both brought to keys (folded, each word to its `base`, written together), so that
"Big-bags", "bigbag" and "big bag" are one. At each word the longest name wins. What no name
explains is tried as a compound of known words and then as a slip of the finger.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from naober.lexicon.compounds import Part, Splitter
from naober.lexicon.model import Concept
from naober.lexicon.spelling import Speller
from naober.lexicon.words import (
    STOPWORDS_EN,
    STOPWORDS_NL,
    Token,
    base,
    common_words,
    fold,
    language_of,
    tokens,
    word_list,
)

LONGEST_NAME = 7  # words
HEAD_SCORE = 0.85
MODIFIER_SCORE = 0.6
TYPO_SCORE = 0.75
_JOINERS = frozenset(" \t\n\r\u00a0-\u2010\u2011\u2013\u00ad/'’.·")
_MATERIAL_CONTEXT = frozenset(base(word) for word in word_list("material_context"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text: the concepts it may stand for, surest first, and where it is.

    `exact` is False when it was found through a spelling slip or inside a compound; `part` is then
    "head" or "modifier" for a piece of a compound, else "". `score` is 0..1.
    """

    concepts: tuple[str, ...]
    start: int
    end: int
    exact: bool = True
    score: float = 1.0
    part: str = ""


@dataclass(frozen=True, slots=True)
class _Word:
    """A token as the index sees it."""

    token: Token
    folded: str
    key: str
    joins: str | None  # what stands between this and the next word in a key; None: they are apart


class NameIndex:
    """All names of all concepts, made once; safe to share between threads."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        names: dict[str, dict[str, int]] = defaultdict(dict)
        guarded: dict[str, dict[str, int]] = defaultdict(dict)
        vocabulary = set(word_list("compound_parts"))
        for concept in concepts:
            for rank, name in enumerate(concept.names()):
                words = _words(name)
                if not words:
                    continue
                is_guarded = len(words) == 1 and _is_guarded(words[0].token.text, words[0].folded)
                for key in _name_keys(words):
                    target = guarded if is_guarded else names
                    target[key].setdefault(concept.id, min(rank, 2))
                if not is_guarded:
                    vocabulary.update(w.folded for w in words)
        self._names = _by_rank(names)
        self._guarded = _by_rank(guarded)
        self._starts = _starts(self._names)
        self._vocabulary = vocabulary - STOPWORDS_NL - STOPWORDS_EN
        self._common = common_words()
        self._splitter = Splitter(w for w in self._vocabulary if _may_be_part(w))
        self._speller = Speller({base(w) for w in self._vocabulary} | set(self._names))
        self._keys = {base(w) for w in self._vocabulary}
        self._parts = lru_cache(maxsize=20_000)(self._splitter.parts)
        self._nearest = lru_cache(maxsize=20_000)(self._speller.nearest)

    def named(self, name: str) -> tuple[str, ...]:
        """The concepts that carry exactly this name, in any usual writing; () when none does."""
        words = _words(name)
        for key in _name_keys(words) if words else ():
            found = self._names.get(key) or self._guarded.get(key)
            if found:
                return found
        return ()

    def split(self, word: str) -> tuple[str, ...]:
        """The smallest known parts of a compound, or the folded word itself."""
        folded = fold(word)
        parts = self._parts(folded)
        if not parts:
            return (folded,)
        return tuple(smaller for part in parts for smaller in self.split(part.form))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """All names in the text, left to right, none overlapping another."""
        words = _words(text)
        shouted = text.isupper()
        found: list[Mention] = []
        position = 0
        while position < len(words):
            taken = self._longest(words, position)
            if taken == 0:
                found.extend(self._single(text, words, position, shouted=shouted))
                position += 1
                continue
            last = words[position + taken - 1]
            found.append(
                Mention(self._found_at(words, position, taken), words[position].token.start,
                        last.token.end)
            )  # fmt: skip
            position += taken
        return tuple(found)

    def _longest(self, words: Sequence[_Word], position: int) -> int:
        """How many words the longest exact name at a position has; 0 when there is none."""
        reach = 1
        limit = min(len(words) - position, LONGEST_NAME)
        while reach < limit and words[position + reach - 1].joins is not None:
            reach += 1
        for count in range(reach, 1, -1):
            if self._found_at(words, position, count):
                return count
        return 0

    def _found_at(self, words: Sequence[_Word], position: int, count: int) -> tuple[str, ...]:
        if words[position].key[:2] not in self._starts:
            return ()
        for key in _name_keys(words[position : position + count]):
            found = self._names.get(key)
            if found and len(key) > 3:
                return found
        return ()

    def _single(
        self, text: str, words: Sequence[_Word], position: int, *, shouted: bool
    ) -> Iterator[Mention]:
        word = words[position]
        token = word.token
        concepts = self._names.get(word.key, ())
        if concepts and word.folded in STOPWORDS_NL | STOPWORDS_EN:
            concepts = () if _is_small_word(text, word.folded) else concepts
        if not concepts and word.folded in self._guarded:
            sure = (token.text.isupper() and not shouted) or _in_material(words, position)
            concepts = self._guarded[word.folded] if sure else ()
        if concepts:
            yield Mention(concepts, token.start, token.end)
        elif word.folded not in self._common and word.key not in self._keys:
            yield from self._inside(word) or self._misspelt(word)

    def _inside(self, word: _Word) -> tuple[Mention, ...]:
        """The named pieces of a compound: neighbouring parts that form a name count as one."""
        parts = self._parts(word.folded)
        shift_safe = len(word.folded) == len(word.token.text)
        found: list[Mention] = []
        position = 0
        while position < len(parts) and shift_safe:
            for count in range(len(parts) - position, 0, -1):
                mention = self._piece(word, parts, position, count)
                if mention is not None:
                    found.append(mention)
                    break
            position += count
        return tuple(found)

    def _piece(
        self, word: _Word, parts: Sequence[Part], position: int, count: int
    ) -> Mention | None:
        piece = parts[position : position + count]
        concepts = self._names.get("".join(base(p.form) for p in piece), ())
        if not concepts:
            return None
        head = position + count == len(parts)
        return Mention(
            concepts,
            word.token.start + piece[0].start,
            word.token.start + piece[-1].end,
            exact=False,
            score=HEAD_SCORE if head else MODIFIER_SCORE,
            part="head" if head else "modifier",
        )

    def _misspelt(self, word: _Word) -> tuple[Mention, ...]:
        key = self._nearest(word.key) if len(word.folded) >= 6 else None
        concepts = self._names.get(key, ()) if key else ()
        if not concepts:
            return ()
        token = word.token
        return (Mention(concepts, token.start, token.end, exact=False, score=TYPO_SCORE),)


def _words(text: str) -> list[_Word]:
    found = tokens(text)
    words = []
    for token, following in zip(found, (*found[1:], None), strict=True):
        folded = fold(token.text)
        gap = text[token.end : following.start] if following else "."
        words.append(_Word(token, folded, base(folded), _joint(gap)))
    return words


def _joint(gap: str) -> str | None:
    """How a gap is written in a key: "" for space or hyphen, "&" for "&"; None is a break."""
    if gap in ("", " ", "-"):
        return ""
    if gap == ". " or len(gap) > 4 or "\n\n" in gap:
        return None
    if all(c in _JOINERS for c in gap):
        return ""
    return "&" if gap.strip() in ("&", "+") else None


def _name_keys(words: Sequence[_Word]) -> tuple[str, ...]:
    """The keys under which a row of words is found: every word at its base, or just the last."""
    first = "".join(w.key + (w.joins or "") for w in words[:-1]) + words[-1].key
    if len(words) == 1:
        return (first,) if len(first) != 3 else (first, first + "s")  # IBCs, bags
    second = "".join(w.folded + (w.joins or "") for w in words[:-1]) + words[-1].key
    return (first,) if first == second else (first, second)


def _is_guarded(written: str, folded: str) -> bool:
    """True for an abbreviation that is also an everyday word: PET is not the pet on your head."""
    return len(written) <= 4 and written.isupper() and folded in common_words()


def _is_small_word(text: str, folded: str) -> bool:
    return folded in (STOPWORDS_EN if language_of(text) == "en" else STOPWORDS_NL)


def _in_material(words: Sequence[_Word], position: int) -> bool:
    near = (*words[max(0, position - 2) : position], *words[position + 1 : position + 3])
    return any(word.key in _MATERIAL_CONTEXT for word in near)


def _may_be_part(word: str) -> bool:
    return len(word) > 3 or word not in common_words()


def _by_rank(names: Mapping[str, Mapping[str, int]]) -> dict[str, tuple[str, ...]]:
    """Concepts of a name: those that it is the preferred name of first, then by id."""
    return {key: tuple(sorted(ids, key=lambda i: (ids[i], i))) for key, ids in names.items()}


def _starts(names: Iterable[str]) -> frozenset[str]:
    return frozenset(key[:2] for key in names)
