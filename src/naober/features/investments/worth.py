"""What an investment is worth to one company: plain numbers in, plain numbers out. Only
`engine_bridge` calls this.

Cash flows are at the end of each year, in euros of today, and discounted (net present value, NPV).
While it is built its cost is paid; from the year after, it brings and costs each year, as long as
it lasts. The internal rate of return (IRR) is the rate at which the NPV is 0: with one change of
sign there is at most one, found by halving. Ranges are drawn with a fixed seed from triangular
distributions between low and high: the same question gives the same answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
DRAWS = 4_000
SEED = 20_261_201
LOWEST, HIGHEST = -0.95, 10.0  # of a rate of return
BETWEEN = (10, 90)  # per cent of the draws: the range that is shown
ANYWAY = 0.5  # of the yearly cost, in the tornado: up and down
POINTS = 0.02  # of the discount rate
YEARS = 0.2  # of the life


@dataclass(frozen=True, slots=True)
class Outlay:
    """For one company. `cost` is what it pays in all, after subsidy; `yearly` what it costs each
    year. Benefits are low, likely and high; so are the factors on the cost."""

    cost: float
    yearly: float
    benefit: tuple[float, float, float]
    factor: tuple[float, float, float]
    phasing: tuple[float, ...]
    lifetime: int
    rate: float


@dataclass(frozen=True, slots=True)
class Worth:
    """`npv` in euros; `irr` a part of 1, None where there is none; `payback` years from the first
    payment, None when it is never earned back. Of the draws: the range, and how often it is worth
    it."""

    cost: float
    npv: float
    irr: float | None
    payback: float | None
    low: float
    high: float
    chance: float


@dataclass(frozen=True, slots=True)
class Swing:
    """What the NPV becomes when one thing is as bad, and as good, as it may be."""

    what: str
    bad: float
    good: float


def worth(asked: Outlay) -> Worth:
    flows = flows_of(asked)
    npvs = _drawn(asked)
    low, high = np.percentile(npvs, BETWEEN)
    return Worth(
        asked.cost,
        npv(flows, asked.rate),
        irr(flows),
        payback(flows),
        float(low),
        float(high),
        float((npvs > 0).mean()),
    )


def flows_of(asked: Outlay) -> Floats:
    """By year, from the first payment on: with the likely values."""
    building = len(asked.phasing)
    flows = np.zeros(building + asked.lifetime)
    flows[:building] -= asked.cost * np.array(asked.phasing)
    flows[building:] += asked.benefit[1] - asked.yearly
    return flows


def npv(flows: Floats, rate: float) -> float:
    return float((flows / (1 + rate) ** np.arange(len(flows))).sum())


def irr(flows: Floats) -> float | None:
    low, high = LOWEST, HIGHEST
    if not npv(flows, low) > 0 > npv(flows, high):
        return None
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if npv(flows, middle) > 0 else (low, middle)
    return (low + high) / 2


def payback(flows: Floats) -> float | None:
    """Without discounting, as people say it; within a year by its part."""
    sums = np.cumsum(flows)
    after = np.flatnonzero(sums >= 0)
    first = next((int(at) for at in after if (sums[at:] >= 0).all()), None)
    if first is None:
        return None
    return 0.0 if first == 0 else first - float(sums[first] / flows[first])


def swings(asked: Outlay) -> list[Swing]:
    """The largest first."""
    low, _likely, high = asked.benefit
    least, usual, most = asked.factor
    shorter = max(1, round(asked.lifetime * (1 - YEARS)))
    longer = round(asked.lifetime * (1 + YEARS)) + (asked.lifetime * YEARS < 1)
    changed: list[tuple[str, Outlay, Outlay]] = [
        ("benefit", replace(asked, benefit=(low, low, low)), replace(asked, benefit=(high,) * 3)),
        ("cost", _dearer(asked, most / usual), _dearer(asked, least / usual)),
        ("rate", replace(asked, rate=asked.rate + POINTS),
         replace(asked, rate=max(0.0, asked.rate - POINTS))),
        ("life", replace(asked, lifetime=shorter), replace(asked, lifetime=longer)),
    ]  # fmt: skip
    if asked.yearly:
        more, less = asked.yearly * (1 + ANYWAY), asked.yearly * (1 - ANYWAY)
        changed.append(("yearly", replace(asked, yearly=more), replace(asked, yearly=less)))
    found = [Swing(what, _npv(bad), _npv(good)) for what, bad, good in changed]
    return sorted(found, key=lambda one: -abs(one.good - one.bad))


def _dearer(asked: Outlay, times: float) -> Outlay:
    return replace(asked, cost=asked.cost * times, yearly=asked.yearly * times)


def _npv(asked: Outlay) -> float:
    return npv(flows_of(asked), asked.rate)


def _drawn(asked: Outlay) -> Floats:
    """NPVs: linear in what is drawn, so of all draws at once."""
    chance = np.random.default_rng(SEED)
    benefits = _triangular(chance.triangular, asked.benefit)
    factors = _triangular(chance.triangular, asked.factor)
    unit = replace(asked, cost=0.0, yearly=0.0, benefit=(1.0, 1.0, 1.0))
    a_euro = _npv(unit)  # of benefit, each year
    outlay = _npv(replace(asked, benefit=(0.0, 0.0, 0.0)))
    return benefits * a_euro + factors * outlay


def _triangular(draw: Callable[..., Floats], values: Sequence[float]) -> Floats:
    low, likely, high = values
    if low == high:
        return np.full(DRAWS, likely)
    return draw(low, likely, high, DRAWS)
