"""Through whose eyes one may look at one's own listing before others do."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from naober.features.exchange.models import Listing
from naober.foundation.audience.readers import A_MEMBER, A_VISITOR, THE_DESK, Reader
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import company_reader

MAX_COMPANIES = 25


@dataclass(frozen=True, slots=True)
class StandIn:
    """`key` stands in the address; `words` go after "as"."""

    key: str
    words: str
    reader: Reader
    signed_in: bool = True


def stand_ins(listing: Listing, user: User) -> list[StandIn]:
    """A member, the desk, a visitor, and each company of the group that it is for."""
    usual = [
        StandIn("lid", _("a member"), A_MEMBER),
        StandIn("bureau", _("the desk"), THE_DESK),
        StandIn("bezoeker", _("a visitor without an account"), A_VISITOR, signed_in=False),
    ]
    if listing.audience_group_id is None:
        return usual
    chosen = Company.objects.visible_to(user).filter(groups=listing.audience_group_id)
    named = chosen.exclude(pk=listing.company_id)[:MAX_COMPANIES]
    return usual + [StandIn(str(one.pk), one.name, company_reader(one)) for one in named]
