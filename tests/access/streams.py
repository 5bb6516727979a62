"""The exchange plan: for the desk alone."""

from naober.features.streams.tests.factories import PlanFactory
from tests.access.cast import Cast, Row, nothing


def a_plan(cast: Cast) -> list[object]:
    return [PlanFactory().pk]


READS = (302, 404, 404, 404, 404, 404, 200, 403)
PAGES: list[Row] = [
    ("streams:plans", nothing, READS),
    ("streams:workbook", nothing, READS),
    ("streams:plan", a_plan, READS),
    ("streams:csv", a_plan, READS),
    ("streams:file", a_plan, READS),
    ("streams:remove", a_plan, (302, 404, 404, 404, 404, 404, 405, 403)),
]
CHANGES: list[Row] = [
    ("streams:plans", nothing, (302, 404, 404, 404, 404, 404, 422, 403)),
    ("streams:remove", a_plan, (302, 404, 404, 404, 404, 404, 302, 403)),
]
