from dataclasses import replace
from datetime import date

import pytest

from naober.engines.matching import Amount, Bounds, Direction, Item
from naober.engines.understanding import (
    Cadence,
    ConceptMention,
    Period,
    PlaceMention,
    Quantity,
    Range,
    Sentence,
    Span,
    Understanding,
    understand,
)
from naober.files.listings import Given, item_from_understanding
from naober.lexicon import load

HERE = Span(0, 1)
BARE = Understanding("stoom over", "nl", "offer", 1.0, "energy")  # type: ignore[arg-type]


def item(understood: Understanding, given: Given | None = None) -> Item:
    return item_from_understanding(
        understood, id="1", company="a", direction=Direction.OFFER, given=given or Given()
    )


def quantity(
    low: float | None, high: float | None, unit: str, cadence: Cadence = Cadence.ONCE
) -> Understanding:
    dimension = load().units[unit].dimension
    return replace(BARE, quantity=Quantity(low, high, unit, dimension, cadence, HERE))


@pytest.mark.parametrize(
    ("understood", "amount"),
    [
        (quantity(500, 500, "kilogram"), Amount(Bounds(0.5, 0.5), "mass")),
        (quantity(40, 40, "tonne", Cadence.WEEK), Amount(Bounds(2080, 2080), "mass", True)),
        (quantity(2, 3, "truckload", Cadence.MONTH), Amount(Bounds(600, 900), "mass", True)),
        (quantity(900, 900, "tonne", Cadence.CAMPAIGN), Amount(Bounds(900, 900), "mass", True)),
        (quantity(2, None, "tonne", Cadence.HOUR), Amount(Bounds(16000, None), "mass", True)),
        (quantity(3, 1, "cubic-metre"), Amount(Bounds(1, 3), "volume")),
        (quantity(3.6, 3.6, "gigajoule", Cadence.YEAR), Amount(Bounds(1, 1), "energy", True)),
        (quantity(2, 2, "person", Cadence.WEEK), Amount(Bounds(2, 2), "fte")),
        (quantity(1, 1, "megawatt", Cadence.HOUR), Amount(Bounds(1000, 1000), "power")),
        (quantity(200, 200, "pallet-place"), Amount(Bounds(200, 200), "pallet_place")),
        (quantity(30, 30, "percent"), None),
        (quantity(-5, -5, "tonne"), None),
        (BARE, None),
    ],
)
def test_amounts_are_canonical_and_flows_are_a_years(
    understood: Understanding, amount: Amount | None
) -> None:
    found = item(understood).amount
    if amount is None or found is None:
        assert found is amount
        return
    assert (found.dimension, found.per_year) == (amount.dimension, amount.per_year)
    for is_, expected in zip(
        (found.bounds.low, found.bounds.high), (amount.bounds.low, amount.bounds.high), strict=True
    ):
        assert is_ == (None if expected is None else pytest.approx(expected, rel=1e-6))


def test_a_flow_stands_in_for_a_quantity_that_is_no_amount() -> None:
    share = Quantity(30, 30, "percent", "percent", Cadence.ONCE, HERE)
    flow = Quantity(1, 1, "tonne", "mass", Cadence.DAY, HERE)
    assert item(replace(BARE, quantity=share, flow=flow)).amount == Amount(
        Bounds(260, 260), "mass", True
    )


def test_main_concepts_are_offered_others_are_context_and_negated_ones_fall_out() -> None:
    understood = replace(
        BARE,
        concepts=(
            ConceptMention("steam", Span(0, 5), 1.0),
            ConceptMention("steam", Span(6, 10), 1.0),
            ConceptMention("kettle", HERE, 1.0, main=False),
            ConceptMention("pvc", HERE, 1.0, main=False, negated=True),
        ),
    )
    found = item(understood)
    assert (found.concepts, found.context) == (("steam",), ("kettle",))
    assert found.named == (("steam", "stoom"),)


def test_what_is_given_beside_the_sentence_wins() -> None:
    understood = replace(
        BARE,
        temperature=Range(90, 80, "celsius", HERE),
        place=PlaceMention("Emmen", 52.78, 6.9, HERE),
        radius_km=10,
        period=Period(date(2027, 1, 1), None, HERE),
    )
    plain = item(understood)
    assert plain.temperature == Bounds(80, 90)
    assert (plain.latitude, plain.radius_km, plain.start) == (52.78, 10, date(2027, 1, 1))
    given = Given(
        temperature=Bounds(60, 60), latitude=53.0, longitude=6.5, radius_km=0.0,
        end=date(2027, 2, 1), certificates=("VCA", "VCA"),
    )  # fmt: skip
    found = item(understood, given)
    assert found.temperature == Bounds(60, 60)
    assert (found.latitude, found.longitude, found.radius_km) == (53.0, 6.5, 0.0)
    assert (found.start, found.end) == (date(2027, 1, 1), date(2027, 2, 1))
    assert found.certificates == ("VCA",)


def test_the_direction_is_the_chosen_one_else_that_of_the_sentence() -> None:
    assert item_from_understanding(BARE, id="1", company="a").direction is Direction.OFFER
    chosen = item_from_understanding(BARE, id="1", company="a", direction=Direction.NEED)
    assert chosen.direction is Direction.NEED
    unknown = replace(BARE, direction="unknown")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="does not tell"):
        item_from_understanding(unknown, id="1", company="a")


def test_a_real_sentence_comes_through() -> None:
    text = "Wij hebben 40 ton bierbostel per week over in Meppel"
    found = item(understand(Sentence(text, date(2026, 11, 23), load())))
    assert found.text == text
    assert found.concepts
    assert found.amount == Amount(Bounds(2080, 2080), "mass", per_year=True)
    assert found.latitude == pytest.approx(52.7, abs=0.05)
