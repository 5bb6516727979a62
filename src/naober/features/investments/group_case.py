"""For the desk: alone against together of the companies that let it calculate, and what if one of
them leaves. Of the others nothing is used, so nothing of them can be worked out, now or later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from naober.features.investments import engine_bridge, selectors, words
from naober.features.investments.models import Investment, Rule, Stance
from naober.features.investments.rules import LEAST_TOGETHER, MOST_COMPANIES
from naober.features.investments.sharing import language
from naober.foundation.core.charts import Chart, Row
from naober.foundation.members.models import User


@dataclass(frozen=True, slots=True)
class Line:
    company: int
    name: str
    size: str
    alone: str
    together: str
    before: str  # with everybody, when one is left out
    saved: str


@dataclass(frozen=True, slots=True)
class GroupCase:
    """`lines` are empty when fewer than two let the desk calculate. `kept`: how many do not."""

    lines: Sequence[Line]
    choices: Sequence[tuple[int, str]]
    without: int
    rule: str
    total_alone: str
    total: str
    verdict: str
    objections: Sequence[str]
    kept: int
    chart: Chart | None


def group_case(
    user: User, investment: Investment, *, rule: str, without: int, csv: str
) -> GroupCase:
    rule = rule if rule in Rule.values else investment.rule or Rule.SHAPLEY
    rows = selectors.for_desk(user, investment)
    rows = [one for one in rows if one.is_party or not _is_out(investment, one)]
    figures = selectors.lent_figures(user, investment)
    lent = [one for one in rows if one.company_id in figures][:MOST_COMPANIES]
    kept = len([one for one in rows if getattr(one, "has_figures", False)]) - len(lent)
    choices = [(one.company_id, one.company.name) for one in lent]
    inside = [one for one in lent if one.company_id != without]
    if len(inside) < LEAST_TOGETHER:
        return GroupCase((), choices, 0, rule, "", "", "", (), kept, None)
    known = {one.company.name: figures[one.company_id] for one in inside}
    now = engine_bridge.divided(investment, known, rule, language())
    everybody = {one.company.name: figures[one.company_id] for one in lent}
    left = len(inside) < len(lent)
    before = engine_bridge.divided(investment, everybody, rule, language()) if left else now
    lines = [
        Line(
            one.company_id,
            one.company.name,
            words.size(investment, figures[one.company_id].size),
            words.whole_euros(now.alone[one.company.name]),
            words.whole_euros(now.shares[one.company.name]),
            words.whole_euros(before.shares[one.company.name]) if left else "",
            words.whole_euros(now.alone[one.company.name] - now.shares[one.company.name]),
        )
        for one in inside
    ]
    return GroupCase(
        lines,
        choices,
        without if left else 0,
        rule,
        words.whole_euros(sum(now.alone.values(), Decimal(0))),
        words.whole_euros(sum(now.shares.values(), Decimal(0))),
        now.verdict,
        now.objections,
        kept,
        _chart(now, csv),
    )


def _is_out(investment: Investment, part: object) -> bool:
    """Once there is a group only who is in it counts; before, all but who said no."""
    return investment.is_settled or getattr(part, "stance", "") == Stance.OUT


def _chart(now: engine_bridge.Division, csv: str) -> Chart:
    rows = [
        Row(
            name,
            [now.alone[name], share],
            [words.whole_euros(now.alone[name]), words.whole_euros(share)],
        )
        for name, share in now.shares.items()
    ]
    return Chart(
        code="group",
        title=_("Alone against together"),
        description=_("What each would pay alone, and what it pays together, in euros."),
        first=_("Company"),
        series=[_("Alone"), _("Together")],
        rows=rows,
        csv=csv,
    )
