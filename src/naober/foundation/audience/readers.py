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
NOTHING = Q(pk__in=[])  # holds for no row


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
    return either(owned_by(reader, owners, prefix), in_audience(reader, (column,), prefix))


def in_audience(reader: Reader, columns: Sequence[str] = ("audience",), prefix: str = "") -> Q:
    """As `seen_by` for several columns at once, of others than one's own."""
    found = []
    for step, condition in _steps(reader, prefix):
        levels = at_least(step)
        reads = {f"{prefix}{column}__in": levels for column in columns}
        found.append(Q(condition, **reads) if condition else Q(**reads))
    return either(*found)


def owned_by(reader: Reader, owners: Sequence[str] = ("company",), prefix: str = "") -> Q:
    if _is_none(reader.companies):
        return NOTHING
    return either(*(Q(**{f"{prefix}{owner}__in": reader.companies}) for owner in owners))


def either(*conditions: Q) -> Q:
    """Any of these. What holds for nothing is left out: a condition costs the time of a statement
    to write it, and each page writes hundreds."""
    found = [one for one in conditions if one is not NOTHING]
    if len(found) < 2:
        return found[0] if found else NOTHING
    return Q(*found, _connector=Q.OR)


def widest(reader: Reader) -> list[str]:
    """The levels of which this reader sees every row, whatever else it says."""
    last, _always = _steps(reader, "")[-1]
    return at_least(last)


def step_of(reader: Reader, *, inside: Q) -> Case:
    """On which step of the ladder this reader stands before each row, for `may_read`; `inside`
    are those who read all of it, its own people first."""
    *steps, (last, _always) = _steps(reader, "")
    found = [(Level.OWN, inside), *steps]
    return Case(
        *(
            When(condition, then=Value(rank(step)))
            for step, condition in found
            if condition and condition is not NOTHING
        ),
        default=Value(rank(last)),
        output_field=IntegerField(),
    )


def _steps(reader: Reader, prefix: str) -> list[tuple[Level, Q | None]]:
    """Inmost first, only those that this reader can be on. The last has no condition: all rows
    are seen from there at least, and who stands further in needs no step further out."""
    if reader.is_desk:
        return [(Level.DESK, None)]
    found: list[tuple[Level, Q | None]] = []
    if not _is_none(reader.groups):
        found.append((Level.NAMED, Q(**{f"{prefix}audience_group__in": reader.groups})))
    if isinstance(reader.is_member, Exists):
        found.append((Level.MEMBERS, Q(reader.is_member)))
    return [*found, (Level.MEMBERS if reader.is_member is True else Level.PUBLIC, None)]


def _is_none(ids: Ids) -> bool:
    return not isinstance(ids, QuerySet) and not ids
