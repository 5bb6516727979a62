"""Whether an offer is hot, cold and pressed enough for a need. This is physics: it is never waived.

A steam pressure in a listing is read as absolute, the mildest reading: what fails then, fails.
"""

from dataclasses import dataclass

from naober.engines.matching import physics
from naober.engines.matching.kinship import Kinships
from naober.engines.matching.problem import Bounds, Item
from naober.engines.matching.result import Reason, ReasonCode

STEAM = frozenset({"steam"})
HEAT = frozenset({"heat", "steam", "hot-water"})
COLD = frozenset({"cold", "cooling", "cooling-service", "cold-storage", "freezer-storage"})
COLD_BELOW_C = 16.0  # a need at or below this asks for cold, if nothing says that it asks for heat
UNKNOWN_FACTOR = 0.85
MARGIN_K = 5.0  # a heat exchanger's usual approach
NARROW_FACTOR = 0.95
PUMP_FACTOR = 0.6
PUMP_LOSS_PER_K = 0.003
COMPRESSION_FACTOR = 0.6


@dataclass(frozen=True, slots=True)
class Fit:
    """How far something lets a pair score: a factor 0..1 and what is to be said about it."""

    factor: float = 1.0
    reasons: tuple[Reason, ...] = ()


NEUTRAL = Fit()


def thermal(offer: Item, need: Item, kinships: Kinships) -> Fit | None:
    """The fit of temperature and pressure; None when the offer can never serve the need."""
    if _is_any(need, STEAM, kinships):
        return _steam(offer, need, kinships)
    if _asks_cold(need, kinships):
        return _cold(offer, need, kinships)
    if _is_any(need, HEAT, kinships) or need.temperature:
        return _heat(offer, need, kinships)
    return _pressure(offer, need)


def text_of(bounds: Bounds) -> str:
    """A range as people write it: "60-70", "> 99", "< 5", "85"."""
    if bounds.low is None:
        return "" if bounds.high is None else f"< {bounds.high:g}"
    if bounds.high is None:
        return f"> {bounds.low:g}"
    return f"{bounds.low:g}" if bounds.low == bounds.high else f"{bounds.low:g}-{bounds.high:g}"


def _steam(offer: Item, need: Item, kinships: Kinships) -> Fit | None:
    pressed = offer.pressure and need.pressure and _is_any(offer, STEAM, kinships)
    if pressed:
        return _pressure(offer, need)
    return _heat(offer, need, kinships)


def _heat(offer: Item, need: Item, kinships: Kinships) -> Fit | None:
    given, asked = _offered(offer, kinships), _asked(need, kinships)
    if given is None or asked is None:
        return Fit(UNKNOWN_FACTOR)
    given_c, asked_c = _least(given), _least(asked)
    if given_c >= asked_c:
        values = (("offer_c", text_of(given)), ("need_c", text_of(asked)))
        factor = 1.0 if given_c >= asked_c + MARGIN_K else NARROW_FACTOR
        return Fit(factor, (Reason(ReasonCode.TEMPERATURE_SERVES, values),))
    if not physics.heat_pump_can(given_c, asked_c):
        return None
    lift = asked_c - given_c
    pump = Reason(
        ReasonCode.HEAT_PUMP,
        (("offer_c", text_of(given)), ("need_c", text_of(asked)), ("lift_k", round(lift, 1))),
    )
    return Fit(PUMP_FACTOR - PUMP_LOSS_PER_K * lift, (pump,))


def _cold(offer: Item, need: Item, kinships: Kinships) -> Fit | None:
    given, asked = _offered(offer, kinships), _asked(need, kinships)
    if given is None or asked is None:
        return Fit(UNKNOWN_FACTOR)
    if _least(given) > _most(asked):
        return None
    values = (("offer_c", text_of(given)), ("need_c", text_of(asked)))
    return Fit(1.0, (Reason(ReasonCode.TEMPERATURE_SERVES, values),))


def _pressure(offer: Item, need: Item) -> Fit | None:
    if not offer.pressure or not need.pressure:
        return NEUTRAL
    given, asked = _least(offer.pressure), _least(need.pressure)
    values = (("offer_bar", text_of(offer.pressure)), ("need_bar", text_of(need.pressure)))
    if given >= asked:
        return Fit(1.0, (Reason(ReasonCode.PRESSURE_SERVES, values),))
    if not physics.compressor_can(given, asked):
        return None
    return Fit(COMPRESSION_FACTOR, (Reason(ReasonCode.COMPRESSION, values),))


def _offered(item: Item, kinships: Kinships) -> Bounds | None:
    return item.temperature or _of_steam(item, kinships) or _usual(item, kinships)


def _asked(item: Item, kinships: Kinships) -> Bounds | None:
    found = item.temperature or _of_steam(item, kinships) or _usual(item, kinships)
    if found is None and _is_any(item, STEAM, kinships):
        return Bounds(100.0, 100.0)
    return found


def _of_steam(item: Item, kinships: Kinships) -> Bounds | None:
    if not item.pressure or not _is_any(item, STEAM, kinships):
        return None
    celsius = round(physics.steam_temperature_c(_least(item.pressure)))
    return Bounds(celsius, celsius)


def _usual(item: Item, kinships: Kinships) -> Bounds | None:
    """What the lexicon knows of the temperature of the concepts, nearest ancestor first."""
    for concept in item.concepts:
        for id in (concept, *kinships.lexicon.ancestors(concept)):
            found = kinships.lexicon.concepts.get(id)
            written = found.traits.get("temperature_c", "") if found else ""
            if written:
                return _parsed(written)
    return None


def _parsed(written: str) -> Bounds | None:
    """ "95", "-18" or "40-60"."""
    low, dash, high = written.strip().partition("-") if written[0] != "-" else (written, "", "")
    try:
        return Bounds(float(low), float(high if dash else low))
    except ValueError:
        return None


def _asks_cold(need: Item, kinships: Kinships) -> bool:
    if _is_any(need, HEAT, kinships):
        return False
    if _is_any(need, COLD, kinships):
        return True
    return need.temperature is not None and _most(need.temperature) <= COLD_BELOW_C


def _is_any(item: Item, tops: frozenset[str], kinships: Kinships) -> bool:
    return any(c in tops or not tops.isdisjoint(kinships.broader(c)) for c in item.concepts)


def _least(bounds: Bounds) -> float:
    """What is there at least: the low end, or the high one when that is all that is known."""
    return bounds.low if bounds.low is not None else (bounds.high or 0.0)


def _most(bounds: Bounds) -> float:
    return bounds.high if bounds.high is not None else (bounds.low or 0.0)
