"""The whole chain from sentence to match, on this project's own judged sentences."""

import csv
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from naober.engines.matching import (
    GOOD_ENOUGH,
    Direction,
    Item,
    Match,
    Problem,
    by_need,
    matches_for,
    solve,
)
from naober.engines.understanding import Sentence, understand
from naober.files.listings import item_from_understanding
from naober.lexicon import load

TODAY = date(2026, 11, 2)
JUDGED = Path(__file__).parent / "judged"


def rows(name: str) -> list[dict[str, str]]:
    with (JUDGED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def items() -> dict[str, Item]:
    return {row["id"]: _item(row) for row in rows("listings.csv")}


def _item(row: dict[str, str]) -> Item:
    lexicon = load()
    direction = Direction.OFFER if row["direction"] == "breng" else Direction.NEED
    understood = understand(Sentence(row["text"], TODAY, lexicon, direction.value))
    made = item_from_understanding(
        understood, id=row["id"], company=row["organisation"], direction=direction
    )
    place = lexicon.place(row["place"])
    assert place
    return replace(made, latitude=place.latitude, longitude=place.longitude)


def side(direction: Direction) -> tuple[Item, ...]:
    return tuple(item for item in items().values() if item.direction is direction)


@cache
def matches() -> dict[str, tuple[Match, ...]]:
    problem = Problem(side(Direction.OFFER), side(Direction.NEED), load(), TODAY)
    return by_need(solve(problem))


def rank(need: str, offer: str) -> float:
    offers = [match.offer for match in matches().get(need, ())]
    return offers.index(offer) + 1 if offer in offers else float("inf")


def test_the_judged_pairs_name_listings_of_the_right_side():
    for row in (*rows("truth.csv"), *rows("never.csv")):
        assert items()[row["need"]].direction is Direction.NEED
        assert items()[row["offer"]].direction is Direction.OFFER
    assert len(rows("truth.csv")) >= 60


def test_what_neighbours_want_to_hear_of_stands_high():
    ranks = {(row["need"], row["offer"]): rank(**row) for row in rows("truth.csv")}
    missed = [pair for pair, found in ranks.items() if found > 5]
    assert 1 - len(missed) / len(ranks) >= 0.85, missed
    assert sum(found == 1 for found in ranks.values()) / len(ranks) >= 0.7


def test_what_is_never_a_match_is_none_or_names_its_condition():
    unconditional = {
        (match.need, match.offer)
        for found in matches().values()
        for match in found
        if not match.conditional
    }
    forbidden = {(row["need"], row["offer"]) for row in rows("never.csv")}
    assert not unconditional & forbidden


def test_asking_from_the_side_of_the_offer_gives_the_same_good_matches():
    from_needs = {m for found in matches().values() for m in found if m.score >= GOOD_ENOUGH}
    from_offers = {
        match
        for offer in side(Direction.OFFER)
        for match in matches_for(offer, side(Direction.NEED), load(), TODAY)
        if match.score >= GOOD_ENOUGH
    }
    assert from_offers == from_needs
