"""The directory, the map, one's own company and details."""

from naober.foundation.members.tests.factories import SiteFactory
from tests.access.cast import Cast, Row, nothing


def company(cast: Cast) -> list[object]:
    return [cast.company.pk]


def site(cast: Cast) -> list[object]:
    return [SiteFactory(company=cast.company, is_main=False).pk]


#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("members:directory", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("members:company", company, (302, 404, 200, 200, 404, 404, 200, 200)),
    ("members:company-edit", company, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:company-people", company, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:site-add", company, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:site-edit", site, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:site-remove", site, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("members:map", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("members:map-places", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("members:map-outlines", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("members:profile", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
]
CHANGES: list[Row] = [
    ("members:company-edit", company, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:site-add", company, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:site-edit", site, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("members:site-remove", site, (302, 404, 403, 302, 404, 404, 302, 403)),
]
