"""The balance: one's own first, the collective as totals, for the desk as a trend."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from naober.features.ledger import balance, collective, exports, returns
from naober.features.ledger.forms import BalanceFilter
from naober.features.ledger.models import Entry
from naober.foundation.core.downloads import as_csv, as_workbook
from naober.foundation.core.pages import page_of
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whose balance, of which year and kind; `entries` is what is left after that choice."""

    company: Company
    companies: list[Company]
    all_entries: QuerySet[Entry]
    entries: QuerySet[Entry]
    balance: balance.Balance
    form: BalanceFilter
    year: int | None

    @property
    def query(self) -> str:
        return f"?company={self.company.pk}"


@login_required
@require_safe
def own(request: MemberRequest) -> HttpResponse:
    chosen = _chosen(request)
    if chosen is None:
        return render(request, "ledger/balance.html", _together(request))
    csv = reverse("ledger:kind-csv") + chosen.query
    context = {
        "chosen": chosen,
        "kinds": balance.kind_balances(chosen.balance, chosen.year, csv),
        "partners": balance.with_whom(chosen.entries),
        "page": balance.with_texts(page_of(request, chosen.entries.select_related("counterparty"))),
        **_together(request),
    }
    return render(request, "ledger/balance.html", context)


@login_required
@require_safe
def brings(request: MemberRequest) -> HttpResponse:
    """What it brings us: the few numbers that a contact person shows the director."""
    chosen = _chosen(request)
    context = {**_together(request), "today": timezone.localdate()}
    if chosen is not None:
        brought = returns.brought(chosen.company, chosen.all_entries, chosen.balance)
        context |= {"chosen": chosen, "brought": brought}
    return render(request, "ledger/brings.html", context)


@login_required
@require_safe
def csv_file(request: MemberRequest) -> HttpResponse:
    sheet = exports.entry_sheet(_entries(request))
    header = [column.title for column in sheet.columns]
    return as_csv("balans", [header, *sheet.rows])


@login_required
@require_safe
def workbook(request: MemberRequest) -> HttpResponse:
    return as_workbook("balans", [exports.entry_sheet(_entries(request))])


@login_required
@require_safe
def kind_csv(request: MemberRequest) -> HttpResponse:
    """The table beside the picture of one kind."""
    chosen = _chosen(request)
    kinds = balance.kind_balances(chosen.balance, None, "") if chosen else []
    for one in kinds:
        if one.kind == request.GET.get("kind"):
            return as_csv(f"balans-{one.kind}", balance.chart_table(one.chart))
    raise Http404


def _entries(request: MemberRequest) -> QuerySet[Entry]:
    chosen = _chosen(request)
    return chosen.entries if chosen else Entry.objects.none()


def _chosen(request: MemberRequest) -> Chosen | None:
    companies = list(Company.objects.of(request.user).order_by("name"))
    if not companies:
        return None
    asked = request.GET.get("company", "")
    company = next((c for c in companies if str(c.pk) == asked), companies[0])
    all_entries = Entry.objects.of(company)  # one of the reader's own companies
    found = balance.balance_of(all_entries)
    form = BalanceFilter(request.GET)
    form.fill(companies, found)
    form.is_valid()
    year, kind = form.cleaned_data.get("year"), form.cleaned_data.get("kind")
    entries = all_entries.filter(on__year=year) if year else all_entries
    entries = entries.filter(kind=kind) if kind else entries
    return Chosen(company, companies, all_entries, entries, found, form, year)


def _together(request: MemberRequest) -> dict[str, object]:
    """Totals for members and board, a trend for the desk; nothing for others."""
    if collective.may_see_totals(request.user):
        return {"totals": collective.totals(), "rule": collective.rule_in_words()}
    if request.user.is_desk:
        trends = [collective.trend_chart(total) for total in collective.totals()]
        return {"trends": trends, "rule": collective.rule_in_words()}
    return {}
