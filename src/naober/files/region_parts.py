"""What was read of a region's workbook, and what its scenarios make of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from naober.engines.flows import Exchange, Need, Offer, Problem, Season


@dataclass(frozen=True, slots=True)
class Listed:
    """Who offers or needs something, in words."""

    organisation: str
    what: str
    unit: str
    place: str
    permit_class: str = ""  # "waste", "by-product", "end-of-waste"; "" is not known


@dataclass(frozen=True, slots=True)
class Pair:
    """An exchange whose cost is still in parts."""

    exchange: Exchange
    treatment: float
    transport: float


@dataclass(frozen=True, slots=True)
class Change:
    """What a scenario multiplies; `which` "" is all."""

    what: str
    which: str
    times: float


@dataclass(frozen=True, slots=True)
class Parts:
    """All that was read, before a scenario changes it."""

    seasons: tuple[Season, ...]
    offers: Mapping[str, Offer]
    needs: Mapping[str, Need]
    pairs: Sequence[Pair]
    approach: float


@dataclass(frozen=True, slots=True)
class Scenario:
    """By what each thing is multiplied."""

    changes: tuple[Change, ...] = ()

    def times(self, what: str, *ids: str) -> float:
        found = 1.0
        for change in self.changes:
            if change.what == what and change.which in ("", *ids):
                found *= change.times
        return found

    def offer(self, one: Offer) -> Offer:
        more = self.times("offer_amount", one.id)
        return replace(
            one,
            amounts=tuple(amount * more for amount in one.amounts),
            gain=one.gain * self.times("disposal_cost", one.id),
            fixed_cost=one.fixed_cost * self.times("fixed_cost", one.id),
        )

    def need(self, one: Need) -> Need:
        more = self.times("need_amount", one.id)
        return replace(
            one,
            amounts=tuple(amount * more for amount in one.amounts),
            gain=one.gain * self.times("purchase_cost", one.id),
        )

    def exchange(self, pair: Pair) -> Exchange:
        way = pair.exchange
        ends = way.offer, way.need
        pump = way.pump and replace(
            way.pump,
            fixed_cost=way.pump.fixed_cost * self.times("fixed_cost", *ends),
            power_price=way.pump.power_price * self.times("power_price", *ends),
        )
        return replace(
            way,
            cost=pair.treatment * self.times("treatment_cost", *ends)
            + pair.transport * self.times("transport_cost", *ends),
            fixed_cost=way.fixed_cost * self.times("fixed_cost", *ends),
            pump=pump,
        )

    def problem(self, parts: Parts) -> Problem:
        return Problem(
            parts.seasons,
            tuple(map(self.offer, parts.offers.values())),
            tuple(map(self.need, parts.needs.values())),
            tuple(map(self.exchange, parts.pairs)),
            parts.approach,
        )
