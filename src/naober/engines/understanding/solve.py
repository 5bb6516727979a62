"""`understand`: one reader after another over the same text, each claiming what it explains."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from naober.engines.understanding.cadence import find_frequencies
from naober.engines.understanding.certificates import PREFIX, certificates
from naober.engines.understanding.composition import composition
from naober.engines.understanding.direction import Cue, find_cues, weigh
from naober.engines.understanding.governing import with_room
from naober.engines.understanding.kinds import concepts, kind_of
from naober.engines.understanding.masks import mask
from naober.engines.understanding.measures import Measure, find_measures
from naober.engines.understanding.periods import period
from naober.engines.understanding.physics import power, pressure, temperature
from naober.engines.understanding.places import place, radius_km
from naober.engines.understanding.problem import MAX_CHARACTERS, Sentence
from naober.engines.understanding.quantities import CountedName, count_measures, quantities
from naober.engines.understanding.questions import Known, questions
from naober.engines.understanding.reading import Reading
from naober.engines.understanding.result import (
    Cadence,
    Component,
    ConceptMention,
    Direction,
    Period,
    PlaceMention,
    Quantity,
    Range,
    Span,
    Understanding,
)
from naober.engines.understanding.senses import SHIPMENT, with_senses
from naober.engines.understanding.verbs import with_verbs
from naober.lexicon import Dimension, Kind, Lexicon, Mention
from naober.lexicon.words import STOPWORDS_EN, STOPWORDS_NL, language_of

_ANY_CERTIFICATE = "certificate"  # "gecertificeerd": which one is said, if at all, beside it
_ANYONE = "staff"  # "nieuwe mensen"
_RESIDUAL = "residual-heat"
_TO_BE_LEARNT = re.compile(r"\b(?:be)?halen\b|\bcursus|\btraining|\bleren\b|\bcourse|\blearn")
_FOR_TAKERS = 4.0  # weight of a cue that asks for an outlet
_SMALL_WORDS = STOPWORDS_NL | STOPWORDS_EN
_FLOW_CADENCES = frozenset({Cadence.HOUR, Cadence.SHIFT, Cadence.DAY})
_PURPOSE = re.compile(r"\b(?:voor|t\.?b\.?v\.?|als|for|as|om te)\s")
_OUR_VERB = re.compile(r"^\s*(?:wij|we)\s[a-z]+")
_DO_OURS = re.compile(r"^\s*(?:please\s)?[a-z]+\s(?:our|onze|ons)\b")  # "clean our silo"
_LEARNING = re.compile(
    r"\b(?:leren|bijscholen|omscholen|opleiden|opleidingsple\w+|leerwerkple\w+|op herhaling)\b"
    r"|\b(?:to|must) learn\b"
)
_ABOUT = re.compile(
    r"\b(?:data|vra(?:ag|gen)|advies|informatie|meedenken|sparren|tips|uitleg|expertise|kennis"
    r"|ervaring(?:en)?|experience|advice|knowledge|information|verstand|know-?how|weet (?:iets|wat"
    r"|meer|alles|raad|veel)|weten (?:iets|wat|meer|veel)|knows? (?:a lot |something )?)\s?"
    r"(?:over|met|van|af van|in|on|about|of|with)\b"
)
_ABOUT_ITSELF = (Kind.PEOPLE, Kind.TRAINING, Kind.KNOWLEDGE)
_THINGS = (Kind.MATERIAL, Kind.ENERGY, Kind.PRODUCT)
_WORK = (Kind.SERVICE, Kind.TRANSPORT, Kind.TRAINING, Kind.KNOWLEDGE, Kind.SAFETY, Kind.FACILITY)


def understand(sentence: Sentence) -> Understanding:
    """Read one sentence. Any text has an answer; what no reader explains is its `free_text`."""
    read = sentence.text[:MAX_CHARACTERS]
    reading = Reading(read, language_of(read))
    lexicon = sentence.lexicon
    mentions = _usable(with_verbs(reading, lexicon.mentions(read), lexicon), lexicon)
    measured = _measured(sentence, reading, mentions)
    where = measured.place
    mentions = with_room(reading, _without(mentions, _settled(measured)), lexicon)
    amounts = _amounts(reading, measured.measures, mentions, lexicon)
    mentions = with_senses(reading, mentions, lexicon, heat=measured.heat, where=where)
    held = certificates(reading, lexicon, mentions)
    cues = find_cues(reading)
    mentions = _without(mentions, _spoken(mentions, cues))
    found = _concepts(reading, lexicon, mentions, measured.parts, amounts, cues)
    kind = _kind(reading, found, lexicon)
    quantity, flow = _quantity_and_flow(amounts, kind)
    leaning = _leaning(reading, found, kind, quantity, lexicon)
    direction, sure, decided = _direction(sentence, reading, cues, leaning)
    known = Known(
        reading.folded, direction, sure, kind, found, quantity, measured.heat,
        measured.pressure, measured.period,
    )  # fmt: skip
    return Understanding(
        text=sentence.text,
        language=reading.language,
        direction=direction,
        direction_confidence=round(sure, 3),
        kind=kind,
        concepts=found,
        quantity=quantity,
        temperature=measured.heat,
        pressure=measured.pressure,
        power=measured.power,
        flow=flow,
        composition=measured.parts,
        place=where,
        radius_km=measured.radius_km,
        period=measured.period,
        certificates=held,
        free_text=_free_text(sentence.text, reading, found, cues),
        questions=questions(known, lexicon),
        direction_span=decided,
    )


@dataclass(frozen=True, slots=True)
class _Measured:
    """What stands in numbers, dates and places."""

    measures: tuple[Measure, ...]
    heat: Range | None
    pressure: Range | None
    power: Range | None
    parts: tuple[Component, ...]
    place: PlaceMention | None
    radius_km: float | None
    period: Period | None


def _measured(sentence: Sentence, reading: Reading, mentions: Sequence[Mention]) -> _Measured:
    mask(reading)
    when = period(reading, sentence.today)
    measures = find_measures(reading, sentence.lexicon)
    heat = temperature(reading, measures)
    bar = pressure(reading, measures)
    kilowatt = power(reading, measures)
    parts = composition(reading, measures, mentions)
    where, loose = place(reading, sentence.lexicon, mentions)
    radius = radius_km(reading, measures, has_place=where is not None, loose=loose)
    return _Measured(measures, heat, bar, kilowatt, parts, where, radius, when)


def _concepts(
    reading: Reading,
    lexicon: Lexicon,
    mentions: Sequence[Mention],
    parts: Sequence[Component],
    amounts: Sequence[Quantity],
    cues: Sequence[Cue],
) -> tuple[ConceptMention, ...]:
    shut_out = [part.span for part in parts]
    shut_out += _certificate_spans(mentions) + _unit_spans(amounts, mentions, lexicon)
    for_takers = any(cue.weight >= _FOR_TAKERS for cue in cues)
    return concepts(reading, lexicon, mentions, shut_out, seeking_taker=for_takers)


def _usable(mentions: Iterable[Mention], lexicon: Lexicon) -> tuple[Mention, ...]:
    """Mentions of concepts that this lexicon has; others cannot be spoken of."""
    return tuple(m for m in mentions if m.concepts and m.concepts[0] in lexicon.concepts)


def _without(mentions: Iterable[Mention], spans: Sequence[Span]) -> tuple[Mention, ...]:
    return tuple(m for m in mentions if not any(s.start < m.end and m.start < s.end for s in spans))


def _settled(measured: "_Measured") -> list[Span]:
    """Where a place, a time or a size of something stands, no concept does ("vanaf maart")."""
    found = (measured.place, measured.period, measured.heat, measured.pressure, measured.power)
    return [entry.span for entry in found if entry is not None]


def _certificate_spans(mentions: Iterable[Mention]) -> list[Span]:
    return [
        Span(m.start, m.end)
        for m in mentions
        if m.concepts[0].startswith(PREFIX) or m.concepts[0] == _ANY_CERTIFICATE
    ]


def _spoken(mentions: Sequence[Mention], cues: Sequence[Cue]) -> list[Span]:
    """Words such as "overschot" that say the direction name no thing, where another thing is."""
    said = {(cue.start, cue.end) for cue in cues}
    spans = [Span(m.start, m.end) for m in mentions if (m.start, m.end) in said]
    return spans if len(spans) < len(mentions) else []


def _unit_spans(
    amounts: Sequence[Quantity], mentions: Iterable[Mention], lexicon: Lexicon
) -> list[Span]:
    """A packaging that is the unit ("20 big bags PP") is not what is offered."""
    if not amounts:
        return []
    inside = amounts[0].span
    return [
        Span(m.start, m.end)
        for m in mentions
        if inside.start <= m.start < inside.end
        and lexicon.concepts[m.concepts[0]].kind in (Kind.MATERIAL, Kind.PRODUCT)
    ]


def _amounts(
    reading: Reading, measures: Sequence[Measure], mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[Quantity, ...]:
    names = [
        CountedName(m.start, m.end, lexicon.concepts[m.concepts[0]].kind)
        for m in mentions
        if m.part != "modifier"
    ]
    taken = {m.core for m in measures}
    counted = [m for m in count_measures(reading, names, lexicon) if m.core not in taken]
    every = sorted((*measures, *counted), key=lambda measure: measure.start)
    taught = any(name.kind == Kind.TRAINING for name in names) or _LEARNING.search(reading.folded)
    return quantities(reading, every, find_frequencies(reading), taught=bool(taught))


def _quantity_and_flow(
    amounts: Sequence[Quantity], kind: str | None
) -> tuple[Quantity | None, Quantity | None]:
    """The first amount, and beside it the first one that is a flow in an hour or a day.

    Hours in a year of heat or of a material are running hours, not work.
    """
    if kind in _THINGS:
        amounts = [a for a in amounts if a.dimension != Dimension.PERSON_HOURS]
    if kind == Kind.FACILITY:  # what a crane lifts or a scale weighs
        amounts = [a for a in amounts if (a.dimension, a.cadence) != (Dimension.MASS, Cadence.ONCE)]
    if not amounts:
        return None, None
    first, *rest = amounts
    return first, next((a for a in rest if a.cadence in _FLOW_CADENCES), None)


def _kind(reading: Reading, found: Sequence[ConceptMention], lexicon: Lexicon) -> str | None:
    """The kind of the main concepts, or knowledge or training where that is what it is about."""
    main = [c.concept for c in found if c.main]
    kind = kind_of(found, lexicon)
    held = any(c.concept.startswith(PREFIX) for c in found)
    certified = held and all(id.startswith(PREFIX) or id == _ANYONE for id in main)
    taught = _TO_BE_LEARNT if certified else _LEARNING
    if kind in (Kind.PEOPLE, Kind.KNOWLEDGE, None) and taught.search(reading.folded):
        return str(Kind.TRAINING)
    if kind not in _ABOUT_ITSELF and _ABOUT.search(reading.folded):
        return str(Kind.KNOWLEDGE)
    return kind


def _leaning(
    reading: Reading,
    found: Sequence[ConceptMention],
    kind: str | None,
    quantity: Quantity | None,
    lexicon: Lexicon,
) -> float:
    """Which way the sentence leans when no word says so; above zero is an offer."""
    lean = 0.35 if any(_left_over(c.concept, lexicon) for c in found if c.main) else 0.0
    if quantity is not None:
        lean += 0.15 if quantity.cadence is Cadence.ONCE else 0.3
    if kind in _WORK:
        lean += 0.6 if _OUR_VERB.match(reading.folded) else 0.25
    if kind == Kind.SERVICE and _DO_OURS.match(reading.folded):
        lean -= 1.2
    if any(c.concept == SHIPMENT and not c.exact for c in found):
        lean -= 1.5
    if _PURPOSE.search(reading.folded):
        lean -= 0.6
    return lean


def _left_over(id: str, lexicon: Lexicon) -> bool:
    """True for what arises beside the product: waste, by-products, residual heat."""
    waste = lexicon.concepts[id].traits.get("waste") in ("yes", "by-product")
    return waste or _RESIDUAL in (id, *lexicon.ancestors(id))


def _direction(
    sentence: Sentence, reading: Reading, cues: tuple[Cue, ...], leaning: float
) -> tuple[Direction, float, Span | None]:
    """What the user chose counts before what the words say."""
    direction, sure, decided = weigh(reading, cues, leaning)
    chosen = sentence.direction
    if chosen in (Direction.OFFER, Direction.NEED):
        return Direction(chosen), 1.0, decided if chosen == direction else None
    return direction, sure, decided


def _free_text(
    text: str, reading: Reading, found: Sequence[ConceptMention], cues: Sequence[Cue]
) -> str:
    """The words that nothing explains, in order; behind MAX_CHARACTERS all of them."""
    explained = bytearray(len(reading.text))
    for start, end in (
        *((c.span.start, c.span.end) for c in found),
        *((c.start, c.end) for c in cues if c.end - c.start < 30),
    ):
        explained[start:end] = b"\1" * (end - start)
    words = [
        reading.text[word.start : word.end]
        for word in reading.words
        if explained.find(1, word.start, word.end) < 0
        and reading.free(word.start, word.end)
        and word.text not in _SMALL_WORDS
    ]
    rest = text[MAX_CHARACTERS:]
    return " ".join([*words, rest] if rest else words)
