"""Who may do what in the exchange, and in which state. No request, no response."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from naober.features.exchange.models import (
    Deal,
    Direction,
    Interest,
    Listing,
    Match,
)
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import Company, Membership, User

# A question is repeated once after this many days and ends after the next: long enough for a
# holiday, short enough that whoever asked is not left waiting for a season.
RECALL_AFTER_DAYS = 10
ENDS_AFTER_DAYS = 28
# What was agreed or reported is looked up with colleagues first, so it waits longer.
DEAL_ENDS_AFTER_DAYS = 45
SNOOZE_DAYS = 60
MAX_SNOOZE_DAYS = 365


class State(StrEnum):
    """Where a match stands, seen from one side."""

    FOUND = "found"
    TO_ANSWER = "answer"  # the other side said yes
    WAITING = "waiting"  # I said yes
    INTRODUCED = "introduced"
    DEAL_PROPOSED = "proposed"
    DEAL = "deal"
    VALUE = "value"  # both confirmed what it brought
    TOLD = "told"  # and it may be told on
    DECLINED = "declined"
    DECLINED_BY_OTHER = "refused"
    SNOOZED = "snoozed"
    ENDED = "ended"  # no answer came


class Act(StrEnum):
    YES = "yes"
    NO = "no"
    MAKE_DEAL = "make_deal"
    OPEN_DEAL = "open_deal"
    CLOSE_LISTING = "close_listing"


OPENS: dict[State, frozenset[Act]] = {
    State.FOUND: frozenset({Act.YES, Act.NO}),
    State.TO_ANSWER: frozenset({Act.YES, Act.NO}),
    State.WAITING: frozenset({Act.NO}),
    State.INTRODUCED: frozenset({Act.MAKE_DEAL}),
    State.DEAL_PROPOSED: frozenset({Act.OPEN_DEAL}),
    State.DEAL: frozenset({Act.OPEN_DEAL}),
    State.VALUE: frozenset({Act.OPEN_DEAL}),
    State.TOLD: frozenset({Act.OPEN_DEAL}),
    State.DECLINED: frozenset({Act.YES}),
    State.DECLINED_BY_OTHER: frozenset(),
    State.SNOOZED: frozenset({Act.YES, Act.NO}),
    State.ENDED: frozenset({Act.YES}),
}

# After one of these the same two companies are not asked about the same concepts in another
# listing either. The others say something of this one listing, or of this moment, only.
SETTLING_REASONS = frozenset({"", "not_suitable", "distance", "other"})


Role = Membership.Role
# Whose field it is, of what is brought and sought.
ROLE_OF_KIND: dict[str, str] = {
    "energy": Role.ENERGY,
    "people": Role.HR,
    "training": Role.HR,
    "material": Role.PURCHASING,
    "product": Role.PURCHASING,
    "service": Role.PURCHASING,
    "transport": Role.PURCHASING,
    "knowledge": Role.INNOVATION,
    "facility": Role.INNOVATION,
    "safety": Role.HSE,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a match's state follows from. `deal` is "", or the state that its deal brings."""

    mine: str = ""
    other: str = ""
    introduced: bool = False
    ended: bool = False
    reason: str = ""
    snoozed: bool = False
    deal: str = ""


def state_of(standing: Standing) -> State:
    if standing.introduced:
        return State(standing.deal) if standing.deal else State.INTRODUCED
    if standing.mine == "no":
        return State.SNOOZED if standing.snoozed else State.DECLINED
    if standing.other == "no":
        return State.DECLINED_BY_OTHER
    return _open_state(standing)


def _open_state(standing: Standing) -> State:
    if standing.ended:
        return State.ENDED
    if standing.mine == "yes":
        return State.WAITING
    return State.TO_ANSWER if standing.other == "yes" else State.FOUND


def acts_of(standing: Standing) -> frozenset[Act]:
    """What this side may do now."""
    acts = OPENS[state_of(standing)]
    if standing.ended and standing.mine == "yes":
        return acts - {Act.YES}  # whoever asked has asked; the other may still say yes
    if standing.mine == "no" and standing.reason == Interest.Reason.SOLVED:
        return acts | {Act.CLOSE_LISTING}
    return acts


def may_act_for(user: User, company: Company) -> bool:
    """One's own companies; the desk may speak for every one of them."""
    return user.is_desk or Company.objects.of(user).filter(pk=company.pk).exists()


def may_edit(user: User, listing: Listing) -> bool:
    return Listing.objects.of(user).filter(pk=listing.pk).exists()


def may_keep(user: User, listing: Listing) -> bool:
    """Renew or close it: who may edit it, and the desk where it reads whose it is."""
    return Listing.objects.to_answer_with(user).filter(pk=listing.pk).exists()


def may_answer(user: User, match: Match, side: str) -> bool:
    """Who may edit the listing on that side, while the other side may be seen from there; the desk
    on behalf of a company whose name it reads there."""
    if side not in Direction.values:
        return False
    live = Match.objects.live().filter(pk=match.pk)
    return live.answerable_from(side, user).exists() or live.on_behalf(side, user).exists()


def acts_on_behalf(user: User, company: Company) -> bool:
    """True when the desk does this for a company that is not its own."""
    return user.is_desk and not Company.objects.of(user).filter(pk=company.pk).exists()


def opposite(direction: str) -> str:
    return Direction.NEED if direction == Direction.OFFER else Direction.OFFER


def listing_on(match: Match, side: str) -> Listing:
    return match.offer if side == Direction.OFFER else match.need


def answer_of(match: Match, side: str) -> str:
    """ "yes", "no" or "" of one side, as it reads it itself."""
    given = Interest.objects.filter(match=match, side=side).exclude(answer=Interest.Answer.PAST)
    return given.values_list("answer", flat=True).first() or ""


def may_reply(user: User, listing: Listing, company: Company) -> bool:
    """To an open listing that one may see, for another company than the one that said it."""
    visible = Listing.objects.visible_to(user).open().filter(pk=listing.pk).exists()
    return visible and listing.company_id != company.pk and may_act_for(user, company)


def sides_of(user: User, deal: Deal) -> list[str]:
    """For which sides this person may act: of one's own companies, the desk for both of what it
    may see. Guests and other readers for none."""
    return sides_of_all(user, [deal])[deal.pk]


def may_make_deal(user: User, match: Match, side: str) -> bool:
    """After an introduction, for the side that one may act for: the desk where it may answer."""
    if side not in Direction.values or match.introduced_at is None:
        return False
    company = match.offer_company if side == Direction.OFFER else match.need_company
    own = Company.objects.of(user).filter(pk=company.pk).exists()
    return own or (user.is_desk and may_answer(user, match, side))


def may_invite_guest(user: User, to: Listing | Deal, company: Company) -> bool:
    """Into what is one's own, for one's own company; the desk asks nobody in for others."""
    if not Company.objects.of(user).filter(pk=company.pk).exists():
        return False
    if isinstance(to, Deal):
        return company.pk in (to.offer_company_id, to.need_company_id)
    return to.company_id == company.pk


def sides_of_all(user: User, deals: Iterable[Deal]) -> dict[int, list[str]]:
    """`sides_of` for a page of deals that this person may see, in one statement."""
    own = set(Company.objects.of(user).values_list("pk", flat=True))
    found = {}
    for deal in deals:
        companies = {"offer": deal.offer_company_id, "need": deal.need_company_id}
        acts = user.is_desk and deal.audience != Level.OWN
        found[deal.pk] = [side for side, pk in companies.items() if acts or pk in own]
    return found
