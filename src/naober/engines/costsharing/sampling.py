"""The Shapley value by drawing orders, for many players or a worth that takes long to compute.

A round is a circle of the players in a random order. Walked from each of its places, both ways, it
gives every player every position twice: strata of equal size (Castro, Gómez and Tejada 2017), for
one worth of each arc of the circle. What the players get in a round adds up to the total. Rounds
are independent, so that their spread gives confidence intervals (Student), which hold together with
`confidence` (Bonferroni). Where few worths can be asked, a round is fewer places of the circle,
evenly spread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import NormalDist

import numpy as np

from naober.engines.costsharing.problem import Floats

FIRST_ROUNDS = 10
GROWS = 1.3  # how many more rounds until the next look


@dataclass(frozen=True, slots=True)
class Accuracy:
    """When to stop: each margin is at most `margin`, or `most` worths were asked.

    `margin` is in the unit of the worths; `confidence` is that all shares are within their margins.
    """

    margin: float
    confidence: float = 0.95
    most: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """By player. `reached`: the margins are as small as was asked; `asked` worths were computed."""

    shares: tuple[float, ...]
    margins: tuple[float, ...]
    asked: int
    reached: bool


def estimate(
    players: int, worth: Callable[[int], float], accuracy: Accuracy, chance: Random
) -> Estimate:
    """The same for the same `chance`. `worth` gets groups: the first player is bit 0."""
    everybody = (1 << players) - 1
    total = worth(everybody)
    if players == 1:
        return Estimate((total,), (0.0,), 1, reached=True)
    circle = _Circle(players, worth, total)
    arcs = players * (players - 1)
    starts = players if accuracy.most >= 2 * FIRST_ROUNDS * arcs else _few(players, accuracy.most)
    rounds: list[Floats] = []
    look = FIRST_ROUNDS
    while True:
        while len(rounds) < look:
            rounds.append(circle.walk(chance, starts))
        shares, margins = _student(np.array(rounds), accuracy.confidence, players)
        reached = bool(margins.max() <= accuracy.margin)
        next_look = int(look * GROWS) + 1
        each = circle.asked / len(rounds)
        if reached or circle.asked + each > accuracy.most:
            shares_of, margins_of = tuple(shares.tolist()), tuple(margins.tolist())
            return Estimate(shares_of, margins_of, circle.asked, reached)
        left = int((accuracy.most - circle.asked) / each)
        look = min(next_look, look + max(left, 1))


def _few(players: int, most: int) -> int:
    """Places of the circle to walk from, so that there are enough rounds."""
    return max(1, min(players, most // (2 * FIRST_ROUNDS * players)))


class _Circle:
    def __init__(self, players: int, worth: Callable[[int], float], total: float) -> None:
        self._players = players
        self._worth = worth
        self._total = total
        self.asked = 1

    def walk(self, chance: Random, starts: int) -> Floats:
        """What each player adds on average, walked from so many places, both ways where all the
        arcs are known."""
        players = self._players
        order = list(range(players))
        chance.shuffle(order)
        begins = [place * players // starts for place in range(starts)]
        shift = chance.randrange(players)
        worths = [self._arcs(order, (begin + shift) % players) for begin in begins]
        added = np.zeros(players)
        for begin, worth in zip(begins, worths, strict=True):
            for step in range(players):
                added[order[(begin + shift + step) % players]] += worth[step + 1] - worth[step]
        if starts < players:
            return added / starts
        return (added + self._back(order, worths, shift)) / (2 * players)

    def _arcs(self, order: list[int], begin: int) -> list[float]:
        """The worths of the first, the first two ... players from a place."""
        found, mask = [0.0], 0
        for step in range(self._players - 1):
            mask |= 1 << order[(begin + step) % self._players]
            found.append(self._worth(mask))
        self.asked += self._players - 1
        return [*found, self._total]

    def _back(self, order: list[int], worths: list[list[float]], shift: int) -> Floats:
        """The other way round, of the same arcs: a player joins in front of one."""
        players = self._players
        added = np.zeros(players)
        for begin in range(players):
            player = order[(begin + shift) % players]
            after = worths[(begin + 1) % players]
            own = worths[begin]
            for length in range(players - 1):
                added[player] += own[length + 1] - after[length]
            added[player] += self._total - after[players - 1]
        return added


def _student(rounds: Floats, confidence: float, players: int) -> tuple[Floats, Floats]:
    count = len(rounds)
    spread = rounds.std(axis=0, ddof=1)
    return rounds.mean(axis=0), spread * _quantile(confidence, players, count - 1) / sqrt(count)


def _quantile(confidence: float, players: int, freedom: int) -> float:
    """Of Student's distribution, both sides, for so many intervals together (Cornish-Fisher; to
    about a hundredth from 9 degrees of freedom)."""
    z = NormalDist().inv_cdf(1 - (1 - confidence) / (2 * players))
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3
