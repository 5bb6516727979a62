"""What a joint investment cost and brought one company, beside what it expected. Of its own figures
and its own share only, so that it tells nothing of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from naober.features.investments import engine_bridge, rules, words
from naober.features.investments.models import Figures, Participation, Realised
from naober.features.investments.sharing import own_share
from naober.foundation.core.charts import Chart, Row
from naober.foundation.members.models import User


@dataclass(frozen=True, slots=True)
class AgainstPlan:
    """`expected` is the gain of one year; `lines` are what, planned until now, really, and the
    difference. Without the share ("" where it may not be read) nothing is said of what is paid."""

    expected: str
    lines: Sequence[tuple[str, str, str, str]]
    chart: Chart
    without_share: bool


def against_plan(user: User, part: Participation, rows: Sequence[Realised]) -> AgainstPlan | None:
    """For the company's own people, and for the desk where the company lets it read the figures.
    None without a year, or figures."""
    figures: Figures | None = getattr(part, "figures", None)
    is_own = rules.may_speak_for(user, part.company)
    if figures is None or not rows or not (is_own or (user.is_desk and figures.desk_reads)):
        return None
    years = min(len(rows), part.investment.lifetime)
    pairs = [(_("Gained"), figures.benefit_likely * years, sum(row.benefit for row in rows))]
    share = own_share(part) if is_own else None
    if share is not None:
        number = Participation.objects.parties().filter(investment=part.investment_id).count()
        yearly, _gain = engine_bridge.year_with_share(part.investment, figures, share, number)
        pairs.insert(0, (_("Paid"), share + yearly * years, sum(row.cost for row in rows)))
    return AgainstPlan(
        words.about_euros(figures.benefit_likely),
        [_line(what, Decimal(planned), Decimal(really)) for what, planned, really in pairs],
        _chart([(what, Decimal(planned), Decimal(really)) for what, planned, really in pairs]),
        share is None,
    )


def _line(what: str, planned: Decimal, really: Decimal) -> tuple[str, str, str, str]:
    more = words.about(really) - words.about(planned)
    sign = "+" if more > 0 else ""
    return (
        what,
        words.about_euros(planned),
        words.about_euros(really),
        f"{sign}{words.whole_euros(more)}",
    )


def _chart(pairs: Sequence[tuple[str, Decimal, Decimal]]) -> Chart:
    rows = [
        Row(f"{what}, {when}", [words.about(amount)], [words.about_euros(amount)])
        for what, planned, really in pairs
        for when, amount in ((_("planned"), planned), (_("really"), really))
    ]
    return Chart(
        code="against-plan",
        title=_("Planned and really, until now"),
        description=_("In euros, of all years that were noted."),
        first="",
        series=[_("In euros")],
        rows=rows,
    )
