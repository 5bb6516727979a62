"""Companies that join under conditions: the largest group in which all hold.

A share is what a rule gives each of a group; `shares` is that rule, handed in. While companies are
few every group is looked at, from large to small. Else who is furthest over its limit falls out,
until nobody is: the greatest fixed point, and so the largest group, where no share rises because
somebody joins (Tarski 1955; such rules are called population monotonic, Sprumont 1990).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import inf

import numpy as np

from naober.engines.investing.problem import Cost, InvestmentError, Joining, Wrong
from naober.engines.investing.result import Held

MOST_SEARCHED = 12  # companies of which every group is looked at: 4,096 groups
LEAST_TOGETHER = 2
MOST_MISSING = 3
CENT = 0.005
Shares = Callable[[Sequence[Joining]], Mapping[str, float]]


def largest(
    joining: Sequence[Joining], cost: Cost, shares: Shares, *, monotone: bool = False
) -> Held:
    """Of the largest groups the one with the most size, then the first as they were given.
    `monotone`: no share rises because somebody joins."""
    keys = [one.key for one in joining]
    if len(set(keys)) < len(keys):
        raise InvestmentError(Wrong.TWICE, next(key for key in keys if keys.count(key) > 1))
    fallen = _by_falling_out(joining, cost, shares)
    if monotone or len(fallen) == len(joining):
        return Held(fallen, proven=True)
    if len(joining) > MOST_SEARCHED:
        return Held(fallen, proven=False)
    return _by_looking(joining, cost, shares)


def _by_falling_out(joining: Sequence[Joining], cost: Cost, shares: Shares) -> Mapping[str, float]:
    """One at a time, whoever is furthest over its limit first: who is only a little over may be
    within it again without that one."""
    inside = list(joining)
    while len(inside) >= LEAST_TOGETHER:
        found = shares(inside)
        over = [_over(one, found[one.key], len(inside), cost) for one in inside]
        worst = max(range(len(inside)), key=over.__getitem__)
        if over[worst] <= 0:
            return found
        del inside[worst]
    return {}


def _by_looking(joining: Sequence[Joining], cost: Cost, shares: Shares) -> Held:
    for number in range(len(joining), LEAST_TOGETHER - 1, -1):
        may = [one for one in joining if one.least <= number]
        held = [
            (group, found)
            for group in combinations(may, number)
            if (found := _held(group, cost, shares)) is not None
        ]
        if held:
            best = max(held, key=lambda one: sum(joined.size for joined in one[0]))
            return Held(best[1], proven=True, others=len(held) - 1)
    return Held({}, proven=True)


def _held(group: Sequence[Joining], cost: Cost, shares: Shares) -> Mapping[str, float] | None:
    found = shares(group)
    holds = all(_holds(one, found[one.key], len(group), cost) for one in group)
    return found if holds else None


def _holds(one: Joining, share: float, number: int, cost: Cost) -> bool:
    return _over(one, share, number, cost) <= 0


def _over(one: Joining, share: float, number: int, cost: Cost) -> float:
    """By how much its conditions do not hold; 0 or less when they do. Nobody pays more than alone,
    whatever it said."""
    if number < one.least:
        return inf
    alone = one.alone if one.alone is not None else float(cost.net(np.array([one.size]))[0])
    return share - (alone if one.most is None else min(alone, one.most)) - CENT


def missing(
    joining: Sequence[Joining], cost: Cost, shares: Shares, *, monotone: bool = False
) -> int | None:
    """How many more, as large as the others are on average and without conditions, would make a
    group; 0: there is one. None: more than three."""
    if not joining:
        return None
    size = sum(one.size for one in joining) / len(joining)
    for more in range(MOST_MISSING + 1):
        alike = [Joining(f"{place} more", size) for place in range(more)]
        group = largest([*joining, *alike], cost, shares, monotone=monotone).shares
        if any(one.key in group for one in joining):
            return more
    return None
