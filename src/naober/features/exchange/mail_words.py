"""What a mail and the page behind its link say alike, and what a page says of what is over."""

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from naober.features.exchange import boxes, selectors
from naober.features.exchange.cards import MatchCard
from naober.features.exchange.models import Deal, Interest, Listing, Value
from naober.foundation.members.models import User

CHARACTERS = 120  # of a sentence, in a mail and so on the pages behind its links
OF_ONES_OWN = 70
OF_A_DEAL = 1_000


def because(mine: str, direction: str) -> str:
    """Which of one's own sentences it is about."""
    words = (
        _('Because you bring "%(words)s"')
        if direction == "offer"
        else _('Because you seek "%(words)s"')
    )
    return words % {"words": Truncator(mine).chars(OF_ONES_OWN)}


def other_side(card: MatchCard) -> dict[str, str]:
    return {"who": card.other.title, "words": card.other.text[:CHARACTERS]}


def asks(card: MatchCard) -> str:
    return _("%(who)s is interested: %(words)s") % other_side(card)


def other_name(deal: Deal, side: str) -> str:
    return (deal.need_company if side == "offer" else deal.offer_company).name


def of_deal(deal: Deal, side: str) -> str:
    values = {"company": other_name(deal, side), "words": deal.agreed[:OF_A_DEAL]}
    return _('%(company)s wrote down what you agreed: "%(words)s". Is that right?') % values


def answered(user: User, pk: str, side: str) -> str:
    """What this side said of a match already, as it may still see that one; else nothing."""
    match = selectors.matches_of(user).filter(pk=pk).first()
    if match is None or match.my_side != side:
        return ""
    said = Interest.objects.filter(match=match, side=side).exclude(answer=Interest.Answer.PAST)
    found = said.first()
    if found is None:
        return ""
    label = _("Yes, introduce us") if found.answer == Interest.Answer.YES else _("Not for us")
    values = {"day": boxes.day(found.at.date()), "answer": label}
    return _('This was answered on %(day)s: "%(answer)s".') % values


def signed(row: Deal | Value, side: str) -> str:
    """What became of a deal or of what it brought."""
    if row.is_signed(side):
        return _on(_("Your company confirmed this on %(day)s."), getattr(row, f"{side}_signed_at"))
    if row.ended_at:
        return _on(_("This was ended on %(day)s."), row.ended_at)
    return _("It was changed since this mail.")


def closed(listing: Listing) -> str:
    return _on(_("It was closed on %(day)s."), listing.closed_at)


def _on(words: str, at: Any) -> str:
    return words % {"day": boxes.day(at.date())}
