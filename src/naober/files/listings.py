"""From an understood sentence to an item that can be matched: the one place where it is done.

Amounts go to the canonical unit of their dimension and, when they flow, to a year. A year has
8,000 hours of a running plant, 260 working days, 520 shifts, 52 weeks and one campaign.
"""

from dataclasses import dataclass
from datetime import date

from naober.engines.matching import Amount, Bounds, Direction, Item
from naober.engines.understanding import Cadence, Quantity, Range, Understanding
from naober.lexicon import Dimension, Lexicon, load

PER_YEAR: dict[Cadence, float] = {
    Cadence.HOUR: 8000.0,
    Cadence.SHIFT: 520.0,
    Cadence.DAY: 260.0,
    Cadence.WEEK: 52.0,
    Cadence.MONTH: 12.0,
    Cadence.QUARTER: 4.0,
    Cadence.CAMPAIGN: 1.0,
    Cadence.YEAR: 1.0,
}
FLOWING = frozenset(
    {
        Dimension.MASS,
        Dimension.VOLUME,
        Dimension.GAS_VOLUME,
        Dimension.ENERGY,
        Dimension.COUNT,
        Dimension.PALLET_PLACE,
        Dimension.PERSON_HOURS,
        Dimension.MONEY,
    }
)
STANDING = frozenset(
    {Dimension.POWER, Dimension.FTE, Dimension.AREA, Dimension.LENGTH, Dimension.CURRENT}
)


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a listing beside its sentence; it wins over what the sentence says."""

    amount: Amount | None = None
    temperature: Bounds | None = None
    pressure: Bounds | None = None
    power: Bounds | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    start: date | None = None
    end: date | None = None
    expires: date | None = None
    certificates: tuple[str, ...] = ()


NOTHING = Given()


def item_from_understanding(
    understood: Understanding,
    *,
    id: str,
    company: str,
    direction: Direction | None = None,
    given: Given = NOTHING,
    lexicon: Lexicon | None = None,
) -> Item:
    """The item to match. Raises ValueError when neither `direction` nor the sentence tells it.

    `lexicon` is the one that the sentence was understood with; the packaged one if None.
    """
    period = understood.period
    latitude, longitude = _where(understood, given)
    return Item(
        id=id,
        company=company,
        direction=_direction(understood, direction),
        text=understood.text,
        concepts=_concepts(understood, main=True),
        context=_concepts(understood, main=False),
        kind=understood.kind,
        amount=given.amount or _amount(understood, lexicon or load()),
        temperature=given.temperature or _bounds(understood.temperature),
        pressure=given.pressure or _bounds(understood.pressure),
        power=given.power or _bounds(understood.power),
        latitude=latitude,
        longitude=longitude,
        radius_km=understood.radius_km if given.radius_km is None else given.radius_km,
        start=given.start or (period.start if period else None),
        end=given.end or (period.end if period else None),
        expires=given.expires,
        certificates=_certificates(understood, given),
        composition=tuple((c.name, ordered(c.low, c.high)) for c in understood.composition),
        named=_named(understood),
    )


def yearly(
    bounds: Bounds, dimension: str, cadence: Cadence, *, lexicon_unit: str, lexicon: Lexicon
) -> Amount | None:
    """An amount as written, in canonical units and, when it flows, a year; None for what is no
    amount (a temperature, a share)."""
    unit = lexicon.units.get(lexicon_unit)
    if unit is None or dimension not in FLOWING | STANDING:
        return None
    flows = cadence is not Cadence.ONCE and dimension in FLOWING
    times = PER_YEAR[cadence] if flows else 1.0
    low, high = (
        None if value is None else (value * unit.factor + unit.offset) * times
        for value in (bounds.low, bounds.high)
    )
    if (low is not None and low < 0) or (high is not None and high < 0):
        return None
    return Amount(ordered(low, high), dimension, per_year=flows)


def ordered(low: float | None, high: float | None) -> Bounds:
    """Bounds with the smaller value first, however they were written."""
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Bounds(low, high)


def _direction(understood: Understanding, chosen: Direction | None) -> Direction:
    if chosen is not None:
        return Direction(chosen)
    if str(understood.direction) not in set(Direction):
        raise ValueError("the sentence does not tell whether it offers or seeks")
    return Direction(str(understood.direction))


def _concepts(understood: Understanding, *, main: bool) -> tuple[str, ...]:
    mentions = (m for m in understood.concepts if m.main == main and not m.negated)
    return tuple(dict.fromkeys(m.concept for m in mentions))


def _named(understood: Understanding) -> tuple[tuple[str, str], ...]:
    """The words that named each main concept, as typed."""
    named: dict[str, str] = {}
    for mention in understood.concepts:
        if mention.main:
            words = understood.text[mention.span.start : mention.span.end]
            named.setdefault(mention.concept, words)
    return tuple(named.items())


def _amount(understood: Understanding, lexicon: Lexicon) -> Amount | None:
    amounts = (_of_quantity(q, lexicon) for q in (understood.quantity, understood.flow) if q)
    return next((amount for amount in amounts if amount), None)


def _of_quantity(quantity: Quantity, lexicon: Lexicon) -> Amount | None:
    bounds = ordered(quantity.low, quantity.high)
    return yearly(
        bounds, quantity.dimension, quantity.cadence, lexicon_unit=quantity.unit, lexicon=lexicon
    )


def _bounds(found: Range | None) -> Bounds | None:
    return ordered(found.low, found.high) if found else None


def _where(understood: Understanding, given: Given) -> tuple[float | None, float | None]:
    """A place in the sentence says where the thing is; else the place that is known."""
    if given.latitude is not None and given.longitude is not None:
        return given.latitude, given.longitude
    place = understood.place
    return (place.latitude, place.longitude) if place else (None, None)


def _certificates(understood: Understanding, given: Given) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*given.certificates, *(c.name for c in understood.certificates))))
