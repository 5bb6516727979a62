"""Home, search and what stands around every page."""

from tests.access.cast import Row, nothing

#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("home", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("search", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("choose-language", nothing, (405, 405, 405, 405, 405, 405, 405, 405)),
    ("choose-theme", nothing, (405, 405, 405, 405, 405, 405, 405, 405)),
    ("api-docs", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:openapi-json", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:api-root", nothing, (404, 404, 404, 404, 404, 404, 404, 404)),
]
CHANGES: list[Row] = []
