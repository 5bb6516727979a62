"""How often: "per week", "p/mnd", "/h", "wekelijks", "twee keer per week", "om de 14 dagen".

A frequency is a number of times per cadence, so that "5 ton per 2 weken" is 2.5 ton a week.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from naober.engines.understanding.numbers import VALUE_PATTERN, as_decimal
from naober.engines.understanding.reading import Reading
from naober.engines.understanding.result import Cadence

# Word -> (cadence, how many of that cadence's spans one such word lasts).
_SPANS: dict[str, tuple[Cadence, float]] = {}


def _lasting(cadence: Cadence, length: float, words: str) -> None:
    _SPANS.update(dict.fromkeys(words.split(), (cadence, length)))


_lasting(Cadence.HOUR, 1 / 3600, "seconde second sec s")
_lasting(Cadence.HOUR, 1 / 60, "minuut minuten minute minutes")
_lasting(Cadence.HOUR, 1 / 60, "min")
_lasting(Cadence.HOUR, 1, "uur uren u h hr hour hours")
_lasting(Cadence.SHIFT, 1, "shift shifts ploeg ploegen ploegendienst dienst")
_lasting(Cadence.DAY, 1, "dag dagen d day days etmaal werkdag werkdagen dgn productiedag dy")
_lasting(Cadence.DAY, 0.5, "dagdeel")
_lasting(Cadence.WEEK, 1, "week weken weeks wk wkn w werkweek")
_lasting(Cadence.MONTH, 1, "maand maanden mnd mnden mnds month months mo mth maan md mndn m")
_lasting(Cadence.QUARTER, 1, "kwartaal kwartalen kwart quarter quarters qtr")
_lasting(Cadence.YEAR, 0.5, "halfjaar")
_lasting(Cadence.CAMPAIGN, 1, "campagne campagnes campaign campaigns bietencampagne seizoen season")
_lasting(Cadence.CAMPAIGN, 1, "aardappelcampagne")
_lasting(Cadence.YEAR, 1, "jaar jaren jr year years yr yrs annum a j")

_LOADS = (
    r"(?:batch|batches|batchen|vracht|vrachten|vrachtwagens?|charges?|rit|ritten|lading|ladingen"
    r"|levering|leveringen|zending|zendingen|trucks?|truckloads?|loads?|deliver(?:y|ies)"
    r"|shipments?|order|orders|run|runs)"
)
_KEER = r"(?:keren|keer|maal|x|times|time|ritjes|vakken)"
_LONG = "|".join(sorted((w for w in _SPANS if len(w) > 1), key=len, reverse=True))
_ANY = "|".join(sorted(_SPANS, key=len, reverse=True))
_ADVERBS = {
    "(?:dagelijkse?|dgl|dagl)": (Cadence.DAY, 1.0), "daily": (Cadence.DAY, 1.0),
    "wekelijkse?": (Cadence.WEEK, 1.0), "weekly": (Cadence.WEEK, 1.0),
    "tweewekelijkse?": (Cadence.WEEK, 0.5), "(?:bi-?weekly|fortnightly)": (Cadence.WEEK, 0.5),
    "maandelijkse?": (Cadence.MONTH, 1.0), "monthly": (Cadence.MONTH, 1.0),
    "(?:drie|3)maandelijkse?": (Cadence.QUARTER, 1.0), "quarterly": (Cadence.QUARTER, 1.0),
    "tweemaandelijkse?": (Cadence.MONTH, 0.5), "half-?jaarlijkse?": (Cadence.YEAR, 2.0),
    "jaarlijkse?": (Cadence.YEAR, 1.0), "(?:yearly|annually|annual)": (Cadence.YEAR, 1.0),
    "hourly": (Cadence.HOUR, 1.0), "om de week": (Cadence.WEEK, 0.5),
    "om de dag": (Cadence.DAY, 0.5), "om de maand": (Cadence.MONTH, 0.5),
    "every other week": (Cadence.WEEK, 0.5), "every other day": (Cadence.DAY, 0.5),
    "every other month": (Cadence.MONTH, 0.5),
    "(?:in|tijdens|gedurende) (?:de |het )?(?:[a-z]+)?campagne": (Cadence.CAMPAIGN, 1.0),
    "(?:in|during) (?:the )?campaign": (Cadence.CAMPAIGN, 1.0),
}  # fmt: skip
_ADVERB_PATTERN = "|".join(
    f"(?P<adverb{number}>{pattern})" for number, pattern in enumerate(_ADVERBS)
)
_ADVERB_VALUES = tuple(_ADVERBS.values())

_TIMES = rf"(?:(?P<times>{VALUE_PATTERN})(?:\s?(?:-|a|tot|to|of)\s?(?P<upto>{VALUE_PATTERN}))?\s?)"
_PER = r"(?:\s?/\s?|\b(?:per|p/|p\.|p|elke|elk|iedere|ieder|each|every|in de|a|an|om de|de)\s?)"
_FREQUENCY = re.compile(
    rf"(?:\b(?P<counted>{_TIMES}(?P<noun>{_KEER}|{_LOADS})\b\s?)"
    rf"|(?P<twice>\b(?:twice|once|tweemaal|driemaal|eenmaal|thrice)\s))?"
    rf"(?:(?P<per>(?<![a-z])\bp(?:er\b|/|\.)\s?|/\s?|(?<![0-9a-z])p\s(?=(?:{_LONG})\b)"
    rf"|\b(?:elke|elk|iedere|ieder|each|every|om de)\s|\b(?:in de|a|an)\s(?=(?:{_LONG})\b))"
    rf"(?:(?P<number>{VALUE_PATTERN})\s)?(?P<span>{_ANY})(?![\w'])\.?"
    rf"|\bp\.?\s?(?P<short>[jmwdu])\b\.?(?![/a-z0-9]))"
    rf"|\b(?:{_ADVERB_PATTERN})\b"
    rf"|\bper\s(?:volle\s)?(?P<load>{_LOADS}|keer|time)\b"
)
_SHORT = {
    "j": Cadence.YEAR, "m": Cadence.MONTH, "w": Cadence.WEEK, "d": Cadence.DAY, "u": Cadence.HOUR,
}  # fmt: skip
_TWICE = {"twice": 2.0, "once": 1.0, "tweemaal": 2.0, "driemaal": 3.0, "eenmaal": 1.0,
          "thrice": 3.0}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frequency:
    """`low` to `high` times per `cadence`. `load` when it counts or means loads or batches.

    `cadence` ONCE together with `load` says "per batch": an amount of which nobody said how often.
    `counted` when the times were said ("twee keer per week"), so that the amount is for each time.
    """

    low: float
    high: float
    cadence: Cadence
    start: int
    end: int
    load: bool = False
    counted: bool = False


def find_frequencies(reading: Reading) -> tuple[Frequency, ...]:
    """Every frequency in the text that nobody claimed, left to right."""
    return tuple(_frequencies(reading))


def _frequencies(reading: Reading) -> Iterator[Frequency]:
    for match in _FREQUENCY.finditer(reading.folded):
        if not reading.free(*match.span()):
            continue
        frequency = _frequency(match, reading.language)
        if frequency is not None:
            yield frequency


def _frequency(match: re.Match[str], language: str) -> Frequency | None:
    start, end = match.span()
    if match["load"]:
        return Frequency(1.0, 1.0, Cadence.ONCE, start, end, load=True)
    for number, value in enumerate(_ADVERB_VALUES):
        if match[f"adverb{number}"]:
            return Frequency(value[1], value[1], value[0], start, end)
    cadence, length = _span(match, language)
    if not length:
        return None
    low, high = _times(match, language)
    noun = match["noun"] or ""
    return Frequency(
        low / length, high / length, cadence, start, end,
        load=bool(re.fullmatch(_LOADS, noun)), counted=bool(match["counted"] or match["twice"]),
    )  # fmt: skip


def _span(match: re.Match[str], language: str) -> tuple[Cadence, float]:
    if match["short"]:
        return _SHORT[match["short"]], 1.0
    cadence, length = _SPANS[match["span"]]
    number = as_decimal(match["number"], language) if match["number"] else 1.0
    length *= number or 0.0
    if match["per"].strip() == "om de" and not match["number"]:
        length *= 2.0
    if cadence is Cadence.DAY and length and length % 7 == 0:
        return Cadence.WEEK, length / 7
    return cadence, length


def _times(match: re.Match[str], language: str) -> tuple[float, float]:
    if match["twice"]:
        return _TWICE[match["twice"].strip()], _TWICE[match["twice"].strip()]
    if not match["counted"]:
        return 1.0, 1.0
    low = as_decimal(match["times"], language) or 1.0
    high = as_decimal(match["upto"], language) if match["upto"] else low
    return low, high or low
