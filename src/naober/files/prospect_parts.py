"""Lines without a header cut in parts, and each part known by what it looks like."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from naober.engines.understanding.notes.contacts import contacts
from naober.lexicon import Lexicon
from naober.lexicon.words import fold, word_list

_SEPARATORS = ("\t", ";", "|", " – ", " — ", " - ", ", ", ",")
_WEBSITE = re.compile(
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:nl|com|eu|de|be|net|org|io|example)(?:/\S*)?",
    re.IGNORECASE,
)
_EMPLOYEES = re.compile(
    r"(?:ca\.?\s?)?\d[\d.]{0,6}(?:\s?-\s?\d+)?\s?(?:fte|man|medewerkers|werknemers|mensen"
    r"|employees|people)\b",
    re.IGNORECASE,
)
_POSTAL = re.compile(r"\b[1-9]\d{3}\s?[A-Za-z]{2}\b[\s,]*")
_LEGAL = re.compile(
    r"\b(?:b\.?v\.?|n\.?v\.?|vof|v\.o\.f\.|gmbh|ltd|inc|coöperatie|stichting)(?!\w)", re.IGNORECASE
)
_TITLE = re.compile(
    r"(?:dhr|mevr|mw|hr|ing|ir|drs|dr|mr|mrs|ms|de heer|mevrouw|t\.a\.v)\b\.?\s?", re.IGNORECASE
)
_LABEL = re.compile(
    r"^\s*(?:tel(?:efoon)?|t|m|mob(?:iel)?|phone|e-?mail|mail|e|w|web(?:site)?|i"
    r"|contact(?:persoon)?"
    r"|plaats|adres)\s?[.:]\s?(?=\S)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:met (?:vriendelijke|hartelijke) groet\w*|m\.?v\.?g\.?|groet\w*|(?:kind |best )?regards|--)"
    r"[,.]?\s*$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-*•]\s+|\d{1,3}[.)]\s+)")
_MAX_SIGNATURE = 12
Parts = tuple[int, list[str]]


def parts_of(lines: Sequence[str], lexicon: Lexicon) -> Iterator[Parts]:
    """The parts of each prospect with the line it begins at: a line each, or a mail's foot."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append((number, line.strip(" ") if "\t" in line else line.strip()))
        elif block:
            yield from _of_block(block, lexicon)
            block = []


def _of_block(block: Sequence[tuple[int, str]], lexicon: Lexicon) -> Iterator[Parts]:
    block = [(n, line) for n, line in block if not _GREETING.match(line)]
    if _is_signature([line for _, line in block]):
        yield block[0][0], [part for _, line in block for part in _cut_contacts(line)]
        return
    for number, line in block:
        yield number, _cut(_BULLET.sub("", line))


def _is_signature(lines: Sequence[str]) -> bool:
    """Several lines about one: the first has no contact, a later one has."""
    if not 3 <= len(lines) <= _MAX_SIGNATURE:
        return False
    told = [bool(contacts(line)) or bool(_WEBSITE.search(line)) for line in lines]
    return not told[0] and any(told) and not any(s in lines[0] for s in _SEPARATORS[:6])


def _cut_contacts(line: str) -> list[str]:
    return [part for part in re.split(r"\s*\|\s*|\t|\s[–—-]\s", line) if part.strip()]


def _cut(line: str) -> list[str]:
    """A line at the strongest separator that stands in it."""
    mark = next((mark for mark in _SEPARATORS if mark in line), None)
    return [part.strip() for part in line.split(mark)] if mark else [line]


@cache
def _first_names() -> frozenset[str]:
    return frozenset(word_list("first_names"))


def looks_like(parts: Sequence[str], lexicon: Lexicon) -> dict[str, str]:
    """Each part under the column that it looks to belong to; the rest in the note."""
    cells: dict[str, str] = {}
    rest: list[str] = []
    for part in parts:
        column, value = _column(_LABEL.sub("", part).strip(), lexicon)
        if column and column not in cells and not (column == "place" and not (cells or rest)):
            cells[column] = value
        elif value:
            rest.append(value)
    name = _company(rest)
    if name:
        rest.remove(name)
        cells["organisation"] = name
    cells["note"] = "; ".join(rest)
    return cells


def _company(rest: Sequence[str]) -> str:
    """The part with a legal form, else the first."""
    named = [part for part in rest if any(c.isalpha() for c in part)]
    return next((part for part in named if _LEGAL.search(part)), named[0] if named else "")


def _column(part: str, lexicon: Lexicon) -> tuple[str, str]:
    """The column, "" when it looks like none, and the value to keep."""
    found = contacts(part)
    if found and len(found[0].text) >= len(part) - 12:
        return "email" if found[0].is_email else "phone", found[0].text
    if _WEBSITE.fullmatch(part):
        return "website", part
    if _EMPLOYEES.match(part):
        return "employees", part
    if _is_place(part, lexicon):
        return "place", postal_place(part)
    return ("contact", part) if _is_person(part) else ("", part)


def _is_place(part: str, lexicon: Lexicon) -> bool:
    return bool(_POSTAL.search(part)) or lexicon.place(part) is not None


def postal_place(cell: str) -> str:
    """ "Kanaal 1, 7811 AB Emmen" as "Emmen"."""
    found = _POSTAL.search(cell)
    after = cell[found.end() :].strip(" ,") if found else ""
    return after or cell


def _is_person(part: str) -> bool:
    words = fold(_TITLE.sub("", part)).split()
    known = bool(words) and words[0].strip(",.") in _first_names() and len(words) <= 7
    return not _LEGAL.search(part) and (known or bool(_TITLE.match(part)))
