"""A region's question as a linear programme: which column and which row says what.

A column is what goes over one exchange in one season, between two levels of temperature, lifted by
a pump or not. Behind those stand, as whole numbers, what is paid for once and what runs or not.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from naober.engines.flows.levels import Slice, counted, factor, flows_down, levels_of, slices
from naober.engines.flows.network import Floats
from naober.engines.flows.problem import INFINITE, Exchange, Heat, Objective, Problem
from naober.engines.flows.programme import Entries, Model

WHOLE_HEAT = Slice(0.0, 0.0, 1.0)  # what has no temperature is one level


@dataclass(frozen=True, slots=True)
class Column:
    """Per unit that leaves: gain, CO2 not emitted, mass; `useful` of it arrives."""

    way: int
    season: int
    source: int
    target: int
    pumped: bool
    useful: float
    gain: float
    co2: float
    mass: float


@dataclass(frozen=True, slots=True)
class Paid:
    """Something that is there or not. `kind`: "connection", "pump", "supply" or "runs"."""

    kind: str
    place: int
    cost: float = 0.0
    season: int = 0


@dataclass(slots=True)
class Rows:
    """Rows as they come: for each its limits and entries."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def add(self, entries: Iterable[tuple[int, float]], low: float, high: float) -> int:
        """One row; its number."""
        number = len(self.low)
        for column, value in entries:
            self.rows.append(number)
            self.columns.append(column)
            self.values.append(value)
        self.low.append(low)
        self.high.append(high)
        return number

    def entries(self) -> Entries:
        """All of them."""
        return Entries(
            np.array(self.rows, dtype=np.int32),
            np.array(self.columns, dtype=np.int32),
            np.array(self.values, dtype=np.float64),
        )


