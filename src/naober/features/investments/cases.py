"""Alone against together, of one company, in words and pictures. Only of its own figures: with
companies that are as large as it is, or with the share that was agreed and that it may read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.investments import engine_bridge, words
from naober.features.investments.engine_bridge import Case
from naober.features.investments.models import Figures, Investment
from naober.features.investments.rules import MOST_COMPANIES
from naober.foundation.core.charts import Chart, Row
from naober.foundation.core.numbers import figure

FEW, MANY = 4, 12  # companies: where one begins, and where the slider ends
NUMBERS = (1, 2, 3, 4, 6, 8, 12)
Line = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """`lines` are what, alone, together; `charts` by their code. `is_agreed`: with one's own share,
    not with companies alike."""

    companies: int
    headline: str
    lines: Sequence[Line]
    charts: Sequence[Chart]
    is_agreed: bool


def number_in(typed: str) -> int:
    """How many companies take part, one's own included; rough input is fine."""
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else FEW
    return max(1, min(number, MANY, MOST_COMPANIES))


# `csv` is the address of the file up to the kind.
def shown(
    investment: Investment, figures: Figures, number: int, share: Decimal | None, csv: str
) -> Shown:
    agreed = share is not None
    case = (
        engine_bridge.case_with_share(investment, figures, share, number)
        if share is not None
        else engine_bridge.case_with_alike(investment, figures, number)
    )
    paid = _paid(case, csv) if agreed else _costs(investment, figures, csv)
    charts = [paid, _ranges(case, csv), _tornado(case, csv)]
    return Shown(number, headline(case, agreed), lines(case), charts, agreed)


def headline(case: Case, agreed: bool) -> str:
    """What it comes to, in one sentence."""
    saved = case.together.npv - case.alone.npv
    values = {
        "n": case.companies,
        "sum": words.about_euros(abs(saved)),
        "together": words.about_euros(case.together.npv),
    }
    if not agreed and case.companies == 1:
        return _("Alone it is worth %(together)s to you, over its whole life.") % values
    if round(saved) == 0:
        return _("Together is worth as much to you as alone.")
    if agreed:
        text = _("Together is worth about %(sum)s more to you than alone, over its whole life.")
        less = _("Together is worth about %(sum)s less to you than alone, over its whole life.")
    else:
        text = _(
            "With %(n)d companies like yours it is worth about %(sum)s more to you than alone, "
            "over its whole life."
        )
        less = _(
            "With %(n)d companies like yours it is worth about %(sum)s less to you than alone, "
            "over its whole life."
        )
    return (text if saved > 0 else less) % values


def lines(case: Case) -> list[Line]:
    one, other = case.alone, case.together
    rows = [
        (_("What you pay"), words.about_euros(one.cost), words.about_euros(other.cost)),
        (
            _("What it is worth to you today (NPV)"),
            words.about_euros(one.npv),
            words.about_euros(other.npv),
        ),
        (_("Range: four times in five between"), _between(one), _between(other)),
        (_("How likely it pays off"), _part(one.chance), _part(other.chance)),
        (_("Earned back in"), _years(one.payback), _years(other.payback)),
        (_("What your money brings a year (IRR)"), _rate(one.irr), _rate(other.irr)),
    ]
    return rows


def _between(worth: engine_bridge.Worth) -> str:
    values = {"low": words.about_euros(worth.low), "high": words.about_euros(worth.high)}
    return _("%(low)s and %(high)s") % values


def _part(chance: float) -> str:
    return f"{round(chance * 20) * 5}%"


def _years(payback: float | None) -> str:
    if payback is None:
        return _("never")
    years = Decimal(round(payback * 2)) / 2
    one = 1 if years == 1 else 2
    return ngettext("%(n)s year", "%(n)s years", one) % {"n": figure(years)}


def _rate(irr: float | None) -> str:
    if irr is None:
        return "–"
    sign = "−" if irr < 0 else ""
    return f"{sign}{figure(Decimal(abs(round(irr * 100))))}%"


def _costs(investment: Investment, figures: Figures, csv: str) -> Chart:
    """What each pays, with more and more companies of this size."""
    found = engine_bridge.costs_with_alike(investment, figures, NUMBERS)
    rows = [
        Row(_companies(number), [words.about(cost)], [words.about_euros(cost)])
        for number, cost in zip(NUMBERS, found, strict=True)
    ]
    return Chart(
        code="costs",
        title=_("What you pay, with more companies like yours"),
        description=_("Your part of the investment, in euros, alone and with more companies."),
        first=_("Companies"),
        series=[_("What you pay")],
        rows=rows,
        csv=f"{csv}costs",
    )


def _paid(case: Case, csv: str) -> Chart:
    pairs = [(_("Alone"), case.alone.cost), (_("Together"), case.together.cost)]
    return Chart(
        code="paid",
        title=_("What you pay"),
        description=_("Your part of the investment, in euros, alone and as it was agreed."),
        first="",
        series=[_("What you pay")],
        rows=[Row(name, [words.about(cost)], [words.about_euros(cost)]) for name, cost in pairs],
        csv=f"{csv}paid",
    )


def _companies(number: int) -> str:
    if number == 1:
        return _("alone")
    return _("with %(n)d companies") % {"n": number}


def _ranges(case: Case, csv: str) -> Chart:
    pairs = [(_("Alone"), case.alone), (_("Together"), case.together)]
    return Chart(
        code="ranges",
        title=_("What it is worth to you, and how sure that is"),
        description=_("Four times in five it lies within the bar. Right of the line it pays off."),
        first="",
        series=[_("low"), _("likely"), _("high")],
        rows=[_range_row(name, one.low, one.npv, one.high) for name, one in pairs],
        form="ranges",
        csv=f"{csv}ranges",
    )


def _range_row(label: str, *values: float) -> Row:
    about = [words.about(value) for value in values]
    return Row(label, about, [words.whole_euros(value) for value in about])


def _tornado(case: Case, csv: str) -> Chart:
    names = {
        "benefit": _("the benefit"),
        "cost": _("the cost"),
        "rate": _("the discount rate, two points"),
        "life": _("the years that it lasts, a fifth"),
        "yearly": _("the yearly cost, by half"),
    }
    rows = [_range_row(names[one.what], one.bad, one.good) for one in case.swings]
    return Chart(
        code="tornado",
        title=_("What it hangs by most"),
        description=_(
            "What it is worth to you together when one thing falls short or goes well; the line "
            "is the likely value."
        ),
        first=_("What changes"),
        series=[_("falls short"), _("goes well")],
        rows=rows,
        form="ranges",
        base=words.about(case.together.npv),
        csv=f"{csv}tornado",
    )
