"""Who may do what with an investment, in which state, and what may be told of many. No request, no
response."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from naober.features.investments.models import Investment, State
from naober.features.ledger.rules import enough
from naober.foundation.audience.crowd import is_crowd
from naober.foundation.members.models import Company, User
from naober.foundation.members.rules import acts_for

REMIND_DAYS = 3  # before pledges close: the last and only reminder
LEAST_TOGETHER = 2
MOST_COMPANIES = 24  # of which each group can be looked at, to share fairly
LEAST_NEW = 3  # companies that said something new before it is told anew how it stands


class Act(StrEnum):
    EDIT = "edit"  # what it is, what it costs, for whom
    REMOVE = "remove"
    SAY = "say"  # a company: in, doubt or out, and its figures
    OPEN = "open"
    PLEDGE = "pledge"
    EXTEND = "extend"  # a later moment of closing; never an earlier one
    SETTLE = "settle"
    OPEN_UP = "open_up"
    JOIN = "join"  # later than the others
    LEAVE = "leave"
    PLAN = "plan"  # milestones
    START = "start"
    REALISE = "realise"
    END = "end"
    STOP = "stop"


_GROUP = frozenset({Act.OPEN_UP, Act.JOIN, Act.LEAVE, Act.PLAN, Act.STOP})
ACTS: dict[str, frozenset[Act]] = {
    State.IDEA: frozenset({Act.EDIT, Act.REMOVE, Act.SAY, Act.OPEN, Act.STOP}),
    State.PLEDGING: frozenset({Act.SAY, Act.PLEDGE, Act.EXTEND, Act.SETTLE, Act.STOP}),
    State.AGREED: _GROUP | {Act.START},
    State.RUNNING: _GROUP | {Act.REALISE, Act.END},
    State.ENDED: frozenset({Act.REALISE}),
    State.STOPPED: frozenset(),
}
OF_COMPANIES = frozenset({Act.SAY, Act.PLEDGE, Act.OPEN_UP})


def act_to_give(investment: Investment, *, is_party: bool) -> Act:
    """Figures are given before it is agreed; after, by who wants to come in later. Those of the
    group stay as they were shared by."""
    later = Act.JOIN in ACTS[investment.state] and not is_party
    return Act.JOIN if later else Act.SAY


def acts_of(investment: Investment) -> frozenset[Act]:
    """What can be done in this state, by whoever may."""
    return ACTS[investment.state]


def check_state(investment: Investment, act: Act) -> None:
    if act not in acts_of(investment):
        raise ValidationError(_("This investment is not in the state for this (any more)."))


def check(user: User, investment: Investment, act: Act) -> None:
    """For the desk: PermissionDenied for who may not, ValidationError when it is not the time."""
    check_desk(user)
    check_state(investment, act)


def check_desk(user: User) -> None:
    if not (user.is_desk and user.is_active):
        raise PermissionDenied


def may_speak_for(user: User, company: Company) -> bool:
    """Any of a company's own people, while it takes part."""
    return user.is_active and company.takes_part and acts_for(user, company)


def enters_for(user: User, company: Company) -> bool:
    """The desk, for a company that is not its own and told it, by phone for instance. Never over
    what the company keeps from the desk (`services.give_figures`)."""
    return user.is_desk and user.is_active and company.takes_part and not acts_for(user, company)


# --- what may be told of many ---


def is_untraceable(parts: Mapping[int, Decimal], known: Collection[int] = ()) -> bool:
    """Whether a sum of these parts, by company, may be told to who knows some of them already: the
    others are a crowd, and none of them is so large that the sum is about its own."""
    others = {pk: part for pk, part in parts.items() if pk not in known}
    return is_crowd(len(others)) and enough(others)


def may_tell_sum(parts: Mapping[int, Decimal]) -> bool:
    """The same of a sum that all may read: each of the companies knows its own part of it."""
    return all(is_untraceable(parts, [pk]) for pk in parts) and is_untraceable(parts)


def is_news(before: Mapping[str, object], now: Mapping[str, object]) -> bool:
    """Whether so many companies said something new that a change shows nothing of any of them.

    Who changes its own pledge to see what comes of it, sees nothing: nor do two who work together.
    """
    return len(changed(before, now)) >= LEAST_NEW


def changed(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    return {pk for pk in {*before, *now} if before.get(pk) != now.get(pk)}


def is_news_for_sums(before: Mapping[str, object], now: Mapping[str, object]) -> bool:
    """The same for sums of amounts: two sums can be subtracted, and who is one of the changed ones
    knows its own part of the difference."""
    return not before or is_crowd(len(changed(before, now)) - 1)


def share_tells(unknown: int) -> bool:
    """Whether the share of one tells what another gave. What each size costs all can work out, so
    a share gives one sum over the companies that a reader does not know: of one company that is
    its size, of two it is not."""
    return unknown == 1


def may_tell_whole(unknown: int) -> bool:
    """Whether what it costs in all may stand beside a share: two sums over two or three companies
    would give the size of each."""
    return unknown == 0 or is_crowd(unknown)


def vote(rules: Iterable[str], order: Iterable[str], otherwise: str) -> str:
    """The rule with the most votes; of equals the first in the list that everybody can read."""
    votes = [one for one in rules if one]
    return max(order, key=votes.count) if votes else otherwise
