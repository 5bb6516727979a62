"""Which records are likely the same company?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from naober.lexicon.words import fold


@dataclass(frozen=True, slots=True)
class CompanyRecord:
    """A company as somebody wrote it down; what nobody knows is empty."""

    id: str
    name: str
    places: tuple[str, ...] = ()
    website: str = ""
    phone: str = ""
    emails: tuple[str, ...] = ()
    activity: str = ""
    code: str = ""  # a number that only this company has (of a trade register)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """`reasons` are codes, strongest first: "same_code", "same_website", "same_phone",
    "same_email", "same_name", "alike_name", "initials", "same_place", "other_place"."""

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]


def duplicates(companies: Sequence[CompanyRecord]) -> tuple[Duplicate, ...]:
    """Pairs that are likely one company, the likeliest first."""
    return tuple(
        Duplicate(one.id, other.id, 1.0, ("same_name",))
        for one, other in combinations(companies, 2)
        if fold(one.name) == fold(other.name)
    )


def matches_of(record: CompanyRecord, among: Sequence[CompanyRecord]) -> tuple[Duplicate, ...]:
    """Those `among` which are likely the same as `record`, the likeliest first."""
    return tuple(
        Duplicate(record.id, other.id, 1.0, ("same_name",))
        for other in among
        if other.id != record.id and fold(record.name) == fold(other.name)
    )
