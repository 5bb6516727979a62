"""The values of the lexicon: what a concept, a link, a unit, a place and an activity are.

Everything here is frozen and made by `naober.lexicon.load`; nothing else makes them, except tests.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing a concept is. The top of every `broader` chain has the same kind."""

    MATERIAL = "material"  # raw, auxiliary, by-product, waste, water
    ENERGY = "energy"  # heat, steam, cold, power, gas, fuel as carrier
    PRODUCT = "product"  # a made thing or machine part one buys
    SERVICE = "service"  # work one buys: maintenance, inspection, contract manufacturing
    PEOPLE = "people"  # occupations and skills: hands for a time
    KNOWLEDGE = "knowledge"  # advice, experience, research, data
    FACILITY = "facility"  # a place or machine one may use: lab, test hall, cold store
    TRAINING = "training"  # courses, training places, internships
    TRANSPORT = "transport"  # moving and storing goods
    SAFETY = "safety"  # safety resources: foam, fire team, gas meters


class Relation(StrEnum):
    """How one concept makes a neighbour of another. Read it: SOURCE relation TARGET."""

    SERVES_AS = "serves_as"  # spent grain serves as feed
    MADE_FROM = "made_from"  # protein isolate is made from whey (source: product, target: stock)
    NEEDS = "needs"  # steam drying needs steam; with a condition


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing people in a plant talk about.

    `synonyms_*` hold what people say and write: other names, abbreviations, usual misspellings.
    `codes` maps a scheme ("ewc", "nace", "sbi", "isco", "esco", "cn") to its codes.
    `traits` are fixed facts: {"temperature_c": "95"} or {"hazardous": "yes"}.
    """

    id: str
    kind: Kind
    nl: str
    en: str
    broader: tuple[str, ...] = ()
    synonyms_nl: tuple[str, ...] = ()
    synonyms_en: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    traits: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        """Every name in both languages, the preferred ones first."""
        return (self.nl, self.en, *self.synonyms_nl, *self.synonyms_en)


@dataclass(frozen=True, slots=True)
class Link:
    """SOURCE relation TARGET, perhaps on a condition that is named in both languages."""

    source: str
    relation: Relation
    target: str
    strength: float = 1.0  # 1.0 common practice; 0.5 done, not usual
    condition_nl: str = ""
    condition_en: str = ""


class Dimension(StrEnum):
    """What a unit measures; in brackets the canonical unit that `Unit.factor` leads to."""

    MASS = "mass"  # t
    VOLUME = "volume"  # m3
    GAS_VOLUME = "gas_volume"  # Nm3
    ENERGY = "energy"  # MWh
    POWER = "power"  # kW
    PRESSURE = "pressure"  # bar
    TEMPERATURE = "temperature"  # degC
    COUNT = "count"  # pieces
    PALLET_PLACE = "pallet_place"
    FTE = "fte"
    PERSON_HOURS = "person_hours"  # h
    AREA = "area"  # m2
    LENGTH = "length"  # m
    DISTANCE = "distance"  # km
    MONEY = "money"  # EUR
    TIME = "time"  # days
    PERCENT = "percent"
    CONCENTRATION = "concentration"  # mg/l
    CURRENT = "current"  # A
    VOLTAGE = "voltage"  # V


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is written. canonical value = value * factor + offset.

    `typical` marks a usual size that is no fact (a truckload is about 25 t, an IBC about 1 m3).
    """

    id: str
    dimension: Dimension
    factor: float
    offset: float = 0.0
    symbol: str = ""
    names: tuple[str, ...] = ()
    typical: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A town or village. Coordinates are WGS84 degrees."""

    name: str
    latitude: float
    longitude: float
    province: str = ""
    municipality: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """What a kind of company does, and so what it usually takes in and lets go.

    `nace` holds NACE 2.1 codes or divisions ("11.05", "10"); `words` is how people name the trade.
    """

    id: str
    nl: str
    en: str
    nace: tuple[str, ...] = ()
    sbi: tuple[str, ...] = ()
    words_nl: tuple[str, ...] = ()
    words_en: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Precedent:
    """Elsewhere, what a kind of company let go went to another kind: three ids, and for what.

    `strength` is 1.0 for what is common and less for what is done now and then.
    """

    giver: str
    concept: str
    receiver: str
    strength: float = 1.0
    use_nl: str = ""
    use_en: str = ""
