"""PET is no polypropylene: what is made of something else never replaces it just like that."""

from datetime import date

import pytest

from naober.engines.matching import Direction, Item, Problem, solve
from naober.lexicon import load


def _conditional(offered: tuple[str, ...], sought: tuple[str, ...]) -> bool | None:
    """Whether the match is on condition; None when there is no match worth storing."""
    offer = Item("o", "a", Direction.OFFER, "", concepts=offered, kind="material")
    need = Item("n", "b", Direction.NEED, "", concepts=sought, kind="material")
    found = solve(Problem((offer,), (need,), load(), date(2026, 11, 23))).matches
    good = [match for match in found if match.score >= 0.15]
    return good[0].conditional if good else None


@pytest.mark.parametrize(
    ("offered", "sought"),
    [
        (("pet-flakes",), ("hdpe",)),
        (("pet-flakes",), ("ldpe-film",)),
        (("pet-flakes",), ("ldpe-recyclate",)),
        (("pp-flakes",), ("pvc-flakes",)),
        (("aluminium-turnings",), ("steel-scrap",)),
        (("copper",), ("aluminium-scrap",)),
    ],
)
def test_another_stuff_is_no_match(offered, sought):
    assert _conditional(offered, sought) is None


def test_a_form_that_fits_does_not_outweigh_the_stuff():
    """ "PP-granulaat of maalgoed" asks for polypropylene in either form."""
    assert _conditional(("pet-flakes",), ("plastic-regrind", "polypropylene")) in (True, None)
    assert _conditional(("pp-flakes",), ("plastic-regrind", "polypropylene")) is False


def test_the_same_stuff_in_another_form_is_a_match():
    assert _conditional(("pet-flakes",), ("pet",)) is False
    assert _conditional(("stainless-turnings",), ("stainless-scrap",)) is not None
