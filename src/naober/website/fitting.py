"""What meetings hear of the exchange: how well companies fit, for who sits at one table, and what
is made of it when two who spoke both go on."""

from collections.abc import Collection

from naober.features.exchange.known import known_fits
from naober.features.exchange.services import both_go_on
from naober.features.meetings import fitting, going_on
from naober.features.meetings.going_on import Spoke


def connect() -> None:
    """Once, when the site starts."""
    if exchange not in fitting.SOURCES:
        fitting.SOURCES.append(exchange)
    if introduce not in going_on.TAKERS:
        going_on.TAKERS.append(introduce)


def exchange(companies: Collection[int]) -> dict[frozenset[int], float]:
    """Of each two companies their best match; from 0 to 1."""
    return known_fits(companies)


def introduce(one: Spoke, other: Spoke) -> bool:
    """A match between them becomes an introduction, with what each brings and seeks."""
    return both_go_on(one=(one.person, one.company), other=(other.person, other.company))
