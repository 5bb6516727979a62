"""How the text is read: one folded copy of equal length, and who explained which part of it.

Every reader works on `Reading.folded` (lower case, no accents, one kind of dash, blank and
apostrophe), whose positions are those of the text as typed. So a span found there is a span of
the original.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from naober.engines.understanding.result import Span

_ALIKE = {
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "­": "-",
    "’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"',
    "×": "x", "✕": "x", "·": ".", "•": ";", "▪": ";", "●": ";", "º": "°", "˚": "°", "⁰": "°",
    "µ": "u", "μ": "u", "²": "2", "³": "3", "⁄": "/", "≈": "~", "∼": "~", "≃": "~",
    "ø": "o", "Ø": "o", "æ": "a", "ł": "l", "ı": "i", "…": "…", "€": "€", "½": "½",
    "¼": "¼", "¾": "¾", "℃": "℃", "±": "±", "≥": "≥", "≤": "≤", "\n": "\n", "\r": "\n",
}  # fmt: skip


class _Folding(dict[int, str]):
    """Code point -> exactly one character; worked out once for each character met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _ALIKE.get(character) or _folded(character)
        self[code] = folded
        return folded


def _folded(character: str) -> str:
    if unicodedata.category(character)[0] in "CZ":
        return " "
    plain = unicodedata.normalize("NFKD", character)
    if plain[:1].isascii() and all(unicodedata.combining(mark) for mark in plain[1:]):
        return plain[0].lower()
    lower = character.lower()
    return lower if len(lower) == 1 else lower[:1]


_FOLDING = _Folding()


def folded(text: str) -> str:
    """`text` in lower case and plain characters, position by position."""
    return text.translate(_FOLDING)


# An end of a sentence; a full stop counts only where a blank and no abbreviation or digit follows.
_ABBREVIATIONS = r"(?<!\bca)(?<!\bmax)(?<!\bmin)(?<!\bgem)(?<!\bevt)(?<!\bo\.a)(?<!\bbijv)(?<!\bexcl)(?<!\bincl)(?<!\bplm)(?<!\bgr)(?<!\bp)(?<!\bnr)(?<!\be\.d)(?<!\bt\.b\.v)(?<!\bi\.p\.v)(?<!\bapprox)"  # noqa: E501
_SENTENCE_END = re.compile(rf"[!?;\n]+|{_ABBREVIATIONS}\.(?=\s+[^\d\s]|\s*$)")
_WORD = re.compile(r"[^\W_]+(?:['&+][^\W_]+)*[+]?")


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of the text; `asked` when a question mark ends it."""

    start: int
    end: int
    asked: bool


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: int
    end: int


class Reading:
    """The text under one reading: what was found is claimed, so that it is not found twice."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.folded = folded(text)
        self._claimed = bytearray(len(text))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(Word(m[0], m.start(), m.end()) for m in _WORD.finditer(self.folded))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The sentences in order; together they cover the whole text."""
        found, start = [], 0
        for mark in _SENTENCE_END.finditer(self.folded):
            found.append(Clause(start, mark.end(), "?" in mark[0]))
            start = mark.end()
        if start < len(self.folded) or not found:
            found.append(Clause(start, len(self.folded), False))
        return tuple(found)

    def clause_at(self, position: int) -> Clause:
        index = bisect_right(self.clauses, position, key=lambda clause: clause.end)
        return self.clauses[min(index, len(self.clauses) - 1)]

    def claim(self, start: int, end: int) -> Span:
        self._claimed[start:end] = b"\1" * (end - start)
        return Span(start, end)

    def free(self, start: int, end: int) -> bool:
        """True when nobody explained any part of [start, end) yet."""
        return self._claimed.find(1, start, end) < 0
