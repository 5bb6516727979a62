"""Temperature (degC), pressure (bar) and power (kW): canonical units, so that they compare."""

import re
from collections.abc import Iterable

from naober.engines.understanding.measures import Measure
from naober.engines.understanding.numbers import VALUE_PATTERN, as_decimal
from naober.engines.understanding.reading import Reading
from naober.engines.understanding.result import Range
from naober.lexicon import Dimension

ABSOLUTE_ZERO_C = -273.15
HOTTEST_C = 5000.0
_WARM_C = 25.0
_FREEZER = frozenset({"18", "20", "22", "24", "25", "28", "30", "40", "80"})
_COLD_WORDS = re.compile(r"vries|frozen|freez|koel|cold|koud|chill|gekoeld|ijs|\bice\b")
# "80/60 °C": flow and return of one water circuit; the flow is what the neighbour gets.
_FLOW_RETURN = re.compile(
    r"(?<![\w.,/])(?P<flow>[0-9]{1,3})\s?/\s?(?P<back>[0-9]{1,3})\s?"
    r"(?:°\s?c?(?![a-z])|℃|gr(?:aden|\.)?(?:\s?c(?:elsius)?)?\b|degrees|c\b)"
)
_DROP = re.compile(
    rf"\b(?:van|from)\s(?P<flow>{VALUE_PATTERN})\s?(?:°\s?c?|gr(?:aden)?\.?|c)?\s(?:naar|to)\s"
    rf"(?P<back>{VALUE_PATTERN})\s?(?:°\s?c?(?![a-z])|℃|graden\b|gr\b|degrees\b)"
)
_BARE_FROST = re.compile(
    r"(?<![\w)°%])(?:-\s?|minus\s|min\s)(?P<value>[1-9][0-9]?)(?![\w%./,-]?\w)"
)
_DIFFERENCE = re.compile(r"(?:delta\s?t|temperatuurverschil|koelt|verschil van|Δt)\s*(?:van\s)?$")
_ANGLE = re.compile(r"\s?(?:bocht|bochten|hoek|elbow|gedraaid|draaien|bend)")
_AMBIENT = re.compile(
    r"\b(?:kamertemperatuur|omgevingstemperatuur|room temperature|ambient temperature)\b"
)
_FAHRENHEIT = re.compile(r"°\s?f\b|\bfahrenheit\b")
_MINUS_WORD = re.compile(r"\b(?:minus|min)\s\Z")


def temperature(reading: Reading, measures: Iterable[Measure]) -> Range | None:
    """The temperature that the sentence names: first one with a unit, then "-18" near cold."""
    if circuit := _circuit(reading):
        return circuit
    for measure in _of(measures, Dimension.TEMPERATURE):
        if found := _temperature(reading, measure):
            return found
    return _frost(reading) or _ambient(reading)


def _circuit(reading: Reading) -> Range | None:
    for pattern in (_FLOW_RETURN, _DROP):
        match = pattern.search(reading.folded)
        if match is None or not reading.free(*match.span()):
            continue
        flow = as_decimal(match["flow"], reading.language)
        back = as_decimal(match["back"], reading.language)
        if flow is not None and back is not None and max(flow, back) <= HOTTEST_C:
            flow = max(flow, back) if flow > _WARM_C else flow  # cold water warms up, hot cools
            return Range(flow, flow, "degC", reading.claim(*match.span()), 0.9)
    return None


def _temperature(reading: Reading, measure: Measure) -> Range | None:
    text = reading.folded
    if _DIFFERENCE.search(text[max(0, measure.core - 30) : measure.core]) or _ANGLE.match(
        text, measure.end
    ):
        return None
    low, high = _celsius(measure, text)
    start = measure.start
    minus = None if measure.signed or low == 0 else _minus_word(text, measure)
    if minus is not None and _says_minus(minus, text, measure):
        value = measure.low if measure.low is not None else measure.high
        low = high = None if value is None else -abs(value)
        start = minus.start()
    if low is not None and high is not None and low > high:
        low, high = high, low
    if any(v is not None and not ABSOLUTE_ZERO_C <= v <= HOTTEST_C for v in (low, high)):
        return None
    return Range(low, high, "degC", reading.claim(start, measure.end), measure.confidence)


def _celsius(measure: Measure, text: str) -> tuple[float | None, float | None]:
    if _FAHRENHEIT.match(text, measure.end) or _FAHRENHEIT.search(text[measure.core : measure.end]):
        if measure.unit.factor != 1.0:
            return measure.canonical()
        low, high = measure.low, measure.high
        return (
            None if low is None else (low - 32.0) / 1.8,
            None if high is None else (high - 32.0) / 1.8,
        )
    return measure.canonical()


def _minus_word(text: str, measure: Measure) -> re.Match[str] | None:
    return _MINUS_WORD.search(text, max(0, measure.core - 6), measure.core)


def _says_minus(word: re.Match[str], text: str, measure: Measure) -> bool:
    """ "min 18 graden" is minus 18 where the talk is of cold, else "at least 18"."""
    value = measure.low if measure.low is not None else measure.high
    return word[0].startswith("minus") or (
        value is not None and abs(value) <= 40 and bool(_COLD_WORDS.search(text))
    )


def _frost(reading: Reading) -> Range | None:
    """A bare "-18": any number where the talk is of cold, else those of a freezer."""
    cold = _COLD_WORDS.search(reading.folded)
    for match in _BARE_FROST.finditer(reading.folded):
        frozen = match["value"] in _FREEZER and match[0].startswith("-")
        if (cold or frozen) and reading.free(*match.span()):
            value = -float(match["value"])
            return Range(value, value, "degC", reading.claim(*match.span()), 0.8)
    return None


def _ambient(reading: Reading) -> Range | None:
    match = _AMBIENT.search(reading.folded)
    if match is None or not reading.free(*match.span()):
        return None
    return Range(15.0, 25.0, "degC", reading.claim(*match.span()), 0.7)


def pressure(reading: Reading, measures: Iterable[Measure]) -> Range | None:
    """The first pressure named."""
    return _first(reading, measures, Dimension.PRESSURE, "bar")


def power(reading: Reading, measures: Iterable[Measure]) -> Range | None:
    """The first power named, thermal or electric."""
    return _first(reading, measures, Dimension.POWER, "kW")


def _first(
    reading: Reading, measures: Iterable[Measure], dimension: Dimension, unit: str
) -> Range | None:
    for measure in _of(measures, dimension):
        low, high = measure.canonical()
        span = reading.claim(measure.start, measure.end)
        return Range(low, high, unit, span, measure.confidence)
    return None


def _of(measures: Iterable[Measure], dimension: Dimension) -> Iterable[Measure]:
    return (measure for measure in measures if measure.unit.dimension is dimension)
