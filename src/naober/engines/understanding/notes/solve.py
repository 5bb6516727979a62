"""`read_notes`: names first, then follow-ups and challenges, then what is offered or sought."""

from collections.abc import Sequence

from naober.engines.understanding.notes.clauses import sentences
from naober.engines.understanding.notes.listings import listings
from naober.engines.understanding.notes.page import Page
from naober.engines.understanding.notes.people import Named, people
from naober.engines.understanding.notes.problem import MAX_CHARACTERS, Notes
from naober.engines.understanding.notes.result import NotesReading, Proposal
from naober.engines.understanding.notes.sorting import Part, sort_parts
from naober.engines.understanding.result import Span


def read_notes(notes: Notes) -> NotesReading:
    """Read a note. Any text has an answer; nothing in it is taken for true, only proposed."""
    text = notes.text[:MAX_CHARACTERS]
    found = tuple(sentences(text))
    named = people(notes, text, found)
    page = Page(notes, text, _hidden(text, named))
    proposals = [_person(page, one) for one in named]
    parts = [part for n, s in enumerate(found) for part in sort_parts(page, s, n)]
    proposals += [_said(page, part) for part in parts if part.kind != "rest"]
    proposals += listings(page, parts)
    return NotesReading(tuple(sorted(proposals, key=lambda p: (p.span.start, p.span.end, p.kind))))


def _hidden(text: str, named: Sequence[Named]) -> str:
    """The text with blanks where people and their contacts stand."""
    letters = list(text)
    for one in named:
        for start, end in one.spans:
            letters[start:end] = " " * (end - start)
    return "".join(letters)


def _person(page: Page, named: Named) -> Proposal:
    span = Span(*named.spans[0])
    text = page.text[span.start : span.end]
    return Proposal("person", text, span, person=named.person, certainty=named.certainty, why=text)


def _said(page: Page, part: Part) -> Proposal:
    return Proposal(
        "follow_up" if part.kind == "follow_up" else "challenge",
        page.text[part.start : part.end],
        Span(part.start, part.end),
        due=part.due,
        certainty=part.certainty,
        why=part.why,
    )
