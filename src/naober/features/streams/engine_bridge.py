"""A workbook -> a plan -> what is kept of it. No other module here knows an engine."""

import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

from naober.engines.costsharing import Accuracy, Division, Large, Rule, Solver
from naober.engines.flows import Objective
from naober.features.exchange.engine_bridge import lexicon
from naober.features.exchange.models import Listing, Match
from naober.features.streams.rules import QUARTERS
from naober.features.streams.selectors import NOTHING, Told, kind_of, year_of
from naober.files.plan_asking import worth_asking
from naober.files.plan_json import plan_as_json
from naober.files.plan_reckoning import reckon as reckon_region
from naober.files.plan_shares import plan_game
from naober.files.plan_words import PlanWords
from naober.files.region import Region, read_region
from naober.files.region_template import Value, region_workbook
from naober.files.share_reasons import Words, rule_name
from naober.lexicon.places import kilometres

SECONDS = 100.0  # for the plan, its reasons, its scenarios and who may leave
FOR_SHARES = 40.0
PART_OF_PLAN = 0.8  # of all the work, as the progress bar counts it
LANGUAGES = ("nl", "en")
RULES = (Rule.SHAPLEY, Rule.NUCLEOLUS, Rule.PROPORTIONAL, Rule.EQUAL)
CENTS = 2
MOST_WORTHS = 4_000  # groups of which the gain is reckoned, where it is drawn
QUARTER = 13  # weeks


def workbook_of(
    listings: Sequence[Listing],
    matches: Iterable[Match],
    told: Mapping[int, Told],
) -> bytes:
    """What stands in the exchange, with what companies told of it, to fill in what is still
    lacking. An amount that is not known stays empty; heat is in MWh, the rest in tonnes."""
    sides = {one.pk: one for one in listings}
    said = {one.pk: told.get(one.pk, NOTHING) for one in listings}
    by_quarter = any(set(QUARTERS) & one.numbers.keys() for one in said.values())
    rows: dict[str, list[Sequence[Value]]] = {"offers": [], "needs": [], "pairs": []}
    for one in listings:
        is_offer = one.direction == "offer"
        row = _offer(one, said[one.pk]) if is_offer else _need(one, said[one.pk])
        rows["offers" if is_offer else "needs"].append(
            (*row, *(_range(said[one.pk], name) for name in QUARTERS)) if by_quarter else row
        )
    for match in matches:
        offer, need = sides.get(match.offer_id), sides.get(match.need_id)
        if offer and need and _unit(offer) == _unit(need):
            rows["pairs"].append(_pair(offer, need, said[offer.pk]))
    if by_quarter:
        rows["seasons"] = [(name, QUARTER) for name in QUARTERS]
    return region_workbook(rows, seasons=QUARTERS if by_quarter else ())


def _offer(one: Listing, told: Told) -> tuple[Value, ...]:
    warm, cold = _degrees(one, told)
    return (*_row(one, told), _range(told, "cost"), None, None, warm, cold, told.permit)


def _need(one: Listing, told: Told) -> tuple[Value, ...]:
    warm, cold = _degrees(one, told)
    return (*_row(one, told), _range(told, "cost"), None, None, cold, warm)


def _degrees(one: Listing, told: Told) -> tuple[Value, Value]:
    """Of heat: how warm, as it was told, else as the sentence says it; and to or from how cold."""
    if kind_of(one) != "energy":
        return None, None
    return _warm(one, told), _range(told, "cold")


def _warm(one: Listing, told: Told) -> Value:
    said = (one.item or {}).get("temperature") or {}
    low, high = said.get("low"), said.get("high")
    if "warm" in told.numbers or low is None or high is None:
        return _range(told, "warm")
    return _written((low, high))


def _row(one: Listing, told: Told) -> tuple[Value, ...]:
    return (
        str(one.pk),
        one.company.name,
        _short(one.text),
        one.place,
        _amount(one, told),
        _unit(one),
    )


def _amount(one: Listing, told: Told) -> Value:
    """A year's, as it was told, else as the sentence says it; empty where quarters say it all."""
    if all(name in told.numbers for name in QUARTERS):
        return None
    return _range(told, "amount") if "amount" in told.numbers else _written(year_of(one))


