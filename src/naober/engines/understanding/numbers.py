"""Numbers as people write them: digits of both conventions, words, fractions, ranges, bounds.

"10.000" and "10,000" (Dutch and English thousands), "1,5", "½", "anderhalve", "twee dozijn",
"20-25", "1.5 tot 2", "3 x 25", "min. 5", "> 99", "een paar".
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from naober.engines.understanding.reading import Reading


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ONES_NL = _words("nul een twee drie vier vijf zes zeven acht negen")
_TEENS_NL = _words("tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien")
_TENS_NL = _words("twintig dertig veertig vijftig zestig zeventig tachtig negentig")
_ONES_EN = _words("zero one two three four five six seven eight nine")
_TEENS_EN = _words(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS_EN = _words("twenty thirty forty fifty sixty seventy eighty ninety")
# A word for "some" is a range: what is said leaves the reader no more than that.
_FEW = (2.0, 5.0)
_VAGUE = {
    "een paar": _FEW, "enkele": _FEW, "een aantal": _FEW, "een stuk of wat": _FEW,
    "a few": _FEW, "a couple of": (2.0, 3.0), "a couple": (2.0, 3.0), "several": (3.0, 7.0),
    "tientallen": (20.0, 90.0), "honderden": (200.0, 900.0), "duizenden": (2000.0, 9000.0),
    "dozens of": (24.0, 96.0), "hundreds of": (200.0, 900.0), "thousands of": (2000.0, 9000.0),
}  # fmt: skip
_FRACTIONS = {
    "een half": 0.5, "een halve": 0.5, "half": 0.5, "halve": 0.5, "half a": 0.5, "half an": 0.5,
    "a half": 0.5, "anderhalf": 1.5, "anderhalve": 1.5, "one and a half": 1.5, "kwart": 0.25,
    "een kwart": 0.25, "a quarter": 0.25, "driekwart": 0.75, "½": 0.5, "¼": 0.25, "¾": 0.75,
}  # fmt: skip
_AND_A_HALF = r"\s?(?:½|en (?:een )?hal(?:f|ve)\b|and a half\b|1/2(?![0-9/]))"
_MULTIPLIERS = {
    "honderd": 1e2, "hundred": 1e2, "duizend": 1e3, "thousand": 1e3, "mille": 1e3,
    "miljoen": 1e6, "million": 1e6, "mln": 1e6, "mio": 1e6, "miljard": 1e9, "billion": 1e9,
    "mld": 1e9, "dozijn": 12.0,
}  # fmt: skip
_DOZEN = {"dozen": 12.0}  # English only: in Dutch it is the plural of a box
_ALL_MULTIPLIERS = _MULTIPLIERS | _DOZEN


def _word_values() -> dict[str, float]:
    """Every number word up to 99, and the round hundreds, in both languages."""
    values: dict[str, float] = {}
    for value, word in enumerate((*_ONES_NL, *_TEENS_NL)):
        values[word] = float(value)
        values[f"{word}honderd"] = value * 100.0
        values[f"{word}duizend"] = value * 1000.0
    for value, word in enumerate((*_ONES_EN, *_TEENS_EN)):
        values[word] = float(value)
    for tens, (nl, en) in enumerate(zip(_TENS_NL, _TENS_EN, strict=True), start=2):
        values[nl] = values[en] = tens * 10.0
        values[f"{nl}duizend"] = tens * 10_000.0
        for ones in range(1, 10):
            values[f"{_ONES_NL[ones]}en{nl}"] = tens * 10.0 + ones
            values[f"{en}-{_ONES_EN[ones]}"] = tens * 10.0 + ones
            values[f"{en} {_ONES_EN[ones]}"] = tens * 10.0 + ones
    for ones, word in enumerate(_ONES_NL[2:], start=2):
        values[f"{word}eneenhalf"] = values[f"{word}eneenhalve"] = ones + 0.5
        values[f"{word}enhalf"] = values[f"{word}enhalve"] = ones + 0.5
    return values | _FRACTIONS | {"a": 1.0, "an": 1.0, "honderd": 100.0, "duizend": 1000.0}


_WORD_VALUES = _word_values()
_WEAK = frozenset({"een", "a", "an", "one"})

_SMALL_NL = "|".join(sorted(_ONES_NL + _TEENS_NL, key=len, reverse=True))
_ONES_TENS_NL = rf"(?:(?:{'|'.join(_ONES_NL[1:])})en)?(?:{'|'.join(_TENS_NL)})(?:duizend)?"
_SMALL_EN = "|".join(sorted(_ONES_EN + _TEENS_EN, key=len, reverse=True))
_TENS_ONES_EN = rf"(?:{'|'.join(_TENS_EN)})(?:[- ](?:{'|'.join(_ONES_EN[1:])}))?"
_PHRASES = "|".join(
    re.escape(phrase) for phrase in sorted(_FRACTIONS, key=len, reverse=True) if phrase.isascii()
)
_WORDS = (
    rf"\b(?:{_PHRASES}|{_ONES_TENS_NL}|(?:{_SMALL_NL})(?:en(?:een)?hal(?:f|ve)|honderd|duizend)?"
    rf"|{_TENS_ONES_EN}|{_SMALL_EN}|honderd|duizend|an?)\b"
)
_DIGITS = (
    r"(?<![\w.,])(?<![\w][+])-?(?:[0-9]{1,3}(?:[ '][0-9]{3})+(?![0-9])(?:[.,][0-9]{1,2}(?![0-9]))?"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]+/[0-9]+(?![0-9/])|[0-9]+(?:[.,][0-9]+)?)(?:e[+]?[0-9]{1,2}(?![\w]))?"
)


def _multiplier_pattern(words: Iterable[str]) -> str:
    return rf"(?:k(?![a-z0-9])|\s?(?:{'|'.join(words)})\b)"


def _value_pattern(words: Iterable[str]) -> str:
    return rf"(?:(?:{_DIGITS}|{_WORDS}|[½¼¾])(?:{_AND_A_HALF})?(?:{_multiplier_pattern(words)})?)"


VALUE_PATTERN = _value_pattern(_MULTIPLIERS)  # one value in words or digits, without its range

_TO = (
    r"(?:\s?-{1,2}\s?|\s?\.{2,3}\s?|\s?…\s?|\s(?:tot(?: en met| max\.?| maximaal)?"
    r"|t/m|tm|a|to|of|or|up to)\s)"
)
_BETWEEN = r"(?:\b(?:tussen(?: de)?|between)\s)"


def _range_pattern(words: Iterable[str], bare: str) -> re.Pattern[str]:
    value = _value_pattern(words)
    return re.compile(
        rf"(?P<between>{_BETWEEN}(?P<b1>{value})\s(?:en|and|tot)\s(?P<b2>{value}))"
        rf"|(?P<times>{value})\s?x\s?(?P<each>{value})"
        rf"|\b(?P<vague>{'|'.join(_VAGUE)})\b"
        rf"|(?P<low>{value})(?:{_TO}(?P<high>{value}))?"
        rf"|\b(?P<bare>{bare})\b"
    )


_RANGES = {
    "nl": _range_pattern(_MULTIPLIERS, "dozijn|mille"),
    "en": _range_pattern(_ALL_MULTIPLIERS, "dozen|dozijn|mille"),
}
_MULTIPLIER = _multiplier_pattern(_ALL_MULTIPLIERS)
_LAST_MULTIPLIER = re.compile(rf"{_MULTIPLIER}$")
_HALF = re.compile(rf"{_AND_A_HALF}(?=$|k$|\s?[a-z]+$)")

_AT_LEAST = re.compile(
    r"(?:>=?|≥|\bmin(?:imaal|imum|stens|\.)?|\btenminste|\bten minste|\bvanaf|\bmeer dan|\bboven"
    r"(?: de)?|\bop zijn minst|\bat least|\bmore than|\babove|\bfrom|\bwell over"
    r"|\bjust over)\s*(?:ca\.?\s*)?$"
)
_AT_MOST = re.compile(
    r"(?:<=?|≤|\bmax(?:imaal|imum|\.)?|\bhooguit|\bhoogstens|\btot(?: wel| aan| max\.?| maximaal)?"
    r"|\bonder(?: de)?|\bminder dan|\bbeneden(?: de)?|\bup to(?: max\.?)?|\bat most|\bbelow"
    r"|\bunder|\bless than|\bno more than|\bniet meer dan)\s*(?:ca\.?\s*)?$"
)
_ABOUT = re.compile(
    r"(?:±|~|\b(?:ca|circa|ongeveer|plm|plusminus|ongev|zo'n|zon|rond(?: de)?|grofweg|bijna|ruim"
    r"|about|approx|approximately|around|roughly|some|pakweg|een stuk of|gemiddeld|gem)\.?)\s*$"
)
_LOOK_BACK = 24


@dataclass(frozen=True, slots=True)
class Number:
    """A value (low == high), a range, or a bound (one side None); `signed` when a minus was seen.

    `weak` is an article or "one" that counts only where a unit follows. `core` is where the digits
    begin, `start` where the words that qualify them begin.
    """

    low: float | None
    high: float | None
    start: int
    core: int
    end: int
    weak: bool = False
    signed: bool = False
    confidence: float = 1.0


def find_numbers(reading: Reading) -> tuple[Number, ...]:
    """Every number in the text that nobody claimed, left to right."""
    return tuple(_numbers(reading))


def _numbers(reading: Reading) -> Iterator[Number]:
    pattern = _RANGES["en" if reading.language == "en" else "nl"]
    for match in pattern.finditer(reading.folded):
        number = _number(match, reading.language)
        if number is not None and reading.free(number.core, number.end):
            yield _bounded(number, reading.folded)


def _number(match: re.Match[str], language: str) -> Number | None:
    start, end = match.span()
    if match["vague"]:
        low, high = _VAGUE[match["vague"]]
        return Number(low, high, start, start, end, confidence=0.4)
    if match["bare"]:
        value = _ALL_MULTIPLIERS[match["bare"]]
        return Number(value, value, start, start, end)
    if match["times"]:
        times, each = _value(match["times"], language), _value(match["each"], language)
        product = None if times is None or each is None else times * each
        return _checked(Number(product, product, start, start, end))
    return _plain(match, language)


def _plain(match: re.Match[str], language: str) -> Number | None:
    start, end = match.span()
    first, last = (match["b1"], match["b2"]) if match["between"] else (match["low"], match["high"])
    low = _value(first, language)
    high = low if last is None else _value(last, language)
    if low is None or high is None:
        return None
    if last is not None and low < high and _shared_multiplier(first, last):
        low *= high / (_value(_LAST_MULTIPLIER.sub("", last), language) or high)
    number = Number(
        min(low, high), max(low, high), start, start, end,
        weak=last is None and first in _WEAK, signed=first.startswith("-"),
    )  # fmt: skip
    return _checked(number)


def _shared_multiplier(first: str, last: str) -> bool:
    """ "10-15k" is ten thousand to fifteen thousand."""
    ending = _LAST_MULTIPLIER
    return bool(ending.search(last)) and not ending.search(first) and last[0].isdigit()


def _checked(number: Number) -> Number | None:
    if number.low is None or number.high is None:
        return None
    return number if math.isfinite(number.low) and math.isfinite(number.high) else None


def _value(written: str, language: str) -> float | None:
    """The value of one number, without its range."""
    if written in _WORD_VALUES:
        return _WORD_VALUES[written]
    half = _HALF.search(written)
    factor, rest = _multiplier(written)
    if half and half.start() > 0:
        rest = rest[: half.start()]
    value = _WORD_VALUES.get(rest) if rest in _WORD_VALUES else _digits(rest, language)
    if value is None:
        return None
    return (value + (0.5 if half and half.start() > 0 else 0.0)) * factor


def _multiplier(written: str) -> tuple[float, str]:
    match = _LAST_MULTIPLIER.search(written)
    if not match:
        return 1.0, written
    word = match[0].strip()
    return (1000.0 if word == "k" else _ALL_MULTIPLIERS[word]), written[: match.start()]


def _digits(written: str, language: str) -> float | None:
    """Digits to a value; "10,000" and "10.000" are thousands, as is any group of three zeros.

    "1,250" is one and a quarter in Dutch and a thousand odd in English; "1.250" is the thousand in
    both, for a short text does not always show its language.
    """
    text = written.replace(" ", "").replace("'", "")
    if "/" in text:
        above, below = text.split("/")
        return float(above) / float(below) if float(below) and len(text) <= 5 else None
    mantissa, _, exponent = text.partition("e")
    mantissa = _without_thousands(mantissa, "," if language == "nl" else ".")
    try:
        return float(mantissa) * math.pow(10.0, float(exponent or 0))
    except (ValueError, OverflowError):
        return None


def _without_thousands(mantissa: str, decimal: str) -> str:
    thousands = "." if decimal == "," else ","
    marks = [mark for mark in mantissa if mark in ".,"]
    if len(set(marks)) == 2:  # both occur: the last one is the decimal
        last = marks[-1]
        return mantissa.replace("." if last == "," else ",", "").replace(last, ".")
    if len(marks) > 1:
        return mantissa.replace(marks[0], "")
    if marks and _groups_thousands(mantissa, marks[0], thousands):
        return mantissa.replace(marks[0], "")
    return mantissa.replace(",", ".")


def _groups_thousands(mantissa: str, mark: str, thousands: str) -> bool:
    whole, _, rest = mantissa.lstrip("-").partition(mark)
    return len(rest) == 3 and whole != "0" and (mark in (thousands, ".") or rest == "000")


def _bounded(number: Number, text: str) -> Number:
    """Read the words before: "min.", "tot", ">", "ca.", "tussen"."""
    before = text[max(0, number.start - _LOOK_BACK) : number.start]
    offset = number.start - len(before)
    if about := _ABOUT.search(before):
        number = replace(number, start=offset + about.start(), confidence=number.confidence * 0.9)
        before = before[: about.start()]
    if number.low != number.high:
        return _before_range(number, before, offset)
    if bound := _AT_MOST.search(before):
        return replace(number, low=None, start=offset + bound.start())
    if bound := _AT_LEAST.search(before):
        return replace(number, high=None, start=offset + bound.start())
    return number


def _before_range(number: Number, before: str, offset: int) -> Number:
    """Before a range "van" and "vanaf" say no more than the range does."""
    bound = re.search(r"\b(?:van(?:af)?|from|tussen)\s*$", before)
    return replace(number, start=offset + bound.start()) if bound else number


def as_decimal(written: str, language: str) -> float | None:
    """One number standing alone, as a value: for readers that match their own pattern."""
    return _value(written.strip(), language)
