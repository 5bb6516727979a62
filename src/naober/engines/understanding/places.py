"""Where, and how far: "binnen 20 km van Emmen", "regio Hoogeveen", "af te halen in Assen"."""

import re
from collections.abc import Sequence

from naober.engines.understanding.measures import Measure
from naober.engines.understanding.reading import Reading
from naober.engines.understanding.result import PlaceMention, Span
from naober.lexicon import Dimension, Lexicon, Mention
from naober.lexicon import PlaceMention as Found

# "Regio", "omgeving", "rond": nobody says how far; this is what it is taken for.
REGION_RADIUS_KM = 25.0
FURTHEST_KM = 1000.0

_IN = re.compile(
    r"\b(?:in|te|uit|bij|rond(?:om)?|nabij|vanuit|naar|van|richting|omgeving|regio|locatie|vestiging"
    r"|near|at|from|around|to|region|area|af|ex)\s(?:de\s)?$"
)
_REGION = re.compile(
    r"\b(?:regio|omgeving|omstreken van|rond(?:om)?|nabij|in de buurt van|around|near|region"
    r"|area of"
    r"|vicinity of|neighbourhood of|e\.o\.?)\s(?:van\s|of\s)?$"
)
_REGION_AFTER = re.compile(
    r"\s?(?:e\.o\.?|en omgeving|en omstreken|region\b|area\b|and surroundings)"
)
_RADIUS_BEFORE = re.compile(
    r"\b(?:binnen(?: een straal van)?|straal(?: van)?|max(?:imaal|imum|\.)?|tot"
    r"|within(?: a radius of)?"
    r"|radius(?: of)?|omtrek van|hooguit|up to|op|niet verder dan|<|omgeving)\s?(?:ca\.?\s?)?$"
)
_RADIUS_AFTER = re.compile(
    r"\s?(?:van|rond(?:om)?|from|of|around|straal|omtrek|afstand|radius|in de omtrek)\b"
)


def place(
    reading: Reading, lexicon: Lexicon, mentions: Sequence[Mention]
) -> tuple[PlaceMention | None, bool]:
    """The place that the sentence names, and whether it is said loosely ("regio Hoogeveen")."""
    best: tuple[int, int, Found] | None = None
    for found in lexicon.place_mentions(reading.text):
        trust = _trust(reading, found, mentions)
        if trust and (best is None or (-trust, found.start) < best[:2]):
            best = (-trust, found.start, found)
    if best is None:
        return None, False
    found = best[2]
    span = reading.claim(found.start, found.end)
    loose = _region(reading, span)
    where = found.place
    return PlaceMention(where.name, where.latitude, where.longitude, span), loose


def _trust(reading: Reading, found: Found, mentions: Sequence[Mention]) -> int:
    """0 for a word that is no place here: "een", "assen" of a machine, a lower-case concept."""
    if not reading.free(found.start, found.end):
        return 0
    before = reading.folded[max(0, found.start - 20) : found.start]
    said = bool(_IN.search(before))
    capital = reading.text[found.start : found.start + 1].isupper()
    other = any(m.start < found.end and found.start < m.end for m in mentions)
    inner = found.start > reading.clause_at(found.start).start
    if other and not (capital and (said or inner)):
        return 0
    if found.end - found.start < 4 and not (capital and said):
        return 0
    return (2 if said else 0) + (1 if capital else 0) or (1 if not other else 0)


def _region(reading: Reading, span: Span) -> bool:
    before = reading.folded[max(0, span.start - 30) : span.start]
    return bool(_REGION.search(before) or _REGION_AFTER.match(reading.folded, span.end))


def radius_km(
    reading: Reading, measures: Sequence[Measure], *, has_place: bool, loose: bool
) -> float | None:
    """How far it may be, in km, or None when nobody says."""
    for measure in measures:
        if measure.unit.dimension is not Dimension.DISTANCE:
            continue
        if not reading.free(measure.start, measure.end):
            continue
        distance = measure.high if measure.high is not None else measure.low
        if distance is None or not 0 < distance <= FURTHEST_KM:
            continue
        if _says_radius(reading, measure, has_place=has_place):
            reading.claim(measure.start, measure.end)
            return distance * measure.unit.factor
    return REGION_RADIUS_KM if loose else None


def _says_radius(reading: Reading, measure: Measure, *, has_place: bool) -> bool:
    before = reading.folded[max(0, measure.core - 30) : measure.core]
    return (
        measure.low is None
        or bool(_RADIUS_BEFORE.search(before))
        or (has_place and bool(_RADIUS_AFTER.match(reading.folded, measure.end)))
    )
