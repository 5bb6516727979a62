"""What to ask back: at most two questions, and only where the answer would change a match."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from naober.engines.understanding.direction import ASK_BELOW
from naober.engines.understanding.result import (
    Cadence,
    ConceptMention,
    Direction,
    Period,
    Quantity,
    Question,
    QuestionCode,
    Range,
)
from naober.lexicon import Dimension, Kind, Lexicon

MOST = 2

_HEAT = "heat"  # the concept above all heat carriers
_STEAM = "steam"  # its pressure says as much as its temperature
_LOT = re.compile(
    r"\b(?:partij(?:tje|en)?|eenmalig|restpartij|op voorraad|in voorraad|liggen|ligt|staat"
    r"|staan|te koop"
    r"|voorraad|one-?off|once|lot|in stock|overgebleven|restant|for sale|opruiming|nog)\b"
)
_FOR_A_TIME = re.compile(r"\b(?:tijdelijke?|temporar\w+|korte tijd|kortstondig)\b")
_FLOWS = (Dimension.MASS, Dimension.VOLUME, Dimension.GAS_VOLUME, Dimension.ENERGY)


@dataclass(frozen=True, slots=True)
class Known:
    """What the readers found, as far as a question could come of it."""

    text: str  # folded
    direction: Direction
    direction_confidence: float
    kind: str | None
    concepts: tuple[ConceptMention, ...]
    quantity: Quantity | None
    temperature: Range | None
    pressure: Range | None
    period: Period | None


def questions(known: Known, lexicon: Lexicon) -> tuple[Question, ...]:
    """The questions in the order in which their answers weigh."""
    return tuple(_questions(known, lexicon))[:MOST]


def _questions(known: Known, lexicon: Lexicon) -> Iterator[Question]:
    main = [concept for concept in known.concepts if concept.main]
    if not main:
        yield Question(QuestionCode.WHAT)
    if known.direction is Direction.UNKNOWN or known.direction_confidence < ASK_BELOW:
        yield Question(QuestionCode.DIRECTION, ("offer", "need"))
    if unclear := next((c for c in main if _unclear(c, main, lexicon)), None):
        yield Question(QuestionCode.WHICH, (unclear.concept, *unclear.alternatives))
    if known.temperature is None and any(_is_heat(c.concept, known, lexicon) for c in main):
        yield Question(QuestionCode.TEMPERATURE)
    if _lacks_cadence(known):
        yield Question(QuestionCode.CADENCE, tuple(c.value for c in _CADENCES))
    if _lacks_period(known):
        yield Question(QuestionCode.PERIOD)


_CADENCES = (Cadence.ONCE, Cadence.WEEK, Cadence.MONTH, Cadence.YEAR)


def _unclear(concept: ConceptMention, main: list[ConceptMention], lexicon: Lexicon) -> bool:
    """Several concepts share the word, and neither is a kind of another or named beside it."""
    others = [id for id in concept.alternatives if id in lexicon.concepts]
    if not others or len(main) > 3:
        return False
    family = {concept.concept, *lexicon.ancestors(concept.concept)}
    family.update(lexicon.descendants(concept.concept))
    return any(other not in family for other in others)


def _is_heat(id: str, known: Known, lexicon: Lexicon) -> bool:
    line = (id, *lexicon.ancestors(id))
    return _HEAT in line and not (_STEAM in line and known.pressure is not None)


def _lacks_cadence(known: Known) -> bool:
    quantity = known.quantity
    return (
        quantity is not None
        and quantity.cadence is Cadence.ONCE
        and quantity.dimension in _FLOWS
        and known.kind in (Kind.MATERIAL, Kind.ENERGY, None)
        and not _LOT.search(known.text)
    )


def _lacks_period(known: Known) -> bool:
    return (
        known.period is None
        and known.kind in (Kind.PEOPLE, Kind.FACILITY, Kind.TRANSPORT)
        and bool(_FOR_A_TIME.search(known.text))
    )
