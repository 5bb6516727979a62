"""The engines' reasons in words: short, plain Dutch and English, the same wherever they stand."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from naober.engines.matching import Reason, ReasonCode
from naober.lexicon import Kind, Lexicon

LANGUAGES = ("nl", "en")
_MONTHS: Mapping[str, str] = {
    "nl": "jan feb mrt apr mei jun jul aug sep okt nov dec",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
_KINDS: Mapping[str, Mapping[str, str]] = {
    Kind.MATERIAL: {"nl": "zelfde materiaal", "en": "same material"},
    Kind.ENERGY: {"nl": "zelfde energie", "en": "same energy"},
    Kind.PRODUCT: {"nl": "zelfde product", "en": "same product"},
    Kind.SERVICE: {"nl": "zelfde dienst", "en": "same service"},
    Kind.PEOPLE: {"nl": "zelfde vak", "en": "same trade"},
    Kind.KNOWLEDGE: {"nl": "zelfde kennis", "en": "same knowledge"},
    Kind.FACILITY: {"nl": "zelfde voorziening", "en": "same facility"},
    Kind.TRAINING: {"nl": "zelfde opleiding", "en": "same training"},
    Kind.TRANSPORT: {"nl": "zelfde vervoer of opslag", "en": "same transport or storage"},
    Kind.SAFETY: {"nl": "zelfde veiligheidsmiddel", "en": "same safety resource"},
}
_WORDS: Mapping[ReasonCode, tuple[str, str]] = {
    ReasonCode.SAME_CONCEPT: ("{same}: {concept}", "{same}: {concept}"),
    ReasonCode.SAME_BY_OTHER_NAME: (
        "{same}, andere naam: “{offer_words}” en “{need_words}”",
        "{same} by another name: “{offer_words}” and “{need_words}”",
    ),
    ReasonCode.NARROWER: ("{offer} is een soort {need}", "{offer} is a kind of {need}"),
    ReasonCode.BROADER: (
        "{offer} is aangeboden, daar kan {need} bij zijn",
        "{offer} is offered, which may include {need}",
    ),
    ReasonCode.RELATED: (
        "{offer} is geen {need}, maar wel familie ({concept}): vraag of het ook mag",
        "{offer} is not {need} but of the same family ({concept}): ask whether it will do",
    ),
    ReasonCode.SERVES_AS: ("{offer} kan dienen als {need}", "{offer} can serve as {need}"),
    ReasonCode.CAN_BE_MADE_FROM: (
        "{need} kan worden gemaakt van {offer}",
        "{need} can be made from {offer}",
    ),
    ReasonCode.NEEDED_FOR: ("voor {need} is {offer} nodig", "{need} needs {offer}"),
    ReasonCode.SIMILAR_WORDS: ("zelfde woorden: {words}", "same words: {words}"),
    ReasonCode.TEMPERATURE_SERVES: (
        "{offer_c} °C is {enough} voor {need_c} °C",
        "{offer_c} °C is {enough} for {need_c} °C",
    ),
    ReasonCode.PRESSURE_SERVES: (
        "{offer_bar} bar is genoeg voor {need_bar} bar",
        "{offer_bar} bar is enough for {need_bar} bar",
    ),
    ReasonCode.COVERS_NEED: ("dekt de hele vraag{times}", "covers the whole need{times}"),
    ReasonCode.COVERS_PART: ("dekt {percent}% van de vraag", "covers {percent}% of the need"),
    ReasonCode.TAKES_PART: (
        "de vraag is {percent}% van het aanbod",
        "the need takes {percent}% of the offer",
    ),
    ReasonCode.NEARBY: ("{near}", "{near}"),
    ReasonCode.DISTANCE: ("op {km} km", "{km} km away"),
    ReasonCode.PERIOD_OVERLAPS: ("de periode past{period}", "the periods overlap{period}"),
    ReasonCode.CERTIFICATE_HELD: ("heeft {certificate}", "has {certificate}"),
    ReasonCode.COMPOSITION_FITS: (
        "{name}: {offer_percent}% past bij {need_percent}%",
        "{name}: {offer_percent}% fits {need_percent}%",
    ),
    ReasonCode.HEAT_PUMP: (
        "met een warmtepomp: van {offer_c} naar {need_c} °C",
        "with a heat pump: from {offer_c} to {need_c} °C",
    ),
    ReasonCode.COMPRESSION: (
        "met een compressor: van {offer_bar} naar {need_bar} bar",
        "with a compressor: from {offer_bar} to {need_bar} bar",
    ),
    ReasonCode.TREATMENT: ("{condition}", "{condition}"),
    ReasonCode.WASTE_LAW: (
        "is afval: mag naar wie een vergunning heeft, of na een einde-afvalverklaring",
        "is waste: may go to a permit holder, or once it has end-of-waste status",
    ),
    ReasonCode.POSSIBLY: (
        "mogelijk: zelfde gebied of lijkende woorden, vraag het na",
        "possibly: same field or similar words, ask",
    ),
    ReasonCode.PERIOD_PARTLY: (
        "maar een deel van de periode{period}",
        "for part of the period only{period}",
    ),
    ReasonCode.CERTIFICATE_MISSING: ("{certificate} niet genoemd", "{certificate} not mentioned"),
    ReasonCode.OUTSIDE_RADIUS: (
        "{km} km is verder dan de gewenste {radius_km} km",
        "{km} km is beyond the {radius_km} km wanted",
    ),
    ReasonCode.TOO_LITTLE: ("maar {percent}% van de vraag", "only {percent}% of the need"),
    ReasonCode.COMPOSITION_DIFFERS: (
        "{name}: {offer_percent}%, gevraagd {need_percent}%",
        "{name}: {offer_percent}%, wanted {need_percent}%",
    ),
}
_PROPERTIES_NL: Mapping[str, str] = {
    "dry matter": "droge stof",
    "purity": "zuiverheid",
    "moisture": "vocht",
    "protein": "eiwit",
    "fat": "vet",
    "sugar": "suiker",
    "starch": "zetmeel",
    "ash": "as",
    "fibre": "vezel",
    "salt": "zout",
    "concentration": "concentratie",
}
_CONCEPTS = frozenset({"concept", "offer", "need"})
_AS_TYPED = frozenset({"words", "certificate", "offer_words", "need_words"})


def describe(reason: Reason, lexicon: Lexicon, language: str = "nl") -> str:
    """The reason in one short clause. `language` is "nl" or "en"."""
    values = {name: _shown(name, value, lexicon, language) for name, value in reason.values}
    for key, make in _EXTRAS.items():
        values[key] = make(reason, lexicon, language)
    template = _WORDS[reason.code][LANGUAGES.index(language)]
    return template.format(**values)


def number(value: float, language: str = "nl") -> str:
    """A number as the language writes it: at most one decimal, from ten on none."""
    text = f"{value:.1f}".removesuffix(".0") if abs(value) < 10 else f"{value:.0f}"
    return text.replace(".", ",") if language == "nl" else text


_CADENCES: Mapping[str, tuple[str, str]] = {
    "once": ("eenmalig", "once"),
    "hour": ("per uur", "per hour"),
    "shift": ("per ploeg", "per shift"),
    "day": ("per dag", "per day"),
    "week": ("per week", "per week"),
    "month": ("per maand", "per month"),
    "quarter": ("per kwartaal", "per quarter"),
    "campaign": ("per campagne", "per campaign"),
    "year": ("per jaar", "per year"),
}


def cadence_words(cadence: str, language: str = "nl") -> str:
    """ "per jaar", "per year" for a value of the understanding engine's Cadence, else ""."""
    words = _CADENCES.get(cadence)
    return words[LANGUAGES.index(language)] if words else ""


