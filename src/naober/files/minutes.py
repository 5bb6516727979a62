"""Lines of minutes -> the decisions and actions that they say: kind, words, who, by when.

"Besluit: we kiezen voor optie B", "Actie: Jan, offerte opvragen, 15 maart", "@Jan belt de gemeente
volgende week", "AP Jan de Vries: ..." and the same in English. A line says one thing or nothing.
Who is meant is looked for among the people that are handed in; a name that fits two of them, or
nobody, is kept as it was written. Any text has an answer and none raises.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from naober.engines.understanding.notes.due import due

MOST_LINES = 400
LONGEST = 500  # characters of a line that are read
_ALIKE = 0.84  # of two names, for what was mistyped
_BULLET = re.compile(r"^\s*(?:[-*•>+–]+\s*|\(?\d{1,2}[.)]\s+|\[.?\]\s*)*")
_DECISION = re.compile(
    r"^(?:besluit(?:en)?|besloten|beslissing|beslispunt|decisions?|decided|agreed|resolved)\b"
    r"(?:\s*\d{1,2})?\s*(?P<mark>[:\-–.])?\s*",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"^(?:er (?:is|wordt) besloten|besloten (?:is|wordt)|(?:we|wij|de groep|we have)"
    r" (?:besluiten|besloten|beslissen|decided?|agreed?)|it (?:is|was) (?:decided|agreed))\b"
    r"\s*(?:om\b|dat\b|that\b|to\b)?\s*",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"^(?:actiepunt(?:en)?|acties?|actions?(?:\s+(?:item|point))?|a\.?p\.?|to[\s-]?do|te doen)"
    r"(?:\s*\d{1,2})?(?P<mark>\s*[:\-–.]|\s+(?=@|(?-i:[A-ZÀ-Þ])))\s*",
    re.IGNORECASE,
)
_AT = re.compile(r"(?<![\w@.])@(?P<name>[^\W\d_][\w'’-]*(?:\.[^\W\d_][\w'’-]*)*)")
_BY_WHOM = re.compile(
    r"[,;(]?\s*\(?\b(?:door|by|wie|who|eigenaar|owner)\s*:?\s+(?P<name>[A-ZÀ-Þ][^,;()]{1,40}?)\)?(?=\s*(?:[,;]|$))"
)
_IN_BRACKETS = re.compile(r"\s*\((?P<name>[^()]{2,40})\)\s*$")
_PARTS = re.compile(r"\s*[,;]\s+|\s+[–-]\s+")
_NAME_FIRST = re.compile(r"^(?P<name>[A-ZÀ-Þ][\w'’.-]*(?:\s+[\w'’.-]+){0,3}?)\s*[:]\s+")
_LEADS = re.compile(
    r"^(?:uiterlijk|voor|vóór|op|per|tegen|in|by|before|on|due|deadline|datum|wanneer|t/m)\b:?\s*",
    re.IGNORECASE,
)
_SMALL = {"van", "de", "der", "den", "het", "ten", "ter", "te", "in", "op", "en", "von", "la"}


class LineKind(StrEnum):
    DECISION = "decision"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody who may be meant. `key` is how the caller knows them."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class MinuteLine:
    """What one line says. `words` is the line as typed, without bullet; `owner` the key of who is
    meant, "" when nobody or more than one fits `owner_words`. `number` counts lines from 0."""

    number: int
    kind: LineKind
    words: str
    text: str
    owner: str = ""
    owner_words: str = ""
    due: date | None = None


def read_minutes(text: str, people: Sequence[Present], today: date) -> tuple[MinuteLine, ...]:
    """In the order of the text."""
    lines = text.splitlines()[:MOST_LINES]
    found = (_read(number, line, people, today) for number, line in enumerate(lines))
    return tuple(line for line in found if line is not None)


def _read(number: int, line: str, people: Sequence[Present], today: date) -> MinuteLine | None:
    words = _BULLET.sub("", line[:LONGEST]).strip()
    said = _decision(number, words)
    if said is None:
        said = _action(number, words, people, today)
    return said if said is not None and said.text else None


def _decision(number: int, words: str) -> MinuteLine | None:
    for pattern in (_DECIDES, _DECISION):
        head = pattern.match(words)
        if head and (pattern is _DECIDES or head["mark"]):
            return MinuteLine(number, LineKind.DECISION, words, _tidy(words[head.end() :]))
    return None


def _action(number: int, words: str, people: Sequence[Present], today: date) -> MinuteLine | None:
    head = _ACTION.match(words)
    named = _AT.search(words)
    if head is None and named is None:
        return None
    rest = words[head.end() :] if head else words
    line = MinuteLine(number, LineKind.ACTION, words, rest, due=due(_dated(rest), today))
    line = _with_owner(line, people)
    return replace(line, text=_tidy(_without_date(line.text, today)))


def _dated(rest: str) -> str:
    """A part that is only a day is one to act on: "15 maart" as "op 15 maart"."""
    return ", ".join(_as_day(part) for part in _PARTS.split(rest))


def _as_day(part: str) -> str:
    return f"op {part}" if part[:1].isdigit() and len(part) < 25 else part


def _without_date(text: str, today: date) -> str:
    """Without the parts that say nothing but by when."""
    parts = [part for part in _PARTS.split(text) if part]
    kept = [part for part in parts if not _is_only_a_day(part, today)]
    return text if len(kept) == len(parts) else ", ".join(kept or parts)


def _is_only_a_day(part: str, today: date) -> bool:
    if len(_LEADS.sub("", part).split()) > 4:
        return False
    return due(_as_day(part), today) is not None and not _says_more(part, today)


def _says_more(part: str, today: date) -> bool:
    """Whether a word can be left out and it is a day still, more than a lead: "bel vrijdag"."""
    words = _LEADS.sub("", part).split()
    first = words[0] if words else ""
    rest = " ".join(words[1:])
    known = first[:1].isdigit() or due(_as_day(first), today) is not None
    return bool(rest) and not known and due(_as_day(rest), today) == due(_as_day(part), today)


def _with_owner(line: MinuteLine, people: Sequence[Present]) -> MinuteLine:
    """The first way of naming somebody that is there."""
    for name, text in _named(line.text):
        key = _who(name, people)
        if key or _is_a_name(name):
            return replace(line, text=text, owner=key, owner_words=name.strip())
    return _by_first_word(line, people)


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Names with the text without them, the surest way of naming first."""
    at = _AT.search(text)
    if at:
        yield at["name"].replace(".", " "), _cut(text, at.start(), at.end())
        return
    for pattern in (_NAME_FIRST, _BY_WHOM, _IN_BRACKETS):
        found = pattern.search(text)
        if found:
            yield found["name"], _cut(text, found.start(), found.end())
    first, *rest = _PARTS.split(text)
    if rest:
        yield first, text[len(first) :].lstrip(" ,;–-")


