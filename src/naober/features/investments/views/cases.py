"""Alone against together: of one company; and as a file."""

from decimal import Decimal

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naober.features.investments import cases, selectors
from naober.features.investments.access import company_at, open_investment
from naober.features.investments.board import board_page, file_name
from naober.features.investments.cases import Shown
from naober.features.investments.group_case import GroupCase, group_case
from naober.features.investments.models import (
    Figures,
    Investment,
    Participation,
    Pledge,
    Rule,
)
from naober.features.investments.sharing import own_share
from naober.files.workbook import Value
from naober.foundation.core.charts import Chart
from naober.foundation.core.downloads import as_csv, download
from naober.foundation.core.pages import typed, whole_number
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company


@login_required
@require_safe
def own(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    """The slider asks the page anew; it works without a script too."""
    found, own_company, figures = _asked(request, pk, company)
    if figures is None:
        messages.info(request, _("Give your figures first: then you see what it is worth."))
        return redirect(found)
    context = {
        "investment": found,
        "company": own_company,
        "case": _shown(request, found, own_company, figures),
        "most": cases.MANY,
    }
    return render(request, "investments/case.html", context)


@login_required
@require_safe
def own_csv(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    found, own_company, figures = _asked(request, pk, company)
    if figures is None:
        raise Http404
    shown = _shown(request, found, own_company, figures)
    kind = typed(request, "kind")
    chart = next((one for one in shown.charts if one.code == kind), None)
    if chart is None:
        raise Http404
    return as_csv(f"{kind}-{timezone.localdate()}", _table(chart))


@login_required
@require_safe
def board_pdf(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    found, own_company, figures = _asked(request, pk, company)
    if figures is None:
        raise Http404
    shown = _shown(request, found, own_company, figures)
    pledge = Pledge.objects.visible_to(request.user).filter(pk=figures.pk).first()
    pdf = board_page(found, own_company, shown, pledge)
    answer = download(pdf, "application/pdf", file_name(found))
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _asked(
    request: MemberRequest, pk: int, company: int
) -> tuple[Investment, Company, Figures | None]:
    """The figures as far as this reader may read them: the desk those that are lent."""
    found = open_investment(request, pk)
    own_company = company_at(request, found, company)
    rows = Figures.objects.visible_to(request.user).select_related("participation")
    figures = rows.filter(
        participation__investment=found, participation__company=own_company
    ).first()
    return found, own_company, figures


def _shown(request: MemberRequest, found: Investment, company: Company, figures: Figures) -> Shown:
    number, share = cases.number_in(typed(request, "n")), None
    part = figures.participation
    if found.is_settled and part.is_party:
        share, number = _agreed(request, part)
    where = reverse("investments:case-csv", args=[found.pk, company.pk])
    csv = f"{where}?n={number}&kind=" if share is None else f"{where}?kind="
    return cases.shown(found, figures, number, share, csv)


def _agreed(request: MemberRequest, part: Participation) -> tuple[Decimal | None, int]:
    """Its own people, where the share tells of no other company."""
    parties = Participation.objects.parties().filter(investment=part.investment_id).count()
    inside = part.company_id in {one.pk for one in selectors.companies_of(request.user)}
    share = own_share(part) if inside else None
    return share, parties if share is not None else cases.FEW


@desk_only
@require_safe
def of_group(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_investment(request, pk)
    context = {"investment": found, "group": _group(request, found), "rules": Rule.choices}
    return render(request, "investments/group_case.html", context)


@desk_only
@require_safe
def group_csv(request: MemberRequest, pk: int) -> HttpResponse:
    group = _group(request, open_investment(request, pk))
    if group.chart is None:
        raise Http404
    return as_csv(f"{_('together')}-{timezone.localdate()}", _table(group.chart))


def _table(chart: Chart) -> list[list[Value]]:
    table: list[list[Value]] = [[chart.first, *chart.series]]
    table += [[row.label, *row.values] for row in chart.rows]
    return table


def _group(request: MemberRequest, found: Investment) -> GroupCase:
    asked, without = typed(request, "regel"), whole_number(typed(request, "zonder"))
    rule = asked if asked in Rule.values else ""
    csv = f"{reverse('investments:group-csv', args=[found.pk])}?regel={rule}&zonder={without}"
    return group_case(request.user, found, rule=rule, without=without, csv=csv)
