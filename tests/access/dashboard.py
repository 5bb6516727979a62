"""The power of the collective: open to everybody, each reads a version of their own."""

from naober.website.dashboard import figures
from tests.access.cast import Cast, Row, nothing


def funnel(cast: Cast) -> list[object]:
    figures.refresh()
    return ["trechter"]


def stuck(cast: Cast) -> list[object]:
    figures.refresh()
    return ["vast"]


def on_its_way(cast: Cast) -> list[object]:
    figures.refresh()
    return ["onderweg"]


def spread(cast: Cast) -> list[object]:
    figures.refresh()
    return ["spreiding"]


def not_counted(cast: Cast) -> list[object]:
    return ["trechter"]


def total(cast: Cast) -> list[object]:
    """Nothing was published yet, so there is no table for anybody."""
    return ["totaal"]


#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("dashboard:power", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("dashboard:map", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("dashboard:routes-csv", nothing, (200, 200, 200, 200, 200, 200, 200, 200)),
    ("dashboard:csv", on_its_way, (404, 404, 200, 200, 404, 404, 200, 200)),
    ("dashboard:csv", funnel, (404, 404, 404, 404, 404, 404, 200, 200)),
    ("dashboard:csv", stuck, (404, 404, 404, 404, 404, 404, 200, 200)),
    ("dashboard:csv", spread, (404, 404, 404, 404, 404, 404, 404, 200)),
    ("dashboard:csv", not_counted, (404, 404, 404, 404, 404, 404, 404, 404)),
    ("dashboard:csv", total, (404, 404, 404, 404, 404, 404, 404, 404)),
]
CHANGES: list[Row] = []
