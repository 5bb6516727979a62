"""What it is made of: "30% ds", "zuiverheid >99%", "max 2% PVC", "80/20 PP/PE", "200 mg/l CZV"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from naober.engines.understanding.measures import Measure
from naober.engines.understanding.numbers import VALUE_PATTERN, as_decimal
from naober.engines.understanding.reading import Reading
from naober.engines.understanding.result import Component, Span
from naober.lexicon import Dimension, Mention

PER_PERCENT = 10_000.0  # mg/l (or ppm) in one percent

_PROPERTIES: dict[str, str] = {
    "dry matter": r"d\.?s\.?|droge\s?stof|drogestof|dry matter|dry solids?|dm|droge stofgehalte"
    r"|drooggehalte|solids|vaste stof|d\.m\.",
    "moisture": r"vocht|vochtig|moisture|water|watergehalte|humidity",
    "purity": r"zuiver(?:heid|e)?|pur(?:ity|e)|puur|zuiverheidsgraad",
    "fat": r"vet|fat", "protein": r"(?:ruw )?eiwit|re|(?:crude )?protein",
    "sugar": r"suikers?|sugars?|brix", "starch": r"zetmeel|starch", "ash": r"as|asrest|ash",
    "fibre": r"vezels?|ruwe celstof|fib(?:re|er)", "salt": r"zout|salt|nacl",
    "alcohol": r"alcohol", "organic matter": r"organische stof|os|organic matter|vs",
    "impurity": r"verontreinig(?:ing|d)(?:en)?|vervuil(?:ing|d)|contaminat(?:ie|ion)"
    r"|impurit(?:y|ies)"
    r"|vreemde (?:delen|bestanddelen)|stoorstof(?:fen)?|onzuiver(?:heden)?|contaminants?",
    "recycled content": r"gerecycled|gerecycleerd|recyclaat|recycled(?: content)?|pcr"
    r"|post-consumer",
    "methane": r"methaan|ch4|methane", "nitrogen": r"stikstof|n2|nitrogen",
    "filler": r"gevuld|vulstof|glasvezel|glass fib(?:re|er)|talk|filler|glasgevuld",
    "relative humidity": r"rv|relatieve vochtigheid|rh|relative humidity",
    "cod": r"czv|cod", "bod": r"bzv|bod", "nitrogen total": r"n-?totaal|kjeldahl",
    "phosphate": r"fosfaat|phosphate|p-totaal", "chloride": r"chloride",
    "oxygen": r"zuurstof|o2|oxygen",
}  # fmt: skip
_NAMES = {
    name: re.compile(rf"(?:{pattern})(?:-?\s?(?:gehalte|content|percentage|waarde))?")
    for name, pattern in _PROPERTIES.items()
}
_ANY = "|".join(
    sorted(
        (alternative for pattern in _PROPERTIES.values() for alternative in [f"(?:{pattern})"]),
        key=len, reverse=True,
    )
)  # fmt: skip
_AFTER = re.compile(
    rf"\s?(?:(?:\((?:m/m|w/w|v/v)\)|vol|gew|wt)\.?\s)?(?:of|aan|van|in|op)?\s?"
    rf"(?P<name>(?:{_ANY})(?:-?\s?(?:gehalte|content|percentage))?)(?![\w])"
)
_BEFORE = re.compile(
    rf"(?<![\w])(?P<name>(?:{_ANY})(?:-?\s?(?:gehalte|content|percentage|waarde))?)"
    r"(?:\s(?:van|is|of|at|ligt op|tot))?\s?[:=,(]?\s?$"
)
_SHARE_OF_SOMETHING_ELSE = re.compile(
    r"\s?(?:korting|discount|rendement|efficien|subsidie|bezet|dienstverband|btw|vat\b"
    r"|van (?:de|het|onze)"
    r"|of (?:the|our)|goedkoper|cheaper|fte|baan|werk|beschikbaar|available|van alle|duurder|groei"
    r"|zeker|off\b|meer|minder|less|more|inzet|afgeschreven)"
)
_SPLIT = re.compile(
    r"(?<![\w.,/])(?P<a>[0-9]{1,2})\s?/\s?(?P<b>[0-9]{1,2})(?:\s?/\s?(?P<c>[0-9]{1,2}))?\s?%?"
    r"(?![\w/])"
)
_PAIR = re.compile(r"\s?(?P<a>[a-z]\w*)\s?[/-]\s?(?P<b>[a-z]\w*)(?:\s?[/-]\s?(?P<c>[a-z]\w*))?")
_PAIR_BEFORE = re.compile(
    r"(?P<a>[a-z]\w*)\s?/\s?(?P<b>[a-z]\w*)(?:\s?/\s?(?P<c>[a-z]\w*))?\s?[:(]?\s?$"
)
_PLAIN_DRY_MATTER = re.compile(
    rf"(?<![\w])(?:ds|d\.s\.|droge stof|dry matter)(?:-?\s?gehalte)?\s?(?:van|is|ca\.?|:|=)?\s?"
    rf"(?P<low>{VALUE_PATTERN})(?:\s?-\s?(?P<high>{VALUE_PATTERN}))?(?!\s?[\w%°-])"
)


def composition(
    reading: Reading, measures: Iterable[Measure], mentions: Sequence[Mention]
) -> tuple[Component, ...]:
    """Every component, in the order of the text."""
    found = [*_splits(reading, mentions), *_plain_dry_matter(reading)]
    for measure in measures:
        if measure.unit.dimension not in (Dimension.PERCENT, Dimension.CONCENTRATION):
            continue
        if reading.free(measure.start, measure.end):
            component = _component(reading, measure, mentions)
            found += [component] if component else []
    return tuple(sorted(found, key=lambda component: component.span.start))


def _component(reading: Reading, measure: Measure, mentions: Sequence[Mention]) -> Component | None:
    text = reading.folded
    if _SHARE_OF_SOMETHING_ELSE.match(text, measure.end):
        return None
    low, high = (_percent(value, measure) for value in measure.canonical())
    if any(value is not None and value > 100.0 for value in (low, high)):
        return None
    property_ = _property_beside(text, measure)
    if property_ is None:
        return _of_concept(reading, measure, mentions, low, high)
    name, start, end = property_
    return Component(name, None, low, high, reading.claim(start, end))


def _property_beside(text: str, measure: Measure) -> tuple[str, int, int] | None:
    """The property that a percentage is of, and the span of both."""
    if text[measure.core : measure.end].endswith("ds"):
        return "dry matter", measure.start, measure.end
    if after := _AFTER.match(text, measure.end):
        return _property(after["name"]), measure.start, after.end("name")
    window = max(0, measure.start - 30)
    if before := _BEFORE.search(text[window : measure.start]):
        return _property(before["name"]), window + before.start("name"), measure.end
    return None


def _percent(value: float | None, measure: Measure) -> float | None:
    if value is None or measure.unit.dimension is Dimension.PERCENT:
        return value
    return value / PER_PERCENT


def _property(written: str) -> str:
    for name, pattern in _NAMES.items():
        if pattern.fullmatch(written):
            return name
    return written


def _of_concept(
    reading: Reading,
    measure: Measure,
    mentions: Sequence[Mention],
    low: float | None,
    high: float | None,
) -> Component | None:
    """The concept right after the percentage, or right before it ("natronloog 50%")."""
    for mention in mentions:
        between = reading.folded[measure.end : mention.start]
        if measure.end <= mention.start and re.fullmatch(r"\s?(?:of|aan|van|in)?\s?", between):
            return _named(reading, mention, (measure.start, mention.end), low, high)
    for mention in mentions:
        between = reading.folded[mention.end : measure.start]
        if mention.end <= measure.start and re.fullmatch(r"(?:gehalte)?\s?[:=(]?\s?", between):
            return _named(reading, mention, (mention.start, measure.end), low, high)
    return None


def _named(
    reading: Reading,
    mention: Mention,
    bounds: tuple[int, int],
    low: float | None,
    high: float | None,
) -> Component:
    name = reading.text[mention.start : mention.end]
    return Component(name, mention.concepts[0], low, high, reading.claim(*bounds))


def _splits(reading: Reading, mentions: Sequence[Mention]) -> Iterator[Component]:
    """ "80/20 PP/PE" and "PP/PE 80/20": shares that add up to a hundred, in the order of names."""
    for match in _SPLIT.finditer(reading.folded):
        shares = [int(match[part]) for part in "abc" if match[part]]
        pair = _PAIR.match(reading.folded, match.end())
        offset = 0
        if pair is None:
            offset = max(0, match.start() - 40)
            pair = _PAIR_BEFORE.search(reading.folded[offset : match.start()])
        if pair is None or sum(shares) != 100 or not reading.free(*match.span()):
            continue
        start = min(match.start(), offset + pair.start())
        end = max(match.end(), offset + pair.end() if offset else pair.end())
        names = [(offset + pair.start(p), offset + pair.end(p)) for p in "abc" if pair[p]]
        reading.claim(*match.span())
        for share, (first, last) in zip(shares, names, strict=False):
            yield Component(
                reading.text[first:last], _concept_at(mentions, first, last), float(share),
                float(share), Span(start, min(end, len(reading.text))),
            )  # fmt: skip


def _concept_at(mentions: Sequence[Mention], start: int, end: int) -> str | None:
    for mention in mentions:
        if mention.start < end and start < mention.end:
            return mention.concepts[0]
    return None


def _plain_dry_matter(reading: Reading) -> Iterator[Component]:
    for match in _PLAIN_DRY_MATTER.finditer(reading.folded):
        low = as_decimal(match["low"], reading.language)
        high = as_decimal(match["high"], reading.language) if match["high"] else low
        if low is None or high is None or not 0 < low <= high <= 100:
            continue
        if reading.free(*match.span()):
            yield Component("dry matter", None, low, high, reading.claim(*match.span()))
