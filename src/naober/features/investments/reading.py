"""What a reader may know of an investment, in words.

What it is and costs is for whoever may see it. What a company said is for that company, and for the
desk where the company lends it. How it stands was told by the clock, to everybody the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from naober.features.investments import engine_bridge, rules, selectors, words
from naober.features.investments.models import (
    Figures,
    Investment,
    Participation,
    Pledge,
    Realised,
    Reckoning,
)
from naober.features.investments.rules import Act
from naober.foundation.core.charts import Chart, Row
from naober.foundation.core.numbers import figure
from naober.foundation.members.models import Company, User

TIMES = (Decimal("0.25"), Decimal("0.5"), Decimal(1), Decimal(2))


@dataclass(frozen=True, slots=True)
class Listed:
    """An investment in the list; `stances` are of one's own companies, `waits`: one did not say."""

    investment: Investment
    standing: str
    stances: Sequence[Participation]
    waits: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """What one's own company said, in words; empty where it said nothing."""

    company: Company
    part: Participation | None
    figures: Sequence[tuple[str, str]]
    pledge: str
    rule: str
    lends: bool
    on_behalf: bool
    may_say: bool
    may_pledge: bool
    may_join: bool
    may_leave: bool


@dataclass(frozen=True, slots=True)
class Other:
    """For the desk: a company that said something; what it lends, and whether there is more."""

    part: Participation
    size: str
    benefit: str
    pledge: str
    keeps: bool  # it gave figures, and keeps them from the desk
    has_figures: bool
    has_pledge: bool


@dataclass(frozen=True, slots=True)
class Year:
    """What a year was for one company."""

    realised: Realised
    cost: str
    benefit: str


def year_rows(rows: Sequence[Realised]) -> list[Year]:
    return [Year(row, words.euros(row.cost), words.euros(row.benefit)) for row in rows]


def rows(user: User, investments: Sequence[Investment]) -> list[Listed]:
    parts: dict[int, list[Participation]] = {}
    for part in selectors.parts_of(user, investments):
        parts.setdefault(part.investment_id, []).append(part)
    companies = selectors.companies_of(user)
    waits = {one.pk for one, _company in selectors.asked_of(user, companies)}
    return [
        Listed(one, standing(one), parts.get(one.pk, ()), one.pk in waits) for one in investments
    ]


def standing(investment: Investment) -> str:
    """Only while companies pledge; the day it was worked out is told beside it."""
    if not investment.takes_pledges:
        return ""
    told = reckoning_of(investment)
    return words.standing(told.told if told else {})


def total(user: User, investment: Investment, companies: int) -> str:
    """For who speaks for at most one of the companies (`companies`): that is what the sum was
    weighed for. Whoever knows several, as the desk does, could take them off and keep too few."""
    told = reckoning_of(investment)
    if told is None or not investment.takes_pledges or user.is_desk or companies > 1:
        return ""
    return words.total(investment, told.told)


def reckoning_of(investment: Investment) -> Reckoning | None:
    return getattr(investment, "reckoning", None)


def about(investment: Investment) -> list[tuple[str, str]]:
    """What it costs and how long it lasts: what the desk filled in, for whoever sees it."""
    found = [
        (
            _("Known cost"),
            _("%(sum)s for %(size)s")
            % {
                "sum": words.euros(investment.reference_cost),
                "size": words.size(investment, investment.reference_size),
            },
        ),
        (_("Twice as large costs"), _times(investment)),
    ]
    if investment.fixed_cost:
        found.append((_("Fixed part"), words.euros(investment.fixed_cost)))
    cheaper, dearer = figure(investment.cheaper_percent), figure(investment.dearer_percent)
    spread = _("%(cheaper)s%% cheaper to %(dearer)s%% dearer")
    found.append((_("How sure"), spread % {"cheaper": cheaper, "dearer": dearer}))
    if investment.subsidy_percent:
        found.append((_("Subsidy"), _subsidy(investment)))
    yearly = _("%(n)s%% of the investment") % {"n": figure(investment.yearly_percent)}
    found += [
        (_("Paid in"), _phasing(investment)),
        (_("Yearly cost"), yearly),
        (_("Lasts"), _("%(n)d years") % {"n": investment.lifetime}),
        (_("Discount rate"), _("%(n)s%% a year") % {"n": figure(investment.discount_percent)}),
    ]
    return found


