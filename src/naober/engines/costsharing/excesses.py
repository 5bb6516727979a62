"""Which groups are the most dissatisfied with a division, out of all 2^n.

What the members of a group have together is known by doubling: the sums of the first players are
made once, and each block of groups that share their other players adds one number to them. A block
is passed over when what was seen of it before shows that nothing in it can matter.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from naober.engines.costsharing.problem import Floats, sums

Masks = npt.NDArray[np.int64]
LOW = 13  # players whose groups make a block: 64 kB, which stays near the processor
A_BLOCK_GIVES = 64


@dataclass(frozen=True, slots=True)
class Found:
    """Groups, and how much they lack: what they are worth less what they have."""

    masks: Masks
    lacks: Floats


NOTHING = Found(np.zeros(0, dtype=np.int64), np.zeros(0))


class Excesses:
    """Of the gains of a game: what each group is worth. The empty group and all together are left
    out."""

    def __init__(self, gains: Floats, players: int, given: Floats | None = None) -> None:
        """`given`: what the players have already, so that all is counted from there."""
        self._low = min(players, LOW)
        self._players = players
        self._blocks = np.empty((1 << players - self._low, 1 << self._low))
        worths = gains.reshape(self._blocks.shape)
        have = np.zeros(players) if given is None else given
        inner, outer = self._sums(have)
        for block, worth, base in zip(self._blocks, worths, outer, strict=True):
            np.subtract(worth, inner, out=block)
            block -= base
        self._blocks[0, 0] = self._blocks[-1, -1] = -np.inf
        self._tops = self._blocks.max(axis=1)
        self._buffer = np.empty(1 << self._low)

    def _sums(self, have: Floats) -> tuple[Floats, Floats]:
        return sums(have[: self._low]), sums(have[self._low :])

    def lacks(self, masks: Masks) -> Floats:
        """Of some groups, with what was given at the start."""
        size = 1 << self._low
        return np.asarray(self._blocks[masks >> self._low, masks & size - 1])

    def settle(self, masks: Masks) -> None:
        """These groups are not to be found any more."""
        self._blocks[masks >> self._low, masks & (1 << self._low) - 1] = -np.inf

    def above(self, have: Floats, level: float, most: int) -> Found:
        """Of the groups that lack more than `level`, about the `most` that lack most.

        Of a block, the first `A_BLOCK_GIVES`: the one that lacks most of all is always found, and
        nothing is found only where there is nothing.
        """
        inner, outer = self._sums(have)
        can_gain = float(-np.minimum(have[: self._low], 0).sum())
        reach = self._tops - outer + can_gain
        found = NOTHING
        for place in np.argsort(-reach, kind="stable").tolist():
            if reach[place] <= level:
                break
            base = float(outer[place])
            one = self._in_block(place, inner, level + base)
            if one is None:
                continue
            found = Found(
                np.concatenate([found.masks, one.masks]),
                np.concatenate([found.lacks, one.lacks - base]),
            )
            if len(found.lacks) > most:
                found = _most(found, most)
                level = max(level, float(found.lacks[-1]))
        return _most(found, most)

    def _in_block(self, place: int, inner: Floats, level: float) -> Found | None:
        np.subtract(self._blocks[place], inner, out=self._buffer)
        if self._buffer.max() <= level:
            return None
        inside = np.flatnonzero(self._buffer > level)
        if len(inside) > A_BLOCK_GIVES:
            lacks = self._buffer[inside]
            inside = inside[np.argpartition(-lacks, A_BLOCK_GIVES)[:A_BLOCK_GIVES]]
        return Found(inside + (place << self._low), self._buffer[inside])

    def greatest(self, have: Floats) -> float:
        """How much the group lacks that lacks most; minus infinity when there is none."""
        inner, outer = self._sums(have)
        best = -np.inf
        can_gain = float(-np.minimum(have[: self._low], 0).sum())
        reach = self._tops - outer + can_gain
        for place in np.argsort(-reach):
            if reach[place] <= best:
                break
            np.subtract(self._blocks[place], inner, out=self._buffer)
            best = max(best, float(self._buffer.max()) - float(outer[place]))
        return best


def _most(found: Found, most: int) -> Found:
    """Those that lack most, in order."""
    order = np.lexsort((found.masks, -found.lacks))[:most]
    return Found(found.masks[order], found.lacks[order])
