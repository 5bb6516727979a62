"""Investments: for whom they are; what the desk makes, and what a company says, for these alone."""

from django.utils import timezone

from naober.features.investments import services
from naober.features.investments.models import Investment, Participation, Realised, State
from naober.features.investments.tests.factories import (
    FiguresFactory,
    InvestmentFactory,
    ParticipationFactory,
    RealisedFactory,
    StepFactory,
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


def listed(cast: Cast) -> list[object]:
    pledging(cast)
    idea(cast)
    return []


def own(cast: Cast) -> list[object]:
    return [*pledging(cast), cast.company.pk]


def over(cast: Cast) -> list[object]:
    made = InvestmentFactory(pledging=True)
    pledged(made, cast.company)
    pledged(made)
    Investment.objects.filter(pk=made.pk).update(pledges_until=timezone.now())
    return [made.pk]


def agreed(cast: Cast) -> list[object]:
    """Of two companies: neither may read a share."""
    [pk] = over(cast)
    services.settle_due()
    return [pk]


def both_lent(cast: Cast) -> list[object]:
    pk, _company = lent(cast)
    FiguresFactory(participation__investment_id=pk, desk_reads=True)
    return [pk]


def of_two(cast: Cast) -> list[object]:
    return [*agreed(cast), cast.company.pk]


def of_three(cast: Cast) -> list[object]:
    made = InvestmentFactory(pledging=True)
    for company in (cast.company, CompanyFactory(), CompanyFactory()):
        pledged(made, company)
    Investment.objects.filter(pk=made.pk).update(pledges_until=timezone.now())
    services.settle_due()
    return [made.pk]


def later(cast: Cast) -> list[object]:
    """A group without this company, which gave its figures since."""
    made = InvestmentFactory(pledging=True)
    for _ in range(3):
        pledged(made)
    Investment.objects.filter(pk=made.pk).update(pledges_until=timezone.now())
    services.settle_due()
    FiguresFactory(participation__investment=made, participation__company=cast.company)
    return [made.pk, cast.company.pk]


def runs(cast: Cast) -> list[object]:
    [pk] = agreed(cast)
    Investment.objects.filter(pk=pk).update(state=State.RUNNING, started_at=timezone.now())
    return [pk]


def step(cast: Cast) -> list[object]:
    [pk] = runs(cast)
    return [pk, StepFactory(investment_id=pk).pk]


def step_page(cast: Cast) -> list[object]:
    return [step(cast)[0]]


def year(cast: Cast) -> list[object]:
    [pk] = runs(cast)
    part = Participation.objects.get(investment=pk, company=cast.company)
    RealisedFactory(participation=part)
    return [pk, cast.company.pk]


def noted(cast: Cast) -> list[object]:
    pk, company = year(cast)
    return [pk, company, Realised.objects.latest("pk").pk]


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
    ("investments:investments", listed, (302, 200, 200, 200, 200, 200, 200, 200)),
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
    ("investments:group-case", pledging, ONLY_DESK),
    ("investments:group-case", both_lent, ONLY_DESK),
    ("investments:group-csv", pledging, (302, 404, 404, 404, 404, 404, 404, 403)),  # of nobody
    ("investments:group-csv", both_lent, ONLY_DESK),
    ("investments:case", own, (302, 404, 404, 200, 404, 404, 302, 404)),
    ("investments:case", lent, (302, 404, 404, 200, 404, 404, 200, 404)),
    ("investments:case", of_two, (302, 404, 404, 200, 404, 404, 302, 404)),
    ("investments:case-csv", lent, (302, 404, 404, 404, 404, 404, 404, 404)),  # of no kind
    ("investments:board-pdf", own, (302, 404, 404, 200, 404, 404, 404, 404)),
    ("investments:board-pdf", lent, (302, 404, 404, 200, 404, 404, 200, 404)),
    ("investments:investment", over, FOR_MEMBERS),
    ("investments:investment", agreed, FOR_MEMBERS),
    ("investments:investment", runs, FOR_MEMBERS),
    ("investments:settle", over, POST_ONLY),
    ("investments:shares", pledging, (302, 404, 302, 302, 404, 404, 302, 302)),
    ("investments:shares", agreed, (302, 404, 404, 200, 404, 404, 200, 404)),
    ("investments:shares", of_three, (302, 404, 404, 200, 404, 404, 200, 404)),
    ("investments:open-up", of_two, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("investments:join", of_two, (302, 404, 404, 302, 404, 404, 302, 404)),  # in it already
    ("investments:join", later, (302, 404, 404, 200, 404, 404, 200, 404)),
    ("investments:offer", later, POST_ONLY),
    ("investments:leave", of_two, (302, 405, 405, 405, 405, 405, 405, 405)),
    ("investments:start", agreed, POST_ONLY),
    ("investments:end", runs, POST_ONLY),
    ("investments:step", step_page, ONLY_DESK),
    ("investments:tick", step, POST_ONLY),
    ("investments:years", year, (302, 404, 404, 200, 404, 404, 200, 404)),
    ("investments:confirm", noted, (302, 405, 405, 405, 405, 405, 405, 405)),
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
    ("investments:settle", over, DONE),
    ("investments:open-up", of_two, (302, 404, 404, 302, 404, 404, 302, 404)),
    ("investments:join", later, (302, 404, 404, 302, 404, 404, 302, 404)),
    ("investments:offer", later, DONE),
    ("investments:leave", of_two, (302, 404, 404, 302, 404, 404, 302, 404)),
    ("investments:start", agreed, DONE),
    ("investments:end", runs, DONE),
    ("investments:step", step_page, REFUSED),
    ("investments:tick", step, DONE),
    ("investments:years", year, (302, 404, 404, 404, 404, 404, 422, 404)),
    ("investments:confirm", noted, (302, 404, 404, 302, 404, 404, 404, 404)),
]
