"""What an investment is worth to one company.

Payments are at the end of each year, in euros of today, and discounted (net present value, NPV).
While it is built its cost is paid; from the year after, it brings and costs each year, as long as
it lasts. An internal rate of return (IRR) is a rate at which the NPV is 0. What is unsure is drawn
from triangular distributions by their inverse (Hertz, Risk analysis in capital investment, 1964).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from naober.engines.investing.problem import LONGEST, Floats, Outlay
from naober.engines.investing.result import Swing, Worth

DRAWS = 10_000
LOWEST, HIGHEST = -0.95, 10.0  # of a rate of return
STEPS = 400  # in which rates are looked for
BETWEEN = (10, 90)  # per cent of the draws: the range that is told
ANYWAY = 0.5  # of the yearly cost, in the tornado: up and down
POINTS = 0.02  # of the discount rate
YEARS = 0.2  # of the life


def worth(asked: Outlay, seed: int, draws: int = DRAWS) -> Worth:
    """The same seed draws the same: alone and together are then in the same luck."""
    flows = flows_of(asked)
    npvs = _drawn(asked, np.random.default_rng(seed), draws)
    low, high = np.percentile(npvs, BETWEEN)
    return Worth(
        asked.cost,
        npv(flows, asked.rate),
        rate_of_return(flows),
        payback(flows),
        payback(flows / (1 + asked.rate) ** np.arange(len(flows))),
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


def rate_of_return(flows: Floats) -> float | None:
    """The internal rate, where there is exactly one."""
    found = rates_of_return(flows)
    return found[0] if len(found) == 1 else None


def rates_of_return(flows: Floats) -> list[float]:
    """All rates above -95% and under 1,000% at which the NPV is 0 and changes its sign, from low to
    high. By Descartes' rule there are no more than changes of sign in the flows."""
    growth = np.geomspace(1 + LOWEST, 1 + HIGHEST, STEPS)
    values = np.array([npv(flows, one - 1) for one in growth])
    scale = np.abs(flows).sum()
    found = []
    for place in np.flatnonzero(np.sign(values[:-1]) * np.sign(values[1:]) < 0):
        found.append(_halved(flows, float(growth[place] - 1), float(growth[place + 1] - 1)))
    exact = growth[(np.abs(values) <= 1e-15 * scale) & (scale > 0)] - 1
    return sorted([*found, *map(float, exact)])


def _halved(flows: Floats, low: float, high: float) -> float:
    rising = npv(flows, low) < 0
    for _ in range(100):
        middle = (low + high) / 2
        below = (npv(flows, middle) < 0) == rising
        low, high = (middle, high) if below else (low, middle)
    return (low + high) / 2


def payback(flows: Floats) -> float | None:
    """Years until what came in is what went out, for good; within a year by its part."""
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
    longer = min(LONGEST, round(asked.lifetime * (1 + YEARS)) + (asked.lifetime * YEARS < 1))
    changed: list[tuple[str, Outlay, Outlay]] = [
        ("benefit", replace(asked, benefit=(low, low, low)), replace(asked, benefit=(high,) * 3)),
        ("cost", _dearer(asked, most / usual), _dearer(asked, least / usual)),
        ("rate", replace(asked, rate=min(1.0, asked.rate + POINTS)),
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


def _drawn(asked: Outlay, chance: np.random.Generator, draws: int) -> Floats:
    """NPVs: linear in what is drawn, so of all draws at once."""
    benefits = _triangular(chance, asked.benefit, draws)
    factors = _triangular(chance, asked.factor, draws)
    unit = replace(asked, cost=0.0, yearly=0.0, benefit=(1.0, 1.0, 1.0))
    a_euro = _npv(unit)  # of benefit, each year
    outlay = _npv(replace(asked, benefit=(0.0, 0.0, 0.0)))
    return benefits * a_euro + factors * outlay


def _triangular(
    chance: np.random.Generator, values: tuple[float, float, float], draws: int
) -> Floats:
    low, likely, high = values
    drawn = chance.random(draws)  # also where nothing is unsure: so the next draws stay the same
    if low == high:
        return np.full(draws, likely)
    turn = (likely - low) / (high - low)
    rising = low + np.sqrt(drawn * (high - low) * (likely - low))
    falling = high - np.sqrt((1 - drawn) * (high - low) * (high - likely))
    return np.where(drawn < turn, rising, falling)
