"""The judged notes, and how an answer is held against what was expected of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from naober.engines.understanding.notes import (
    UNSURE,
    Notes,
    Proposal,
    read_notes,
)
from naober.lexicon import Lexicon
from naober.lexicon.words import fold

TODAY = date(2026, 11, 23)
KINDS = ("listing", "challenge", "person", "follow_up")


@dataclass
class Note:
    part: str
    text: str
    expected: list[tuple[str, ...]]


@dataclass
class Score:
    """`hits`, `missed` and `wrong` count proposals by kind; `told` says which."""

    hits: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def precision(self, kind: str) -> float:
        return self.hits[kind] / max(1, self.hits[kind] + self.wrong[kind])

    def recall(self, kind: str) -> float:
        return self.hits[kind] / max(1, self.hits[kind] + self.missed[kind])


def judged_notes(name: str = "notes.txt") -> Iterator[Note]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    for block in text.split("\n=== ")[1:]:
        part, _, rest = block.partition("\n")
        note, _, expected = rest.partition("\n--\n")
        rows = [tuple(cell.strip() for cell in line.split("|")) for line in expected.splitlines()]
        yield Note(part.strip(), note, [row for row in rows if any(row)])


def score(part: str, lexicon: Lexicon) -> Score:
    total = Score()
    for note in judged_notes():
        if note.part == part:
            found = read_notes(Notes(note.text, TODAY, lexicon)).proposals
            _compare(note, list(found), total)
    return total


def _compare(note: Note, found: list[Proposal], total: Score) -> None:
    for expected in note.expected:
        kind = {"offer": "listing", "need": "listing", "unsure": ""}.get(expected[0], expected[0])
        hit = next((p for p in found if _fits(expected, p)), None)
        if hit is not None:
            found.remove(hit)
            total.hits[kind] += bool(kind)
        elif kind:
            total.missed[kind] += 1
            total.told.append(f"missed {expected} in {note.text[:60]!r}")
    for proposal in found:
        total.wrong[proposal.kind] += 1
        total.told.append(f"wrong {proposal} in {note.text[:60]!r}")


def _fits(expected: tuple[str, ...], found: Proposal) -> bool:
    kind, *rest = expected
    if kind == "person":
        person = found.person
        return person is not None and [fold(cell) for cell in rest] == [
            fold(cell) for cell in (person.name, person.role, person.email, person.phone)
        ]
    said = fold(rest[-1]) in fold(found.text)
    if kind == "unsure":
        return said and found.kind == "listing" and found.certainty < UNSURE
    if kind == "follow_up":
        due = found.due.isoformat() if found.due else ""
        return said and found.kind == kind and due == rest[0]
    if kind == "challenge":
        return said and found.kind == kind
    return said and found.kind == "listing" and found.direction == kind
