"""The next meeting, of the collective or of a group: said by who knows of meetings.

The website puts its functions in `OF_ALL` and `OF_GROUP`. What the first gives is the same for all
members, and for all visitors: it stands in the agenda that people pass on. `TO_PLAN` has the page
on which the desk prepares a meeting of a group.
"""

from collections.abc import Callable
from dataclasses import dataclass

from naober.features.focus.models import WorkingGroup
from naober.foundation.members.models import User


@dataclass(frozen=True, slots=True)
class Coming:
    """`when` and `where` in words, in the language that is on."""

    title: str
    when: str
    where: str
    url: str


OF_ALL: list[Callable[[bool], Coming | None]] = []
OF_GROUP: list[Callable[[User, int], Coming | None]] = []
TO_PLAN: list[Callable[[int], str]] = []


def of_all(*, for_members: bool) -> Coming | None:
    """What all members may know of, or every visitor."""
    return next(filter(None, (find(for_members) for find in OF_ALL)), None)


def of_group(user: User, group: WorkingGroup) -> Coming | None:
    """Of this group, as far as this person may know of it."""
    return next(filter(None, (find(user, group.pk) for find in OF_GROUP)), None)


def to_plan(group: WorkingGroup) -> str:
    """The address, or nothing."""
    return next((page(group.pk) for page in TO_PLAN), "")
