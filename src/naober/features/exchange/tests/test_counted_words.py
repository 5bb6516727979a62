"""What one counts is written in words, in the reader's language, one or many."""

import pytest
from django.utils.translation import override

from naober.features.exchange import engine_bridge
from naober.features.exchange.facts import amount_words, unit_words


def _said(unit: str, low: float, high: float | None = None, cadence: str = "") -> dict:
    high = low if high is None else high
    quantity = {"low": low, "high": high, "unit": unit, "cadence": cadence, "dimension": ""}
    return {"quantity": quantity}


@pytest.mark.parametrize(
    ("unit", "low", "high", "nl", "en"),
    [
        ("person", 1, 1, "1 persoon", "1 person"),
        ("person", 2, 2, "2 personen", "2 people"),
        ("person", 1, 3, "1–3 personen", "1–3 people"),
        ("day", 1, 1, "1 dag", "1 day"),
        ("day", 2, 2, "2 dagen", "2 days"),
        ("place", 1, 1, "1 plaats", "1 place"),
        ("place", 10, 10, "10 plaatsen", "10 places"),
        ("pallet-place", 40, 40, "40 palletplaatsen", "40 pallet places"),
        ("person-hour", 1, 1, "1 uur", "1 hour"),
        ("tonne", 2, 2, "2 t", "2 t"),
    ],
)
def test_counted_in_words(unit, low, high, nl, en):
    said, lexicon = _said(unit, low, high), engine_bridge.lexicon()
    with override("nl"):
        assert amount_words(said, lexicon) == nl
    with override("en"):
        assert amount_words(said, lexicon) == en


def test_a_unit_without_a_sign_has_words_for_one_and_for_many():
    bare = [unit.id for unit in engine_bridge.lexicon().units.values() if not unit.symbol]
    assert bare
    with override("en"):
        assert [unit for unit in bare if unit_words(unit, 1) == unit_words(unit, 2)] == []
