"""Kohlberg's criterion in fractions: whether a division is the nucleolus, without computing one.

Kohlberg, "On the nucleolus of a characteristic function game" (1971): it is when, for each level of
dissatisfaction, no move of shares makes a group of those at that level or above better off and
none of them worse (nor, for divisions in which nobody gets less than alone, anybody who has just
that). Whether there is such a move is a linear programme, solved by a simplex tableau of fractions
with Bland's rule. Slow, plain, and nothing in common with the engine.
"""

from collections.abc import Sequence
from fractions import Fraction

from naober.engines.costsharing import Game
from naober.engines.costsharing.tests.small import excess


def is_nucleolus(
    one: Game, shares: Sequence[Fraction], *, individual: bool = True, per_head: bool = False
) -> bool:
    """`per_head`: what a group lacks is divided by how many are in it."""
    players = len(one.players)
    if sum(shares) != one.total:
        return False
    singles = [1 << i for i in range(players)]
    if individual and any(excess(one, mask, shares) > 0 for mask in singles):
        return False
    held = [m for m in singles if individual and excess(one, m, shares) == 0]
    lacks = {
        mask: excess(one, mask, shares) / (mask.bit_count() if per_head else 1)
        for mask in range(1, one.everybody)
    }
    for level in sorted(set(lacks.values()), reverse=True):
        groups = [mask for mask, lack in lacks.items() if lack >= level]
        if moves_up(players, groups, held):
            return False
        if _rank(players, [*groups, one.everybody]) == players:
            break
    return True


def moves_up(players: int, groups: Sequence[int], held: Sequence[int]) -> bool:
    """Whether shares can move so that no group loses, and one gains."""
    gain = [sum(mask >> i & 1 for mask in groups) for i in range(players)]
    rows = [[-(mask >> i & 1) for i in range(players)] for mask in {*groups, *held}]
    rows += [[1] * players, [-1] * players]
    split = [[*row, *(-a for a in row)] for row in rows]
    limits = [Fraction(0)] * len(split)
    split += [[int(i == j) for j in range(2 * players)] for i in range(2 * players)]
    limits += [Fraction(1)] * (2 * players)
    return greatest([*gain, *(-a for a in gain)], split, limits) > 0


def greatest(
    gains: Sequence[int], rows: Sequence[Sequence[int]], limits: Sequence[Fraction]
) -> Fraction:
    """Of gains times x, with rows times x at most the limits, and x and the limits 0 or more."""
    slack = len(rows)
    table = [
        [*map(Fraction, row), *(Fraction(int(i == j)) for j in range(slack)), limit]
        for i, (row, limit) in enumerate(zip(rows, limits, strict=True))
    ]
    top = [*(Fraction(-gain) for gain in gains), *[Fraction(0)] * (slack + 1)]
    basis = [len(gains) + i for i in range(slack)]
    while True:
        enters = next((j for j, a in enumerate(top[:-1]) if a < 0), None)
        if enters is None:
            return top[-1]
        ratios = [
            (row[-1] / row[enters], basis[i], i) for i, row in enumerate(table) if row[enters] > 0
        ]
        leaves = min(ratios)[2]
        pivot = table[leaves][enters]
        table[leaves] = [a / pivot for a in table[leaves]]
        for i, row in enumerate(table):
            if i != leaves and row[enters]:
                table[i] = [
                    a - row[enters] * b if b else a for a, b in zip(row, table[leaves], strict=True)
                ]
        top = [a - top[enters] * b if b else a for a, b in zip(top, table[leaves], strict=True)]
        basis[leaves] = enters


def _rank(players: int, masks: Sequence[int]) -> int:
    rows = [[Fraction(mask >> i & 1) for i in range(players)] for mask in masks]
    rank = 0
    for column in range(players):
        pivot = next((i for i in range(rank, len(rows)) if rows[i][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        for i in range(rank + 1, len(rows)):
            factor = rows[i][column] / rows[rank][column]
            if factor:
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[rank], strict=True)]
        rank += 1
    return rank
