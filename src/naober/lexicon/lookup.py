"""Look-up: which concepts does a text name, and where?

Names and text are both brought to keys (folded, each word to its `base`, written together), so that
"Big-bags", "bigbag" and "big bag" are one. At each word the longest name wins. What no name
explains is tried as a compound of known words and then as a slip of the finger.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain

from naober.lexicon.compounds import SHORTEST_PART, Part, Splitter
from naober.lexicon.memory import no_collecting
from naober.lexicon.model import Concept
from naober.lexicon.names import Tables, Word, by_rank, keyed, name_keys, words_of
from naober.lexicon.spelling import SHORTEST, Speller
from naober.lexicon.words import (
    SMALL_WORDS,
    STOPWORDS_EN,
    STOPWORDS_NL,
    base,
    common_words,
    everyday_words,
    fold,
    language_of,
    word_list,
)

_SILENT = ""  # what a set phrase ("aan de slag") stands for: no concept
LONGEST_NAME = 7  # words
HEAD_SCORE = 0.85
MODIFIER_SCORE = 0.6
TYPO_SCORE = 0.75
SUSPENDED_SCORE = 0.9
_AND_OR = frozenset({"en", "of", "and", "or"})
_ENGLISH_ENDINGS = frozenset(("s", "y", "g"))  # plurals, "-y" that `base` respells, "-ing"
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


class NameIndex:
    """All names of all concepts, made once; safe to share between threads."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        tables = Tables()
        with no_collecting():
            for concept in concepts:
                tables.add_concept(concept)
        for phrase in word_list("set_phrases"):
            written, keys = keyed(phrase.replace("_", " "))
            tables.note_small_end(written, keys)
            for key in keys:
                if key not in tables.names:
                    tables.names[key] = [(0, _SILENT)]
        self._names = by_rank(tables.names)
        self._written = by_rank(tables.written)
        self._guarded = by_rank(tables.guarded)
        self._vocabulary = (
            tables.dutch.union(tables.english, word_list("compound_parts")) - SMALL_WORDS
        )
        self._parts_known = tables.dutch.union(word_list("compound_parts")) - SMALL_WORDS
        self._english = tables.english_keys - tables.dutch_keys
        self._small_ends = tables.small_ends
        # "leren" is not leather, though "leer" is, and "rapport" is no asphalt
        self._common = (common_words() | everyday_words()) - tables.written.keys()
        self._starts = frozenset(key[:2] for key in self._names)
        self._parts = lru_cache(maxsize=20_000)(self._split)
        self._nearest = lru_cache(maxsize=20_000)(self._correct)

    def warm(self) -> None:
        """Build what compounds and misspelt words are compared with."""
        self._splitter.parts("stoomketels")
        self._speller.nearest("stoomketels")

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(map(base, self._vocabulary))

    @cached_property
    def _splitter(self) -> Splitter:
        listed = word_list("compound_parts")
        parts = (w for w in self._parts_known if len(w) > SHORTEST_PART)
        with no_collecting():
            return Splitter(chain(parts, listed), atoms=listed)

    @cached_property
    def _speller(self) -> Speller:
        with no_collecting():
            return Speller(self._keys.union(self._names))

    def _split(self, folded: str) -> tuple[Part, ...]:
        return self._splitter.parts(folded)

    def _correct(self, key: str) -> str | None:
        return None if key in self._keys else self._speller.nearest(key)

    def named(self, name: str) -> tuple[str, ...]:
        """The concepts that carry exactly this name, in any usual writing; () when none does."""
        for key in keyed(name)[1]:
            found = self._names.get(key) or self._guarded.get(key)
            if found and _SILENT not in found:
                return found
        return ()

    def split(self, word: str) -> tuple[str, ...]:
        """The smallest known parts of a compound, or the folded word itself."""
        folded = fold(word)
        parts = self._parts(folded)
        if not parts:
            return (folded,)
        return tuple(smaller for part in parts for smaller in self._split_on(part.form, folded))

    def _split_on(self, part: str, whole: str) -> tuple[str, ...]:
        """A part's own parts; its respelled form is sometimes as long as the whole was."""
        return self.split(part) if len(part) < len(whole) else (part,)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """All names in the text, left to right, none overlapping another."""
        words = words_of(text)
        shouted = text.isupper()
        found: list[Mention] = []
        position = 0
        while position < len(words):
            taken, mentions = self._at(text, words, position, shouted=shouted)
            found.extend(mention for mention in mentions if _SILENT not in mention.concepts)
            position += taken
        return tuple(found)

    def _at(
        self, text: str, words: Sequence[Word], position: int, *, shouted: bool
    ) -> tuple[int, tuple[Mention, ...]]:
        """How many words are read at a position, and what they name."""
        token = words[position].token
        meant = self._suspended(words, position)
        if meant:
            return 1, (Mention(meant, token.start, token.end, score=SUSPENDED_SCORE),)
        taken = self._longest(words, position)
        if not taken:
            return 1, tuple(self._single(text, words, position, shouted=shouted))
        end = words[position + taken - 1].token.end
        return taken, (Mention(self._found_at(words, position, taken), token.start, end),)

    def _suspended(self, words: Sequence[Word], position: int) -> tuple[str, ...]:
        """What "warmte-" means in "warmte- en koudeopslag": it borrows the head of the next."""
        word = words[position]
        ahead = words[position + 1 : position + 3]
        if not word.suspended or not ahead:
            return ()
        other = ahead[-1] if ahead[0].folded in _AND_OR else ahead[0]
        parts = self._parts(other.folded)
        return self._names.get(word.folded + base(parts[-1].form), ()) if parts else ()

    def _longest(self, words: Sequence[Word], position: int) -> int:
        """How many words the longest exact name at a position has; 0 when there is none."""
        reach = 1
        limit = min(len(words) - position, LONGEST_NAME)
        while reach < limit and words[position + reach - 1].joins is not None:
            reach += 1
        for count in range(reach, 1, -1):
            if self._found_at(words, position, count):
                return count
        return 0

    def _found_at(self, words: Sequence[Word], position: int, count: int) -> tuple[str, ...]:
        start = words[position].key[:2]
        if len(start) == 2 and start not in self._starts:
            return ()
        # "karton per week" is no "kartonpers": only a name that is written so ends in a small word.
        small_end = count > 1 and words[position + count - 1].folded in SMALL_WORDS
        for key in name_keys(words[position : position + count]):
            found = self._names.get(key)
            if small_end and key not in self._small_ends and "&" not in key:
                continue
            if found and (len(key) > 3 or "&" in key):
                return () if count > 1 and self._only_small(words, position, count) else found
        return ()

    def _only_small(self, words: Sequence[Word], position: int, count: int) -> bool:
        """True for "wat er", which is not water written apart."""
        row = [word.folded for word in words[position : position + count]]
        return "".join(row) in self._written and SMALL_WORDS.issuperset(row)

    def _single(
        self, text: str, words: Sequence[Word], position: int, *, shouted: bool
    ) -> Iterator[Mention]:
        word = words[position]
        token = word.token
        # As written comes first: "loods" is a shed, though the key of "lood" (lead) is its key too.
        concepts = self._written.get(word.folded) or self._inflected(word)
        if word.folded in self._common or _is_small_word(text, word.folded):
            concepts = ()
        if not concepts and word.folded in self._guarded:
            sure = (token.text.isupper() and not shouted) or _in_material(words, position)
            concepts = self._guarded[word.folded] if sure else ()
        if concepts:
            yield Mention(concepts, token.start, token.end)
        elif word.folded not in self._common:
            yield from self._inside(word) or self._misspelt(word)

    def _inflected(self, word: Word) -> tuple[str, ...]:
        """What a word names in another form; English knows -s only: "reden" are no reeds."""
        if word.key in self._english and word.folded[-1:] not in _ENGLISH_ENDINGS:
            return ()
        return self._names.get(word.key, ())

    def _inside(self, word: Word) -> tuple[Mention, ...]:
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
        self, word: Word, parts: Sequence[Part], position: int, count: int
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

    def _misspelt(self, word: Word) -> tuple[Mention, ...]:
        key = self._nearest(word.key) if len(word.folded) >= SHORTEST else None
        concepts = self._names.get(key, ()) if key else ()
        if not concepts:
            return ()
        token = word.token
        return (Mention(concepts, token.start, token.end, exact=False, score=TYPO_SCORE),)


def _is_small_word(text: str, folded: str) -> bool:
    if folded not in STOPWORDS_NL and folded not in STOPWORDS_EN:
        return False
    return folded in (STOPWORDS_EN if language_of(text) == "en" else STOPWORDS_NL)


def _in_material(words: Sequence[Word], position: int) -> bool:
    near = (*words[max(0, position - 2) : position], *words[position + 1 : position + 3])
    return any(word.key in _MATERIAL_CONTEXT for word in near)
