"""Drawn shares: near, with margins that are kept to, stopping when near enough."""

from random import Random

import numpy as np
import pytest

from naober.engines.costsharing import Accuracy, Estimate, estimate, game_of_values, shapley
from naober.engines.costsharing.tests.small import NAMES

PLAYERS = 9
VALUES = np.random.default_rng(5).uniform(0, 1, 1 << PLAYERS)
VALUES *= [bin(mask).count("1") for mask in range(1 << PLAYERS)]
TRUE = [float(share) for share in shapley(game_of_values(NAMES[:PLAYERS], VALUES))]


def found(accuracy: Accuracy, seed: int) -> Estimate:
    return estimate(PLAYERS, lambda mask: float(VALUES[mask]), accuracy, Random(seed))


@pytest.mark.parametrize("most", [300, 3_000])
def test_margins_hold_as_often_as_they_say(most: int) -> None:
    held = 0
    for seed in range(60):
        one = found(Accuracy(1e-9, 0.9, most), seed)
        assert not one.reached
        assert one.asked <= most
        assert sum(one.shares) == pytest.approx(VALUES[-1])
        pairs = zip(one.shares, TRUE, one.margins, strict=True)
        held += all(abs(share - true) <= margin for share, true, margin in pairs)
    assert held >= 50


def test_it_stops_when_near_enough() -> None:
    rough, near = found(Accuracy(0.3), 1), found(Accuracy(0.05), 1)
    assert rough.reached
    assert near.reached
    assert rough.asked < near.asked
    assert max(near.margins) <= 0.05
    assert found(Accuracy(0.3), 1) == rough


def test_what_depends_on_the_place_only_is_known_after_a_round() -> None:
    """A stratum for each place: no chance is left."""
    one = estimate(12, lambda mask: float(mask.bit_count() ** 2), Accuracy(1e-6), Random(1))
    assert one.shares == pytest.approx([12.0] * 12)
    assert max(one.margins) < 1e-9


def test_few_worths_cost_more_chance_and_one_player_none() -> None:
    few, many = found(Accuracy(1e-9, most=200), 1), found(Accuracy(1e-9, most=5_000), 1)
    assert max(few.margins) > max(many.margins)
    assert estimate(1, lambda mask: 7.0, Accuracy(1), Random(1)).shares == (7.0,)
