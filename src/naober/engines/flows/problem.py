"""The region's question: who has what left, who needs it, which pairs can work, what it takes.

Money is in euro, CO2 in kg, weights in tonnes, heat in MWh, temperatures in °C; fixed costs are
paid once in the whole time that the seasons cover, mostly a year. An amount of an exchange is
counted where it leaves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

APPROACH = 10.0  # K, between what gives heat and what takes it
INFINITE = float("inf")


class Objective(StrEnum):
    """What is to be the most; of CO2 and mass so that all together lose nothing."""

    GAIN = "gain"
    CO2 = "co2"
    MASS = "mass"


@dataclass(frozen=True, slots=True)
class Season:
    """A part of the time, with its length."""

    name: str
    weeks: float


@dataclass(frozen=True, slots=True)
class Heat:
    """A range of temperature: heat is given while cooling from `top` to `bottom`, or taken while
    warming up. With both the same it is all given or taken at that temperature."""

    top: float
    bottom: float

    def __post_init__(self) -> None:
        if not -273.15 < self.bottom <= self.top <= 3000:
            raise ValueError(f"from {self.bottom} to {self.top} °C")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a company has left, by season.

    `gain` is what its owner saves on each unit that goes, such as the cost of disposal, or less
    than 0 where it asks a price; `co2` what is then not emitted. `fixed_cost` is paid once when
    anything of it goes: a washing line. `step` is one truck more a week, or what else is a
    natural step.
    """

    id: str
    amounts: tuple[float, ...]
    gain: float = 0.0
    co2: float = 0.0
    fixed_cost: float = 0.0
    heat: Heat | None = None
    step: float = 25.0


@dataclass(frozen=True, slots=True)
class Need:
    """What a company can use, by season. `gain` is what it pays for a unit elsewhere now.

    `least` is the part of it that the plan has to meet, from 0 to 1.
    """

    id: str
    amounts: tuple[float, ...]
    gain: float = 0.0
    co2: float = 0.0
    least: float = 0.0
    heat: Heat | None = None
    step: float = 25.0


@dataclass(frozen=True, slots=True)
class Pump:
    """A heat pump that an exchange may buy, to lift heat that is not warm enough.

    `fixed_cost` is that of the pump, `power_price` and `co2` those of a MWh of electricity.
    `quality` is the part of the Carnot factor that it reaches; `highest` what it can make warm.
    """

    fixed_cost: float
    power_price: float
    co2: float = 0.0
    quality: float = 0.5
    highest: float = 150.0

    def __post_init__(self) -> None:
        if not 0 < self.quality <= 1:
            raise ValueError(f"a quality of {self.quality}")


@dataclass(frozen=True, slots=True)
class Exchange:
    """A pair that can work.

    Per unit that leaves: `cost` (treatment and transport), `co2` (emitted by both), `useful` (what
    arrives of it) and `mass` (tonnes; 0 for heat). `fixed_cost` is that of the connection: a pipe,
    a permit. `capacity` is the most in a week; `lot` the least in each season in which it runs.
    """

    offer: str
    need: str
    cost: float = 0.0
    co2: float = 0.0
    useful: float = 1.0
    mass: float = 1.0
    fixed_cost: float = 0.0
    capacity: float = INFINITE
    lot: float = 0.0
    pump: Pump | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Valid when made."""

    seasons: tuple[Season, ...]
    offers: tuple[Offer, ...]
    needs: tuple[Need, ...]
    exchanges: tuple[Exchange, ...]
    approach: float = APPROACH

    def __post_init__(self) -> None:
        offers = {one.id: one for one in self.offers}
        needs = {one.id: one for one in self.needs}
        pairs = {(one.offer, one.need) for one in self.exchanges}
        if len(offers) < len(self.offers) or len(needs) < len(self.needs):
            raise ValueError("an id stands there twice")
        if len(pairs) < len(self.exchanges):
            raise ValueError("a pair stands there twice")
        if any(offer not in offers or need not in needs for offer, need in pairs):
            raise ValueError("an exchange of something that there is not")
        if any((offers[a].heat is None) != (needs[b].heat is None) for a, b in pairs):
            raise ValueError("heat goes to heat only")
        if not self.seasons or not all(season.weeks > 0 for season in self.seasons):
            raise ValueError("a season without weeks, or none at all")
        self._check_amounts()

    def _check_amounts(self) -> None:
        sides: tuple[Offer | Need, ...] = (*self.offers, *self.needs)
        for one in sides:
            if len(one.amounts) != len(self.seasons):
                raise ValueError(f"{one.id}: not an amount for each season")
            _not_negative(one.id, one.amounts)
            _numbers(one.id, (one.gain, one.co2))
        _not_negative("fixed cost", [offer.fixed_cost for offer in self.offers])
        _not_negative("fixed cost", [way.fixed_cost for way in self.exchanges])
        _not_negative("approach", [self.approach])
        if not all(0 <= need.least <= 1 for need in self.needs):
            raise ValueError("a need has to be met for a part from 0 to 1")
        for way in self.exchanges:
            name = f"{way.offer} - {way.need}"
            _numbers(name, (way.cost, way.co2))
            _not_negative(name, (way.useful, way.mass, way.lot))
            if not way.useful or not way.capacity >= 0:
                raise ValueError(f"{name}: nothing arrives, or a capacity below 0")


def _not_negative(name: str, values: Iterable[float]) -> None:
    if not all(isfinite(value) and value >= 0 for value in values):
        raise ValueError(f"{name}: below 0, or no number")


def _numbers(name: str, values: Iterable[float]) -> None:
    if not all(map(isfinite, values)):
        raise ValueError(f"{name}: no number")
