"""What is offered and sought in the rest of a note, each thing with the words around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from naober.engines.understanding.notes import stance
from naober.engines.understanding.notes.page import Page
from naober.engines.understanding.notes.result import Proposal
from naober.engines.understanding.notes.sorting import Part
from naober.engines.understanding.problem import Sentence
from naober.engines.understanding.result import Direction, Span, Understanding
from naober.engines.understanding.solve import understand
from naober.lexicon import Kind

_LONGEST = 400  # characters that are read as one listing
_MOST = 8  # parts of it
_SURE = 0.7  # of a direction; below it only numbers make a listing
_HEARSAY = 0.3
_GUESS = 0.45
_SAYS_ON = re.compile(
    r"(?:die |dat |which |that )?(?:nu )?(?:ga(?:at|an)|word(?:t|en)|lo+p(?:t|en)|sta(?:at|an)"
    r"|mag|mogen|kan"
    r"|komt|komen|is|are|goes|go|runs?|zit|zitten|ligt|liggen|moet|moeten)\b"
)  # a part without a subject of its own
_THINGS = (Kind.MATERIAL, Kind.ENERGY, Kind.PRODUCT, Kind.FACILITY, Kind.TRANSPORT)


@dataclass(frozen=True, slots=True)
class _Group:
    """Parts read as one. `thing` when something is named, `decided` when words say which way."""

    start: int
    end: int
    sentence: int
    said: Understanding
    thing: bool
    decided: bool
    parts: int = 1


def listings(page: Page, parts: Sequence[Part]) -> Iterator[Proposal]:
    """The listings proposed by the rest of the note, in order."""
    last: Proposal | None = None
    other = ""
    groups = list(_groups(page, parts))
    for number, group in enumerate(groups):
        words = page.words(group.start, group.end)
        before = groups[number - 1] if number else None
        other = _other(words, other, before is not None and before.sentence == group.sentence)
        if _is_no_listing(words):
            continue
        proposal = _proposal(page, group, words, other) or _ditto(page, group, words, last)
        if proposal is not None:
            yield proposal
            last = proposal


def _other(words: str, before: str, same_sentence: bool) -> str:
    """Of whom it is said, when not of the company."""
    if stance.is_of_themselves(words):
        return ""
    return stance.hearsay(words) or (before if same_sentence else "")


def _is_no_listing(words: str) -> bool:
    return stance.is_denied(words) or stance.is_past(words) or stance.is_described(words)


def _groups(page: Page, parts: Sequence[Part]) -> Iterator[_Group]:
    """Parts joined around each thing that has words of its own that say offer or need."""
    current: _Group | None = None
    for part in parts:
        if part.kind != "rest":
            continue
        new = _read(page, part.start, part.end, part.sentence)
        if current is not None and _belongs(page, current, new):
            current = _with(current, new)
            continue
        if current is not None:
            yield _whole(page, current)
        current = new
    if current is not None:
        yield _whole(page, current)


def _read(page: Page, start: int, end: int, sentence: int) -> _Group:
    notes = page.notes
    said = understand(Sentence(page.hidden[start:end][:_LONGEST], notes.today, notes.lexicon))
    return _Group(start, end, sentence, said, _has_thing(said), _decided(said))


def _with(current: _Group, new: _Group) -> _Group:
    return replace(
        current, end=new.end, sentence=new.sentence, parts=current.parts + 1,
        thing=current.thing or new.thing, decided=current.decided or new.decided,
    )  # fmt: skip


def _whole(page: Page, group: _Group) -> _Group:
    """A group of several parts, read as one."""
    several = group.parts > 1
    return _read(page, group.start, group.end, group.sentence) if several else group


def _belongs(page: Page, current: _Group, new: _Group) -> bool:
    """Whether the new part tells more of the thing before it."""
    if new.end - current.start > _LONGEST or current.parts >= _MOST:
        return False
    before = page.words(current.start, current.end)
    if new.thing and (new.decided or stance.is_denied(before)):
        return _is_told_further(page, current, new, before)
    if current.sentence == new.sentence:
        return not stance.is_past(page.words(new.start, new.end))
    leads_on = new.sentence == current.sentence + 1
    lacking = new.decided and not new.thing and current.thing and not current.decided
    return leads_on and lacking and "\n" not in page.folded[current.end : new.start]


def _is_told_further(page: Page, current: _Group, new: _Group, before: str) -> bool:
    """ "Restwarmte 70 graden, gaat nu over het dak": the second has no subject of its own."""
    if current.sentence != new.sentence or current.decided or stance.is_denied(before):
        return False
    return not current.thing or bool(_SAYS_ON.match(page.words(new.start, new.end)))


def _has_thing(said: Understanding) -> bool:
    return any(concept.main for concept in said.concepts)


def _decided(said: Understanding) -> bool:
    return said.direction_span is not None and said.direction_confidence >= _SURE


def _proposal(page: Page, group: _Group, words: str, other: str) -> Proposal | None:
    said = group.said
    if not group.thing or said.direction is Direction.UNKNOWN:
        return None
    joins = stance.would_join(words)
    if not (group.decided or joins or (said.quantity and said.kind in _THINGS)):
        return None
    direction, certainty = (Direction.NEED, 0.75) if joins else _stand(said, words)
    if stance.is_maybe(words):
        certainty = min(certainty, _GUESS)
    if other:
        certainty = min(certainty, _HEARSAY)
    span = said.direction_span
    why = other or (page.text[group.start + span.start : group.start + span.end] if span else "")
    return Proposal(
        "listing",
        page.text[group.start : group.end],
        Span(group.start, group.end),
        direction,
        certainty=round(certainty, 3),
        why=why,
    )


def _stand(said: Understanding, words: str) -> tuple[Direction, float]:
    """Offer or need, and how sure. Who would like to share a thing offers it."""
    best = max(c.confidence for c in said.concepts if c.main)
    certainty = said.direction_confidence * (0.6 + 0.4 * best)
    if stance.would_share(words):
        shares = Direction.OFFER if said.kind in _THINGS else Direction.NEED
        return shares, min(certainty, 0.65)
    return said.direction, certainty


def _ditto(page: Page, group: _Group, words: str, last: Proposal | None) -> Proposal | None:
    """ "Kartonbalen idem": as the listing before."""
    if last is None or not group.thing or not words.endswith(("idem", "ditto", "ook")):
        return None
    span = Span(group.start, group.end)
    text = page.text[group.start : group.end]
    return replace(last, text=text, span=span, certainty=min(0.6, last.certainty), why="idem")
