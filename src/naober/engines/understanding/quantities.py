"""How much, and how often: the one quantity that the sentence is about, and a flow beside it.

The quantity keeps the unit as written; amounts are multiplied out ("twee keer per week 5 ton" is
10 t a week, "40 bigbags van 500 kg" is 20,000 kg), and a second unit in brackets is left alone.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from naober.engines.understanding.cadence import Frequency
from naober.engines.understanding.measures import Measure
from naober.engines.understanding.numbers import find_numbers
from naober.engines.understanding.reading import Reading
from naober.engines.understanding.result import Cadence, Quantity, Span
from naober.lexicon import Dimension, Kind, Lexicon, Unit

# Which dimension the sentence is about when it names several: how much, before how big.
_RANKS = {
    Dimension.MASS: 0, Dimension.GAS_VOLUME: 0, Dimension.VOLUME: 0, Dimension.ENERGY: 1,
    Dimension.FTE: 0, Dimension.PALLET_PLACE: 1, Dimension.PERSON_HOURS: 2, Dimension.COUNT: 2,
    Dimension.AREA: 3, Dimension.TIME: 4, Dimension.LENGTH: 5, Dimension.CURRENT: 6,
}  # fmt: skip
_SPECIFICATIONS = frozenset({"millimetre", "centimetre", "micrometre", "milliampere"})
_EACH = re.compile(r"\s?(?:van|a|of|x|met|at|with)\s(?:(?:elk|ieder|each|ca|circa)\.?\s)?")
_NOT_AN_AMOUNT = re.compile(
    r"\b(?:binnen|within|over|na|after|straal van|radius of|omtrek van|afstand van)\s?(?:ca\.?\s)?$"
)
_FOR_PERSONS = re.compile(r"\b(?:voor|for)\s(?:max\.?\s|ca\.?\s)?$")  # how many it seats
_IN_PACKS = re.compile(
    r"\s(?:zak|zakken|zakjes|bags|sacks|vaten|jerrycans|flessen|bottles|emmers|dozen)\b"
)
_SEATED = frozenset({"person", "truckload"})
_PERSONAL = re.compile(r"\s?(?:ervaring|oud|old|experience|geleden|ago|garantie|warranty)")
_COUNTED_KINDS = frozenset(
    {Kind.PEOPLE, Kind.PRODUCT, Kind.FACILITY, Kind.TRANSPORT, Kind.TRAINING, Kind.SAFETY}
)
_DAYS_UNIT = frozenset({"day", "person-day", "shift"})


@dataclass(frozen=True, slots=True)
class CountedName:
    """A concept that stands where a unit might: "3 lassers", "2 heftrucks"."""

    start: int
    end: int
    kind: str


def count_measures(
    reading: Reading, names: Iterable[CountedName], lexicon: Lexicon
) -> tuple[Measure, ...]:
    """A number right before a thing or person one can count: fte for people, pieces otherwise."""
    starts = {name.start: name for name in names if name.kind in _COUNTED_KINDS}
    found = []
    for number in find_numbers(reading):
        gap = re.match(r"\s+(?:(?!per\b)[a-z-]{3,}e\s+)?", reading.folded[number.end :])
        name = starts.get(number.end + gap.end()) if gap else None
        unit = _count_unit(name, lexicon)
        if name is None or unit is None or number.weak or _too_many(number.low):
            continue
        found.append(
            Measure(number.low, number.high, unit, number.start, number.core, number.end,
                    confidence=0.8 * number.confidence)
        )  # fmt: skip
    return tuple(found)


def _count_unit(name: CountedName | None, lexicon: Lexicon) -> Unit | None:
    if name is None:
        return None
    return lexicon.units.get("fte" if name.kind == Kind.PEOPLE else "piece")


def _too_many(value: float | None) -> bool:
    return value is not None and not 0 < value <= 100_000


def quantities(
    reading: Reading,
    measures: Sequence[Measure],
    frequencies: Sequence[Frequency],
    *,
    taught: bool = False,
) -> tuple[Quantity, ...]:
    """All quantities, the one that the sentence is about first. Where people are `taught`, how
    many it is for is the amount."""
    likely = [m for m in measures if _is_amount(reading, m, taught=taught)]
    amounts = _multiplied(reading, [m for m in likely if not _overlaps(m, frequencies)])
    if not amounts:
        return tuple(_loads(reading, likely, frequencies))
    found: list[tuple[int, int, Quantity]] = []
    for index, measure in enumerate(amounts):
        quantity = _with_cadence(reading, index, amounts, frequencies)
        if quantity is not None:
            rank = _RANKS[measure.unit.dimension] + (2 if measure.confidence < 0.6 else 0)
            rank += 3 if quantity.cadence is Cadence.ONCE and _flows(measure) else 0
            found.append((rank, measure.start, quantity))
    found.sort(key=lambda entry: entry[:2])
    return tuple(quantity for _, _, quantity in found)


def _flows(measure: Measure) -> bool:
    """Amounts that usually come again, so that one without a cadence is rather a size."""
    return measure.unit.dimension in (Dimension.MASS, Dimension.VOLUME, Dimension.COUNT)


def _overlaps(measure: Measure, frequencies: Sequence[Frequency]) -> bool:
    return any(f.start < measure.end and measure.core < f.end for f in frequencies)


def _loads(
    reading: Reading, measures: Sequence[Measure], frequencies: Sequence[Frequency]
) -> Iterator[Quantity]:
    """ "3 vrachten per week" where nothing else says how much."""
    for measure in measures:
        for frequency in frequencies:
            inside = frequency.start <= measure.core and measure.unit.id != "piece"
            if frequency.load and frequency.counted and inside:
                span = reading.claim(frequency.start, frequency.end)
                quantity = _quantity(measure, frequency.cadence, span)
                yield replace(quantity, low=frequency.low, high=frequency.high)


def _is_amount(reading: Reading, measure: Measure, *, taught: bool) -> bool:
    before = reading.folded[max(0, measure.start - 20) : measure.start]
    return (
        measure.unit.dimension in _RANKS
        and measure.unit.id not in _SPECIFICATIONS
        and reading.free(measure.start, measure.end)
        and not (measure.weak and measure.unit.dimension in (Dimension.FTE, Dimension.COUNT))
        and not (measure.unit.id in _SEATED and not taught and _FOR_PERSONS.search(before))
        and not (measure.unit.dimension is Dimension.TIME and _NOT_AN_AMOUNT.search(before))
        and not _PERSONAL.match(reading.folded, measure.end)
        and not (_flows(measure) and _IN_PACKS.match(reading.folded, measure.end))
        and (measure.low or measure.high or 0.0) > 0
    )


def _multiplied(reading: Reading, measures: list[Measure]) -> list[Measure]:
    """ "40 bigbags van 500 kg": the pieces take the size of each."""
    found: list[Measure] = []
    for measure in measures:
        product = _product(reading, found[-1], measure) if found else None
        if product is not None:
            found[-1] = product
        else:
            found.append(measure)
    return found


def _product(reading: Reading, pieces: Measure, each: Measure) -> Measure | None:
    """`pieces` times `each`, or None where the second is not the size of the first."""
    counted = pieces.unit.dimension in (Dimension.COUNT, Dimension.PALLET_PLACE)
    packed = counted or pieces.unit.id in _PACKAGES
    sized = each.unit.dimension in (Dimension.MASS, Dimension.VOLUME)
    between = reading.folded[pieces.end : each.start]
    if not (packed and sized and each.unit.id not in _PACKAGES and _EACH.fullmatch(between)):
        return None
    return replace(
        each, low=_times(pieces.low, each.low), high=_times(pieces.high, each.high),
        start=pieces.start, core=pieces.core, confidence=min(pieces.confidence, each.confidence),
    )  # fmt: skip


_PACKAGES = frozenset(
    (
        "big-bag",
        "bag-25kg",
        "ibc",
        "drum-200l",
        "jerrycan",
        "container",
        "sea-container",
        "truckload",
    )
)


def _times(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first * second


def _with_cadence(
    reading: Reading, index: int, amounts: Sequence[Measure], frequencies: Sequence[Frequency]
) -> Quantity | None:
    measure = amounts[index]
    frequency = _nearest(reading, index, amounts, frequencies)
    if measure.unit.id == "shift" and frequency is None:
        return None
    if measure.unit.dimension is Dimension.TIME and not _is_work(measure, frequency):
        return None
    if frequency is None:
        return _quantity(measure, Cadence.ONCE, reading.claim(measure.start, measure.end))
    low, high = _times(measure.low, frequency.low), _times(measure.high, frequency.high)
    low, high, cadence = _per_week(low, high, frequency, amounts, frequencies)
    start, end = measure.start, measure.end
    if reading.clause_at(start) == reading.clause_at(frequency.start):
        start, end = _span(reading, measure, frequency)
    span = reading.claim(start, end)
    reading.claim(frequency.start, frequency.end)
    batch = "batch" if cadence is Cadence.ONCE else ""
    return replace(_quantity(measure, cadence, span), low=low, high=high, per=batch)


def _span(reading: Reading, measure: Measure, frequency: Frequency) -> tuple[int, int]:
    """One span over amount and cadence where little stands between them, else the amount's own."""
    first, second = sorted(((measure.start, measure.end), (frequency.start, frequency.end)))
    near = second[0] - first[1] <= 3
    return (first[0], max(first[1], second[1])) if near else (measure.start, measure.end)


