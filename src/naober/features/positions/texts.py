"""Text as paragraphs, over versions: which is which, and what changed. No database.

A blank line starts a paragraph. A paragraph of a new version is the former one whose words it has
most of: the same words first, then the best likeness from `ALIKE` on, wherever it moved to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

ALIKE = 0.4  # of the words; less is another paragraph
_WORDS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)

PieceKind = Literal["same", "gone", "new"]
Change = Literal["same", "changed", "new", "gone"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, went or came."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    """A paragraph beside what it was."""

    change: Change
    pieces: tuple[Piece, ...]


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs as typed, each without space around it and with its own line ends."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    parts = re.split(r"\n\s*\n", "\n".join(lines))
    return [part.strip() for part in parts if part.strip()]


def keep_identity(former: Sequence[tuple[int, str]], now: Sequence[str]) -> list[int | None]:
    """For each paragraph of now which former one (by its key) it is; None: it is a new one."""
    found: list[int | None] = [None] * len(now)
    left = dict(former)
    for index, text in enumerate(now):
        key = next((key for key, old in left.items() if old == text), None)
        if key is not None:
            found[index] = key
            del left[key]
    pairs = sorted(
        (
            (-alike(old, now[index]), key, index)
            for index in range(len(now))
            if found[index] is None
            for key, old in left.items()
        ),
    )
    for unlike, key, index in pairs:
        if -unlike >= ALIKE and found[index] is None and key in left:
            found[index] = key
            del left[key]
    return found


def alike(one: str, other: str) -> float:
    """0 to 1: how many of the words of both they share, in order; 0 when it cannot be enough."""
    both = SequenceMatcher(None, _said(one), _said(other), False)
    if both.real_quick_ratio() < ALIKE or both.quick_ratio() < ALIKE:
        return 0.0
    return both.ratio()


def _said(text: str) -> list[str]:
    return [word for word in _WORDS.findall(text.casefold()) if not word.isspace()]


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """What became of the words, whole words at a time."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    made: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag == "equal":
            made.append(Piece("same", "".join(before[a:b])))
            continue
        if b > a:
            made.append(Piece("gone", "".join(before[a:b])))
        if d > c:
            made.append(Piece("new", "".join(after[c:d])))
    return _readable(made)


def _readable(made: list[Piece]) -> tuple[Piece, ...]:
    """A space that stayed between two words that changed changes with them: phrases, no crumbs."""
    found: list[Piece] = []
    gone = new = ""
    for index, piece in enumerate(made):
        inside = 0 < index < len(made) - 1
        if piece.kind == "same" and piece.text.isspace() and inside and (gone or new):
            gone, new = gone + piece.text, new + piece.text
        elif piece.kind == "same":
            found += _both(gone, new)
            found.append(piece)
            gone = new = ""
        elif piece.kind == "gone":
            gone += piece.text
        else:
            new += piece.text
    return (*found, *_both(gone, new))


def _both(gone: str, new: str) -> list[Piece]:
    """Space alone is no change that anybody reads; that of the new text stays between its words."""
    made = [Piece("gone", gone)] if gone.strip() else []
    if new:
        made.append(Piece("new" if new.strip() else "same", new))
    return made


def compare(
    former: Sequence[tuple[int, str]], now: Sequence[tuple[int, str]]
) -> list[ChangedParagraph]:
    """The text of now beside the former one; what went stands where it stood."""
    old, kept = dict(former), {key for key, _text in now}
    made: list[ChangedParagraph] = []
    gone_after: dict[int | None, list[str]] = {}
    last: int | None = None
    for key, text in former:
        if key in kept:
            last = key
        else:
            gone_after.setdefault(last, []).append(text)
    made += [_gone(text) for text in gone_after.get(None, ())]
    for key, text in now:
        made.append(_beside(old.get(key), text))
        made += [_gone(text) for text in gone_after.get(key, ())]
    return made


def _gone(text: str) -> ChangedParagraph:
    return ChangedParagraph("gone", (Piece("gone", text),))


def _beside(old: str | None, text: str) -> ChangedParagraph:
    if old is None:
        return ChangedParagraph("new", (Piece("new", text),))
    if old == text:
        return ChangedParagraph("same", (Piece("same", text),))
    return ChangedParagraph("changed", pieces(old, text))
