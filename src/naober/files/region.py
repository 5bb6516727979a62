"""A region's workbook as a problem for `engines/flows`, with its scenarios.

Sheets: offers, needs, pairs; and where there are any, seasons, settings, scenarios. A row that
cannot be read is left out and told, and with it the pairs that need it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from naober.engines.flows import Exchange, Heat, Need, Offer, Problem, Pump, Season
from naober.files.problems import RowProblem, UnreadableError
from naober.files.region_columns import CHANGES, PERMIT_CLASSES, SETTINGS_KNOWN, WASTE
from naober.files.region_parts import Change, Listed, Pair, Parts, Scenario
from naober.files.region_tables import Reader, RegionTable, plain, read_tables
from naober.files.table import Row
from naober.lexicon import Lexicon
from naober.lexicon.places import kilometres

YEAR = Season("", 52.0)
MASS = frozenset({"", "t", "ton", "tonne", "tonnen", "tonnes", "tons"})
HEAT = frozenset({"mwh", "megawattuur"})
KILOWATTS = 100.0  # a step of heat, in MWh a week below
HEAT_STEP = KILOWATTS * 24 * 7 / 1000
Settings = Mapping[str, float]
LEANS = {"low": -1, "high": 1}


@dataclass(frozen=True, slots=True)
class Region:
    """`scenarios` are the same problem in other circumstances; `leaned` with of each range the bad
    end ("low") and the good one ("high"), where there is any. What is listed goes by id."""

    problem: Problem
    scenarios: Mapping[str, Problem]
    offers: Mapping[str, Listed]
    needs: Mapping[str, Listed]
    truck: float
    problems: tuple[RowProblem, ...]
    leaned: Mapping[str, Problem] = field(default_factory=dict)


def read_region(path: Path, lexicon: Lexicon) -> Region:
    """Raises UnreadableError when there is nothing to plan with."""
    tables = read_tables(path)
    reading = _Region(tables, lexicon)
    found = reading.read()
    if not reading.ranged:
        return found
    leaned = {name: _Region(tables, lexicon, lean).read().problem for name, lean in LEANS.items()}
    return replace(found, leaned=leaned)


class _Region:
    def __init__(self, tables: Mapping[str, RegionTable], lexicon: Lexicon, lean: int = 0) -> None:
        self._lexicon = lexicon
        self._readers = {name: Reader(table, lean=lean) for name, table in tables.items()}
        self._listed: dict[str, dict[str, Listed]] = {"offers": {}, "needs": {}}

    @property
    def ranged(self) -> bool:
        """Whether any number was given as a range."""
        return any(reader.ranged for reader in self._readers.values())

    def read(self) -> Region:
        seasons = self._seasons()
        names = frozenset(plain(season.name) for season in seasons)
        for side in ("offers", "needs"):
            self._readers[side].seasons = names
        settings = self._settings()
        offers, needs = self._offers(seasons, settings), self._needs(seasons, settings)
        pairs = self._pairs(offers, needs, settings)
        if not pairs:
            told = [one for reader in self._readers.values() for one in reader.told()]
            first = f" {told[0].nl}" if told else "", f" {told[0].en}" if told else ""
            raise UnreadableError(
                f"In het werkblad staat geen paar dat kan.{first[0]}",
                f"The workbook holds no pair that can work.{first[1]}",
            )
        parts = Parts(seasons, offers, needs, pairs, settings["approach"])
        scenarios = {
            name: Scenario(changes).problem(parts)
            for name, changes in self._scenarios(offers, needs).items()
        }
        problems = tuple(one for reader in self._readers.values() for one in reader.told())
        return Region(
            Scenario().problem(parts),
            scenarios,
            self._listed["offers"],
            self._listed["needs"],
            settings["truck"],
            problems,
        )

    def _seasons(self) -> tuple[Season, ...]:
        reader, found = self._readers["seasons"], dict[str, float]()
        for row in reader.source.rows:
            name = reader.id(row, "season", found)
            weeks = reader.number(row, "weeks", least=0.01, most=520)
            if name and weeks is not None:
                found[name] = weeks
        return tuple(Season(name, weeks) for name, weeks in found.items()) or (YEAR,)

    def _settings(self) -> dict[str, float]:
        reader = self._readers["settings"]
        found = {name: one.otherwise for name, one in SETTINGS_KNOWN.items()}
        known = {
            way: name for name, one in SETTINGS_KNOWN.items() for way in (plain(name), *one.also)
        }
        for row in reader.source.rows:
            name = known.get(plain(row["setting"]))
            if name is None:
                reader.tell(
                    row, "setting", "Dit uitgangspunt is niet bekend en niet gebruikt.",
                    "This setting is not known, and not used.",
                )  # fmt: skip
                continue
            known_as = SETTINGS_KNOWN[name]
            value = reader.number(row, "value", least=known_as.least, worse=known_as.worse)
            found[name] = found[name] if value is None else value
        return found

    def _offers(self, seasons: Sequence[Season], settings: Settings) -> dict[str, Offer]:
        reader, found = self._readers["offers"], dict[str, Offer]()
        for row in reader.source.rows:
            id = reader.id(row, "id", found)
            amounts, heat = self._amounts(reader, row, seasons), self._heat(reader, row)
            saved = reader.number(row, "disposal_cost", 0.0, least=-1e9)
            co2 = reader.number(row, "co2", 0.0, least=-1e9)
            fixed = reader.number(row, "fixed_cost", 0.0)
            if id is None or amounts is None or heat is False:
                continue
            if saved is None or co2 is None or fixed is None:
                continue
            step = HEAT_STEP if heat else settings["truck"]
            found[id] = Offer(id, amounts, saved, co2, fixed, heat or None, step)
            listed = _listed(row, heat=bool(heat))
            self._listed["offers"][id] = replace(listed, permit_class=_class(reader, row))
        return found

    def _needs(self, seasons: Sequence[Season], settings: Settings) -> dict[str, Need]:
        reader, found = self._readers["needs"], dict[str, Need]()
        for row in reader.source.rows:
            id = reader.id(row, "id", found)
            amounts, heat = self._amounts(reader, row, seasons), self._heat(reader, row)
            saved = reader.number(row, "purchase_cost", 0.0, least=-1e9)
            co2 = reader.number(row, "co2", 0.0, least=-1e9)
            least = reader.number(row, "least_percent", 0.0, most=100)
            if id is None or amounts is None or heat is False:
                continue
            if saved is None or co2 is None or least is None:
                continue
            step = HEAT_STEP if heat else settings["truck"]
            found[id] = Need(id, amounts, saved, co2, least / 100, heat or None, step)
            self._listed["needs"][id] = _listed(row, heat=bool(heat))
        return found

    def _amounts(
        self, reader: Reader, row: Row, seasons: Sequence[Season]
    ) -> tuple[float, ...] | None:
        """By season: what its own column says, else its part of the whole by weeks."""
        own = {plain(name): (name, cell) for name, cell in row.extra.items() if cell}
        if all(plain(season.name) in own for season in seasons):
            total: float | None = 0.0
        else:
            total = reader.number(row, "amount")
        weeks = sum(season.weeks for season in seasons)
        found = []
        for season in seasons:
            name, cell = own.get(plain(season.name), ("", ""))
            part = total and total * season.weeks / weeks
            found.append(reader.amount(row, name, cell) if cell else part)
        known = [amount for amount in found if amount is not None]
        return tuple(known) if total is not None and len(known) == len(seasons) else None

    def _heat(self, reader: Reader, row: Row) -> Heat | Literal[False] | None:
        """None for what has a weight; False, and told, when it is neither."""
        unit = plain(row["unit"])
        if unit in MASS and not row["from_c"]:
            return None
        if unit not in HEAT:
            reader.wrong(
                row, "unit", "Hier hoort t, of MWh voor warmte met een temperatuur.",
                "Expected: t, or MWh for heat with a temperature.",
            )  # fmt: skip
            return False
        first = reader.number(row, "from_c", least=-200, most=2000)
        last = (
            reader.number(row, "to_c", first, least=-200, most=2000) if first is not None else None
        )
        if first is None or last is None:
            return False
        return Heat(max(first, last), min(first, last))

    def _pairs(
        self, offers: Mapping[str, Offer], needs: Mapping[str, Need], settings: Settings
    ) -> list[Pair]:
        reader, found = self._readers["pairs"], dict[tuple[str, str], Pair]()
        titles = self._readers["offers"].source.title, self._readers["needs"].source.title
        for row in reader.source.rows:
            offer = reader.known(row, "offer", offers, titles[0])
            need = reader.known(row, "need", needs, titles[1])
            if offer is None or need is None:
                continue
            if (offer, need) in found:
                reader.wrong(row, "", "Dit paar was er al.", "This pair was there before.")
                continue
            if (offers[offer].heat is None) != (needs[need].heat is None):
                reader.wrong(
                    row, "", "Het ene is warmte (MWh) en het andere niet.",
                    "One is heat (MWh) and the other is not.",
                )  # fmt: skip
                continue
            pair = self._pair(reader, row, (offers[offer], needs[need]), settings)
            if pair:
                found[offer, need] = pair
        return list(found.values())

    def _pair(
        self, reader: Reader, row: Row, ends: tuple[Offer, Need], settings: Settings
    ) -> Pair | None:
        offer, need = ends
        treatment = reader.number(row, "treatment_cost", 0.0, least=-1e9)
        fixed = reader.number(row, "fixed_cost", 0.0)
        capacity = reader.number(row, "capacity_week", float("inf"))
        lot = reader.number(row, "lot", 0.0)
        useful = reader.number(row, "useful_percent", 100.0, least=0.01, most=1000)
        co2 = reader.number(row, "co2", 0.0, least=-1e9)
        moved = self._transport(reader, row, ends, settings)
        pump = self._pump(reader, row, offer, settings)
        numbers = (treatment, fixed, capacity, lot, useful, co2)
        if moved is None or pump is False or None in numbers:
            return None
        treatment, fixed, capacity, lot, useful, co2 = (one or 0.0 for one in numbers)
        if self._listed["offers"][offer.id].permit_class == WASTE:
            fixed += settings["waste_permit"]
        exchange = Exchange(
            offer.id, need.id, 0.0, co2 + moved[1], useful / 100, 0.0 if offer.heat else 1.0,
            fixed, capacity, lot, pump or None,
        )  # fmt: skip
        return Pair(exchange, treatment, moved[0])

    def _pump(
        self, reader: Reader, row: Row, offer: Offer, settings: Settings
    ) -> Pump | Literal[False] | None:
        """None where none can be bought; False, and told, when the cell is no number."""
        if not row["pump_cost"] or offer.heat is None:
            return None
        cost = reader.number(row, "pump_cost")
        if cost is None:
            return False
        quality = min(1.0, settings["pump_quality_percent"] / 100)
        return Pump(cost, settings["power_price"], settings["power_co2"], quality)

    def _transport(
        self, reader: Reader, row: Row, ends: tuple[Offer, Need], settings: Settings
    ) -> tuple[float, float] | None:
        """Cost and CO2 for each unit."""
        own = reader.number(row, "transport_cost", 0.0)
        if own is None or ends[0].heat is not None:
            return None if own is None else (own, 0.0)
        by_km, co2_km = settings["transport_cost_km"], settings["transport_co2_km"]
        if not co2_km and (row["transport_cost"] or not by_km):
            return own, 0.0
        km = self._distance(reader, row, ends, settings)
        if km is None:
            return None
        return own if row["transport_cost"] else km * by_km, km * co2_km

    def _distance(
        self, reader: Reader, row: Row, ends: tuple[Offer, Need], settings: Settings
    ) -> float | None:
        if row["distance_km"]:
            return reader.number(row, "distance_km", most=20_000)
        names = self._listed["offers"][ends[0].id].place, self._listed["needs"][ends[1].id].place
        places = [self._lexicon.place(name) if name else None for name in names]
        known = [(place.latitude, place.longitude) for place in places if place]
        if len(known) == 2:
            return settings["detour"] * kilometres(known[0], known[1])
        reader.wrong(
            row, "distance_km",
            "De afstand ontbreekt, en een van de plaatsen is niet bekend.",
            "The distance is missing, and one of the places is not known.",
        )  # fmt: skip
        return None

    def _scenarios(
        self, offers: Mapping[str, Offer], needs: Mapping[str, Need]
    ) -> dict[str, tuple[Change, ...]]:
        reader, found = self._readers["scenarios"], dict[str, tuple[Change, ...]]()
        known = {way: name for name, ways in CHANGES.items() for way in (plain(name), *ways)}
        for row in reader.source.rows:
            name = " ".join(row["scenario"].split())
            what = known.get(plain(row["changes"]))
            times = reader.number(row, "times", most=1000)
            which = " ".join(row["which"].split())
            if not name or what is None:
                ways = ", ".join(CHANGES)
                reader.wrong(
                    row, "changes" if name else "scenario", f"Hier hoort een van: {ways}."
                    if name else "Hier hoort een naam.",
                    f"Expected one of: {ways}." if name else "A name is needed here.",
                )  # fmt: skip
            elif which and which not in offers and which not in needs:
                reader.known(row, "which", (), self._readers["offers"].source.title)
            elif times is not None:
                found[name] = (*found.get(name, ()), Change(what, which, times))
        return found


def _class(reader: Reader, row: Row) -> str:
    """What it is by law; "" where that is not known, and told where it is none of these."""
    said = PERMIT_CLASSES.get(plain(row["permit_class"]))
    if said is None:
        reader.tell(
            row, "permit_class", "Dit is geen van: afval, bijproduct, einde-afval. Niet gebruikt.",
            "This is none of: waste, by-product, end-of-waste. Not used.",
        )  # fmt: skip
    return said or ""


def _listed(row: Row, *, heat: bool) -> Listed:
    unit = "MWh" if heat else "t"
    return Listed(row["organisation"], row["what"], unit, " ".join(row["place"].split()))
