"""A workbook -> a plan -> what is kept of it. No other module here knows an engine."""

import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from naober.engines import costsharing
from naober.engines.costsharing import Rule
from naober.engines.flows import Objective, compare, solve
from naober.features.exchange.engine_bridge import lexicon
from naober.features.exchange.models import Listing, Match
from naober.files.plan_json import plan_as_json
from naober.files.plan_shares import plan_game
from naober.files.plan_words import PlanWords
from naober.files.problems import UnreadableError
from naober.files.region import Region, read_region
from naober.files.region_template import Value, region_workbook
from naober.files.share_reasons import Words, rule_name
from naober.lexicon.places import kilometres

SECONDS = 20.0  # for the plan, its reasons and its scenarios
FOR_SHARES = 10.0
LANGUAGES = ("nl", "en")
RULES = (Rule.SHAPLEY, Rule.NUCLEOLUS, Rule.PROPORTIONAL, Rule.EQUAL)
CENTS = 2


class PlanError(UnreadableError):
    """Nothing can be planned with a file, in words of both languages."""


def workbook_of(listings: Sequence[Listing], matches: Iterable[Match]) -> bytes:
    """What stands in the exchange, to fill in what it costs. An amount that is not known stays
    empty; heat is in MWh, the rest in tonnes."""
    sides = {one.pk: one for one in listings}
    rows: dict[str, list[Sequence[Value]]] = {"offers": [], "needs": [], "pairs": []}
    for one in listings:
        amount, unit = _amount(one)
        row = (str(one.pk), one.company.name, _short(one.text), one.place, amount, unit)
        rows["offers" if one.direction == "offer" else "needs"].append(row)
    for match in matches:
        offer, need = sides.get(match.offer_id), sides.get(match.need_id)
        if offer and need and _unit(offer) == _unit(need):
            rows["pairs"].append((str(offer.pk), str(need.pk), _distance(offer, need)))
    return region_workbook(rows)


def reckon(workbook: bytes, objective: str) -> dict[str, Any]:
    """Raises UnreadableError."""
    ends = time.monotonic() + SECONDS
    region = _read(workbook)
    aim = Objective(objective)

    def left() -> float:
        return ends - time.monotonic()

    kept = SECONDS / 2 if region.scenarios else 0.0
    found = solve(region.problem, aim, left=lambda: left() - kept)
    compared = compare(region.scenarios, aim, first=found, left=left)
    told = {
        language: plan_as_json(found, compared, PlanWords(region, language))
        | {"how_good": PlanWords(region, language).how_good(found)}
        for language in LANGUAGES
    }
    names = {id: (one.organisation or id, one.what, one.unit)
             for id, one in {**region.offers, **region.needs}.items()}  # fmt: skip
    return {
        **told,
        "names": names,
        "problems": [[one.sheet, one.row, one.column, one.nl, one.en] for one in region.problems],
        "shares": _shares(region) if aim is Objective.GAIN and found.value else {},
    }


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