def _cut(text: str, start: int, end: int) -> str:
    """Where something was between two parts they stay two."""
    before, after = text[:start].rstrip(" ,;"), text[end:].lstrip(" :–-")
    apart = ", " if before and after[:1] in (",", ";") else " "
    return f"{before}{apart}{after.lstrip(' ,;')}".strip()


def _by_first_word(line: MinuteLine, people: Sequence[Present]) -> MinuteLine:
    """ "Jan vraagt een offerte op": the words stay as they are."""
    words = line.text.split()
    for count in (3, 2, 1):
        name = " ".join(words[:count])
        if len(words) > count and words[0][:1].isupper() and _who(name, people, exact=True):
            return replace(line, owner=_who(name, people, exact=True), owner_words=name)
    return line


def _is_a_name(name: str) -> bool:
    """One to three words, each with a capital, but for the small ones between."""
    words = name.split()
    large = [word for word in words if word.casefold() not in _SMALL]
    return 0 < len(large) <= 3 and len(words) <= 5 and all(w[0].isupper() for w in large)


def _who(name: str, people: Sequence[Present], *, exact: bool = False) -> str:
    """The key of the one who is called so; "" for nobody, or more than one."""
    said = _words(name)
    if not said:
        return ""
    for fits in (_is_whole, _is_part) if exact else (_is_whole, _is_part, _is_alike):
        found = {person.key for person in people if fits(said, _words(person.name))}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _is_whole(said: list[str], name: list[str]) -> bool:
    return said == name


def _is_part(said: list[str], name: list[str]) -> bool:
    """First name, last name, or both without what stands between; "J." for a first name."""
    large = [word for word in name if word not in _SMALL]
    wanted = [word for word in said if word not in _SMALL]
    return bool(wanted) and bool(large) and all(_stands_in(word, large) for word in wanted)


def _stands_in(word: str, name: Iterable[str]) -> bool:
    return any(word == part or (len(word) == 1 and part.startswith(word)) for part in name)


def _is_alike(said: list[str], name: list[str]) -> bool:
    """Mistyped: of at least four letters, the first of them right."""
    wanted = [word for word in said if word not in _SMALL]
    return bool(wanted) and all(any(_mistyped(word, part) for part in name) for word in wanted)


def _mistyped(word: str, part: str) -> bool:
    if len(word) < 4 or len(part) < 4 or word[0] != part[0]:
        return False
    return SequenceMatcher(None, word, part).ratio() >= _ALIKE


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return [word for word in re.split(r"[^\w]+", kept) if word]


def _tidy(text: str) -> str:
    said = " ".join(text.split()).strip(" ,;:–-")
    return said[:1].upper() + said[1:]
