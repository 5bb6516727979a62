"""For one investment: who joins, and what it is worth to each, alone and together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from naober.engines.investing.joining import Shares, largest, missing
from naober.engines.investing.problem import Cost, Joining, Outlay
from naober.engines.investing.result import Held, Swing, Worth
from naober.engines.investing.worth import DRAWS, swings, worth


@dataclass(frozen=True, slots=True)
class Case:
    """`yearly` is a part of the cost before subsidy, each year. `common` has what is the same for
    everybody: how unsure the cost is, the phasing, the life, the rate; `benefits` are by company,
    low, likely and high a year."""

    cost: Cost
    joining: Sequence[Joining]
    benefits: Mapping[str, tuple[float, float, float]]
    common: Outlay
    yearly: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """`alone` of all who would join; `together` of who is in the group; `swings` of the group as
    one. `missing` as in `joining`."""

    held: Held
    missing: int | None
    alone: Mapping[str, Worth]
    together: Mapping[str, Worth]
    group: Worth | None
    swings: Sequence[Swing]


def solve(
    case: Case, shares: Shares, *, seed: int, draws: int = DRAWS, monotone: bool = False
) -> Answer:
    held = largest(case.joining, case.cost, shares, monotone=monotone)
    sizes = {one.key: one.size for one in case.joining}
    together = {
        key: _outlay(case, share, _yearly(case, share, held, sizes), case.benefits[key])
        for key, share in held.shares.items()
    }
    whole = _whole(case, together)
    return Answer(
        held,
        0 if held.shares else missing(case.joining, case.cost, shares, monotone=monotone),
        {one.key: worth(_alone(case, one), seed, draws) for one in case.joining},
        {key: worth(one, seed, draws) for key, one in together.items()},
        worth(whole, seed, draws) if whole else None,
        swings(whole) if whole else (),
    )


def _outlay(case: Case, cost: float, yearly: float, benefit: tuple[float, float, float]) -> Outlay:
    return replace(case.common, cost=cost, yearly=yearly, benefit=benefit)


def _alone(case: Case, one: Joining) -> Outlay:
    """The yearly cost goes with the investment before subsidy; of what a company says that it would
    pay alone no more is known."""
    size = np.array([one.size])
    net = float(case.cost.net(size)[0])
    gross = float(case.cost.gross(size)[0]) if one.alone is None else one.alone
    cost = net if one.alone is None else one.alone
    return _outlay(case, cost, gross * case.yearly, case.benefits[one.key])


def _yearly(case: Case, share: float, held: Held, sizes: Mapping[str, float]) -> float:
    """Its part of the yearly cost, in the proportion of the shares."""
    size = np.array([sum(sizes[key] for key in held.shares)])
    paid = sum(held.shares.values())
    part = share / paid if paid else 1 / len(held.shares)
    return float(case.cost.gross(size)[0]) * case.yearly * part


def _whole(case: Case, together: Mapping[str, Outlay]) -> Outlay | None:
    if not together:
        return None
    rows = np.array([one.benefit for one in together.values()]).sum(axis=0)
    low, likely, high = map(float, rows)
    cost = sum(one.cost for one in together.values())
    yearly = sum(one.yearly for one in together.values())
    return _outlay(case, cost, yearly, (low, likely, high))
