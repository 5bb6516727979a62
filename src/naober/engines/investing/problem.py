"""What is asked: what a size costs, what one company pays and gets, and its conditions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
LONGEST = 60  # years, to build and to last
SURE = (1.0, 1.0, 1.0)


class Wrong(StrEnum):
    """In English, with places for the values."""

    NUMBER = "{0} is no number that can be: {1}"
    RANGE = "{0}: low, likely and high are not in that order"
    PHASING = "the parts of {0} do not make a whole"
    LIFE = "{0} is {1} years; it has to be 1 to {2}"
    TWICE = "{0} takes part twice"


class InvestmentError(ValueError):
    """An investment that cannot be."""

    def __init__(self, wrong: Wrong, *values: object) -> None:
        self.wrong = wrong
        self.values = tuple(map(str, values))
        super().__init__(wrong.format(*self.values))


@dataclass(frozen=True, slots=True)
class Cost:
    """What a size costs: `reference_cost` at `reference_size`, times the relative size to the power
    of `exponent` (0.6 for many plants, 1 for what has no economies of scale), and `fixed` on top.
    A subsidy is a part of that cost, at most `subsidy_most`."""

    reference_cost: float
    reference_size: float
    exponent: float = 1.0
    fixed: float = 0.0
    subsidy: float = 0.0
    subsidy_most: float | None = None

    def __post_init__(self) -> None:
        _within("reference_cost", self.reference_cost, 0)
        _within("reference_size", self.reference_size, 1e-9)
        _within("exponent", self.exponent, 0, 2)
        _within("fixed", self.fixed, 0)
        _within("subsidy", self.subsidy, 0, 1)
        if self.subsidy_most is not None:
            _within("subsidy_most", self.subsidy_most, 0)

    def gross(self, sizes: Floats) -> Floats:
        """Before subsidy; a size of 0 costs nothing."""
        scaled = self.reference_cost * (sizes / self.reference_size) ** self.exponent
        return np.where(sizes > 0, scaled + self.fixed, 0.0)

    def net(self, sizes: Floats) -> Floats:
        cost = self.gross(sizes)
        subsidy = cost * self.subsidy
        if self.subsidy_most is not None:
            subsidy = np.minimum(subsidy, self.subsidy_most)
        return cost - subsidy


@dataclass(frozen=True, slots=True)
class Outlay:
    """For one company. `cost` is what it pays in all, after subsidy; `yearly` what it costs each
    year. Benefits a year are low, likely and high; so are the factors on the costs. `phasing`: the
    part that is paid in each year of building; `rate`: of discount, a part of 1."""

    cost: float
    yearly: float
    benefit: tuple[float, float, float]
    factor: tuple[float, float, float] = SURE
    phasing: tuple[float, ...] = (1.0,)
    lifetime: int = 15
    rate: float = 0.0

    def __post_init__(self) -> None:
        _within("cost", self.cost, 0)
        _within("yearly", self.yearly, 0)
        _within("rate", self.rate, 0, 1)
        for name, values in (("benefit", self.benefit), ("factor", self.factor)):
            for value in values:
                _within(name, value, None if name == "benefit" else 0)
            if list(values) != sorted(values):
                raise InvestmentError(Wrong.RANGE, name)
        if any(part < 0 for part in self.phasing) or abs(sum(self.phasing) - 1) > 1e-9:
            raise InvestmentError(Wrong.PHASING, "phasing")
        for name, years in (("lifetime", self.lifetime), ("building", len(self.phasing))):
            if not 1 <= years <= LONGEST:
                raise InvestmentError(Wrong.LIFE, name, years, LONGEST)


@dataclass(frozen=True, slots=True)
class Joining:
    """A company that would join: its size, what it would pay alone (None: what its size costs),
    and its conditions: `least` companies, and a share of at most `most`."""

    key: str
    size: float
    alone: float | None = None
    least: int = 0
    most: float | None = None

    def __post_init__(self) -> None:
        _within("size", self.size, 1e-9)
        _within("least", self.least, 0)
        for name, value in (("alone", self.alone), ("most", self.most)):
            if value is not None:
                _within(name, value, 0)


def _within(name: str, value: float, low: float | None, high: float | None = None) -> None:
    below = low is not None and value < low
    above = high is not None and value > high
    if not isfinite(value) or below or above:
        raise InvestmentError(Wrong.NUMBER, name, value)