def _times(investment: Investment) -> str:
    """ "1.52 times as much", without the fixed part."""
    times = Decimal(2) ** investment.exponent
    return _("%(n)s times as much") % {"n": figure(times.quantize(Decimal("0.01")))}


def _subsidy(investment: Investment) -> str:
    values = {"n": figure(investment.subsidy_percent)}
    if investment.subsidy_most is None:
        return _("%(n)s%% of the cost") % values
    most = words.euros(investment.subsidy_most)
    return _("%(n)s%% of the cost, at most %(most)s") % {**values, "most": most}


def _phasing(investment: Investment) -> str:
    if len(investment.phasing) == 1:
        return _("one year")
    parts = ", ".join(f"{part}%" for part in investment.phasing)
    return _("%(n)d years: %(parts)s") % {"n": len(investment.phasing), "parts": parts}


def mine(user: User, investment: Investment) -> list[Mine]:
    """For each company that one speaks for and that it is for."""
    parts = {part.company_id: part for part in selectors.parts_of(user, [investment])}
    may = rules.acts_of(investment)
    found = []
    for company in selectors.companies_in(user, investment):
        part = parts.get(company.pk)
        figures = getattr(part, "figures", None)
        pledge = getattr(part, "pledge", None)
        found.append(
            Mine(
                company,
                part,
                figure_rows(investment, figures),
                words.conditions(pledge.least_companies, pledge.most_share) if pledge else "",
                pledge.get_rule_display() if pledge and pledge.rule else "",
                lends=bool(figures and figures.desk_reads),
                on_behalf=bool(figures and figures.on_behalf),
                may_say=Act.SAY in may,
                may_pledge=investment.takes_pledges,
                may_join=Act.JOIN in may and not (part and part.is_party),
                may_leave=Act.LEAVE in may and bool(part and part.is_party),
            )
        )
    return found


def figure_rows(investment: Investment, figures: Figures | None) -> list[tuple[str, str]]:
    if figures is None:
        return []
    sums = (figures.benefit_low, figures.benefit_likely, figures.benefit_high)
    low, likely, high = (words.euros(one) for one in sums)
    alone = figures.alone_cost
    return [
        (_("Size"), words.size(investment, figures.size)),
        (
            _("Benefit a year"),
            _("%(likely)s (%(low)s to %(high)s)") % {"likely": likely, "low": low, "high": high},
        ),
        (
            _("Cost alone"),
            words.euros(alone) if alone is not None else _("what your size costs"),
        ),
    ]


def for_desk(user: User, investment: Investment) -> list[Other]:
    figures = selectors.lent_figures(user, investment)
    pledges = selectors.lent_pledges(user, investment)
    return [
        _other(investment, part, figures.get(part.company_id), pledges.get(part.company_id))
        for part in selectors.for_desk(user, investment)
    ]


def _other(
    investment: Investment, part: Participation, figures: Figures | None, pledge: Pledge | None
) -> Other:
    has_figures = bool(getattr(part, "has_figures", False))
    return Other(
        part,
        words.size(investment, figures.size) if figures else "",
        words.euros(figures.benefit_likely) if figures else "",
        words.told_conditions(pledge.least_companies, pledge.most_share) if pledge else "",
        keeps=has_figures and figures is None,
        has_figures=has_figures,
        has_pledge=bool(getattr(part, "has_pledge", False)),
    )


def curve(investment: Investment) -> Chart:
    """What a unit of size costs, at sizes around the known one: of what the desk filled in only."""
    sizes = [investment.reference_size * times for times in TIMES]
    found = engine_bridge.curve(investment, sizes)
    return Chart(
        code="curve",
        title=_("The larger, the cheaper for each"),
        description=_("What each unit of size costs at four sizes, after subsidy, in euros."),
        first=_("Size"),
        series=[_("What a unit of it costs")],
        rows=[
            Row(words.size(investment, size), [cost], [words.about_euros(cost)])
            for size, cost in zip(sizes, found, strict=True)
        ],
    )
