"""A number with its unit: "8 ton", "10.000 m3", "30 volle pallets", "60 °C tot 80 °C"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from naober.engines.understanding.numbers import Number, find_numbers
from naober.engines.understanding.reading import Reading, folded
from naober.lexicon import Dimension, Lexicon, Unit

# Up to three words that may be a unit; the longest that the lexicon knows counts.
_UNIT_WORD = r"(?:[a-z€$][a-z0-9]*(?:\([a-z]\)|'s|')?|°\s?[a-z]?(?![a-z])|%|‰|℃)"
_UNIT = re.compile(rf"[ \t]*-?(?P<words>{_UNIT_WORD}(?:[.\s/-]{{1,2}}{_UNIT_WORD}){{0,2}})")
_BETWEEN = re.compile(
    r"\s(?:volle|vol|lege|leeg|hele|losse|natte|droge|metrische|gebruikte|kleine|grote|halve"
    r"|nieuwe|schone|extra|stuks|gestapelde|full|empty|used|metric|dry|wet|net|gross|spare|small"
    r"|large|complete|vrije|free|loose|of|houten|kunststof|plastic|wooden)(?=\s)"
)
_AFTER_LEAST = re.compile(
    r"\s?(?:of meer|or more|or above|of hoger|or higher|plus\b|en hoger|en meer|and up|\+"
    r"|\(?min(?:imaal|imum|\.)?\)?(?=\s*(?:[,.;)]|$)))"
)
_AFTER_MOST = re.compile(
    r"\s?(?:of minder|of lager|or less|or lower"
    r"|\(?max(?:imaal|imum|\.)?\)?(?=\s*(?:[,.;)]|$)))"
)
_RANGE_MARK = re.compile(r"\s?(?:-|tot(?: en met)?|t/m|a|to|naar|en|and)\s?$")

# Units that are another word more often: they count only glued to their number ("80A", "95c").
_ONLY_GLUED = frozenset(("are", "to", "can", "mu", "as", *"aeopxinscfv"))
# "gr" is a degree where the talk is of heat or cold, else a gram.
_HEAT_WORDS = re.compile(
    r"warm|heet|heat|\bhot\b|stoom|steam|temp|water|lucht|koel|vries|cold|koud|condens|stook|oven"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A number and the unit after it; `core` is where the digits begin, `start` the qualifier."""

    low: float | None
    high: float | None
    unit: Unit
    start: int
    core: int
    end: int
    signed: bool = False
    confidence: float = 1.0
    weak: bool = False  # the number is an article

    def canonical(self) -> tuple[float | None, float | None]:
        """The bounds in the canonical unit of the unit's dimension."""
        return (
            None if self.low is None else self.low * self.unit.factor + self.unit.offset,
            None if self.high is None else self.high * self.unit.factor + self.unit.offset,
        )


def find_measures(reading: Reading, lexicon: Lexicon) -> tuple[Measure, ...]:
    """Every number with a known unit, left to right; "60 °C tot 80 °C" is one."""
    found: list[Measure] = []
    for measure in _measures(reading, lexicon):
        joined = _joined(found[-1], measure, reading.folded) if found else None
        if joined is not None:
            found[-1] = joined
        else:
            found.append(measure)
    return tuple(found)


def _measures(reading: Reading, lexicon: Lexicon) -> Iterator[Measure]:
    for number in find_numbers(reading):
        hit = unit_after(reading, number.end, lexicon)
        if hit is None:
            continue
        unit, end = hit
        if not reading.free(number.end, end):
            continue
        yield _measure(number, unit, end, reading.folded)


def _measure(number: Number, unit: Unit, end: int, text: str) -> Measure:
    low, high = number.low, number.high
    if low is not None and low == high and (after := _AFTER_LEAST.match(text, end)):
        high, end = None, after.end()
    elif low is not None and low == high and (after := _AFTER_MOST.match(text, end)):
        low, end = None, after.end()
    if unit.dimension is not Dimension.TEMPERATURE:
        low, high = _positive(low, high)
    return Measure(
        low, high, unit, number.start, number.core, end, number.signed, number.confidence,
        number.weak,
    )  # fmt: skip


def _positive(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """A dash before a number is a minus only for temperatures."""
    if low is not None and high is not None and low < 0:
        low, high = sorted((abs(low), abs(high)))
        return low, high
    return None if low is None else abs(low), None if high is None else abs(high)


def unit_after(reading: Reading, position: int, lexicon: Lexicon) -> tuple[Unit, int] | None:
    """The unit that begins right after a position (one adjective may stand between), and its end.

    "kg" in "5 kg", "big bags" in "20 volle big bags", "gr C" in "180 gr C".
    """
    for start in _unit_starts(reading.folded, position):
        match = _UNIT.match(reading.folded, start)
        if match is None:
            continue
        hit = _longest_unit(reading, match, lexicon, glued=match.start("words") == position)
        if hit is not None:
            return hit
    return None


def _unit_starts(text: str, position: int) -> Iterator[int]:
    yield position
    between = _BETWEEN.match(text, position)
    if between is not None:
        yield between.end()


def _longest_unit(
    reading: Reading, match: re.Match[str], lexicon: Lexicon, *, glued: bool
) -> tuple[Unit, int] | None:
    start, end = match.span("words")
    while end > start:
        written = reading.text[start:end]
        unit = _unit(written, reading, lexicon)
        if unit is not None and not (written in _ONLY_GLUED and not glued):
            return unit, end
        shorter = re.search(r"[.\s/-]{1,2}[^.\s/-]+$", reading.folded[start:end])
        if shorter is None:
            return None
        end = start + shorter.start()
    return None


def _unit(written: str, reading: Reading, lexicon: Lexicon) -> Unit | None:
    if written.lower().rstrip(".") == "gr" and not _HEAT_WORDS.search(reading.folded):
        return lexicon.unit("gram")
    return lexicon.unit(written) or lexicon.unit(_plain(folded(written)))


def _plain(written: str) -> str:
    """Brackets, diminutives and apostrophes off: "bar(o)" is "baro", "palletjes" is "pallet"."""
    written = written.replace("(", "").replace(")", "")
    return re.sub(r"(?<=[a-z]{3})(?:je|jes|tje|tjes|'s|')$", "", written)


def _joined(first: Measure, second: Measure, text: str) -> Measure | None:
    """ "1.5 MW tot 2 MW" as one; None when they are two."""
    between = text[first.end : second.core]
    one_dimension = first.unit.dimension is second.unit.dimension
    if not one_dimension or first.low is None or len(between) > 14:
        return None
    if not _RANGE_MARK.fullmatch(between):
        return None
    low, high = first.low, second.high
    if first.unit != second.unit and high is not None:
        factor = second.unit.factor / first.unit.factor if first.unit.factor else 1.0
        high = (second.high or 0.0) * factor
    bounds = sorted(value for value in (low, high) if value is not None)
    return replace(first, low=bounds[0], high=bounds[-1], end=second.end)
