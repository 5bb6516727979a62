"""What may be done with a position in each state, and who may do it: two tables and their reading.

Who: "reader" is anybody who may read it, "company" acts for a company that takes part (the desk on
its behalf), "writer" is the desk or one of the named editors, "desk" the desk alone.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet
from django.utils import timezone

from naober.features.positions.models import Comment, Position, State
from naober.foundation.audience.levels import Level
from naober.foundation.audience.readers import Reader
from naober.foundation.members.models import Company, Membership, Role, User


class Do(StrEnum):
    """What can be done."""

    EDIT = "edit"
    EDITORS = "editors"
    SHARE = "share"  # ask for comments until a day, or set that day anew
    BACK = "back"  # to the state before
    COMMENT = "comment"
    RESOLVE = "resolve"
    ASK = "ask"  # ask for signatures until a day: the text is frozen
    SIGN = "sign"
    WITHDRAW = "withdraw"
    LETTER = "letter"
    SEND = "send"
    ANSWER = "answer"
    PROMISE = "promise"
    SETTLE = "settle"
    CLOSE = "close"


OPEN: Mapping[str, frozenset[Do]] = {
    State.DRAFT: frozenset({Do.EDIT, Do.EDITORS, Do.SHARE}),
    State.COMMENT: frozenset(
        {Do.EDIT, Do.EDITORS, Do.SHARE, Do.BACK, Do.COMMENT, Do.RESOLVE, Do.ASK}
    ),
    State.SIGNING: frozenset({Do.BACK, Do.ASK, Do.SIGN, Do.WITHDRAW, Do.LETTER, Do.SEND}),
    State.SENT: frozenset({Do.LETTER, Do.SEND, Do.ANSWER, Do.CLOSE}),
    State.ANSWERED: frozenset(
        {Do.LETTER, Do.SEND, Do.ANSWER, Do.PROMISE, Do.SETTLE, Do.CLOSE}
    ),
    State.CLOSED: frozenset({Do.LETTER}),
}  # fmt: skip
WHO: Mapping[Do, str] = {
    Do.EDIT: "writer",
    Do.EDITORS: "desk",
    Do.SHARE: "writer",
    Do.BACK: "desk",
    Do.COMMENT: "company",
    Do.RESOLVE: "writer",
    Do.ASK: "desk",
    Do.SIGN: "company",
    Do.WITHDRAW: "company",
    Do.LETTER: "reader",
    Do.SEND: "desk",
    Do.ANSWER: "desk",
    Do.PROMISE: "desk",
    Do.SETTLE: "desk",
    Do.CLOSE: "desk",
}
BEFORE: Mapping[str, str] = {State.COMMENT: State.DRAFT, State.SIGNING: State.COMMENT}


def is_open(position: Position, do: Do, today: date | None = None) -> bool:
    """In this state, and not after the last day of what has one."""
    last = {Do.COMMENT: position.comments_until, Do.SIGN: position.sign_until}.get(do)
    in_time = last is None or (today or timezone.localdate()) <= last
    return do in OPEN[position.state] and in_time


def may(user: User, position: Position, do: Do) -> bool:
    """Of somebody who may read the position: whether they may do this now."""
    return is_open(position, do) and _is(user, position, WHO[do])


def is_role(user: User, position: Position, do: Do) -> bool:
    """Whether it is theirs to do, when its time is there."""
    return _is(user, position, WHO[do])


def may_do(user: User, position: Position) -> set[str]:
    """All that this person may do now, for a page; who they are is looked up once."""
    roles = {who for who in set(WHO.values()) if _is(user, position, who)}
    return {do.value for do in Do if is_open(position, do) and WHO[do] in roles}


def _is(user: User, position: Position, who: str) -> bool:
    if who == "reader":
        return True
    if user.is_desk:
        return user.is_active
    if who == "company":
        return companies_of(user).exists()
    return who == "writer" and position.editors.filter(pk=user.pk).exists()


def companies_of(user: User) -> QuerySet[Company, Company]:
    """For which one may comment and sign: those that take part."""
    return Company.objects.of(user).taking_part()


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom of their companies one matter is put to, of all that somebody acts for. `people` are,
    by company, those who act for it: their id, their field and whether they are a contact person.
    """

    user_id: int
    companies: Sequence[Company]
    people: Mapping[int, Sequence[tuple[int, str, bool]]]

    def about(self, field: str) -> list[Company]:
        """For which companies this person is asked. A company is asked once: by the people of that
        field and its direction; without a field, or without anybody in it, by its direction and
        its contact persons. Where nobody is any of these all its people are; all may answer."""
        return [one for one in self.companies if self.user_id in self._of(one.pk, field)]

    def _of(self, company: int, field: str) -> set[int]:
        rows = self.people.get(company, ())
        if field and any(role == field for _pk, role, _contact in rows):
            return {pk for pk, role, _contact in rows if role in (field, Role.DIRECTION)}
        speaks = {pk for pk, role, contact in rows if contact or role == Role.DIRECTION}
        return speaks or {pk for pk, _role, _contact in rows}


def asked(user: User) -> Asked:
    """Two statements, however many positions there are."""
    companies = list(companies_of(user))
    rows = Membership.objects.filter(
        company__in=companies, ended_on=None, user__is_active=True
    ).values_list("company", "user", "role", "is_contact")
    people: dict[int, list[tuple[int, str, bool]]] = defaultdict(list)
    for company, person, role, contact in rows:
        people[company].append((person, role, contact))
    return Asked(user.pk, companies, people)


def speaks_for(user: User, company: Company) -> bool:
    return user.is_desk or companies_of(user).filter(pk=company.pk).exists()


def may_keep_calendar(user: User) -> bool:
    return user.is_desk and user.is_active


def may_begin(user: User) -> bool:
    return user.is_desk and user.is_active


def reads_name(reader: Reader, own: set[int], comment: Comment) -> bool:
    """Who said it: everybody, or the desk and one's own people only."""
    return comment.who == Level.MEMBERS or reader.is_desk or comment.company_id in own
