"""What does a note about a visit propose: listings, challenges, people, follow-ups?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from naober.engines.understanding.problem import Sentence
from naober.engines.understanding.result import Direction, Span
from naober.engines.understanding.solve import understand
from naober.lexicon import Lexicon

ProposalKind = Literal["listing", "challenge", "person", "follow_up"]


@dataclass(frozen=True, slots=True)
class Notes:
    """`company_names` are those of the company that was spoken to; `people` those known there.

    `today` is the day of the talk: "over twee weken" is counted from it.
    """

    text: str
    today: date
    lexicon: Lexicon
    company_names: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in a note; "" where the note does not say."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something to accept or drop. `text` stands in the note at `span`.

    `why` holds the words of the note that decided; `certainty` is 0 to 1, below UNSURE a guess.
    """

    kind: ProposalKind
    text: str
    span: Span
    direction: Direction | None = None
    due: date | None = None
    person: Person | None = None
    certainty: float = 0.5
    why: str = ""


@dataclass(frozen=True, slots=True)
class NotesReading:
    """In the order of the text."""

    proposals: tuple[Proposal, ...] = ()


def read_notes(notes: Notes) -> NotesReading:
    """Read a note. Any text has an answer; nothing in it is taken for true, only proposed."""
    return NotesReading(tuple(_listings(notes)))


def _listings(notes: Notes) -> Iterator[Proposal]:
    start = 0
    for line in notes.text.splitlines(keepends=True):
        text = line.strip()
        if text:
            found = understand(Sentence(text, notes.today, notes.lexicon))
            if found.direction != Direction.UNKNOWN and any(c.main for c in found.concepts):
                at = start + line.index(text)
                span = Span(at, at + len(text))
                sure = found.direction_confidence
                yield Proposal("listing", text, span, found.direction, certainty=sure)
        start += len(line)
