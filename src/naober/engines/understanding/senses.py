"""What a word means by the company it keeps.

"12 pallets to Germany" asks for transport, "plek bij 3 graden" for cold storage, "schuim voor
blussen" is no plastic, and a part in "RAL 7016 laten zetten" is to be coated.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from naober.engines.understanding.reading import Reading
from naober.engines.understanding.result import PlaceMention, Range
from naober.lexicon import Kind, Lexicon, Mention

SHIPMENT = "groupage"
_SENSE_SCORE = 0.9
_FREEZING, _COLD = -5.0, 12.0  # °C; the warmest of a freezer and of a cold store
_PALLETS = frozenset({"pallets-any", "wooden-pallet", "plastic-pallet"})
_COUNTED = re.compile(
    r"(?:\b[0-9]{1,4}|\been|\btwee|\bdrie|\bvier|\bvijf|\bzes|\bacht|\btien|\bpaar|\bone|\btwo"
    r"|\bthree|\bfour|\bfive|\bsix|\bten|\bfew)\s(?:volle\s|full\s|euro)?$"
)
_COUNTRIES = (
    r"duitsland|belgie|frankrijk|polen|denemarken|zweden|noorwegen|finland|engeland|ierland|spanje"
    r"|portugal|italie|oostenrijk|zwitserland|tsjechie|hongarije|roemenie|luxemburg|germany|belgium"
    r"|france|poland|denmark|sweden|norway|england|ireland|spain|portugal|italy|austria|switzerland"
    r"|czechia|hungary|romania|luxembourg|the uk|the netherlands"
)
_TOWARDS = r"\b(?:naar|richting|to|towards)\s"
_TO_COUNTRY = re.compile(rf"{_TOWARDS}(?:{_COUNTRIES})\b")
_TO_PLACE = re.compile(rf"{_TOWARDS}$")
_THIS_WAY = re.compile(
    r"\b(?:deze kant op|onze kant op|hierheen|hier ?naartoe|naar ons toe|naar hier|naar onze"
    r"|this way|our way|over here|to our)\b"
)
_NOT_SHIPPED = re.compile(
    r"\b(?:ruimte|plek(?:ken)?|plaats(?:en)?|room|space|over|koop|gratis|beschikbaar|available"
    r"|for sale|free|rijden|rijdt|retourvracht|retour|leeg|lege|gezocht)\b"
)
_ROOM = re.compile(
    r"\b(?P<room>plek(?:ken)?|plaats(?:en)?|ruimte|opslag|room|space|storage)"
    r"\s(?:[a-z]+\s){0,3}(?:[0-9]{1,4}\s)?(?:pallets?\s)?"
    r"(?:(?:bij|op|van|rond|tussen|at|around|between|of|max\.?|ca\.?)\s)*$"
)
_COLOURED = re.compile(
    r"\bral\s?[0-9]{4}\s(?:[a-z]+\s){0,2}?(?P<work>zetten|gezet|spuiten|gespuit|gespoten|coaten"
    r"|lakken|gelakt|painted|coated|sprayed)\b"
)
# Said of the thing itself: it is there to be had, and means no work on it.
_TO_BE_HAD = re.compile(
    r"\b(?:te koop|te huur|ter overname|over|beschikbaar|for sale|for rent|available|spare)\b"
)
_STUFF = "plastic-foam"  # to be had in either sense
# A word that is another thing where the second column stands in its sentence.
_BESIDE = {
    _STUFF: (re.compile(r"blus|\bbrand(?:weer)?\b|\bfire"), "firefighting-foam"),
    "bhv-er": (
        re.compile(r"\bopnieuw\b|\bmoet(?:en)? weer\b|herhal|verlop|\bop cursus|\bhalen\b"),
        "bhv-course",
    ),
    "welder": (
        re.compile(
            r"(?:certificaat|bewijs|diploma|papieren)\s(?:te\s)?halen|\bmoet(?:en)? opnieuw"
        ),
        "welding-course",
    ),
    "electric-motor": (
        re.compile(r"doorgebrand|verbrand|burn(?:t|ed) out|wikkelen|rewind"),
        "motor-overhaul",
    ),
    "compressor": (
        re.compile(r"\b(?:te klein|trekt het|redt het|kan het niet aan|too small|keep up)\b"),
        "compressed-air",
    ),
    "boiler-house": (re.compile(r"\b(?:her)?(?:ge)?keur(?:d|en|ing)?\b"), "pressure-inspection"),
}


def with_senses(
    reading: Reading,
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    *,
    heat: Range | None,
    where: PlaceMention | None,
) -> tuple[Mention, ...]:
    """The mentions in the sense that the words around them give, and those that appear with it."""
    found = [_beside(reading, mention, lexicon) for mention in mentions]
    if SHIPMENT in lexicon.concepts and _is_shipment(reading, found, lexicon, where):
        found = [_as(mention, SHIPMENT) if _is_pallet(mention) else mention for mention in found]
    added = [m for m in _added(reading, heat) if m.concepts[0] in lexicon.concepts]
    for extra in added:
        found = [m for m in found if m.end <= extra.start or extra.end <= m.start]
        if lexicon.concepts[extra.concepts[0]].kind == Kind.TRANSPORT:
            found = [_as(m, extra.concepts[0]) if _is_pallet(m) else m for m in found]
    return tuple(sorted((*found, *added), key=lambda mention: mention.start))


def _as(mention: Mention, concept: str) -> Mention:
    return replace(mention, concepts=(concept,), exact=False, score=_SENSE_SCORE)


def _is_pallet(mention: Mention) -> bool:
    return mention.concepts[0] in _PALLETS and not mention.part


def _beside(reading: Reading, mention: Mention, lexicon: Lexicon) -> Mention:
    company, meant = _BESIDE.get(mention.concepts[0], (None, ""))
    if company is None or meant not in lexicon.concepts:
        return mention
    clause = reading.clause_at(mention.start)
    if mention.concepts[0] != _STUFF and _TO_BE_HAD.search(
        reading.folded, clause.start, clause.end
    ):
        return mention
    beside = company.search(reading.folded, clause.start, clause.end)
    return replace(mention, concepts=(meant,)) if beside else mention


def _is_shipment(
    reading: Reading, mentions: Sequence[Mention], lexicon: Lexicon, where: PlaceMention | None
) -> bool:
    """True where counted pallets go somewhere and no one says that they, or room, are left."""
    text = reading.folded
    counted = any(_is_pallet(m) and _COUNTED.search(text[: m.start]) for m in mentions)
    if not counted or _NOT_SHIPPED.search(text):
        return False
    if any(lexicon.concepts[m.concepts[0]].kind == Kind.TRANSPORT for m in mentions):
        return False
    to_place = where is not None and _TO_PLACE.search(text[: where.span.start])
    return bool(to_place or _TO_COUNTRY.search(text) or _THIS_WAY.search(text))


def _added(reading: Reading, heat: Range | None) -> Iterator[Mention]:
    """Storage at a low temperature, and coating in a colour."""
    for work in _COLOURED.finditer(reading.folded):
        yield _new("coating-service", *work.span("work"))
    warmest = None if heat is None else heat.high if heat.high is not None else heat.low
    if heat is None or warmest is None or warmest > _COLD:
        return
    start = max(0, heat.span.start - 60)
    if room := _ROOM.search(reading.folded, start, heat.span.start):
        store = "freezer-storage" if warmest <= _FREEZING else "cold-storage"
        yield _new(store, *room.span("room"))


def _new(concept: str, start: int, end: int) -> Mention:
    return Mention((concept,), start, end, exact=False, score=_SENSE_SCORE)
