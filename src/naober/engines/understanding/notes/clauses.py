"""A note in sentences and pieces. Positions are those of the note as it was typed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from naober.engines.understanding.reading import folded as folding

_END = re.compile(r"\n+|[!?;]+|\.+(?=\s|$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[a-z]|ca|dhr|mevr|mw|hr|ing|ir|drs|dr|mr|mrs|ms|nr|tel|bijv|evt|max|min|gem"
    r"|incl|excl|resp|plm|gr|approx|vs|no|(?:[a-z]\.)+[a-z]{1,2})$"
)
_BULLET = re.compile(r"\s*(?:[-*>+;.]+\s+|\(?\d{1,2}[.)]\s+|[a-e]\)\s+|\[.?\]\s+)*\s*")
_WRAPPED = 50  # characters; a longer line that ends in the middle was broken by the mail program
_MOST_PIECES = 16  # a sentence with more is a list, and read as a whole
_VERB = (
    r"(?:zoek\w*|hebben|heeft|hadden|wil|willen|zou|zouden|vraagt|vragen|belt|bel|bellen|stuur\w*"
    r"|kan|kunnen|zijn|is|worden|wordt|gaat|gaan|moet\w*|neemt|nemen|looking|need\w*|have|has|are"
    r"|want\w*|can|would|will|seek\w*|ook|also|we|wij|ze|zij|they|hij|he|she|biedt|bieden|mail\w*"
    r"|deze|this|lo+p\w*|maakt|maken|vind\w*|houdt|houden)"
)
_CUT = re.compile(
    rf"[,:]\s+|\s(?:-{{1,2}})\s|\s(?=(?:maar|but|terwijl|while|whereas)\s)|\s(?=(?:en"
    rf"|and)\s{_VERB}\b)"
    r"|\s(?=wel\s(?:een|warm|belangstelling|interesse)\b)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Half-open [start, end) of the note, without blanks around."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the pieces that it is cut into."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text that hold a letter or digit, in order."""
    start, folded = 0, folding(text)
    for mark in _END.finditer(folded):
        if _ends(folded, start, mark) and not _goes_on(text, mark):
            yield from _sentence(folded, start, mark.end())
            start = mark.end()
    yield from _sentence(folded, start, len(folded))


def _ends(folded: str, start: int, mark: re.Match[str]) -> bool:
    before = folded[max(start, mark.start() - 200) : mark.start()]
    if "\n" in mark[0]:
        return True
    if before.count("(") > before.count(")"):
        return False
    return not (mark[0] == "." and _ABBREVIATION.search(before[-20:]))


def _goes_on(text: str, mark: re.Match[str]) -> bool:
    """Whether a line goes on in the next one, as a mail program breaks them."""
    if mark[0] != "\n":
        return False
    line = text[text.rfind("\n", 0, mark.start()) + 1 : mark.start()].rstrip()
    open_ended = line[-1:].isalnum() or line[-1:] == ","
    return len(line) >= _WRAPPED and open_ended and text[mark.end() : mark.end() + 1].islower()


def _sentence(folded: str, start: int, end: int) -> Iterator[Sentence]:
    bullet = _BULLET.match(folded, start, end)
    start = bullet.end() if bullet else start
    whole = _trimmed(folded, start, end)
    if whole is not None:
        pieces = tuple(_pieces(folded, whole))
        cut = len(pieces) <= _MOST_PIECES
        yield Sentence(whole.start, whole.end, pieces if cut else (whole,))


def _pieces(folded: str, whole: Piece) -> Iterator[Piece]:
    start = depth = 0
    position = start = whole.start
    for cut in _CUT.finditer(folded, whole.start, whole.end):
        between = folded[position : cut.start()]
        depth = max(0, depth + between.count("(") - between.count(")"))
        position = cut.start()
        if depth == 0:
            piece = _trimmed(folded, start, cut.start())
            if piece is not None:
                yield piece
            start = cut.end()
    last = _trimmed(folded, start, whole.end)
    if last is not None:
        yield last


def _trimmed(folded: str, start: int, end: int) -> Piece | None:
    text = folded[start:end]
    if not any(c.isalnum() for c in text):
        return None
    left = len(text) - len(text.lstrip(" \n\t.,;:-"))
    right = len(text.rstrip(" \n\t.,;:-"))
    return Piece(start + left, start + right)
