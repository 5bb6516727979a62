"""Each piece of a sentence: something to do, a worry, or the rest, where listings may be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from naober.engines.understanding.notes import stance
from naober.engines.understanding.notes.clauses import Piece, Sentence
from naober.engines.understanding.notes.due import due
from naober.engines.understanding.notes.page import Page

Kind = Literal["follow_up", "challenge", "rest"]
_TAIL = 2  # words: "..., duur" tells of what stands before it


@dataclass(frozen=True, slots=True)
class Part:
    """[start, end) of the note; `why` the words that decided what it is."""

    kind: Kind
    start: int
    end: int
    sentence: int
    certainty: float = 0.0
    why: str = ""
    due: date | None = None


def sort_parts(page: Page, sentence: Sentence, number: int) -> list[Part]:
    """The parts of a sentence in order; follow-ups that belong together are one."""
    marked = False
    parts: list[Part] = []
    for piece in sentence.pieces:
        words = page.words(piece.start, piece.end)
        if not words:
            continue
        if stance.is_marked_as_action(words):
            marked = True
            continue
        part = _part(page, piece, words, number, marked=marked)
        _join(page, parts, part, words)
    return [_dated(page, part, parts) for part in parts]


def _part(page: Page, piece: Piece, words: str, number: int, *, marked: bool) -> Part:
    when = due(page.hidden[piece.start : piece.end], page.notes.today)
    follow = stance.follow_up(words, dated=when is not None)
    if follow is None and marked:
        follow = (0.8, words[:20])
    if follow is not None:
        return Part("follow_up", piece.start, piece.end, number, follow[0], follow[1], when)
    worry = stance.challenge(words)
    if worry:
        return Part("challenge", piece.start, piece.end, number, 0.8, worry)
    return Part("rest", piece.start, piece.end, number)


def _join(page: Page, parts: list[Part], part: Part, words: str) -> None:
    """Add a part, or make it one with the part before."""
    last = parts[-1] if parts else None
    if last is not None and last.kind == part.kind == "follow_up":
        parts[-1] = replace(last, end=part.end, due=last.due or part.due)
    elif last is not None and part.kind == "challenge" and last.kind == "challenge":
        parts[-1] = replace(last, end=part.end)
    elif (
        last is not None and part.kind == "challenge" and last.kind == "rest"
        and len(words.split()) <= _TAIL
    ):  # fmt: skip
        parts[-1] = replace(part, start=last.start)
    elif (
        last is not None
        and last.kind == "challenge"
        and part.kind == "rest"
        and _leads_in(page, last)
    ):
        parts[-1] = replace(last, end=part.end)
    else:
        parts.append(part)


def _leads_in(page: Page, part: Part) -> bool:
    """ "Lastig:", "Knelpunt:"."""
    short = len(page.words(part.start, part.end).split()) <= _TAIL
    return short and page.folded[part.end : part.end + 1] == ":"


def _dated(page: Page, part: Part, parts: Sequence[Part]) -> Part:
    """A follow-up without a day takes the one that stands in the rest of its sentence."""
    if part.kind != "follow_up" or part.due is not None:
        return part
    beside = (p for p in parts if p.kind == "rest" and abs(p.start - part.end) <= 4)
    texts = (page.hidden[p.start : p.end] for p in beside)
    days = [found for found in (due(text, page.notes.today) for text in texts) if found]
    return replace(part, due=days[0]) if days else part
