"""The guest and the partner are let in to one thing, and ask for what lies beside it: of the same
company, of the same match, of the same deal. They get what is not there, as everybody outside."""

import pytest

from naober.features.exchange.models import Deal, Listing, Match
from tests.access.cast import Cast, Row
from tests.access.deals import (
    _both,
    _deal,
    _introduced,
    deal_guest,
    listing_guest,
    own_deal,
    own_listing,
    shown_deal,
    shown_listing,
    value,
)
from tests.test_who_may_open_what import statuses

pytestmark = pytest.mark.django_db


def _hide(listing: Listing) -> None:
    listing.audience = "own"
    listing.save()


def listing_beside(cast: Cast) -> list[object]:
    """Of a company that let them in to another listing, and to a deal."""
    shown_listing(cast)
    shown_deal(cast)
    return own_listing(cast)


def listing_of_their_deal(cast: Cast) -> list[object]:
    (pk,) = shown_deal(cast)
    match = Deal.objects.get(pk=pk).match
    assert match is not None
    _hide(match.offer)
    return [match.offer_id]


def deal_beside(cast: Cast) -> list[object]:
    shown_deal(cast)
    shown_listing(cast)
    return own_deal(cast)


def deal_of_their_listing(cast: Cast) -> list[object]:
    """Made of a match of the listing that they may open."""
    (pk,) = shown_listing(cast)
    made = _deal(cast, audience="own")
    Match.objects.filter(pk=made.match_id).update(offer=pk)
    return [made.pk]


def report_beside(cast: Cast) -> list[object]:
    shown_deal(cast)
    return [_both(cast, audience="own").pk, "material"]


def value_beside(cast: Cast) -> list[object]:
    """A line of another deal of the two."""
    shown_deal(cast)
    (pk,) = value(cast)
    Deal.objects.filter(values=pk).update(audience="own")
    return [pk]


def match_beside(cast: Cast) -> list[object]:
    """Introduced, of the company that let them in."""
    shown_listing(cast)
    shown_deal(cast)
    made = _introduced(cast)
    _hide(made.offer)
    return [made.pk]


def guest_beside(cast: Cast) -> list[object]:
    shown_listing(cast)
    return listing_guest(cast)


def deal_guest_beside(cast: Cast) -> list[object]:
    shown_deal(cast)
    return deal_guest(cast)


def company_beside(cast: Cast) -> list[object]:
    shown_listing(cast)
    shown_deal(cast)
    return [cast.company.pk]


_OF_A_LISTING = (
    *("exchange:listing", "exchange:listing-guests", "exchange:edit"),
    *("exchange:seen", "exchange:changes"),
)
_OWN = (302, 404, 404, 200, 404, 404, 404, 404)
_OWN_API = (401, 404, 404, 200, 404, 404, 404, 404)
_OWN_CHANGE = (302, 404, 404, 302, 404, 404, 404, 404)

#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    *((page, listing_beside, _OWN) for page in _OF_A_LISTING),
    *((page, listing_of_their_deal, _OWN) for page in _OF_A_LISTING),
    ("exchange:deal", deal_beside, _OWN),
    ("exchange:deal", deal_of_their_listing, _OWN),
    ("exchange:deal-edit", deal_beside, _OWN),
    ("exchange:deal-report", report_beside, _OWN),
    ("exchange:deal-new", match_beside, _OWN),
    ("api-1:get_deal", deal_beside, _OWN_API),
    ("api-1:get_deal", deal_of_their_listing, _OWN_API),
    ("api-1:get_listing", listing_beside, _OWN_API),
    ("members:company", company_beside, (302, 404, 200, 200, 404, 404, 200, 200)),
    ("members:company-people", company_beside, (302, 404, 403, 200, 404, 404, 200, 403)),
]
CHANGES: list[Row] = [
    ("exchange:deal-confirm", deal_beside, _OWN_CHANGE),
    ("exchange:deal-end", deal_beside, _OWN_CHANGE),
    ("exchange:deal-guest", deal_beside, _OWN_CHANGE),
    ("exchange:value-answer", value_beside, _OWN_CHANGE),
    ("exchange:value-withdraw", value_beside, (302, 404, 404, 403, 404, 404, 404, 404)),
    ("exchange:listing-guest-end", guest_beside, _OWN_CHANGE),
    ("exchange:deal-guest-end", deal_guest_beside, _OWN_CHANGE),
    ("exchange:listing-guests", listing_beside, (302, 404, 404, 422, 404, 404, 404, 404)),
]


@pytest.mark.parametrize(
    ("method", "name", "arguments", "expected"),
    [("get", *row) for row in PAGES] + [("post", *row) for row in CHANGES],
    ids=[f"{name}-{arguments.__name__}" for name, arguments, _expected in PAGES + CHANGES],
)
def test_beside_what_one_was_let_in_to(cast, method, name, arguments, expected):
    wanted = dict(zip(cast.people, expected, strict=True))
    assert statuses(cast, arguments, name, method) == wanted


def test_they_do_come_in_to_what_they_were_asked_in_to(cast):
    for name, arguments in (("exchange:listing", shown_listing), ("exchange:deal", shown_deal)):
        found = statuses(cast, arguments, name, "get")
        assert (found["guest"], found["partner"]) == (200, 200)
