"""What is kept of a company or a person about investments, as tables to take along. What a company
said in confidence is in its own file: only its own people can take that away."""

from django.utils.translation import gettext as _

from naober.features.investments import words
from naober.features.investments.models import Figures, Participation, Pledge, Realised
from naober.features.investments.sharing import own_share
from naober.files.workbook import Column, Sheet, Value
from naober.foundation.members import exports
from naober.foundation.members.models import Company, User


def of_company(company: Company) -> list[Sheet]:
    return [_said(company), _years(company)]


def _said(company: Company) -> Sheet:
    columns = [
        Column(_("Investment"), 40),
        Column(_("How it stands"), 12),
        Column(_("Size"), 12, "number"),
        Column(_("Unit"), 14),
        Column(_("Benefit a year, low"), 14, "number"),
        Column(_("Benefit a year, likely"), 14, "number"),
        Column(_("Benefit a year, high"), 14, "number"),
        Column(_("Cost alone"), 14, "number"),
        Column(_("The desk reads it"), 10),
        Column(_("Pledge"), 50),
        Column(_("Our share"), 14, "number"),
        Column(_("Moment"), 18, "moment"),
    ]
    parts = Participation.objects.filter(company=company).order_by("said_at", "pk")
    parts = parts.select_related("investment", "figures", "pledge")
    return Sheet(_("Investing together"), columns, [_row(part) for part in parts])


def _row(part: Participation) -> tuple[Value, ...]:
    figures: Figures | None = getattr(part, "figures", None)
    pledge: Pledge | None = getattr(part, "pledge", None)
    names = ("size", "benefit_low", "benefit_likely", "benefit_high", "alone_cost")
    size, *sums = (getattr(figures, name, None) for name in names)
    return (
        part.investment.title,
        str(part.get_stance_display()),
        size,
        part.investment.unit,
        *sums,
        exports.yes(bool(figures and figures.desk_reads)),
        words.conditions(pledge.least_companies, pledge.most_share) if pledge else "",
        own_share(part),
        exports.moment(part.said_at),
    )


def _years(company: Company) -> Sheet:
    columns = [
        Column(_("Investment"), 40),
        Column(_("Year"), 8, "number"),
        Column(_("Paid"), 14, "number"),
        Column(_("Gained"), 14, "number"),
        Column(_("Confirmed"), 18, "moment"),
    ]
    rows = Realised.objects.filter(participation__company=company).order_by("year", "pk")
    table = [
        (
            row.participation.investment.title,
            row.year,
            row.cost,
            row.benefit,
            exports.moment(row.confirmed_at),
        )
        for row in rows.select_related("participation__investment")
    ]
    return Sheet(_("What investments brought"), columns, table)


def of_person(person: User) -> list[Sheet]:
    """For which companies this person gave figures or pledged; what, is the company's."""
    columns = [
        Column(_("Investment"), 40),
        Column(_("Company"), 30),
        Column(_("What was done"), 20),
        Column(_("Moment"), 18, "moment"),
    ]
    gave = Figures.objects.filter(given_by=person).order_by("given_at", "pk")
    pledged = Pledge.objects.filter(pledged_by=person).order_by("pledged_at", "pk")
    along = ("participation__investment", "participation__company")
    table = [
        *((_of(row.participation), _("figures"), row.given_at)
          for row in gave.select_related(*along)),
        *((_of(row.participation), _("pledge"), row.pledged_at)
          for row in pledged.select_related(*along)),
    ]  # fmt: skip
    rows = [(*about, what, exports.moment(at)) for about, what, at in table]
    return [Sheet(_("Said about investments"), columns, rows)]


def _of(part: Participation) -> tuple[str, str]:
    return part.investment.title, part.company.name
