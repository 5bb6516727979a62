"""The question: plain values only, so that any caller can ask it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from naober.lexicon import Lexicon


class Direction(StrEnum):
    OFFER = "offer"
    NEED = "need"


@dataclass(frozen=True, slots=True)
class Bounds:
    """A value or a range; None is an open end. low <= high when both are there."""

    low: float | None
    high: float | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")


@dataclass(frozen=True, slots=True)
class Amount:
    """How much, in the canonical unit of `dimension` (see naober.lexicon.Dimension).

    `per_year` is True for a flow (already turned into a year's amount), False for one lot or
    a standing size (kW, m2, fte, pallet places).
    """

    bounds: Bounds
    dimension: str
    per_year: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One offer or need.

    `concepts` are lexicon ids of what is offered or sought; `context` those merely mentioned.
    `expires` and the period are inclusive days. Temperatures in degC, pressure in bar, power in kW.
    `named` holds, per concept, the words that named it in the text, where the maker knows them.
    """

    id: str
    company: str
    direction: Direction
    text: str
    concepts: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    kind: str | None = None
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
    composition: tuple[tuple[str, Bounds], ...] = field(default=())
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Offers and needs of a whole region on one day.

    `today` decides what has expired. Pairs further apart than `max_distance_km` are left out;
    `top` keeps only that many matches a need, None keeps all.
    Raises ValueError when two items share an id or an item stands on the wrong side.
    """

    offers: tuple[Item, ...]
    needs: tuple[Item, ...]
    lexicon: Lexicon
    today: date
    max_distance_km: float | None = None
    top: int | None = None

    def __post_init__(self) -> None:
        ids = [item.id for item in (*self.offers, *self.needs)]
        if len(set(ids)) != len(ids):
            raise ValueError("two items have the same id")
        sides = ((self.offers, Direction.OFFER), (self.needs, Direction.NEED))
        for items, direction in sides:
            for item in items:
                if item.direction is not direction:
                    raise ValueError(f"item {item.id} is not a listing of kind {direction}")
