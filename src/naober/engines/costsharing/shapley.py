"""The Shapley value: what each player adds on average, over all orders in which they can join.

Shapley, "A value for n-person games" (1953). What a player adds, summed over all groups, is a sum
of worths with a weight that depends on the size of the group alone: one pass over the table. With
weights: Kalai and Samet, "On weighted Shapley values" (1987), in the order of arrivals.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import comb, factorial

import numpy as np

from naober.engines.costsharing.problem import WHOLE_TO, Floats, Game, sizes, sums

EXACT_TO = 16  # players: up to here in whole numbers where they fit
LOW = 13  # more is slower: BLAS then takes threads for a product


def shapley(game: Game) -> tuple[Fraction, ...]:
    """By player. Exact for few players and whole units; else to about the last digit of a float."""
    players = len(game.players)
    if players <= EXACT_TO and _adds_exactly(game.values):
        return tuple(share * game.unit for share in _in_fractions(game.values, players))
    shares = [Fraction(float(share)) for share in _in_floats(game.values, players)]
    rest = (game.worth(game.everybody) / game.unit - sum(shares)) / players
    return tuple((share + rest) * game.unit for share in shares)


def _adds_exactly(values: Floats) -> bool:
    return bool(np.abs(values).sum() < WHOLE_TO and (values == np.rint(values)).all())


def _in_fractions(values: Floats, players: int) -> list[Fraction]:
    """By size, the sum of the groups with a player in it and without, as whole numbers."""
    size = sizes(players)
    every = np.bincount(size, weights=values, minlength=players + 1)
    groups = np.arange(len(values))
    with_size = [factorial(s - 1) * factorial(players - s) for s in range(1, players + 1)]
    found = []
    for place in range(players):
        inside = groups >> place & 1 == 1
        having = np.bincount(size[inside], weights=values[inside], minlength=players + 1)
        adds = sum(
            weight * (int(having[s]) - int(every[s - 1] - having[s - 1]))
            for s, weight in enumerate(with_size, start=1)
        )
        found.append(Fraction(adds, factorial(players)))
    return found


def _in_floats(values: Floats, players: int) -> Floats:
    """Blocks of groups that share their higher players: a block is weighed for these players in
    one product, and added to others of as many higher players for the lower ones."""
    low = min(players, LOW)
    high = players - low
    blocks = values.reshape(1 << high, 1 << low)
    weights = np.array(
        [0.0, *(1 / (size * comb(players - 1, size)) for size in range(1, players)), 1 / players]
    )
    by_low = sizes(low)
    table = [weights[count + by_low] for count in range(high + 1)]
    added = np.zeros((high + 1, 1 << low))
    by_high = np.empty(1 << high)
    rows = [(table[count], added[count]) for count in range(high + 1)]
    for place, count in enumerate(sizes(high).tolist()):
        weight, sum_of = rows[count]
        block = blocks[place]
        by_high[place] = weight.dot(block)
        np.add(sum_of, block, out=sum_of)
    by_low_group = sum((weight * block for weight, block in rows), np.zeros(1 << low))
    having = np.concatenate([_by_player(by_low_group, low), _by_player(by_high, high)])
    return np.asarray(having - (having.sum() - values[-1]) / players)


def _by_player(weighed: Floats, players: int) -> Floats:
    """For each player, the sum of the groups with the player in it, by folding."""
    found = np.empty(players)
    left = weighed
    for place in reversed(range(players)):
        half = 1 << place
        found[place] = left[half:].sum()
        left = left[:half] + left[half:]
    return found


def weighted_shapley(game: Game, weights: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """By player, where of those who are there the last to come is each with a chance as its weight.

    A heavier player comes later, when more is added (and in a cost game: when less is).
    """
    players = len(game.players)
    weight = np.array([float(one / max(weights)) for one in weights])
    heavy = sums(weight)
    chance = np.zeros(1 << players)
    chance[-1] = 1
    shares = np.zeros(players)
    size = sizes(players)
    by_size = np.argsort(size, kind="stable")
    ends = np.cumsum(np.bincount(size, minlength=players + 1))
    for count in range(players, 0, -1):
        groups = by_size[ends[count - 1] : ends[count]]
        each = chance[groups] / heavy[groups]
        for place in range(players):
            inside = groups >> place & 1 == 1
            to = groups[inside] ^ (1 << place)
            moved = each[inside] * weight[place]
            shares[place] += moved @ (game.values[groups[inside]] - game.values[to])
            chance[to] += moved
    rest = (game.total / game.unit - sum(map(Fraction, shares))) / players
    return tuple((Fraction(float(share)) + rest) * game.unit for share in shares)
