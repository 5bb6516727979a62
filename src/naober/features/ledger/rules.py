"""When a number about several companies may be told. See docs/decisions/0009.

`parts` is what each company stands for in it. Nothing here knows a database.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from naober.features.ledger.models import LEAST_COMPANIES, Kind, Way

LARGEST_SHARE = Decimal("0.75")
LEFT_OVER = Decimal("0.10")
LEAST_AT_AN_END = 3

Parts = Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of time that was told, with what each company stands for in it."""

    until: date
    parts: Parts


# What goes from one to the other is counted once, with the giver; of what is gained each side has
# its own. One number a kind: two (given and taken) could be subtracted.
COUNTED: dict[str, str] = {
    kind: Way.TOOK if kind in (Kind.MONEY, Kind.CO2) else Way.GAVE for kind in Kind.values
}


def enough(parts: Parts) -> bool:
    """Enough companies stand behind it, none too large: at least four, the largest at most three
    quarters of it, and whoever are second and third together cannot tell what the largest did to
    within a tenth."""
    sizes = sorted((abs(part) for part in parts.values() if part), reverse=True)
    if len(sizes) < LEAST_COMPANIES:
        return False
    largest, rest = sizes[0], sum(sizes[3:])
    return largest <= LARGEST_SHARE * sum(sizes) and rest >= LEFT_OVER * largest


def tells_nothing_beside(new: Parts, old: Parts) -> bool:
    """Whether subtracting two totals leaves no company to be seen.

    Who did the same in both falls out: when one company joins or one row is corrected, the
    difference is that company. So the difference must itself be of enough, or of nobody.
    """
    change = difference(new, old)
    return enough(change) or not any(change.values())


def difference(new: Parts, old: Parts) -> dict[int, Decimal]:
    zero = Decimal(0)
    return {pk: new.get(pk, zero) - old.get(pk, zero) for pk in new.keys() | old.keys()}


def added(several: Iterable[Parts]) -> dict[int, Decimal]:
    total: dict[int, Decimal] = {}
    for parts in several:
        for pk, part in parts.items():
            total[pk] = total.get(pk, Decimal(0)) + part
    return total


def may_tell(new: Told, told: list[Told]) -> bool:
    """No total that one reads or adds up after this one, alone or beside another, shows one
    company: quarters, years and all of them together."""
    if not enough(new.parts):
        return False
    before = [{}, *readable(told)]
    known = {_fingerprint(parts) for parts in before}
    fresh = [p for p in readable([*told, new]) if _fingerprint(p) not in known]
    beside_old = all(tells_nothing_beside(a, b) for a in fresh for b in before)
    return beside_old and all(tells_nothing_beside(a, b) for a, b in combinations(fresh, 2))


def readable(told: list[Told]) -> list[Parts]:
    """The totals that a page shows of these stretches: each, each year's, and all."""
    years: dict[int, list[Parts]] = defaultdict(list)
    for one in told:
        years[year_of(one.until)].append(one.parts)
    sums = [added(parts) for parts in years.values()]
    everything = added(one.parts for one in told)
    return [*(one.parts for one in told), *sums, *([everything] if told else [])]


def _fingerprint(parts: Parts) -> frozenset[tuple[int, Decimal]]:
    return frozenset((pk, part) for pk, part in parts.items() if part)


def year_of(until: date) -> int:
    """Of a stretch of time that ends before `until`."""
    return (until - timedelta(days=1)).year


def may_show_route(origins: Parts, destinations: Parts) -> bool:
    """A line on the map, when at both ends three companies stand behind it and at neither of them
    one stands for more than three quarters: whoever is one of them still sees two."""
    return all(
        len([part for part in end.values() if part]) >= LEAST_AT_AN_END
        and max(end.values()) <= LARGEST_SHARE * sum(end.values())
        for end in (origins, destinations)
    )
