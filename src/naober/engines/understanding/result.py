"""The answer: a structured listing, each piece with the span of text it came from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Direction(StrEnum):
    OFFER = "offer"
    NEED = "need"
    UNKNOWN = "unknown"


class Cadence(StrEnum):
    """Per what a quantity is meant. ONCE is a lot that is there one time."""

    ONCE = "once"
    HOUR = "hour"
    SHIFT = "shift"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    CAMPAIGN = "campaign"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open [start, end) in characters of the text as it was typed."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ConceptMention:
    """A lexicon concept in the text. `main` ones are offered or sought; others are context."""

    concept: str
    span: Span
    confidence: float
    main: bool = True
    exact: bool = True  # False: found through spelling distance or a compound's head
    negated: bool = False  # "geen pvc", "zonder ...": named to be kept out; never `main`
    alternatives: tuple[str, ...] = ()  # other concepts that carry the same words


@dataclass(frozen=True, slots=True)
class Range:
    """A value or a range in the canonical unit of its dimension; None is an open end."""

    low: float | None
    high: float | None
    unit: str
    span: Span
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much. low/high in `unit` as written; `dimension` is that of the lexicon's unit."""

    low: float | None
    high: float | None
    unit: str  # lexicon unit id
    dimension: str
    cadence: Cadence
    span: Span
    confidence: float = 1.0
    per: str = ""  # "batch" when the amount is for one load and nobody said how often


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a composition: "30% droge stof", "zuiverheid > 99%". Bounds in percent.

    `name` is the plain English name of a property ("dry matter", "purity", "moisture"), else the
    words as typed.
    """

    name: str
    concept: str | None
    low: float | None
    high: float | None
    span: Span


@dataclass(frozen=True, slots=True)
class PlaceMention:
    name: str
    latitude: float
    longitude: float
    span: Span


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to and including `end`; None is open. `note` keeps words ("in campagne")."""

    start: date | None
    end: date | None
    span: Span
    note: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    name: str  # the usual short name: "VCA", "GMP+", "NEN 3140"
    span: Span


class QuestionCode(StrEnum):
    DIRECTION = "direction"  # offer or need?
    WHAT = "what"  # nothing was recognised
    QUANTITY = "quantity"
    CADENCE = "cadence"  # 40 t once, or each week?
    TEMPERATURE = "temperature"
    PURITY = "purity"
    PERIOD = "period"
    WHICH = "which"  # several concepts carry this word


@dataclass(frozen=True, slots=True)
class Question:
    """Asked only when the answer would change a match. `options` are codes or concept ids."""

    code: QuestionCode
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the sentence says. Nothing recognised is an answer too: then it is all `free_text`."""

    text: str
    language: str  # "nl" or "en"
    direction: Direction
    direction_confidence: float
    kind: str | None  # a lexicon Kind
    concepts: tuple[ConceptMention, ...] = ()
    quantity: Quantity | None = None
    temperature: Range | None = None  # degC
    pressure: Range | None = None  # bar
    power: Range | None = None  # kW
    flow: Quantity | None = None  # when a second, flow-like quantity stands beside `quantity`
    composition: tuple[Component, ...] = ()
    place: PlaceMention | None = None
    radius_km: float | None = None
    period: Period | None = None
    certificates: tuple[Certificate, ...] = ()
    free_text: str = ""  # the words no other field explains, in order
    questions: tuple[Question, ...] = ()
    direction_span: Span | None = None
