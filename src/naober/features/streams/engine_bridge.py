"""A workbook -> a plan -> what is kept of it. No other module here knows an engine."""

import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from naober.engines import costsharing
from naober.engines.costsharing import Rule
from naober.engines.flows import Objective
from naober.features.exchange.engine_bridge import lexicon
from naober.features.exchange.models import Listing, Match
from naober.features.streams.rules import QUARTERS
from naober.features.streams.selectors import NOTHING, Told
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
    numbers = (_range(told, "cost"), None, None, _warm(one, told), _range(told, "cold"))
    return (*_row(one, told), *numbers, told.permit)


def _need(one: Listing, told: Told) -> tuple[Value, ...]:
    numbers = (_range(told, "cost"), None, None, _range(told, "cold"), _warm(one, told))
    return (*_row(one, told), *numbers)


def _warm(one: Listing, told: Told) -> Value:
    """As it was told, else as the sentence says it."""
    said = (one.item or {}).get("temperature") or {}
    low, high = said.get("low"), said.get("high")
    if "warm" in told.numbers or low is None or high is None:
        return _range(told, "warm")
    return low if low == high else f"{low:g}-{high:g}"


def _row(one: Listing, told: Told) -> tuple[Value, ...]:
    amount, unit = _amount(one)
    if all(name in told.numbers for name in QUARTERS):
        amount = ""
    return str(one.pk), one.company.name, _short(one.text), one.place, amount, unit


def _pair(offer: Listing, need: Listing, told: Told) -> tuple[Value, ...]:
    costs, useful = _range(told, "treatment_cost"), _range(told, "useful")
    return (str(offer.pk), str(need.pk), _distance(offer, need), costs, None, None, None, None,
            useful)  # fmt: skip


def _range(told: Told, name: str) -> Value:
    pair = told.numbers.get(name)
    if pair is None:
        return None
    low, high = pair
    return low if low == high else f"{low:g}-{high:g}"


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
        words = PlanWords(region, language)
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
    """What each rule gives each organisation of the gain; nothing where there are too many for a
    table of groups."""
    ends = time.monotonic() + FOR_SHARES
    read = plan_game(region, lambda: ends - time.monotonic())
    if read.game is None:
        return {}
    found = costsharing.solve(read.game, RULES)
    alone = dict(zip(read.players, read.game.alone(), strict=True))
    return {
        str(rule): {
            "names": {one: rule_name(rule, one) for one in LANGUAGES},
            "shares": {name: round(float(share), CENTS) for name, share in division.shares.items()},
            "verdict": {
                one: Words(read.game.sense, alone, one).verdict(division) for one in LANGUAGES
            },
            "stable": division.stable,
        }
        for rule, division in found.items()
    }


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else f"{words[:79].rstrip()}…"


def _unit(listing: Listing) -> str:
    return "MWh" if listing.kind == "energy" else "t"


def _amount(listing: Listing) -> tuple[float | str, str]:
    """A year's, "40-60" where it is a range; empty where it is no weight or heat."""
    known = (listing.item or {}).get("amount") or {}
    unit = _unit(listing)
    wanted = "energy" if unit == "MWh" else "mass"
    if known.get("dimension") != wanted:
        return "", unit
    low, high = known["bounds"]["low"], known["bounds"]["high"]
    if low is None or high is None or low == high:
        one = high if low is None else low
        return ("" if one is None else one), unit
    return f"{low:g}-{high:g}", unit


def _distance(one: Listing, other: Listing) -> float | None:
    ends = (one.latitude, one.longitude, other.latitude, other.longitude)
    if None in ends:
        return None
    found = kilometres(ends[:2], ends[2:])  # type: ignore[arg-type]  # none of them is None
    return round(found * 1.3, 1)  # a road is longer than a line