class Layout:
    """Of one problem and objective.

    `stock`, `asked` and `carried` have the row of each offer, need or exchange, by season and
    level; `links` are the rows that only say that something must be paid for first.
    """

    def __init__(self, problem: Problem, objective: Objective) -> None:
        self.problem = problem
        self.objective = objective
        self._offers = {one.id: place for place, one in enumerate(problem.offers)}
        self._needs = {one.id: place for place, one in enumerate(problem.needs)}
        self.offer_slices, self.need_slices = self._levels()
        self.columns = [
            column for way in range(len(problem.exchanges)) for column in self._of_exchange(way)
        ]
        self.by_run = self._by_run()
        self.paid = list(self._all_paid())
        self._paid_at = {
            (one.kind, one.place, one.season): len(self.columns) + at
            for at, one in enumerate(self.paid)
        }
        self.rows = Rows()
        self.links: list[int] = []
        self.stock: dict[tuple[int, int, int], int] = {}
        self.asked: dict[tuple[int, int, int], int] = {}
        self.carried: dict[tuple[int, int], int] = {}
        self._fill()

    @property
    def size(self) -> int:
        """How many columns there are, of both kinds."""
        return len(self.columns) + len(self.paid)

    def ends(self, way: Exchange) -> tuple[int, int]:
        """The places of its offer and need."""
        return self._offers[way.offer], self._needs[way.need]

    def _levels(self) -> tuple[list[tuple[Slice, ...]], list[tuple[Slice, ...]]]:
        problem = self.problem
        given = [one.heat and counted(one.heat, problem.approach) for one in problem.offers]
        taken = [one.heat for one in problem.needs]
        levels = levels_of([heat for heat in (*given, *taken) if heat])
        return [_parts(heat, levels) for heat in given], [_parts(heat, levels) for heat in taken]

    def _of_exchange(self, place: int) -> Iterator[Column]:
        way = self.problem.exchanges[place]
        offer, need = self.ends(way)
        heat = self.problem.offers[offer].heat is not None
        for source, giving in enumerate(self.offer_slices[offer]):
            for target, taking in enumerate(self.need_slices[need]):
                made = self._column(place, (source, target), (giving, taking), heat=heat)
                if made is None:
                    continue
                for season in range(len(self.problem.seasons)):
                    yield replace(made, season=season)

    def _column(
        self, place: int, at: tuple[int, int], parts: tuple[Slice, Slice], *, heat: bool
    ) -> Column | None:
        """None where heat would have to flow up, and no pump can lift it."""
        way = self.problem.exchanges[place]
        offer, need = (self.problem.offers, self.problem.needs)
        giver, taker = offer[self._offers[way.offer]], need[self._needs[way.need]]
        useful, power = way.useful, 0.0
        pumped = heat and not flows_down(*parts)
        if pumped:
            lift = way.pump and factor(way.pump, *parts)
            if not lift:
                return None
            power = way.useful / (lift - 1)
            useful += power
        price, dirt = (way.pump.power_price, way.pump.co2) if way.pump else (0.0, 0.0)
        gain = giver.gain + taker.gain * useful - way.cost - power * price
        co2 = giver.co2 + taker.co2 * useful - way.co2 - power * dirt
        return Column(place, 0, *at, pumped, useful, gain, co2, way.mass)

    def _by_run(self) -> dict[tuple[int, int], list[int]]:
        """The columns of each exchange in each season."""
        found: dict[tuple[int, int], list[int]] = {}
        for at, column in enumerate(self.columns):
            found.setdefault((column.way, column.season), []).append(at)
        return found

    def _all_paid(self) -> Iterator[Paid]:
        for place, offer in enumerate(self.problem.offers):
            if offer.fixed_cost:
                yield Paid("supply", place, offer.fixed_cost)
        for place, way in enumerate(self.problem.exchanges):
            if way.fixed_cost:
                yield Paid("connection", place, way.fixed_cost)
            if (
                way.pump
                and way.pump.fixed_cost
                and any(column.pumped for column in self.columns if column.way == place)
            ):
                yield Paid("pump", place, way.pump.fixed_cost)
            if way.lot:
                for season in range(len(self.problem.seasons)):
                    yield Paid("runs", place, 0.0, season)

    def _fill(self) -> None:
        self._fill_stock()
        self._fill_asked()
        for (way, season), columns in self.by_run.items():
            self._fill_run(way, season, columns)
        if self.objective is not Objective.GAIN:
            gains = [(at, column.gain) for at, column in enumerate(self.columns)]
            costs = [(len(self.columns) + at, -one.cost) for at, one in enumerate(self.paid)]
            self.rows.add([*gains, *costs], 0.0, INFINITE)

    def _fill_stock(self) -> None:
        held: dict[tuple[int, int, int], list[tuple[int, float]]] = {}
        for at, column in enumerate(self.columns):
            offer, _ = self.ends(self.problem.exchanges[column.way])
            held.setdefault((offer, column.season, column.source), []).append((at, 1.0))
        for key, entries in held.items():
            amount = self.given(key)
            paid = self._paid_at.get(("supply", key[0], 0))
            if paid is not None:
                self.links.append(self.rows.add([*entries, (paid, -amount)], -INFINITE, 0.0))
            self.stock[key] = self.rows.add(entries, -INFINITE, amount)

    def _fill_asked(self) -> None:
        held: dict[tuple[int, int, int], list[tuple[int, float]]] = {}
        for place, need in enumerate(self.problem.needs):
            if need.least:  # a row even where nothing can come
                for season in range(len(self.problem.seasons)):
                    for target in range(len(self.need_slices[place])):
                        held[place, season, target] = []
        for at, column in enumerate(self.columns):
            _, need_at = self.ends(self.problem.exchanges[column.way])
            key = (need_at, column.season, column.target)
            held.setdefault(key, []).append((at, column.useful))
        for key, entries in held.items():
            amount = self.taken(key)
            self.asked[key] = self.rows.add(
                entries, amount * self.problem.needs[key[0]].least, amount
            )

    def given(self, key: tuple[int, int, int]) -> float:
        """How much of an offer there is, by season and level."""
        offer, season, source = key
        return self.problem.offers[offer].amounts[season] * self.offer_slices[offer][source].share

    def taken(self, key: tuple[int, int, int]) -> float:
        """How much of a need there is, by season and level."""
        need, season, target = key
        return self.problem.needs[need].amounts[season] * self.need_slices[need][target].share

    def carries(self, way: Exchange, season: int) -> float:
        """What a connection can carry in a season, by its own capacity."""
        return way.capacity * self.problem.seasons[season].weeks

    def most(self, place: int, season: int, columns: Sequence[int]) -> float:
        """What can ever go over an exchange in a season."""
        way = self.problem.exchanges[place]
        offer, need = self.ends(way)
        least_useful = min(self.columns[at].useful for at in columns)
        return min(
            self.problem.offers[offer].amounts[season],
            self.problem.needs[need].amounts[season] / least_useful,
            self.carries(way, season),
        )

    def _fill_run(self, place: int, season: int, columns: Sequence[int]) -> None:
        way = self.problem.exchanges[place]
        offer, _ = self.ends(way)
        most = self.most(place, season, columns)
        flow = [(at, 1.0) for at in columns]
        if way.capacity < INFINITE:
            row = self.rows.add(flow, -INFINITE, self.carries(way, season))
            self.carried[place, season] = row
        for kind, where in (("supply", offer), ("connection", place)):
            self._link(flow, most, self._paid_at.get((kind, where, 0)))
        pumped = [(at, 1.0) for at in columns if self.columns[at].pumped]
        self._link(pumped, most, self._paid_at.get(("pump", place, 0)))
        runs = self._paid_at.get(("runs", place, season))
        self._link(flow, most if most >= way.lot else 0.0, runs)
        if runs is not None:
            self.rows.add([*flow, (runs, -way.lot)], 0.0, INFINITE)

    def _link(self, flow: Sequence[tuple[int, float]], most: float, paid: int | None) -> None:
        if paid is not None and flow:
            self.links.append(self.rows.add([*flow, (paid, -most)], -INFINITE, 0.0))

    def values(self) -> Floats:
        """What each column brings, by the objective; what is paid for costs money only."""
        if self.objective is Objective.GAIN:
            return self.gains()
        worth = [getattr(column, str(self.objective)) for column in self.columns]
        return np.array([*worth, *np.zeros(len(self.paid))], dtype=np.float64)

    def gains(self) -> Floats:
        """What each column brings in euro."""
        worth = [column.gain for column in self.columns]
        return np.array([*worth, *(-one.cost for one in self.paid)], dtype=np.float64)

    def model(self) -> Model:
        """The whole, in arrays: the smallest of what is not brought."""
        most = [
            self.most(column.way, column.season, [at]) for at, column in enumerate(self.columns)
        ]
        return Model(
            -self.values(),
            np.zeros(self.size),
            np.array([*most, *np.ones(len(self.paid))], dtype=np.float64),
            np.arange(self.size) >= len(self.columns),
            np.array(self.rows.low, dtype=np.float64),
            np.array(self.rows.high, dtype=np.float64),
            self.rows.entries(),
        )


def _parts(heat: Heat | None, levels: Sequence[float]) -> tuple[Slice, ...]:
    return slices(heat, levels) if heat else (WHOLE_HEAT,)
