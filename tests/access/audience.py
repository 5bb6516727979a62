"""Who saw a listing, and one's own through the eyes of others."""

from naober.features.exchange.tests.factories import ListingFactory
from tests.access.cast import Cast, Row
from tests.access.exchange import own_listing, shared_listing


def public_listing(cast: Cast) -> list[object]:
    return [ListingFactory(company=cast.company, audience="public").pk]


def as_a_member(cast: Cast) -> list[object]:
    return [*shared_listing(cast), "lid"]


def hidden_as_a_member(cast: Cast) -> list[object]:
    return [*own_listing(cast), "lid"]


def as_nobody(cast: Cast) -> list[object]:
    return [*shared_listing(cast), "niemand"]


#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("exchange:listing", public_listing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("exchange:seen", own_listing, (302, 404, 404, 200, 404, 404, 404, 404)),
    ("exchange:seen", shared_listing, (302, 404, 403, 200, 404, 404, 403, 403)),
    ("exchange:seen", public_listing, (302, 403, 403, 200, 403, 403, 403, 403)),
    ("exchange:changes", own_listing, (302, 404, 404, 200, 404, 404, 404, 404)),
    ("exchange:changes", shared_listing, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("exchange:changes", public_listing, (302, 403, 403, 200, 403, 403, 200, 403)),
    ("exchange:seen-as", hidden_as_a_member, (302, 404, 404, 200, 404, 404, 404, 404)),
    ("exchange:seen-as", as_a_member, (302, 404, 403, 200, 404, 404, 403, 403)),
    ("exchange:seen-as", as_nobody, (302, 404, 403, 404, 404, 404, 403, 403)),
    ("api-1:get_listing", public_listing, (401, 200, 200, 200, 200, 200, 200, 200)),
]
CHANGES: list[Row] = [
    ("exchange:seen", shared_listing, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("exchange:changes", shared_listing, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("exchange:seen-as", as_a_member, (302, 405, 405, 405, 405, 405, 405, 405)),
]