def _pair(offer: Listing, need: Listing, told: Told) -> tuple[Value, ...]:
    costs, useful = _range(told, "treatment_cost"), _range(told, "useful")
    return (str(offer.pk), str(need.pk), _distance(offer, need), costs, None, None, None, None,
            useful)  # fmt: skip


def _range(told: Told, name: str) -> Value:
    return _written(told.numbers.get(name))


def _written(pair: tuple[float, float] | None) -> Value:
    if pair is None:
        return None
    low, high = pair
    return low if low == high else f"{low:.12g}-{high:.12g}"


def check(workbook: bytes) -> None:
    """Whether there is anything to plan with. Raises UnreadableError."""
    _read(workbook)


def reckon(
    workbook: bytes, objective: str, tell: Callable[[float], None] = lambda part: None
) -> dict[str, Any]:
    """All that is kept of a plan; `tell` is told how far it is, from 0 to 1. Raises
    UnreadableError."""
    ends = time.monotonic() + SECONDS
    region, aim = _read(workbook), Objective(objective)
    found = reckon_region(
        region,
        aim,
        left=lambda: ends - time.monotonic(),
        tell=lambda part: tell(PART_OF_PLAN * part),
    )
    told = {}
    for language in LANGUAGES:
        words = PlanWords(region, language, ids=False)
        told[language] = plan_as_json(found, words) | {
            "how_good": words.how_good(found.plan),
            "between": words.between(found.plan, found.ranges),
            "asks": worth_asking(region, found.plan, words),
        }
    shares = _shares(region) if aim is Objective.GAIN and found.plan.value else {}
    return {
        **told,
        "names": {
            id: (one.organisation or id, one.what, one.unit, one.permit_class, *_where(one.place))
            for id, one in {**region.offers, **region.needs}.items()
        },
        "problems": [[one.sheet, one.row, one.column, one.nl, one.en] for one in region.problems],
        "shares": shares,
    }


def _where(name: str) -> tuple[str, float | None, float | None]:
    place = lexicon().place(name) if name else None
    return (place.name, place.latitude, place.longitude) if place else (name, None, None)


def _read(workbook: bytes) -> Region:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(workbook)
        file.flush()
        return read_region(Path(file.name), lexicon())


def _shares(region: Region) -> Mapping[str, Any]:
    """What each rule gives each organisation of the gain, with why, and what the other rules
    object. Where they are too many to look at each group, what each adds is drawn."""
    ends = time.monotonic() + FOR_SHARES
    read = plan_game(region, lambda: ends - time.monotonic())
    if read.structure is None:
        return {}
    solver: Solver | Large
    if read.game is not None:
        solver = Solver(read.game, read.terms)
    else:
        margin = abs(float(read.structure.worth(read.players))) / 200
        accuracy = Accuracy(margin, most=MOST_WORTHS)
        solver = Large(read.structure, read.terms, accuracy, Random(1))
    found = {rule: solver.solve(rule) for rule in RULES if solver.can(rule)}
    alone = {name: read.structure.worth([name]) for name in read.players}
    return {str(rule): _division(division, found, alone) for rule, division in found.items()}


def _division(
    division: Division, found: Mapping[Rule, Division], alone: Mapping[str, Fraction]
) -> dict[str, Any]:
    words = {one: Words(division.sense, alone, one, in_euros=True) for one in LANGUAGES}
    return {
        "names": {one: rule_name(division.rule, one) for one in LANGUAGES},
        "shares": {name: round(float(share), CENTS) for name, share in division.shares.items()},
        "why": {
            one: {name: said.share(division, name) for name in division.shares}
            for one, said in words.items()
        },
        "objections": {
            one: [said.objection(against) for against in division.objections(found)]
            for one, said in words.items()
        },
        "remarks": {one: list(said.remarks(division)) for one, said in words.items()},
        "verdict": {one: said.verdict(division) for one, said in words.items()},
        "stable": division.stable,
    }


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:79].rstrip()}…"


def _unit(listing: Listing) -> str:
    return "MWh" if kind_of(listing) == "energy" else "t"


def _distance(one: Listing, other: Listing) -> float | None:
    ends = (one.latitude, one.longitude, other.latitude, other.longitude)
    if None in ends:
        return None
    found = kilometres(ends[:2], ends[2:])  # type: ignore[arg-type]  # none of them is None
    return round(found * 1.3, 1)  # a road is longer than a line
