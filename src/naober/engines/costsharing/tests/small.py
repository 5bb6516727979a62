"""Games to test with, and what is known of them without the engine."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import permutations

import numpy as np
from hypothesis import strategies as st

from naober.engines.costsharing import Game, Sense, game_of_masks, game_of_values

NAMES = "ABCDEFGHIJKLMNOPQRSTUVWX"


def game(values: Sequence[float], sense: Sense = Sense.GAIN) -> Game:
    """Of what each group is worth; the first player is bit 0."""
    players = len(values).bit_length() - 1
    return game_of_masks(NAMES[:players], dict(enumerate(map(Fraction, values))), sense)


def of_function(
    players: int, worth: Callable[[frozenset[int]], float], sense: Sense = Sense.GAIN
) -> Game:
    return game(
        [
            worth(frozenset(i for i in range(players) if mask >> i & 1))
            for mask in range(1 << players)
        ],
        sense,
    )


def voting(quota: int, weights: Sequence[int]) -> Game:
    """1 for who has the votes."""
    return of_function(len(weights), lambda group: sum(weights[i] for i in group) >= quota)


def drawn(players: int, seed: int, top: int = 100) -> Game:
    """Any whole numbers: most such games are neither superadditive nor have a core."""
    values = np.random.default_rng(seed).integers(0, top, 1 << players).astype(float)
    values[0] = 0
    return game_of_values(NAMES[:players], values)


@st.composite
def games(draw: st.DrawFn, most: int = 5) -> Game:
    """With many ties and with few, of one player and more, with and without a core, of every
    sign and scale."""
    players = draw(st.integers(1, most))
    top = draw(st.sampled_from([1, 2, 10, 1000]))
    low = draw(st.sampled_from([0, 0, -top]))
    values = draw(
        st.lists(st.integers(low, top), min_size=(1 << players) - 1, max_size=(1 << players) - 1)
    )
    raised = draw(st.sampled_from([0, 0, top * players]))
    values[-1] += raised
    scale = Fraction(10) ** draw(st.sampled_from([0, 0, -2, 12, -15]))
    return game_of_masks(
        NAMES[:players],
        {mask: value * scale for mask, value in enumerate(values, start=1)},
        draw(st.sampled_from(list(Sense))),
    )


def by_orders(one: Game) -> list[Fraction]:
    """The Shapley value by walking every order."""
    players = len(one.players)
    added = [Fraction(0)] * players
    count = 0
    for order in permutations(range(players)):
        mask = 0
        for player in order:
            added[player] += one.worth(mask | 1 << player) - one.worth(mask)
            mask |= 1 << player
        count += 1
    return [each / count for each in added]


def excess(one: Game, mask: int, shares: Sequence[Fraction]) -> Fraction:
    """How much better off a group is by itself."""
    has = sum((share for i, share in enumerate(shares) if mask >> i & 1), Fraction(0))
    return one.worth(mask) - has if one.sense is Sense.GAIN else has - one.worth(mask)


def sorted_excesses(one: Game, shares: Sequence[Fraction]) -> list[Fraction]:
    """Of all groups but that of nobody and that of all, the greatest first."""
    return sorted((excess(one, m, shares) for m in range(1, one.everybody)), reverse=True)
