"""The answer: proposals, in the order of the note."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from naober.engines.understanding.result import Direction, Span

ProposalKind = Literal["listing", "challenge", "person", "follow_up"]
UNSURE = 0.5  # a certainty below it is a guess, to be shown as one


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

    `why` holds the words of the note that decided; `certainty` is 0 to 1. Of a listing `direction`
    is there, of a person `person`, of a follow-up `due` where the note says when.
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
