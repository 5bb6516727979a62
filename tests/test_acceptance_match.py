"""The whole chain from sentence to match, on the public judged sample beside the project."""

import csv
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from naober.engines.matching import Direction, Item, Match, Problem, by_need, solve
from naober.engines.understanding import Sentence, understand
from naober.files.listings import item_from_understanding
from naober.lexicon import load
from tests.shared import shared_path

TODAY = date(2026, 11, 2)


def rows(name: str) -> list[dict[str, str]]:
    path = shared_path("acceptance", "match", name)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def item(row: dict[str, str]) -> Item:
    lexicon = load()
    direction = Direction.OFFER if row["direction"] == "breng" else Direction.NEED
    understood = understand(Sentence(row["text"], TODAY, lexicon, direction.value))
    made = item_from_understanding(
        understood, id=row["id"], company=row["organisation"], direction=direction
    )
    place = lexicon.place(row["place"])
    assert place
    return replace(made, latitude=place.latitude, longitude=place.longitude)


@cache
def matches() -> dict[str, tuple[Match, ...]]:
    items = [item(row) for row in rows("listings.csv")]
    sides = {
        side: tuple(each for each in items if each.direction is side)
        for side in (Direction.OFFER, Direction.NEED)
    }
    problem = Problem(sides[Direction.OFFER], sides[Direction.NEED], load(), TODAY)
    return by_need(solve(problem))


def test_recall_at_5_is_at_least_085():
    truth = rows("truth.csv")
    missed = [
        (row["need"], row["offer"])
        for row in truth
        if row["offer"] not in [match.offer for match in matches().get(row["need"], ())[:5]]
    ]
    assert 1 - len(missed) / len(truth) >= 0.85, missed


def test_no_forbidden_pair_is_an_unconditional_match():
    unconditional = {
        (match.need, match.offer)
        for found in matches().values()
        for match in found
        if not match.conditional
    }
    forbidden = {(row["need"], row["offer"]) for row in rows("never.csv")}
    assert not unconditional & forbidden


@pytest.mark.parametrize(("need", "offer"), [("V03", "A02"), ("V03", "A12"), ("V15", "A04")])
def test_what_physics_or_sense_forbids_is_no_match_at_all(need, offer):
    assert offer not in [match.offer for match in matches().get(need, ())]