def _is_work(measure: Measure, frequency: Frequency | None) -> bool:
    """Two days a week is work; two weeks is how long."""
    return measure.unit.id in _DAYS_UNIT and frequency is not None


def _quantity(measure: Measure, cadence: Cadence, span: Span) -> Quantity:
    return Quantity(
        measure.low, measure.high, measure.unit.id, measure.unit.dimension, cadence,
        span, measure.confidence,
    )  # fmt: skip


def _nearest(
    reading: Reading, index: int, amounts: Sequence[Measure], frequencies: Sequence[Frequency]
) -> Frequency | None:
    """The frequency of an amount: the next one after it, before another amount; else one before."""
    measure = amounts[index]
    clause = reading.clause_at(measure.start)
    until = amounts[index + 1].start if index + 1 < len(amounts) else clause.end
    since = amounts[index - 1].end if index else clause.start
    batch = None
    for frequency in frequencies:
        if measure.end <= frequency.start < min(until, clause.end):
            if frequency.load and frequency.cadence is Cadence.ONCE:
                batch = frequency
                continue
            return frequency
    for frequency in reversed(frequencies):
        if max(since, clause.start) <= frequency.start and frequency.end <= measure.start:
            if _taken(frequency, index, amounts, frequencies, reading):
                continue
            return frequency
    return batch


