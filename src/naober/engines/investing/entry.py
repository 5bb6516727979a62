"""What is fair to pay for who comes later.

What is left of an investment after some years is the part of its yearly worth that is still to
come: an annuity, so early years wear it less than late ones (economic depreciation; Hotelling, A
general mathematical theory of depreciation, 1925). Who comes later takes over a part of what is
left, from those whose share is smaller with it; what has to be added for it, it pays as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import expm1, log1p

from naober.engines.investing.problem import LONGEST, InvestmentError, Wrong
from naober.engines.investing.result import Entry

SMALLEST = 1e-12  # a rate that is as good as none


def left_of(lifetime: int, years: float, rate: float) -> float:
    """Which part of what it cost is left after so many years of use."""
    if not 1 <= lifetime <= LONGEST:
        raise InvestmentError(Wrong.LIFE, "lifetime", lifetime, LONGEST)
    if not 0 <= years <= lifetime or not 0 <= rate <= 1:
        raise InvestmentError(Wrong.NUMBER, "years", years)
    if rate < SMALLEST:
        return 1 - years / lifetime
    growth = log1p(rate)
    return expm1((years - lifetime) * growth) / expm1(-lifetime * growth)


def late_entry(shares: Mapping[str, float], after: Mapping[str, float], left: float) -> Entry:
    """`shares` are of those who are there, as they paid; `after` of all, with whoever comes, by the
    same rule; `left` is the part that is left. Nobody who was there is worse off: where a share
    would rise because somebody joins, it stays as it was, and who comes pays so much less."""
    back = {key: max(0.0, share - after.get(key, share)) * left for key, share in shares.items()}
    added = max(0.0, sum(after.values()) - sum(shares.values())) * left
    return Entry(sum(back.values()) + added, back, added)
