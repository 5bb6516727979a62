"""Who may do what in a round, and in which state. No request, no response."""

from enum import StrEnum

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from naober.features.weighing.models import Round, State
from naober.foundation.members.models import Company, User
from naober.foundation.members.rules import acts_for

REMIND_DAYS = 3  # before closing: the last and only reminder
MOST_CANDIDATES = 300


class Act(StrEnum):
    EDIT = "edit"  # question, budget, rule, candidates
    REMOVE = "remove"
    OPEN = "open"
    EXTEND = "extend"  # a later moment of closing; never an earlier one
    VOTE = "vote"
    CLOSE = "close"
    BREAK_TIE = "break_tie"
    DECIDE = "decide"


ACTS: dict[str, frozenset[Act]] = {
    State.DRAFT: frozenset({Act.EDIT, Act.REMOVE, Act.OPEN}),
    State.OPEN: frozenset({Act.VOTE, Act.EXTEND, Act.CLOSE}),
    State.CLOSED: frozenset({Act.BREAK_TIE, Act.DECIDE}),
    State.DECIDED: frozenset(),
}
OF_THE_BOARD_TOO = frozenset({Act.BREAK_TIE, Act.DECIDE})


def acts_of(round_: Round) -> frozenset[Act]:
    """What can be done in this state, by whoever may."""
    return ACTS[round_.state]


def may(user: User, act: Act) -> bool:
    """The desk makes and keeps rounds; the board may confirm. To vote is of companies."""
    if not user.is_active:
        return False
    return user.is_desk or (act in OF_THE_BOARD_TOO and user.desk_role == User.DeskRole.BOARD)


def check(user: User, round_: Round, act: Act) -> None:
    """Raises PermissionDenied for who may not, ValidationError for when it is not the time."""
    if not may(user, act):
        raise PermissionDenied
    if act not in acts_of(round_):
        raise ValidationError(_("The round is not in the state for this (any more)."))


def check_desk(user: User) -> None:
    if not (user.is_desk and user.is_active):
        raise PermissionDenied


def may_vote_for(user: User, company: Company) -> bool:
    """Any of a company's own people, while it takes part."""
    return user.is_active and company.takes_part and acts_for(user, company)


def enters_for(user: User, company: Company) -> bool:
    """The desk, for a company that is not its own and told it what it wants, by phone for instance.
    Never over a vote that the company cast itself (`services.cast_vote`)."""
    return user.is_desk and user.is_active and company.takes_part and not acts_for(user, company)
