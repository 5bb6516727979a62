"""What one reader can do with a challenge now: which buttons stand on its page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from naober.features.agenda import rules, selectors
from naober.features.agenda.cards import Card
from naober.features.agenda.models import Challenge, Recognition, State
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import User


@dataclass(frozen=True, slots=True)
class Acts:
    """`companies`: for whom one can say "we too"; `said`: what was said that can be taken back."""

    edit: bool = False
    close: bool = False
    reopen: bool = False
    ask: bool = False  # the desk: may all members read it?
    answer: bool = False  # the company: they may, or not
    take_together: bool = False
    take_apart: bool = False  # its parts
    companies: dict[int, str] = field(default_factory=dict)
    said: Sequence[Recognition] = ()

    @property
    def any(self) -> bool:
        return self.edit or self.close or self.reopen or self.ask or self.take_together


def acts_on(challenge: Challenge, card: Card, user: User) -> Acts:
    mine, is_open = card.mine, challenge.state == State.OPEN
    noted = challenge.entered_by_desk or challenge.company_id is None
    asked = challenge.audience == Level.DESK and challenge.opening_asked_at is not None
    desk = user.is_desk
    may_ask = rules.may_ask_to_open(user, challenge)
    return Acts(
        edit=is_open and (mine or (desk and noted)),
        close=is_open and (mine or desk),
        reopen=challenge.state == State.CLOSED and (mine or desk),
        ask=may_ask and not asked,
        answer=mine and is_open and asked,
        take_together=desk and rules.may_be_taken_together(challenge),
        take_apart=desk and is_open and not rules.was_weighed(challenge),
        companies=_companies(challenge, card, user),
        said=card.support.mine,
    )


def _companies(challenge: Challenge, card: Card, user: User) -> dict[int, str]:
    """Those that may, and did not yet."""
    if challenge.state not in selectors.LIVE:
        return {}
    said = {one.company_id for one in card.support.mine}
    if user.is_desk:
        if not card.for_members:
            return {}  # a company that the desk speaks for would read it
        said |= set(challenge.recognitions.values_list("company", flat=True))
    companies = selectors.companies_of(user)
    if not card.for_members:  # of somebody's companies not all need be among those chosen for it
        companies = companies.filter(groups=challenge.audience_group_id or 0)
    found = selectors.names_of(companies)
    return {pk: name for pk, name in found.items() if pk not in said | {challenge.company_id}}
