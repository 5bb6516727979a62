"""Investments: for whom they are; what the desk makes, and what a company says, for these alone."""

from naober.features.investments.tests.factories import (
    FiguresFactory,
    InvestmentFactory,
    ParticipationFactory,
    pledged,
)
from naober.foundation.audience.levels import Level
from naober.foundation.members.tests.factories import CompanyFactory
from tests.access.cast import Cast, Row, nothing


def draft(cast: Cast) -> list[object]:
    return [InvestmentFactory(audience=Level.DESK).pk]


def idea(cast: Cast) -> list[object]:
    return [InvestmentFactory().pk]


def pledging(cast: Cast) -> list[object]:
    made = InvestmentFactory(pledging=True)
    pledged(made, cast.company)
    FiguresFactory(participation__investment=made)
    return [made.pk]


def own(cast: Cast) -> list[object]:
    return [*pledging(cast), cast.company.pk]


def new_one(cast: Cast) -> list[object]:
    """A company that said nothing yet, and that the desk fills in for."""
    return [*pledging(cast), CompanyFactory().pk]


def lent(cast: Cast) -> list[object]:
    made = InvestmentFactory(pledging=True)
    part = ParticipationFactory(investment=made, company=cast.company)
    FiguresFactory(participation=part, desk_reads=True)
    return [made.pk, cast.company.pk]


FOR_MEMBERS = (302, 404, 200, 200, 404, 404, 200, 200)
ONLY_DESK = (302, 404, 404, 404, 404, 404, 200, 403)
POST_ONLY = (302, 404, 404, 404, 404, 404, 405, 403)
DONE = (302, 404, 404, 404, 404, 404, 302, 403)
REFUSED = (302, 404, 404, 404, 404, 404, 422, 403)

#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("investments:investments", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("investments:investment", draft, (302, 404, 404, 404, 404, 404, 200, 404)),
    ("investments:investment", idea, FOR_MEMBERS),
    ("investments:investment", pledging, FOR_MEMBERS),
    ("investments:new", nothing, ONLY_DESK),
    ("investments:edit", draft, ONLY_DESK),
    ("investments:whom", pledging, ONLY_DESK),
    ("investments:remove", draft, POST_ONLY),
    ("investments:open", idea, POST_ONLY),
    ("investments:extend", pledging, POST_ONLY),
    ("investments:stop", idea, POST_ONLY),
    ("investments:stance", own, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("investments:figures", own, (302, 404, 404, 200, 404, 404, 302, 404)),  # kept from the desk
    ("investments:figures", lent, (302, 404, 404, 200, 404, 404, 200, 404)),
    ("investments:figures", new_one, (302, 404, 404, 404, 404, 404, 200, 404)),
    ("investments:pledge", own, (302, 404, 404, 200, 404, 404, 302, 404)),
    ("investments:pledge", lent, (302, 404, 404, 200, 404, 404, 200, 404)),
]
CHANGES: list[Row] = [
    ("investments:new", nothing, REFUSED),
    ("investments:edit", draft, REFUSED),
    ("investments:remove", draft, DONE),
    ("investments:open", idea, DONE),
    ("investments:extend", pledging, DONE),
    ("investments:stop", idea, DONE),
    ("investments:stance", own, (302, 404, 404, 302, 404, 404, 302, 404)),
    ("investments:figures", own, (302, 404, 404, 422, 404, 404, 302, 404)),
    ("investments:figures", lent, (302, 404, 404, 422, 404, 404, 422, 404)),
    ("investments:pledge", own, (302, 404, 404, 422, 404, 404, 302, 404)),
    ("investments:pledge", lent, (302, 404, 404, 422, 404, 404, 422, 404)),
]
