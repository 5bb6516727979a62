"""E-mail addresses and telephone numbers as they stand in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_EMAIL = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,24}(?![\w-])"
)
_PHONE = re.compile(
    r"(?<![\w.,/+-])(?:\+\s?\d{1,3}|00\d{2}|\(?0\d{1,3}\)?)(?:[\s()./-]{0,3}\d){5,11}(?![\w]"
    r"|[.,]\d)"
)
_DIGITS = range(9, 15)


@dataclass(frozen=True, slots=True)
class Contact:
    """An address or number, written as in the text, at [start, end)."""

    text: str
    start: int
    end: int
    is_email: bool


def contacts(text: str) -> tuple[Contact, ...]:
    """All of them, in the order of the text."""
    emails = [Contact(m[0], *m.span(), True) for m in _EMAIL.finditer(text)]
    phones = [
        p for p in _phones(text) if not any(p.start < e.end and e.start < p.end for e in emails)
    ]
    return tuple(sorted((*emails, *phones), key=lambda found: found.start))


def _phones(text: str) -> Iterator[Contact]:
    for match in _PHONE.finditer(text):
        if sum(c.isdigit() for c in match[0]) in _DIGITS and "\n" not in match[0]:
            yield Contact(match[0], *match.span(), False)
