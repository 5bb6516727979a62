"""The agenda: pages and API."""

from naober.features.agenda.tests.factories import ChallengeFactory
from tests.access.cast import Cast, Row, nothing


def own_challenge(cast: Cast) -> list[object]:
    """For the eyes of its own company only."""
    return [ChallengeFactory(company=cast.company, audience="own").pk]


def shared_challenge(cast: Cast) -> list[object]:
    return [ChallengeFactory(company=cast.company).pk]


#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("agenda:challenges", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("agenda:challenge", own_challenge, (302, 404, 404, 200, 404, 404, 404, 404)),
    ("agenda:challenge", shared_challenge, (302, 404, 200, 200, 404, 404, 200, 200)),
]
CHANGES: list[Row] = []
