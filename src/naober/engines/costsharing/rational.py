"""Equations of groups, solved in fractions.

The inverse in floats gives the first digits; then what is left over, counted in whole numbers,
gives the next ones (Wilkinson 1963). The fraction with the smallest denominator that is so near is
the solution when it fits every equation exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

import numpy as np

PLACES = 192  # bits behind the point
LARGEST = 1 << 90  # denominator
ROUNDS = 12


@dataclass(frozen=True, slots=True)
class Equation:
    """What the players of a group get is `worth`, less the level of a stage for each unit of size.

    Without a stage it is `worth` itself.
    """

    group: int
    stage: int | None
    worth: Fraction


@dataclass(frozen=True, slots=True)
class Solution:
    """`exact`: every equation holds."""

    shares: tuple[Fraction, ...]
    levels: tuple[Fraction, ...]
    exact: bool


def solution(
    equations: Sequence[Equation], players: int, heads: Sequence[Fraction] | None, sign: int
) -> Solution | None:
    """With `sign` -1, the level is what a group gets above its worth. None when the equations do
    not say what each player gets."""
    parts = lcm(*(one.denominator for one in heads)) if heads else 1
    sizes = [int(one * parts) for one in heads] if heads else []
    rows = [_row(one, players, sizes, sign) for one in equations]
    levels = 1 + max((one.stage for one in equations if one.stage is not None), default=-1)
    unknown = players + levels
    matrix = np.zeros((len(rows), unknown))
    for place, row in enumerate(rows):
        for column, factor in row:
            matrix[place, column] = factor
    if np.linalg.matrix_rank(matrix) < unknown:
        return None
    common = lcm(*(one.worth.denominator for one in equations))
    worths = [int(one.worth * common) for one in equations]
    near = _digits(matrix, rows, worths)
    found = [Fraction(one, 1 << PLACES).limit_denominator(LARGEST) for one in near]
    exact = all(
        sum(factor * found[column] for column, factor in row) == worth
        for row, worth in zip(rows, worths, strict=True)
    )
    return Solution(
        tuple(one / common for one in found[:players]),
        tuple(one * parts / common for one in found[players:]),
        exact,
    )


def _row(
    equation: Equation, players: int, sizes: Sequence[int], sign: int
) -> list[tuple[int, int]]:
    """Columns and factors: those of the players, then that of the level."""
    members = [place for place in range(players) if equation.group >> place & 1]
    row = [(place, 1) for place in members]
    if equation.stage is not None:
        size = sum(sizes[place] for place in members) if sizes else 1
        row.append((players + equation.stage, sign * size))
    return row


def _digits(
    matrix: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    rows: Sequence[Sequence[tuple[int, int]]],
    worths: Sequence[int],
) -> list[int]:
    """The unknowns, in whole parts of 2^-PLACES."""
    inverse = np.linalg.pinv(matrix)
    found = [0] * matrix.shape[1]
    for _ in range(ROUNDS):
        left = [
            (worth << PLACES) - sum(factor * found[column] for column, factor in row)
            for row, worth in zip(rows, worths, strict=True)
        ]
        most = max(map(abs, left))
        if most <= len(rows):
            break
        shift = max(most.bit_length() - 60, 0)
        step = inverse @ np.array([float(one >> shift) for one in left])
        found = [now + (int(one) << shift) for now, one in zip(found, step.tolist(), strict=True)]
    return found
