"""Whether an offer is hot, cold and pressed enough for a need. This is physics: it is never waived.

A steam pressure in a listing is read as absolute, the mildest reading: what fails then, fails.
"""

from dataclasses import dataclass

from naober.engines.matching import physics
from naober.engines.matching.kinship import COLD, HEAT, Kinships
from naober.engines.matching.problem import Bounds, Item
from naober.engines.matching.result import Reason, ReasonCode

STEAM = "steam"
FROZEN = frozenset({"cold-storage", "freezer-storage"})
COLD_BELOW_C = 16.0  # a need at or below this asks for cold, if nothing says that it asks for heat
UNKNOWN_FACTOR = 0.85
UNKNOWN_FOR_STEAM_FACTOR = 0.4
USUAL_TOLERANCE_K = 15.0  # a need that names no temperature is not taken at its usual one exactly
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


@dataclass(frozen=True, slots=True)
class Level:
    """A temperature that a listing names (`said`) or that its concept usually has."""

    bounds: Bounds
    said: bool

    def __str__(self) -> str:
        return text_of(self.bounds) if self.said else f"≈ {text_of(self.bounds)}"


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
    if offer.pressure and need.pressure and _is_any(offer, STEAM, kinships):
        return _pressure(offer, need)
    given, asked = _level(offer, kinships), _level(need, kinships)
    if given is None:
        return Fit(UNKNOWN_FOR_STEAM_FACTOR)
    return _warm(given, asked) if asked else Fit(UNKNOWN_FACTOR)


def _heat(offer: Item, need: Item, kinships: Kinships) -> Fit | None:
    given, asked = _level(offer, kinships), _level(need, kinships)
    if given is None or asked is None:
        return Fit(UNKNOWN_FACTOR)
    if not asked.said and _least(given.bounds) < _least(asked.bounds):
        asked = _eased(asked)
    return _warm(given, asked)


def _warm(given: Level, asked: Level) -> Fit | None:
    given_c, asked_c = _least(given.bounds), _least(asked.bounds)
    values = (("offer_c", str(given)), ("need_c", str(asked)))
    if given_c >= asked_c:
        factor = 1.0 if given_c >= asked_c + MARGIN_K else NARROW_FACTOR
        return _told(ReasonCode.TEMPERATURE_SERVES, values, factor, given.said or asked.said)
    if not physics.heat_pump_can(given_c, asked_c):
        return None
    lift = round(asked_c - given_c, 1)
    pump = Reason(ReasonCode.HEAT_PUMP, (*values, ("lift_k", lift)))
    return Fit(PUMP_FACTOR - PUMP_LOSS_PER_K * lift, (pump,))


def _cold(offer: Item, need: Item, kinships: Kinships) -> Fit | None:
    given, asked = _level(offer, kinships), _level(need, kinships)
    if given is None or asked is None:
        return Fit(UNKNOWN_FACTOR)
    if _least(given.bounds) > _most(asked.bounds) + (0 if asked.said else USUAL_TOLERANCE_K):
        return None
    values = (("offer_c", str(given)), ("need_c", str(asked)))
    return _told(ReasonCode.TEMPERATURE_SERVES, values, 1.0, given.said or asked.said)


def _told(code: ReasonCode, values: tuple[tuple[str, str], ...], factor: float, told: bool) -> Fit:
    """A fit whose reason is given only when at least one side spoke of it."""
    return Fit(factor, (Reason(code, values),)) if told else Fit(factor * UNKNOWN_FACTOR)


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


def _level(item: Item, kinships: Kinships) -> Level | None:
    if item.temperature:
        return Level(item.temperature, said=True)
    steam = _of_steam(item, kinships)
    if steam:
        return Level(steam, said=True)
    usual = _usual(item, kinships)
    return Level(usual, said=False) if usual else None


def _eased(asked: Level) -> Level:
    """A usual temperature, lowered by what usual may mean."""
    celsius = _least(asked.bounds) - USUAL_TOLERANCE_K
    return Level(Bounds(celsius, celsius), said=False)


def _of_steam(item: Item, kinships: Kinships) -> Bounds | None:
    """By its pressure; steam of which nothing is known is at least boiling hot."""
    if not _is_any(item, STEAM, kinships):
        return None
    if not item.pressure:
        return None if _usual(item, kinships) else Bounds(100.0, 100.0)
    celsius = float(round(physics.steam_temperature_c(_least(item.pressure))))
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
    if _is_any(need, COLD, kinships) or not FROZEN.isdisjoint(need.concepts):
        return True
    return need.temperature is not None and _most(need.temperature) <= COLD_BELOW_C


def _is_any(item: Item, top: str, kinships: Kinships) -> bool:
    return any(kinships.is_kind(concept, top) for concept in item.concepts)


def _least(bounds: Bounds) -> float:
    """What is there at least: the low end, or the high one when that is all that is known."""
    return bounds.low if bounds.low is not None else (bounds.high or 0.0)


def _most(bounds: Bounds) -> float:
    return bounds.high if bounds.high is not None else (bounds.low or 0.0)
