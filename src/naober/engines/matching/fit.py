"""How well two listings that mean the same fit: amount, distance, period, certificates, parts.

Each function gives a `Fit`, or None when the pair is no match at all. More distance never gives a
higher factor, and neither does less of what is needed.
"""

from datetime import date
from math import exp

from naober.engines.matching.problem import Amount, Bounds, Item
from naober.engines.matching.result import Reason, ReasonCode
from naober.engines.matching.thermal import NEUTRAL, Fit, text_of
from naober.lexicon import Kind
from naober.lexicon.places import kilometres
from naober.lexicon.words import fold

NEARBY_KM = 15.0
SCALE_KM = {Kind.ENERGY: 40.0, Kind.TRAINING: 150.0, Kind.KNOWLEDGE: 300.0}
USUAL_SCALE_KM = 100.0  # half of all by-product exchanges lie within 33 km
FAR_FLOOR = 0.65
FAR_FLOOR_ENERGY = 0.4
OUTSIDE_FACTOR = 0.6
TOO_LITTLE_PERCENT = 5.0
TOO_LITTLE_FACTOR = 0.7
PART_FLOOR = 0.85
PARTLY_FACTOR = 0.9
MISSING_FACTOR = 0.85
DIFFERS_FACTOR = 0.6


def distance_km(one: Item, other: Item) -> float | None:
    """Great-circle distance; None when a place is unknown."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    return kilometres((one.latitude, one.longitude), (other.latitude, other.longitude))


def distance(offer: Item, need: Item, max_km: float | None) -> Fit | None:
    """Nearer is better, most of all for heat; far outside a wanted radius is no match."""
    km = distance_km(offer, need)
    if km is None:
        return NEUTRAL
    radius = min((r for r in (offer.radius_km, need.radius_km) if r is not None), default=None)
    if (max_km is not None and km > max_km) or (radius is not None and km > 2 * radius + 10):
        return None
    shown = round(km, 1)
    code = ReasonCode.NEARBY if km <= NEARBY_KM else ReasonCode.DISTANCE
    reasons = (Reason(code, (("km", shown),)),)
    factor = _nearness(km, offer.kind or need.kind)
    if radius is not None and km > radius:
        outside = Reason(ReasonCode.OUTSIDE_RADIUS, (("km", shown), ("radius_km", radius)))
        return Fit(factor * OUTSIDE_FACTOR, (*reasons, outside))
    return Fit(factor, reasons)


def amount(offer: Item, need: Item) -> Fit:
    """How much of the need the offer covers, when both say how much in a way that compares."""
    given, asked = _comparable(offer, need)
    if given is None or asked is None or asked <= 0:
        return NEUTRAL
    percent = 100 * given / asked
    shown = float(round(percent)) if percent >= 1 else round(percent, 2)
    if percent >= 100:
        reasons = [Reason(ReasonCode.COVERS_NEED, (("percent", shown),))]
        if percent >= 200:
            reasons.append(Reason(ReasonCode.TAKES_PART, (("percent", round(1e4 / percent, 1)),)))
        return Fit(1.0, tuple(reasons))
    if percent < TOO_LITTLE_PERCENT:
        return Fit(TOO_LITTLE_FACTOR, (Reason(ReasonCode.TOO_LITTLE, (("percent", shown),)),))
    factor = PART_FLOOR + (1 - PART_FLOOR) * percent / 100
    return Fit(factor, (Reason(ReasonCode.COVERS_PART, (("percent", shown),)),))


def period(offer: Item, need: Item, today: date) -> Fit | None:
    """None when either has ended or they never are there at the same time."""
    start = max((d for d in (offer.start, need.start) if d), default=None)
    ends = [d for d in (offer.end, need.end, offer.expires, need.expires) if d]
    end = min(ends, default=None)
    if end is not None and (end < today or (start is not None and start > end)):
        return None
    said = [d for d in (offer.start, offer.end, need.start, need.end) if d]
    if not said:
        return NEUTRAL
    until = min((d for d in (offer.end, need.end) if d), default=None)
    values = (("start", start.isoformat() if start else ""), ("end", str(until or "")))
    if _partly(offer, need, today):
        return Fit(PARTLY_FACTOR, (Reason(ReasonCode.PERIOD_PARTLY, values),))
    return Fit(1.0, (Reason(ReasonCode.PERIOD_OVERLAPS, values),))


def certificates(offer: Item, need: Item) -> Fit:
    """Which wanted certificates the offer names."""
    held = {fold(name) for name in offer.certificates}
    reasons = []
    factor = 1.0
    for name in need.certificates:
        has = fold(name) in held
        code = ReasonCode.CERTIFICATE_HELD if has else ReasonCode.CERTIFICATE_MISSING
        reasons.append(Reason(code, (("certificate", name),)))
        factor *= 1.0 if has else MISSING_FACTOR
    return Fit(factor, tuple(reasons))


def composition(offer: Item, need: Item) -> Fit:
    """Parts that both name, in percent: the offer's range must touch the wanted one."""
    offered = {fold(name): bounds for name, bounds in offer.composition}
    reasons = []
    factor = 1.0
    for name, asked in need.composition:
        given = offered.get(fold(name))
        if given is None:
            continue
        fits = _touch(given, asked)
        code = ReasonCode.COMPOSITION_FITS if fits else ReasonCode.COMPOSITION_DIFFERS
        values = (
            ("name", name),
            ("offer_percent", text_of(given)),
            ("need_percent", text_of(asked)),
        )
        reasons.append(Reason(code, values))
        factor *= 1.0 if fits else DIFFERS_FACTOR
    return Fit(factor, tuple(reasons))


def _nearness(km: float, kind: str | None) -> float:
    floor = FAR_FLOOR_ENERGY if kind == Kind.ENERGY else FAR_FLOOR
    scale = next((s for k, s in SCALE_KM.items() if k == kind), USUAL_SCALE_KM)
    return floor + (1 - floor) * exp(-km / scale)


def _comparable(offer: Item, need: Item) -> tuple[float | None, float | None]:
    one, other = offer.amount, need.amount
    if one and other and one.dimension == other.dimension and one.per_year == other.per_year:
        return _middle(one), _middle(other)
    if offer.power and need.power:
        return _middle_of(offer.power), _middle_of(need.power)
    return None, None


def _middle(amount_: Amount) -> float | None:
    return _middle_of(amount_.bounds)


def _middle_of(bounds: Bounds) -> float | None:
    known = [value for value in (bounds.low, bounds.high) if value is not None]
    return sum(known) / len(known) if known else None


def _partly(offer: Item, need: Item, today: date) -> bool:
    """Whether the offer is there for only a part of the days the need names."""
    late = bool(offer.start and need.start and offer.start > max(need.start, today))
    ended = bool(offer.end and need.end and offer.end < need.end)
    return late or ended


def _touch(one: Bounds, other: Bounds) -> bool:
    below = one.high is not None and other.low is not None and one.high < other.low
    above = one.low is not None and other.high is not None and one.low > other.high
    return not below and not above
