"""What does a note about a visit propose?

**Question.** Prose as it is typed after a talk with a company, Dutch or English, and the day of the
talk (`Notes`). **Answer.** Proposals for a person to accept or drop: what the company offers or
seeks, what it struggles with, who was named, what was to be done and when.

**Method.** The note is cut in sentences and those in pieces, at commas and joining words. Names and
contacts are read first and hidden from the rest. Each piece is a follow-up or a challenge when its
verbs say so; what is left is joined again around each thing that is offered or sought and read by
`understand`. What is denied, past, or only described proposes nothing; what is said about others
("zijn buurman heeft ...") is a guess, with a certainty below UNSURE.

**Guarantees.** Any text has an answer and none raises; spans lie inside the text and hold the
proposal's text; the same notes give the same answer; no more than MAX_CHARACTERS are read.

**Limits.** Irony, "dat" and "die" that point further back than a sentence, and who of two people
named in one sentence a number belongs to beyond the nearest. Dates in the past are no follow-ups.
"""

from naober.engines.understanding.notes.problem import MAX_CHARACTERS, Notes
from naober.engines.understanding.notes.result import (
    UNSURE,
    NotesReading,
    Person,
    Proposal,
    ProposalKind,
)
from naober.engines.understanding.notes.solve import read_notes
from naober.engines.understanding.notes.voice import in_their_voice

__all__ = [
    "MAX_CHARACTERS",
    "UNSURE",
    "Notes",
    "NotesReading",
    "Person",
    "Proposal",
    "ProposalKind",
    "in_their_voice",
    "read_notes",
]
