"""How well companies fit, of what all members may know: for who sits at one table at a meeting."""

from collections.abc import Collection

from naober.features.exchange.known import known_fits
from naober.features.meetings import fitting


def connect() -> None:
    """Once, when the site starts."""
    if exchange not in fitting.SOURCES:
        fitting.SOURCES.append(exchange)


def exchange(companies: Collection[int]) -> dict[frozenset[int], float]:
    """Of each two companies their best match; from 0 to 1."""
    return known_fits(companies)
