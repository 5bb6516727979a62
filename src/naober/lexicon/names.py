"""Names and text as keys: folded, each word to its `base`, written together.

So "Big-bags", "bigbag" and "big bag" are one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from operator import add

from naober.lexicon.compounds import SHORTEST_PART
from naober.lexicon.model import Concept
from naober.lexicon.words import SMALL_WORDS, Token, base, common_words, fold, tokens

_SUSPENSIONS = frozenset({"- ", "-, ", "-/", "‑ "})
_JOINERS = frozenset(" \t\n\r\u00a0-\u2010\u2011\u2013\u00ad/'’.·")


@dataclass(frozen=True, slots=True)
class Word:
    """A token as the index sees it."""

    token: Token
    folded: str
    key: str
    joins: str | None  # what stands between this and the next word in a key; None: they are apart
    suspended: bool = False  # "warmte- en koudeopslag": its head is still to come


Ranked = dict[str, list[tuple[int, str]]]  # key -> (rank of the name, concept)


class Tables:
    """What the index is made of: concept ids with the rank of the name, by key and as written."""

    def __init__(self) -> None:
        self.names: Ranked = defaultdict(list)
        self.guarded: Ranked = defaultdict(list)
        self.written: Ranked = defaultdict(list)
        self.dutch: set[str] = set()  # words that Dutch compounds are made of
        self.english: set[str] = set()
        self.dutch_keys: set[str] = set()
        self.english_keys: set[str] = set()  # of one English word, known in the plural at most
        self.small_ends: set[str] = set()  # of names that end in "over", "op" and the like

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
        words, keys = keyed(name)
        guarded = _is_guarded(name, words)
        target = self.guarded if guarded else self.names
        for key in keys:
            target[key].append(ranked)
        self.note_small_end(words, keys)
        if guarded:
            return
        capitals = name.isupper()
        (self.english if english or capitals else self.dutch).update(words)
        if len(words) == 1 and not capitals:
            self.written[words[0]].append(ranked)
            (self.english_keys if english else self.dutch_keys).update(keys)
        else:
            self.dutch_keys.update(keys)

    def note_small_end(self, words: Sequence[str], keys: Iterable[str]) -> None:
        if len(words) > 1 and words[-1] in SMALL_WORDS:
            self.small_ends.update(keys)


def words_of(text: str) -> list[Word]:
    found = tokens(text)
    words = []
    for token, following in zip_longest(found, found[1:]):
        folded = fold(token.text)
        gap = text[token.end : following.start] if following else "."
        words.append(Word(token, folded, base(folded), _joint(gap), gap in _SUSPENSIONS))
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


def keyed(name: str) -> tuple[list[str], tuple[str, ...]]:
    """The folded words of a name and the keys it is found under."""
    folded = fold(name)
    plain = folded.replace("-", " ").split()
    if "".join(plain).isalpha():  # letters, spaces and hyphens only: most names, and fast
        return plain, _plain_keys(plain)
    words = words_of(folded)
    return [word.folded for word in words], name_keys(words) if words else ()


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


def name_keys(words: Sequence[Word]) -> tuple[str, ...]:
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


def by_rank(names: Ranked) -> dict[str, tuple[str, ...]]:
    """Concepts of a name: those that it is the preferred name of first, then by id."""
    return {
        key: (ranked[0][1],)
        if len(ranked) == 1
        else tuple(dict.fromkeys(id for _, id in sorted(ranked)))
        for key, ranked in names.items()
    }
