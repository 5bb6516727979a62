"""Look-up: which concepts does a text name, and where?

Names and text are both brought to keys (folded, each word to its `base`, written together), so that
"Big-bags", "bigbag" and "big bag" are one. At each word the longest name wins. What no name
explains is tried as a compound of known words and then as a slip of the finger.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain, zip_longest
from operator import add

from naober.lexicon.compounds import SHORTEST_PART, Part, Splitter
from naober.lexicon.memory import no_collecting
from naober.lexicon.model import Concept
from naober.lexicon.spelling import SHORTEST, Speller
from naober.lexicon.words import (
    STOPWORDS_EN,
    STOPWORDS_NL,
    Token,
    base,
    common_words,
    everyday_words,
    fold,
    language_of,
    tokens,
    word_list,
)

_SILENT = ""  # what a set phrase ("aan de slag") stands for: no concept
LONGEST_NAME = 7  # words
HEAD_SCORE = 0.85
MODIFIER_SCORE = 0.6
TYPO_SCORE = 0.75
SUSPENDED_SCORE = 0.9
_SUSPENSIONS = frozenset({"- ", "-, ", "-/", "‑ "})
_AND_OR = frozenset({"en", "of", "and", "or"})
_JOINERS = frozenset(" \t\n\r\u00a0-\u2010\u2011\u2013\u00ad/'’.·")
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


@dataclass(frozen=True, slots=True)
class _Word:
    """A token as the index sees it."""

    token: Token
    folded: str
    key: str
    joins: str | None  # what stands between this and the next word in a key; None: they are apart
    suspended: bool = False  # "warmte- en koudeopslag": its head is still to come


_Ranked = dict[str, list[tuple[int, str]]]  # key -> (rank of the name, concept)


class _Tables:
    """What the index is made of: concept ids with the rank of the name, by key and as written."""

    def __init__(self) -> None:
        self.names: _Ranked = defaultdict(list)
        self.guarded: _Ranked = defaultdict(list)
        self.written: _Ranked = defaultdict(list)
        self.dutch: set[str] = set()  # words that Dutch compounds are made of
        self.english: set[str] = set()
        self.dutch_keys: set[str] = set()
        self.english_keys: set[str] = set()  # of one English word, known in the plural at most

    def add_concept(self, concept: Concept) -> None:
        for names, rank, english in (
            ((concept.nl,), 0, False),
            ((concept.en,), 1, True),
            (concept.synonyms_nl, 2, False),
            (concept.synonyms_en, 2, True),
        ):
            for name in names:
                self._add((rank, concept.id), name, english=english)

    def _add(self, ranked: tuple[int, str], name: str, *, english: bool) -> None:
        words, keys = _name(name)
        guarded = _is_guarded(name, words)
        target = self.guarded if guarded else self.names
        for key in keys:
            target[key].append(ranked)
        if guarded:
            return
        capitals = name.isupper()
        (self.english if english or capitals else self.dutch).update(words)
        if len(words) == 1 and not capitals:
            self.written[words[0]].append(ranked)
            (self.english_keys if english else self.dutch_keys).update(keys)
        else:
            self.dutch_keys.update(keys)


class NameIndex:
    """All names of all concepts, made once; safe to share between threads."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        tables = _Tables()
        with no_collecting():
            for concept in concepts:
                tables.add_concept(concept)
        for phrase in word_list("set_phrases"):
            for key in _name(phrase.replace("_", " "))[1]:
                if key not in tables.names:
                    tables.names[key] = [(0, _SILENT)]
        self._names = _by_rank(tables.names)
        self._written = _by_rank(tables.written)
        self._guarded = _by_rank(tables.guarded)
        small = STOPWORDS_NL | STOPWORDS_EN
        self._vocabulary = tables.dutch.union(tables.english, word_list("compound_parts")) - small
        self._parts_known = tables.dutch.union(word_list("compound_parts")) - small
        self._english = tables.english_keys - tables.dutch_keys
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
        for key in _name(name)[1]:
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
        words = _words(text)
        shouted = text.isupper()
        found: list[Mention] = []
        position = 0
        while position < len(words):
            taken, mentions = self._at(text, words, position, shouted=shouted)
            found.extend(mention for mention in mentions if _SILENT not in mention.concepts)
            position += taken
        return tuple(found)

    def _at(
        self, text: str, words: Sequence[_Word], position: int, *, shouted: bool
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

    def _suspended(self, words: Sequence[_Word], position: int) -> tuple[str, ...]:
        """What "warmte-" means in "warmte- en koudeopslag": it borrows the head of the next."""
        word = words[position]
        ahead = words[position + 1 : position + 3]
        if not word.suspended or not ahead:
            return ()
        other = ahead[-1] if ahead[0].folded in _AND_OR else ahead[0]
        parts = self._parts(other.folded)
        return self._names.get(word.folded + base(parts[-1].form), ()) if parts else ()

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
        start = words[position].key[:2]
        if len(start) == 2 and start not in self._starts:
            return ()
        for key in _name_keys(words[position : position + count]):
            found = self._names.get(key)
            if found and (len(key) > 3 or "&" in key):
                return found
        return ()

    def _single(
        self, text: str, words: Sequence[_Word], position: int, *, shouted: bool
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

    def _inflected(self, word: _Word) -> tuple[str, ...]:
        """What a word names in another form; English knows -s only: "reden" are no reeds."""
        if word.key in self._english and word.folded[-1:] not in _ENGLISH_ENDINGS:
            return ()
        return self._names.get(word.key, ())

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
        key = self._nearest(word.key) if len(word.folded) >= SHORTEST else None
        concepts = self._names.get(key, ()) if key else ()
        if not concepts:
            return ()
        token = word.token
        return (Mention(concepts, token.start, token.end, exact=False, score=TYPO_SCORE),)


def _words(text: str) -> list[_Word]:
    found = tokens(text)
    words = []
    for token, following in zip_longest(found, found[1:]):
        folded = fold(token.text)
        gap = text[token.end : following.start] if following else "."
        words.append(_Word(token, folded, base(folded), _joint(gap), gap in _SUSPENSIONS))
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


def _name(name: str) -> tuple[list[str], tuple[str, ...]]:
    """The folded words of a name and the keys it is found under."""
    folded = fold(name)
    plain = folded.replace("-", " ").split()
    if "".join(plain).isalpha():  # letters, spaces and hyphens only: most names, and fast
        return plain, _plain_keys(plain)
    words = _words(folded)
    return [word.folded for word in words], _name_keys(words) if words else ()


def _plain_keys(plain: list[str]) -> tuple[str, ...]:
    """What `_keys` gives where nothing stands between the words: most names, so made fast."""
    *before, final = plain
    last = base(final)
    if not before:
        return _single_keys(last)
    first = "".join(map(base, before)) + last
    written = "".join(before)
    second = written + last if len(final) != 4 else base(written + final)
    return (first,) if first == second else (first, second)


def _name_keys(words: Sequence[_Word]) -> tuple[str, ...]:
    """The keys under which a row of words is found."""
    return _keys(
        [word.folded for word in words],
        [word.key for word in words],
        [word.joins or "" for word in words],
    )


def _keys(folded: list[str], bases: list[str], joints: list[str]) -> tuple[str, ...]:
    """Written together: every word at its base, or just the end ("big bags" ends as "bigbags")."""
    last = bases[-1]
    if len(bases) == 1:
        return _single_keys(last)
    first = "".join(map(add, bases[:-1], joints)) + last
    before = "".join(map(add, folded[:-1], joints))
    second = before + last if len(folded[-1]) != 4 else base(before + folded[-1])
    return (first,) if first == second else (first, second)


def _single_keys(key: str) -> tuple[str, ...]:
    return (key, key + "s") if len(key) == SHORTEST_PART else (key,)  # IBCs, bags


def _is_guarded(name: str, words: Sequence[str]) -> bool:
    """True for an abbreviation that is also an everyday word: PET is not the pet on your head."""
    return len(name) <= 4 and name.isupper() and len(words) == 1 and words[0] in common_words()


def _is_small_word(text: str, folded: str) -> bool:
    if folded not in STOPWORDS_NL and folded not in STOPWORDS_EN:
        return False
    return folded in (STOPWORDS_EN if language_of(text) == "en" else STOPWORDS_NL)


def _in_material(words: Sequence[_Word], position: int) -> bool:
    near = (*words[max(0, position - 2) : position], *words[position + 1 : position + 3])
    return any(word.key in _MATERIAL_CONTEXT for word in near)


def _by_rank(names: _Ranked) -> dict[str, tuple[str, ...]]:
    """Concepts of a name: those that it is the preferred name of first, then by id."""
    return {
        key: (ranked[0][1],)
        if len(ranked) == 1
        else tuple(dict.fromkeys(id for _, id in sorted(ranked)))
        for key, ranked in names.items()
    }
