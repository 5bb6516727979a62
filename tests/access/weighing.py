"""Rounds: for who takes part; what is being made, and the keeping of it, for the desk."""

from naober.features.agenda.tests.factories import ChallengeFactory
from naober.features.weighing.models import Ties
from naober.features.weighing.tests.factories import (
    CandidateFactory,
    RoundFactory,
    closed_round,
    round_with_votes,
)
from naober.foundation.members.tests.factories import CompanyFactory
from tests.access.cast import Cast, Row, nothing


def draft(cast: Cast) -> list[object]:
    made = RoundFactory()
    CandidateFactory(round=made, challenge__company=cast.company)
    CandidateFactory(round=made, challenge__company=cast.company)
    ChallengeFactory(company=cast.company)  # to add
    return [made.pk]


def taking_votes(cast: Cast) -> list[object]:
    return [round_with_votes([(0,), (1,)], companies=[cast.company, CompanyFactory()]).pk]


def own(cast: Cast) -> list[object]:
    return [*taking_votes(cast), cast.company.pk]


def other(cast: Cast) -> list[object]:
    return [*taking_votes(cast), CompanyFactory().pk]


def counted(cast: Cast) -> list[object]:
    return [closed_round().pk]


def counted_openly(cast: Cast) -> list[object]:
    return [closed_round(is_secret=False).pk]


def tied(cast: Cast) -> list[object]:
    return [closed_round(votes=[(0,), (1,)], budget=4_000, ties=Ties.PEOPLE).pk]


TAKES_PART = (302, 404, 200, 200, 404, 404, 200, 200)
VOTERS = (302, 404, 200, 200, 404, 404, 403, 403)
ONLY_DESK = (302, 404, 404, 404, 404, 404, 200, 403)
POST_ONLY = (302, 404, 404, 404, 404, 404, 405, 403)
DONE = (302, 404, 404, 404, 404, 404, 302, 403)
REFUSED = (302, 404, 404, 404, 404, 404, 422, 403)

#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("weighing:rounds", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("weighing:round", draft, (302, 404, 404, 404, 404, 404, 200, 404)),
    ("weighing:round", taking_votes, TAKES_PART),
    ("weighing:round", counted, TAKES_PART),
    ("weighing:round", counted_openly, TAKES_PART),
    ("weighing:round", tied, TAKES_PART),
    ("weighing:vote", taking_votes, VOTERS),
    ("weighing:vote-for", own, (302, 404, 404, 200, 404, 404, 403, 403)),
    ("weighing:whom", taking_votes, ONLY_DESK),
    ("weighing:enter", other, ONLY_DESK),
    ("weighing:enter", own, (302, 404, 404, 404, 404, 404, 302, 403)),  # it voted itself
    ("weighing:new", nothing, ONLY_DESK),
    ("weighing:import", nothing, ONLY_DESK),
    ("weighing:edit", draft, ONLY_DESK),
    ("weighing:candidates", draft, ONLY_DESK),
    ("weighing:add", draft, POST_ONLY),
    ("weighing:what-if", draft, POST_ONLY),
    ("weighing:remove", draft, POST_ONLY),
    ("weighing:open", draft, POST_ONLY),
    ("weighing:extend", taking_votes, POST_ONLY),
    ("weighing:close", taking_votes, POST_ONLY),
    ("weighing:tie", tied, (302, 404, 404, 404, 404, 404, 405, 405)),
    ("weighing:decide", counted, (302, 404, 404, 404, 404, 404, 405, 405)),
    ("weighing:fair-csv", counted, (302, 404, 404, 404, 404, 404, 404, 404)),  # of no kind
    ("weighing:pabulib", counted_openly, TAKES_PART),
    ("weighing:pabulib", tied, (302, 404, 404, 404, 404, 404, 404, 404)),  # secret, of two
    ("api-1:list_rounds", nothing, (401, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:get_round", draft, (401, 404, 404, 404, 404, 404, 200, 404)),
    ("api-1:get_round", taking_votes, (401, 404, 200, 200, 404, 404, 200, 200)),
    ("api-1:own_ballots", taking_votes, (401, 404, 200, 200, 404, 404, 200, 200)),
    ("api-1:cast_vote", taking_votes, (405, 405, 405, 405, 405, 405, 405, 405)),
    ("api-1:get_outcome", taking_votes, (401, 404, 404, 404, 404, 404, 404, 404)),
    ("api-1:get_outcome", counted, (401, 404, 200, 200, 404, 404, 200, 200)),
]
CHANGES: list[Row] = [
    ("api-1:cast_vote", taking_votes, (401, 422, 422, 422, 422, 422, 422, 422)),  # without a vote
    ("weighing:vote", taking_votes, (302, 404, 422, 422, 404, 404, 403, 403)),
    ("weighing:vote-for", own, (302, 404, 404, 422, 404, 404, 403, 403)),
    ("weighing:enter", other, (302, 404, 404, 404, 404, 404, 422, 403)),
    ("weighing:new", nothing, REFUSED),
    ("weighing:import", nothing, REFUSED),
    ("weighing:edit", draft, REFUSED),
    ("weighing:candidates", draft, REFUSED),
    ("weighing:add", draft, DONE),
    ("weighing:what-if", draft, ONLY_DESK),
    ("weighing:remove", draft, DONE),
    ("weighing:open", draft, DONE),
    ("weighing:extend", taking_votes, DONE),
    ("weighing:close", taking_votes, DONE),
    ("weighing:tie", tied, (302, 404, 404, 404, 404, 404, 404, 404)),  # without a first
    ("weighing:decide", counted, (302, 404, 404, 404, 404, 404, 302, 302)),
]
