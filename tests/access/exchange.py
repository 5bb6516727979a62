"""Get and give: pages and API."""

from naober.features.exchange.tests.factories import ListingFactory, MatchFactory
from tests.access.cast import Cast, Row, nothing


def own_listing(cast: Cast) -> list[object]:
    """For the eyes of its own company only."""
    return [ListingFactory(company=cast.company, audience="own").pk]


def shared_listing(cast: Cast) -> list[object]:
    return [ListingFactory(company=cast.company).pk]


def company(cast: Cast) -> list[object]:
    return [cast.company.pk]


def match(cast: Cast) -> list[object]:
    return [MatchFactory(offer=ListingFactory(company=cast.company)).pk]


#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("exchange:listings", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("exchange:say", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("exchange:preview", nothing, (302, 302, 302, 302, 302, 302, 302, 302)),
    ("exchange:on-behalf", company, (302, 403, 403, 403, 403, 403, 200, 403)),
    ("exchange:matches", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("exchange:listing", own_listing, (302, 404, 404, 200, 404, 404, 404, 404)),
    ("exchange:edit", own_listing, (302, 404, 404, 200, 404, 404, 404, 404)),
    ("exchange:renew", own_listing, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("exchange:close", own_listing, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("exchange:reply", shared_listing, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("exchange:interest", match, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("exchange:decline", match, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("api-1:list_listings", nothing, (401, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:create_listing", nothing, (401, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:get_listing", own_listing, (401, 404, 404, 200, 404, 404, 404, 404)),
    ("api-1:understand", nothing, (405, 405, 405, 405, 405, 405, 405, 405)),
    ("api-1:list_matches", nothing, (401, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:answer_match", match, (405, 405, 405, 405, 405, 405, 405, 405)),
]
CHANGES: list[Row] = [
    ("exchange:edit", own_listing, (302, 404, 404, 302, 404, 404, 404, 404)),
    ("exchange:edit", shared_listing, (302, 404, 403, 302, 404, 404, 403, 403)),
    ("exchange:renew", own_listing, (302, 404, 404, 302, 404, 404, 404, 404)),
    ("exchange:renew", shared_listing, (302, 404, 403, 302, 404, 404, 302, 403)),
    ("exchange:close", own_listing, (302, 404, 404, 302, 404, 404, 404, 404)),
    ("exchange:close", shared_listing, (302, 404, 403, 302, 404, 404, 302, 403)),
    ("exchange:reply", shared_listing, (302, 404, 403, 403, 404, 404, 403, 403)),
    ("exchange:interest", match, (302, 404, 404, 403, 404, 404, 404, 404)),
    ("exchange:decline", match, (302, 404, 404, 403, 404, 404, 404, 404)),
    ("api-1:answer_match", match, (401, 422, 422, 422, 422, 422, 422, 422)),
    ("api-1:create_listing", nothing, (401, 422, 422, 422, 422, 422, 422, 422)),
    ("api-1:understand", nothing, (401, 422, 422, 422, 422, 422, 422, 422)),
]
