"""Of which groups the total is known, once those of some others are.

Groups are rows of zeros and ones, and whether one is a combination of others is decided exactly:
modulo a prime, where a row that is none is taken for one with a chance of less than 10^-18.
"""

import numpy as np
import numpy.typing as npt

from naober.engines.costsharing.excesses import Masks

PRIME = (1 << 31) - 1
_CHECKS = 2


class Span:
    """The groups that were settled, and all that follow from them."""

    def __init__(self, players: int) -> None:
        self._players = players
        self._rows: dict[int, list[int]] = {}  # by pivot; each is 0 at the pivots of the others
        self._chance = np.random.default_rng(1)  # checks only; no answer depends on it

    @property
    def rank(self) -> int:
        """How many groups are independent of each other."""
        return len(self._rows)

    def add(self, mask: int) -> bool:
        """Whether the group's total was not known yet."""
        row = [mask >> place & 1 for place in range(self._players)]
        for pivot, other in self._rows.items():
            factor = row[pivot]
            if factor:
                row = [(a - factor * b) % PRIME for a, b in zip(row, other, strict=True)]
        pivot = next((place for place, a in enumerate(row) if a), -1)
        if pivot < 0:
            return False
        inverse = pow(row[pivot], -1, PRIME)
        row = [a * inverse % PRIME for a in row]
        for place, other in self._rows.items():
            factor = other[pivot]
            if factor:
                self._rows[place] = [
                    (b - factor * a) % PRIME for a, b in zip(row, other, strict=True)
                ]
        self._rows[pivot] = row
        return True

    def checks(self) -> npt.NDArray[np.int64]:
        """Vectors that are 0 on every settled group, and on no other but by a rare chance."""
        free = [place for place in range(self._players) if place not in self._rows]
        found = np.zeros((_CHECKS, self._players), dtype=np.int64)
        for check in found:
            drawn = {place: int(self._chance.integers(1, PRIME)) for place in free}
            for place, value in drawn.items():
                check[place] = value
            for pivot, row in self._rows.items():
                check[pivot] = -sum(row[place] * value for place, value in drawn.items()) % PRIME
        return found


def known(masks: Masks, checks: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which groups' totals are known."""
    inside = masks[:, None] >> np.arange(checks.shape[1]) & 1
    return np.asarray(((inside @ checks.T) % PRIME == 0).all(axis=1))
