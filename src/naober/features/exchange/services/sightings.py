"""Who opened a listing, for its company to read."""

from django.contrib.auth.models import AnonymousUser

from naober.features.exchange import selectors
from naober.features.exchange.models import Listing
from naober.features.exchange.selectors import ABOUT
from naober.foundation.audience.models import Sighting, saw
from naober.foundation.members.models import Membership, User

MAX_COMPANIES = 5  # of somebody who acts for many


def record_sighting(*, listing: Listing, by: User | AnonymousUser) -> None:
    """Once a day for each company that the person acts for; nothing of one's own company. Where
    something hidden fits the listing no company is named, whether it is its own or not."""
    if not by.is_authenticated:
        saw(about=ABOUT, pk=listing.pk, viewer=Sighting.Viewer.VISITOR)
        return
    own = Membership.objects.running_of(by).order_by("pk")
    companies = list(dict.fromkeys(own.values_list("company", flat=True)))
    if listing.company_id in companies:
        return
    if by.is_desk or not companies:
        saw(about=ABOUT, pk=listing.pk, viewer=_without_company(by))
        return
    if selectors.veiled_matches_of(listing).exists():
        saw(about=ABOUT, pk=listing.pk, viewer=Sighting.Viewer.SOMEONE)
        return
    for company in companies[:MAX_COMPANIES]:
        saw(about=ABOUT, pk=listing.pk, viewer=Sighting.Viewer.COMPANY, company=company)


def _without_company(by: User) -> str:
    if by.is_desk:
        return Sighting.Viewer.DESK
    board = by.desk_role == User.DeskRole.BOARD
    return Sighting.Viewer.BOARD if board else Sighting.Viewer.GUEST
