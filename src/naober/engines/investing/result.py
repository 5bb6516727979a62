"""What is answered."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Worth:
    """Of one company's payments: `npv` in euros; `irr` a part of 1, None where there is not exactly
    one; `payback` and `discounted_payback` in years from the first payment, None when it is never
    earned back. Of the draws: the range that eight of ten are in, and how often it is worth it."""

    cost: float
    npv: float
    irr: float | None
    payback: float | None
    discounted_payback: float | None
    low: float
    high: float
    chance: float


@dataclass(frozen=True, slots=True)
class Swing:
    """What the NPV becomes when one thing is as bad, and as good, as it may be. `what` is
    "benefit", "cost", "rate", "life" or "yearly"."""

    what: str
    bad: float
    good: float


@dataclass(frozen=True, slots=True)
class Held:
    """The largest group whose conditions hold, with the share of each; empty where there is none.
    `proven`: no larger one is possible. `others`: how many groups of that size hold as well."""

    shares: Mapping[str, float]
    proven: bool
    others: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """Who comes later pays `price`; of it each who was there gets back its part, and `extension`
    goes to what has to be added."""

    price: float
    back: Mapping[str, float]
    extension: float
