"""One page for the board of a company: what `files/pdf_templates/board.typ` is given. It holds
what the page "alone against together" shows this reader, and nothing of another company."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from naober.features.investments import words
from naober.features.investments.cases import Shown
from naober.features.investments.models import Investment, Pledge
from naober.files.pdf import make_pdf
from naober.foundation.core.charts import Chart
from naober.foundation.members.letterhead import letterhead, pdf_name, start_of_today
from naober.foundation.members.models import Collective, Company

MOST_TEXT = 420  # characters: it stays one page


def board_page(
    investment: Investment, company: Company, shown: Shown, pledge: Pledge | None
) -> bytes:
    """In the language that is on. The moment in the file is the start of the day on it."""
    data = _data(investment, company, shown, pledge)
    return make_pdf("board", data, made_at=start_of_today())


def file_name(investment: Investment) -> str:
    return pdf_name(investment.title, "investering")


def _data(
    investment: Investment, company: Company, shown: Shown, pledge: Pledge | None
) -> dict[str, Any]:
    note = _("In confidence: for the board of %(company)s only.") % {"company": company.name}
    charts = {chart.code: chart for chart in shown.charts}
    bars, tornado = charts.get("costs") or charts["paid"], charts["tornado"]
    return {
        **letterhead(investment.title, Collective.objects.first(), note=note),
        "date": date_format(timezone.localdate(), "j F Y"),
        "company": company.name,
        "headline": shown.headline,
        "about": _shortened(investment.text),
        "columns": [_("Alone"), _("Together")],
        "rows": [
            {"what": what, "alone": alone, "together": together}
            for what, alone, together in shown.lines
        ],
        "bars_heading": bars.title,
        "bars": _bars(bars),
        "hangs_heading": tornado.title,
        "hangs_columns": list(tornado.series),
        "hangs": [
            {"what": row.label, "bad": row.texts[0], "good": row.texts[-1]} for row in tornado.rows
        ],
        "said_heading": _("What we pledged"),
        "said": words.conditions(pledge.least_companies, pledge.most_share) if pledge else "",
        "foot": _foot(investment, shown),
    }


def _bars(chart: Chart) -> list[dict[str, Any]]:
    largest = max([Decimal(1), *(value for row in chart.rows for value in row.values)])
    return [
        {
            "label": row.label,
            "percent": float(round(100 * row.values[0] / largest, 1)),
            "text": row.texts[0],
            "is_alone": place == 0,
        }
        for place, row in enumerate(chart.rows)
    ]


def _foot(investment: Investment, shown: Shown) -> str:
    basis = (
        _("With the share that was agreed.")
        if shown.is_agreed
        else _("With your own figures only: how large the others are is not used.")
    )
    life = _("%(n)d years") % {"n": investment.lifetime}
    return f"{basis} {_('Rounded.')} {_('Without VAT, in euros of today.')} {_('Lasts')}: {life}."


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= MOST_TEXT else f"{plain[: MOST_TEXT - 1]}…"
