"""Who looks, and what of an object with an audience that lets through.

A `Reader` is a person (`members.readers.reader_of` makes it) or a stand-in for one: a preview is
the same page made for another reader, so it cannot differ from what such a person gets.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, IntegerField, Q, QuerySet, Value, When

from naober.foundation.audience.levels import Level, at_least, rank

Ids = Collection[int] | QuerySet[Any, Any]
OUTSIDE = rank(Level.PUBLIC)


@dataclass(frozen=True, slots=True)
class Reader:
    """The companies that one acts for and the groups these are in, as ids or as a query that the
    database works out within the statement; whether one is of the members, and of the desk."""

    companies: Ids = ()
    groups: Ids = ()
    is_member: bool | Exists = False
    is_desk: bool = False
    user_id: int | None = None


A_VISITOR = Reader()
A_MEMBER = Reader(is_member=True)
THE_DESK = Reader(is_member=True, is_desk=True)


def seen_by(
    reader: Reader, owners: Sequence[str] = ("company",), column: str = "audience", prefix: str = ""
) -> Q:
    """The rows that this reader is in the audience of, by one of the level columns.

    `owners` are the columns of the companies it is of, two for a deal; `prefix` leads to the object
    from another table ("offer__").
    """
    return owned_by(reader, owners, prefix) | in_audience(reader, (column,), prefix)


def in_audience(reader: Reader, columns: Sequence[str] = ("audience",), prefix: str = "") -> Q:
    """As `seen_by` for several columns at once, of others than one's own."""
    found = Q(**{f"{prefix}{column}": Level.PUBLIC for column in columns})
    for step, condition in _steps(reader, prefix):
        levels = at_least(step)
        found |= condition & Q(**{f"{prefix}{column}__in": levels for column in columns})
    return found


def owned_by(reader: Reader, owners: Sequence[str] = ("company",), prefix: str = "") -> Q:
    found = Q(pk__in=[])
    for owner in owners:
        found |= Q(**{f"{prefix}{owner}__in": reader.companies})
    return found


def step_of(reader: Reader, *, inside: Q) -> Case:
    """On which step of the ladder this reader stands before each row, for `may_read`; `inside`
    are those who read all of it, its own people first."""
    steps = [When(condition, then=Value(rank(step))) for step, condition in _steps(reader, "")]
    return Case(
        When(inside, then=Value(rank(Level.OWN))),
        *steps,
        default=Value(OUTSIDE),
        output_field=IntegerField(),
    )


def _steps(reader: Reader, prefix: str) -> list[tuple[Level, Q]]:
    """Inmost first, only those that this reader can be on."""
    found = [(Level.DESK, ~Q(pk__in=[]))] if reader.is_desk else []
    found.append((Level.NAMED, Q(**{f"{prefix}audience_group__in": reader.groups})))
    if isinstance(reader.is_member, Exists):
        found.append((Level.MEMBERS, Q(reader.is_member)))
    elif reader.is_member:
        found.append((Level.MEMBERS, ~Q(pk__in=[])))
    return found
