"""How well companies fit, as those may know who sit at a table: said by other features.

The website puts its functions in `SOURCES`. Each is given companies and answers for two of them
with a number from 0 to 1; only of what both may know of each other, so that no seat tells a
secret.
"""

from collections.abc import Callable, Collection, Mapping

Fit = Callable[[Collection[int]], Mapping[frozenset[int], float]]
SOURCES: list[Fit] = []


def fit_of(companies: Collection[int]) -> dict[frozenset[int], float]:
    """The best that any source says of two companies."""
    found: dict[frozenset[int], float] = {}
    for source in SOURCES:
        for pair, score in source(companies).items():
            found[pair] = max(score, found.get(pair, 0.0))
    return found
