"""Deals, what they brought, and guests: pages and API."""

from datetime import date
from decimal import Decimal

from django.utils import timezone

from naober.features.exchange.models import (
    Deal,
    DealGuest,
    ListingGuest,
    Match,
    Value,
)
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from naober.foundation.members.models import User
from tests.access.cast import Cast, Row, nothing


def _introduced(cast: Cast) -> Match:
    return MatchFactory(offer=ListingFactory(company=cast.company), introduced_at=timezone.now())


def introduced(cast: Cast) -> list[object]:
    return [_introduced(cast).pk]


def _deal(cast: Cast, **fields: object) -> Deal:
    """Signed by the other side: it waits for the colleague's."""
    match = _introduced(cast)
    return Deal.objects.create(
        match=match,
        offer_company=match.offer_company,
        need_company=match.need_company,
        agreed="Elke week een vracht",
        proposed_by_side="need",
        need_signed_at=timezone.now(),
        **fields,
    )


def _both(cast: Cast, **fields: object) -> Deal:
    now = timezone.now()
    return _deal(cast, offer_signed_at=now, confirmed_at=now, **fields)


def deal(cast: Cast) -> list[object]:
    return [_deal(cast).pk]


def own_deal(cast: Cast) -> list[object]:
    return [_deal(cast, audience="own").pk]


def wide_deal(cast: Cast) -> list[object]:
    """For all members, as both confirmed."""
    return [_both(cast, audience="members").pk]


def shown_deal(cast: Cast) -> list[object]:
    """The guest and the partner were let in."""
    made = _deal(cast, audience="own")
    for name in ("guest", "partner"):
        _let_in(cast, DealGuest(deal=made), name)
    return [made.pk]


def shown_listing(cast: Cast) -> list[object]:
    made = ListingFactory(company=cast.company, audience="own")
    for name in ("guest", "partner"):
        _let_in(cast, ListingGuest(listing=made), name)
    return [made.pk]


def _let_in(cast: Cast, guest: DealGuest | ListingGuest, name: str) -> None:
    person = cast.people[name]
    assert isinstance(person, User)
    guest.user, guest.email, guest.company = person, person.email, cast.company
    guest.save()


def report(cast: Cast) -> list[object]:
    return [_both(cast).pk, "material"]


def value(cast: Cast) -> list[object]:
    made = Value.objects.create(
        deal=_both(cast),
        kind="material",
        quantity=Decimal(3),
        period_start=date(2026, 1, 1),
        period_end=date(2026, 1, 31),
        proposed_by_side="need",
        need_signed_at=timezone.now(),
    )
    return [made.pk]


def own_value(cast: Cast) -> list[object]:
    """The colleague's company reported it."""
    (pk,) = value(cast)
    signed = {"offer_signed_at": timezone.now(), "need_signed_at": None}
    Value.objects.filter(pk=pk).update(proposed_by_side="offer", **signed)
    return [pk]


def deal_guest(cast: Cast) -> list[object]:
    made = DealGuest.objects.create(
        deal=_deal(cast), email="gast@buiten.example", company=cast.company
    )
    return [made.pk]


def listing_guest(cast: Cast) -> list[object]:
    listing = ListingFactory(company=cast.company)
    made = ListingGuest.objects.create(
        listing=listing, email="gast@buiten.example", company=cast.company
    )
    return [made.pk]


def own_listing(cast: Cast) -> list[object]:
    return [ListingFactory(company=cast.company, audience="own").pk]


def shared_listing(cast: Cast) -> list[object]:
    return [ListingFactory(company=cast.company).pk]


_POST_ONLY = (302, 405, 405, 405, 405, 405, 405, 405)
_OWN = (302, 404, 404, 200, 404, 404, 404, 404)
_WITH_DESK = (302, 404, 404, 200, 404, 404, 200, 404)

#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("exchange:deals", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("exchange:deal-new", introduced, _OWN),
    ("exchange:deal", deal, _WITH_DESK),
    ("exchange:deal", own_deal, _OWN),
    ("exchange:deal", wide_deal, (302, 404, 200, 200, 404, 404, 200, 200)),
    ("exchange:deal", shown_deal, (302, 404, 404, 200, 200, 200, 404, 404)),
    ("exchange:deal-edit", deal, _WITH_DESK),
    ("exchange:deal-edit", wide_deal, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("exchange:deal-edit", shown_deal, (302, 404, 404, 200, 403, 403, 404, 404)),
    ("exchange:deal-report", report, _WITH_DESK),
    ("exchange:deal-confirm", deal, _POST_ONLY),
    ("exchange:deal-end", deal, _POST_ONLY),
    ("exchange:deal-guest", deal, _POST_ONLY),
    ("exchange:deal-guest-end", deal_guest, _POST_ONLY),
    ("exchange:value-answer", value, _POST_ONLY),
    ("exchange:value-withdraw", own_value, _POST_ONLY),
    ("exchange:listing", shown_listing, (302, 404, 404, 200, 200, 200, 404, 404)),
    ("exchange:listing-guests", own_listing, _OWN),
    ("exchange:listing-guests", shared_listing, (302, 404, 403, 200, 404, 404, 403, 403)),
    ("exchange:listing-guests", shown_listing, (302, 404, 404, 200, 403, 403, 404, 404)),
    ("exchange:listing-guest-end", listing_guest, _POST_ONLY),
    ("api-1:list_deals", nothing, (401, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:get_deal", deal, (401, 404, 404, 200, 404, 404, 200, 404)),
    ("api-1:get_deal", shown_deal, (401, 404, 404, 200, 200, 200, 404, 404)),
    ("api-1:confirm_value", value, (405, 405, 405, 405, 405, 405, 405, 405)),
    ("api-1:withdraw_value", own_value, (405, 405, 405, 405, 405, 405, 405, 405)),
]
_CHANGE = (302, 404, 404, 302, 404, 404, 302, 404)
CHANGES: list[Row] = [
    ("exchange:deal-new", introduced, (302, 404, 404, 422, 404, 404, 404, 404)),
    ("exchange:deal-edit", deal, (302, 404, 404, 422, 404, 404, 422, 404)),
    ("exchange:deal-confirm", deal, _CHANGE),
    ("exchange:deal-confirm", wide_deal, (302, 404, 403, 302, 404, 404, 302, 403)),
    ("exchange:deal-confirm", shown_deal, (302, 404, 404, 302, 403, 403, 404, 404)),
    ("exchange:deal-end", deal, _CHANGE),
    ("exchange:deal-report", report, (302, 404, 404, 422, 404, 404, 422, 404)),
    ("exchange:deal-guest", deal, _CHANGE),
    ("exchange:deal-guest-end", deal_guest, (302, 404, 404, 302, 404, 404, 404, 404)),
    ("exchange:value-answer", value, _CHANGE),
    ("exchange:value-withdraw", own_value, _CHANGE),
    ("exchange:value-withdraw", value, (302, 404, 404, 403, 404, 404, 302, 404)),
    ("exchange:listing-guests", own_listing, (302, 404, 404, 422, 404, 404, 404, 404)),
    ("exchange:listing-guest-end", listing_guest, (302, 404, 404, 302, 404, 404, 404, 404)),
    ("api-1:withdraw_value", own_value, (401, 404, 404, 200, 404, 404, 200, 404)),
    ("api-1:confirm_value", value, (401, 422, 422, 422, 422, 422, 422, 422)),
]
