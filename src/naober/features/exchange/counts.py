"""How many listings there are for a reader, to the last one, without looking at each of them."""

from typing import Any

from django.db.models import QuerySet

from naober.features.exchange import selectors
from naober.features.exchange.models import Listing, ListingGuest, Match
from naober.features.exchange.models.listings import own_of, own_side
from naober.features.exchange.selectors import Wanted
from naober.foundation.audience.levels import Level, at_least
from naober.foundation.audience.readers import Reader, widest
from naober.foundation.members.models import User
from naober.foundation.members.readers import reader_of


def count_listings(user: User, wanted: Wanted) -> int:
    """As many as `selectors.listings` gives. What everybody like this reader sees is counted as a
    range of an index. Of the rest only what they may have been let in on is looked at, and whether
    they see it says `visible_to`, as always."""
    found = selectors.wanted_of(user, wanted).order_by()
    if wanted.tab == "own" or wanted.words:
        return found.count()
    reader = reader_of(user)
    wide = widest(reader)
    narrow = [level for level in Level.values if level not in wide]
    of_all = selectors.filtered(Listing.objects.open().order_by(), user, wanted)
    rest = found.filter(audience__in=narrow, pk__in=_let_in_on(reader, narrow))
    return of_all.filter(audience__in=wide).count() + rest.count()


def _let_in_on(reader: Reader, levels: list[str]) -> QuerySet[Any, Any]:
    """All of these levels that this reader might see, and more: one's own and those of one's
    groups, what one met by an introduction, and where one is a guest."""
    near = Listing.objects.filter(audience__in=levels)
    met = Match.objects.introduced()
    parts = [
        near.filter(own_of(reader)).values("pk"),
        near.filter(audience=Level.NAMED, audience_group__in=reader.groups).values("pk"),
        near.filter(audience__in=at_least(Level.MEMBERS)).values("pk"),
        met.filter(own_side(reader, "need")).values("offer"),
        met.filter(own_side(reader, "offer")).values("need"),
        ListingGuest.objects.running().filter(user=reader.user_id).values("listing"),
    ]
    first, *others = (part.order_by() for part in parts)
    return first.union(*others)