def _shown(name: str, value: str | float, lexicon: Lexicon, language: str) -> str:
    if isinstance(value, int | float):
        return number(value, language)
    if name in _CONCEPTS:
        return _concept(value, lexicon, language)
    if name == "name" and language == "nl":
        return _PROPERTIES_NL.get(value, value)
    if name in _AS_TYPED or language == "en":
        return value
    return re.sub(r"(?<=\d)\.(?=\d)", ",", value)


def _concept(id: str, lexicon: Lexicon, language: str) -> str:
    concept = lexicon.concepts.get(id)
    if concept is None:
        return id
    return concept.nl if language == "nl" else concept.en


def _same(reason: Reason, lexicon: Lexicon, language: str) -> str:
    concept = lexicon.concepts.get(str(dict(reason.values).get("concept", "")))
    if concept is None:
        return "hetzelfde" if language == "nl" else "the same"
    return _KINDS[concept.kind][language]


def _enough(reason: Reason, lexicon: Lexicon, language: str) -> str:
    """Colder than asked is enough only for cold."""
    values = dict(reason.values)
    offered, asked = (_first_number(str(values.get(k, ""))) for k in ("offer_c", "need_c"))
    cold = offered is not None and asked is not None and offered < asked
    words = {"nl": ("genoeg", "koud genoeg"), "en": ("enough", "cold enough")}
    return words[language][cold]


def _first_number(text: str) -> float | None:
    found = re.search(r"(?<!\d)-?\d+(?:\.\d+)?", text)
    return float(found.group()) if found else None


def _near(reason: Reason, lexicon: Lexicon, language: str) -> str:
    km = dict(reason.values).get("km", 0.0)
    if isinstance(km, int | float) and km < 1:
        return "vlakbij" if language == "nl" else "next door"
    shown = _shown("km", km, lexicon, language)
    return f"op {shown} km" if language == "nl" else f"{shown} km away"


def _times(reason: Reason, lexicon: Lexicon, language: str) -> str:
    percent = dict(reason.values).get("percent", 100.0)
    if not isinstance(percent, int | float) or percent < 150:
        return ""
    times = number(percent / 100, language)
    return f" ({times} keer zoveel)" if language == "nl" else f" ({times} times as much)"


def _period(reason: Reason, lexicon: Lexicon, language: str) -> str:
    values = dict(reason.values)
    start, end = (_day(str(values.get(k, "")), language) for k in ("start", "end"))
    if start and end:
        return f": {start} t/m {end}" if language == "nl" else f": {start} to {end}"
    if start:
        return f": vanaf {start}" if language == "nl" else f": from {start}"
    if end:
        return f": tot en met {end}" if language == "nl" else f": until {end}"
    return ""


def _day(iso: str, language: str) -> str:
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    return f"{day.day} {_MONTHS[language].split()[day.month - 1]} {day.year}"


def _condition(reason: Reason, lexicon: Lexicon, language: str) -> str:
    values = dict(reason.values)
    other = "en" if language == "nl" else "nl"
    said = values.get(f"condition_{language}") or values.get(f"condition_{other}") or ""
    return str(said)


_EXTRAS: Mapping[str, Callable[[Reason, Lexicon, str], str]] = {
    "same": _same,
    "enough": _enough,
    "times": _times,
    "near": _near,
    "period": _period,
    "condition": _condition,
}
