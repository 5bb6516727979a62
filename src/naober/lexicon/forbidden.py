"""Talk that competitors must not have with each other: does a text look like it, and where?

The words stand in `data/forbidden_topics.csv`: for each topic what says it on its own ("alone"),
what says it with another word within a few words of the same sentence ("near"), what says it as a
title ("heading": a line of at most three words), and what only looks like it ("harmless": a
prijsvraag is no price). A word is compared as it is written and by its base form, so that
"verkoopprijzen" is "verkoopprijs"; `prijs*` is any word that begins so, `*prijs` any that ends so.

It is a reminder for people and no ruling: good in what it flags rather than complete.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from naober.lexicon import tables
from naober.lexicon.load import packaged_folder
from naober.lexicon.words import Token, base, fold, tokens

FILE = "forbidden_topics.csv"
COLUMNS = (
    "topic", "rule", "words_nl", "words_en", "with_nl", "with_en", "why_nl", "why_en",
)  # fmt: skip
REACH = 5  # words between two that say something together
TITLE = 3  # words of a line that is read as a title
_BREAKS = frozenset(".!?;\n\r\u2028")


class Rule(StrEnum):
    """How the words of a row count."""

    NAME = "name"  # what the topic is called, and why it is forbidden
    ALONE = "alone"
    NEAR = "near"
    HEADING = "heading"
    HARMLESS = "harmless"


@dataclass(frozen=True, slots=True)
class Topic:
    """What is not talked about, as people read it."""

    code: str
    nl: str
    en: str
    why_nl: str
    why_en: str

    def name(self, language: str) -> str:
        return self.nl if language == "nl" else self.en

    def why(self, language: str) -> str:
        return self.why_nl if language == "nl" else self.why_en


@dataclass(frozen=True, slots=True)
class Flag:
    """`words` is `text[start:end]`: what looks like talk of the topic."""

    topic: Topic
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    base: str
    token: Token
    line: int  # the sentence or line it is in


Pattern = tuple[str, ...]  # the words of a phrase, each perhaps with a * at one end


class _Phrases:
    """Phrases by their first word, so that a text is read once."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._exact: dict[str, list[Pattern]] = {}
        self._open: list[Pattern] = []  # their first word has a *
        for phrase in phrases:
            pattern = tuple(map(_pattern, fold(phrase).split()))
            if "*" in pattern[0]:
                self._open.append(pattern)
            else:
                self._exact.setdefault(pattern[0], []).append(pattern)

    def that_may_start(self, word: _Word) -> Iterator[Pattern]:
        yield from self._open
        for key in {word.folded, word.base}:
            yield from self._exact.get(key, ())


@dataclass(frozen=True, slots=True)
class _Row:
    topic: str
    rule: Rule
    words: _Phrases
    beside: _Phrases


Span = tuple[int, int]  # words from, up to and not including


def flags(text: str) -> tuple[Flag, ...]:
    """What in a text looks like talk that is forbidden among competitors, left to right."""
    topics, rows = _packaged()
    words = _words(text)
    found = {topic: _joined(_spans(words, topic, rows)) for topic in topics}
    made = [
        _flag(text, topics[topic], words, span) for topic, spans in found.items() for span in spans
    ]
    return tuple(sorted(made, key=lambda flag: (flag.start, flag.end, flag.topic.code)))


def forbidden_topics() -> tuple[Topic, ...]:
    """The topics of the list, in its order, with why each is on it."""
    return tuple(_packaged()[0].values())


@cache
def _packaged() -> tuple[dict[str, Topic], tuple[_Row, ...]]:
    return _read(packaged_folder() / FILE)


def _read(path: Path) -> tuple[dict[str, Topic], tuple[_Row, ...]]:
    topics: dict[str, Topic] = {}
    found: list[_Row] = []
    for _, row in tables.rows(path):
        rule = Rule(row["rule"])
        if rule == Rule.NAME:
            topics[row["topic"]] = Topic(
                row["topic"], row["words_nl"], row["words_en"], row["why_nl"], row["why_en"]
            )
            continue
        words = [*tables.cell_list(row["words_nl"]), *tables.cell_list(row["words_en"])]
        beside = [*tables.cell_list(row["with_nl"]), *tables.cell_list(row["with_en"])]
        found.append(_Row(row["topic"], rule, _Phrases(words), _Phrases(beside)))
    return topics, tuple(found)


def _pattern(word: str) -> str:
    """A word as it is compared: by its base, unless it stands for any that begin or end so."""
    return word if "*" in word else base(word)


def _words(text: str) -> tuple[_Word, ...]:
    made: list[_Word] = []
    line, before = 0, 0
    for token in tokens(text):
        line += not _BREAKS.isdisjoint(text[before : token.start])
        folded = fold(token.text)
        made.append(_Word(folded, base(folded), token, line))
        before = token.end
    return tuple(made)


def _spans(words: Sequence[_Word], topic: str, rows: Sequence[_Row]) -> list[Span]:
    """Where the topic is talked about; what only looks like it is taken out."""
    mine = [row for row in rows if row.topic == topic]
    looks_like_it = {
        place
        for row in mine
        if row.rule == Rule.HARMLESS
        for start, end in _places(words, row.words)
        for place in range(start, end)
    }
    return [span for row in mine for span in _said(words, row, looks_like_it)]


def _said(words: Sequence[_Word], row: _Row, harmless: Collection[int]) -> Iterator[Span]:
    if row.rule == Rule.HARMLESS:
        return
    others = list(_places(words, row.beside, harmless))
    for span in _places(words, row.words, harmless):
        if (
            row.rule == Rule.ALONE
            or (row.rule == Rule.HEADING and _is_title(words, span))
            or (row.rule == Rule.NEAR and any(_near(words, span, other) for other in others))
        ):
            yield span


def _places(words: Sequence[_Word], phrases: _Phrases, but: Collection[int] = ()) -> Iterator[Span]:
    """Where the phrases stand, but for those that touch the words `but`."""
    for start, word in enumerate(words):
        for pattern in phrases.that_may_start(word):
            end = start + len(pattern)
            said = end <= len(words) and all(map(_fits, words[start:end], pattern))
            if said and not any(place in but for place in range(start, end)):
                yield start, end


def _fits(word: _Word, pattern: str) -> bool:
    if pattern.endswith("*"):
        return word.folded.startswith(pattern[:-1])
    if pattern.startswith("*"):
        return word.base.endswith(pattern[1:])
    return pattern in (word.folded, word.base)


def _near(words: Sequence[_Word], one: Span, other: Span) -> bool:
    """In the same sentence, few words apart, and not the same word twice."""
    between = other[0] - one[1] if other[0] >= one[1] else one[0] - other[1]
    return 0 <= between <= REACH and words[one[0]].line == words[other[0]].line


def _is_title(words: Sequence[_Word], span: Span) -> bool:
    line = words[span[0]].line
    return sum(word.line == line for word in words) <= TITLE


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Overlapping ones as one."""
    made: list[Span] = []
    for start, end in sorted(set(spans)):
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return made


def _flag(text: str, topic: Topic, words: Sequence[_Word], span: Span) -> Flag:
    start, end = words[span[0]].token.start, words[span[1] - 1].token.end
    return Flag(topic, text[start:end], start, end)
