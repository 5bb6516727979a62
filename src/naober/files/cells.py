"""What people type in a cell, as values: numbers and ranges, dates, lists, offer or need."""

import re
from datetime import date

from naober.engines.matching import Bounds, Direction
from naober.files.listings import ordered
from naober.lexicon import Dimension, Lexicon
from naober.lexicon.words import fold

_NUMBER = r"[-−]?\d[\d.,']*(?:e[+-]?\d+)?"
_RANGE = re.compile(
    rf"^(?P<sign>[<>≤≥~≈±]|ca\.?|circa|max\.?|min\.?|about)?\s*(?P<low>{_NUMBER})"
    rf"(?:\s*(?:-|–|tot|t/m|to|/)\s*(?P<high>{_NUMBER}))?\s*(?P<unit>\D.*)?$",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"[-−]?\d{1,3}([.,'])\d{3}(?:\1\d{3})*$")
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})$")
_UP_TO = ("<", "≤", "max", "max.")
_FROM = (">", "≥", "min", "min.")
OFFER_WORDS = frozenset(
    {
        "breng", "brengen", "brengt", "bring", "brings", "b", "o", "a",
        "offer", "offers", "offered", "offering", "supply", "supplies", "supplier", "sell",
        "selling", "give", "gives", "have", "available", "surplus", "sale",
        "aanbod", "aanbieden", "aanbieding", "aangeboden", "aanbieder", "biedt", "bieden", "bied",
        "lever", "leveren", "levert", "levering", "leverancier", "geef", "geeft", "geven",
        "heeft", "hebben", "over", "overschot", "beschikbaar", "verkoop", "verkopen", "verkoper",
    }
)  # fmt: skip
NEED_WORDS = frozenset(
    {
        "haal", "halen", "haalt", "fetch", "get", "gets", "h", "n", "v", "z",
        "need", "needs", "needed", "demand", "want", "wants", "wanted", "request", "requested",
        "required", "seek", "seeks", "seeking", "sought", "buy", "buyer", "buying", "take",
        "takes", "koop", "vraag", "vraagt", "vragen", "aanvraag", "vrager", "gevraagd", "gezocht",
        "zoek", "zoekt", "zoeken", "nodig", "tekort", "behoefte", "neem", "neemt", "nemen",
        "afname", "afnemen", "afnemer", "inkoop", "inkopen", "koper",
    }
)  # fmt: skip


def direction(cell: str) -> Direction | None:
    """ "breng", "Halen", "wij zoeken" ... as a direction; None for anything else, and for both."""
    said = re.findall(r"[^\W\d_]+", fold(cell).replace("te koop", "verkoop"))
    words = {word for word in said if len(word) > 1 or len(said) == 1}
    offers, needs = words & OFFER_WORDS, words & NEED_WORDS
    if bool(offers) == bool(needs):
        return None
    return Direction.OFFER if offers else Direction.NEED


def number(text: str) -> float | None:
    """A number in Dutch or English writing: "1.200,5" and "1,200.5" are the same; "1.5" is 1.5."""
    plain = text.strip().replace("−", "-").replace("'", "").replace(" ", "")
    if _THOUSANDS.match(plain) and not plain.lstrip("-").startswith("0"):
        plain = plain.replace(".", "").replace(",", "")
    elif "," in plain and plain.rfind(",") > plain.rfind("."):
        plain = plain.replace(".", "").replace(",", ".")
    else:
        plain = plain.replace(",", "")
    try:
        return float(plain) if len(plain) <= 40 else None
    except ValueError:
        return None


def measure(cell: str) -> tuple[Bounds, str] | None:
    """A number or range ("60-70", "> 5 t/week") and the unit as it is written; None if none."""
    found = _RANGE.match(cell.strip())
    if not found:
        return None
    low = number(found["low"])
    high = number(found["high"]) if found["high"] else low
    if low is None or high is None:
        return None
    return _signed(fold(found["sign"] or ""), low, high), (found["unit"] or "").strip()


def bounds(cell: str, lexicon: Lexicon, dimension: Dimension | None = None) -> Bounds | None:
    """A number or range ("60-70", "> 5", "0,5 MW"), in the canonical unit of `dimension`.

    None when it is none, or when it names a unit of something else.
    """
    found = measure(cell)
    if found is None or not found[1]:
        return found[0] if found else None
    unit = lexicon.unit(found[1])
    if unit is None or unit.dimension is not dimension:
        return None
    low, high = found[0].low, found[0].high
    return Bounds(
        None if low is None else low * unit.factor + unit.offset,
        None if high is None else high * unit.factor + unit.offset,
    )


def _signed(sign: str, low: float, high: float) -> Bounds:
    if sign in _UP_TO:
        return Bounds(None, high)
    return Bounds(low, None) if sign in _FROM else ordered(low, high)


def day(cell: str, *, last: bool = False) -> date | None:
    """ISO, day-month-year, or a month ("2027-03": its first day, or its last when `last`)."""
    text = cell.strip()
    try:
        if found := _DAY.match(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _MONTH.match(text):
            return _month(int(found[1]), int(found[2]), last=last)
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _month(year: int, month: int, *, last: bool) -> date:
    first = date(year, month, 1)
    if not last:
        return first
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def names(cell: str) -> tuple[str, ...]:
    """The names in a cell, between commas, semicolons or bars."""
    return tuple(part.strip() for part in re.split(r"[,;|]", cell) if part.strip())


def negative_amount(text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence says "-5 ton": less than nothing of something that is counted."""
    for found in re.finditer(r"(?:^|\s)[-−]\s?\d[\d.,]*\s*([^\s\d,;]+)", text):
        unit = lexicon.unit(found[1])
        if unit is not None and unit.dimension not in _MAY_BE_NEGATIVE:
            return True
    return False


_MAY_BE_NEGATIVE = frozenset({Dimension.TEMPERATURE, Dimension.PRESSURE, Dimension.MONEY})
