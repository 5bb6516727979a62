"""The answer: what was chosen, in which order, at whose expense, and where it was a tie."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from naober.engines.prioritising.problem import Method
from naober.engines.prioritising.profile import Profile

Payments = Sequence[tuple[str, Mapping[int, Fraction]]]


@dataclass(frozen=True, slots=True)
class Step:
    """One choice.

    `level` is what the rule compared: rho, the moment of Phragmén, the score for a greedy rule.
    `price` is what a voter pays per point who has the money: the rest pay all they have left.
    `tied` are others that were exactly as good, which lost in the order of ties. `completed` says
    that the completion chose it and not the rule.
    """

    project: str
    cost: Fraction
    level: Fraction
    price: Fraction | None = None
    tied: tuple[str, ...] = ()
    completed: bool = False


class Account:
    """Who carried what, made when it is asked for."""

    def __init__(
        self, profile: Profile, payments: Callable[[], Payments], share: Fraction | None
    ) -> None:
        self._profile = profile
        self._payments = payments
        self._share = share

    @cached_property
    def paid(self) -> Mapping[str, Mapping[str, Fraction]]:
        """By project and voter; the payments for a project are together its cost."""
        profile = self._profile
        return {
            project: {
                ballot.voter: profile.money(each * ballot.weight)
                for group, each in by_group.items()
                for ballot in profile.members[group]
            }
            for project, by_group in self._payments()
        }

    @cached_property
    def left(self) -> Mapping[str, Fraction]:
        """What each voter has left of the share; nothing where a rule gives no shares."""
        if self._share is None:
            return {}
        left = {
            ballot.voter: self._profile.money(self._share * ballot.weight)
            for group in self._profile.members
            for ballot in group
        }
        for payments in self.paid.values():
            for voter, amount in payments.items():
                left[voter] -= amount
        return left


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a method chose, in the order of choosing.

    `share` is the budget of each voter with which Equal Shares ended, `raised` how many steps of
    add1 that took. `account` is None for a greedy rule, in which nobody carries anything; what a
    completion by votes chose is in no account either.
    """

    method: Method
    steps: tuple[Step, ...]
    budget: Fraction
    share: Fraction | None = None
    raised: int = 0
    account: Account | None = field(default=None, compare=False, repr=False)

    @property
    def selected(self) -> tuple[str, ...]:
        """The ids of what was chosen."""
        return tuple(step.project for step in self.steps)

    @property
    def cost(self) -> Fraction:
        """What all of it costs."""
        return sum((step.cost for step in self.steps), Fraction(0))