def _taken(
    frequency: Frequency,
    index: int,
    amounts: Sequence[Measure],
    frequencies: Sequence[Frequency],
    reading: Reading,
) -> bool:
    """A frequency right behind an earlier amount belongs to that one."""
    return any(
        0 <= frequency.start - earlier.end <= 3 for earlier in amounts[:index]
    )  # fmt: skip


def _per_week(
    low: float | None,
    high: float | None,
    frequency: Frequency,
    amounts: Sequence[Measure],
    frequencies: Sequence[Frequency],
) -> tuple[float | None, float | None, Cadence]:
    """ "2 ton per dag, 5 dagen per week" is 10 ton a week; loads likewise."""
    if frequency.cadence is Cadence.DAY:
        for days in amounts:
            week = _behind(days, frequencies)
            if days.unit.id == "day" and week and week.cadence is Cadence.WEEK and days.low:
                return _times(low, days.low), _times(high, days.high), Cadence.WEEK
    if frequency.load and frequency.cadence is Cadence.ONCE:
        for loads in frequencies:
            if loads.load and loads.counted:
                return _times(low, loads.low), _times(high, loads.high), loads.cadence
    return low, high, frequency.cadence


def _behind(measure: Measure, frequencies: Sequence[Frequency]) -> Frequency | None:
    return next((f for f in frequencies if 0 <= f.start - measure.end <= 2), None)
