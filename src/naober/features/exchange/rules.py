"""Who may do what in the exchange, and in which state. No request, no response."""

from naober.features.exchange.models import Audience, Direction, Interest, Listing, Match
from naober.foundation.members.models import Company, User


def may_act_for(user: User, company: Company) -> bool:
    """One's own companies; the desk may speak for every one of them."""
    return user.is_desk or Company.objects.of(user).filter(pk=company.pk).exists()


def may_edit(user: User, listing: Listing) -> bool:
    return Listing.objects.of(user).filter(pk=listing.pk).exists()


def may_answer(user: User, match: Match, side: str) -> bool:
    """Who may edit the listing on that side, while the other side may be seen from there."""
    if side not in Direction.values:
        return False
    if not Match.objects.visible_to(user).live().filter(pk=match.pk).exists():
        return False
    other = listing_on(match, opposite(side))
    shown = other.audience == Audience.MEMBERS or answer_of(match, opposite(side)) == "yes"
    return shown and may_edit(user, listing_on(match, side))


def opposite(direction: str) -> str:
    return Direction.NEED if direction == Direction.OFFER else Direction.OFFER


def listing_on(match: Match, side: str) -> Listing:
    return match.offer if side == Direction.OFFER else match.need


def answer_of(match: Match, side: str) -> str:
    """ "yes", "no" or "" of one side."""
    given = Interest.objects.filter(match=match, side=side).values_list("answer", flat=True)
    return given.first() or ""


def may_reply(user: User, listing: Listing, company: Company) -> bool:
    """To an open listing that one may see, for another company than the one that said it."""
    visible = Listing.objects.visible_to(user).open().filter(pk=listing.pk).exists()
    return visible and listing.company_id != company.pk and may_act_for(user, company)
