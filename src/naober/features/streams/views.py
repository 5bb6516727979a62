"""The desk's exchange plan: a workbook out, a workbook in, and what it says."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.streams import engine_bridge, sankey, selectors, services
from naober.features.streams.forms import PlanForm
from naober.features.streams.models import Plan
from naober.foundation.core.downloads import XLSX, as_csv, download
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import page_of, typed
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest


@desk_only
def plans(request: MemberRequest) -> HttpResponse:
    """GET: those there are, and how to make one. POST: make one."""
    form = PlanForm(user=request.user)
    if request.method == "POST":
        form = PlanForm(request.POST, request.FILES, user=request.user)
        if form.is_valid():
            try:
                made = services.make_plan(
                    name=form.cleaned_data["name"],
                    objective=form.cleaned_data["objective"],
                    workbook=form.cleaned_data["file"],
                    by=request.user,
                    number=form.number(),
                )
            except ValidationError as refused:
                add_errors(form, refused)
            else:
                return redirect(made)
    page = page_of(request, selectors.plans(request.user))
    status = 422 if form.errors else 200
    return render(request, "streams/plans.html", {"form": form, "page": page}, status=status)


@desk_only
@require_safe
def workbook(request: MemberRequest) -> HttpResponse:
    """What stands in the exchange now, to fill in what it costs."""
    found = list(selectors.listings_to_plan(request.user)[: selectors.MOST])
    pairs = selectors.pairs_to_plan(found)
    return download(engine_bridge.workbook_of(found, pairs), XLSX, "naober-uitwisselplan.xlsx")


@desk_only
@require_safe
def plan(request: MemberRequest, pk: int) -> HttpResponse:
    found = _plan(request, pk)
    told = found.result[_language(request)]
    shares = found.result["shares"]
    rule = typed(request, "rule")
    chosen = shares.get(rule if rule in shares else next(iter(shares), ""), {})
    context = {
        "plan": found,
        "told": told,
        "pictures": sankey.pictures(told["flows"], found.result["names"]),
        "rows": _rows(found, told),
        "rules": [(key, one["names"][_language(request)]) for key, one in shares.items()],
        "rule": rule if rule in shares else next(iter(shares), ""),
        "shares": sorted(chosen.get("shares", {}).items(), key=lambda one: -one[1]),
        "verdict": chosen.get("verdict", {}).get(_language(request), ""),
        "problems": _problems(found, request),
    }
    return render(request, "streams/plan.html", context)


@desk_only
@require_safe
def plan_csv(request: MemberRequest, pk: int) -> HttpResponse:
    found = _plan(request, pk)
    head = [_("Brings"), _("What"), _("Gets"), _("What"), _("Season"), _("Amount"), _("Unit"),
            _("Gain in euros"), _("CO2 in kg")]  # fmt: skip
    rows = [
        [*row["offer"], *row["need"], row["season"], row["sent"], row["unit"], row["gain"],
         row["co2"]]
        for row in _rows(found, found.result[_language(request)])
    ]  # fmt: skip
    return as_csv("uitwisselplan", [head, *rows])


@desk_only
@require_safe
def plan_file(request: MemberRequest, pk: int) -> HttpResponse:
    """The workbook that it was made of."""
    found = _plan(request, pk)
    return download(bytes(found.workbook), XLSX, "naober-uitwisselplan.xlsx")


@desk_only
@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    services.remove_plan(plan=_plan(request, pk), by=request.user)
    messages.success(request, _("The plan is gone."))
    return redirect("streams:plans")


def _plan(request: MemberRequest, pk: int) -> Plan:
    found = Plan.objects.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _language(request: HttpRequest) -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def _rows(found: Plan, told: dict[str, Any]) -> list[dict[str, Any]]:
    names = found.result["names"]
    return [
        flow
        | {
            "offer": names[flow["offer"]][:2],
            "need": names[flow["need"]][:2],
            "gain": round(flow["gain"], 2),
            "sent": round(flow["sent"], 2),
            "co2": round(flow["co2"], 1),
        }
        for flow in told["flows"]
    ]


def _problems(found: Plan, request: HttpRequest) -> list[str]:
    place = 3 if _language(request) == "nl" else 4
    told = []
    for one in found.result["problems"]:
        sheet, row, column = one[:3]
        where = [sheet, _("row %(n)s") % {"n": row} if row else "", column]
        told.append(": ".join(filter(None, (", ".join(filter(None, where)), one[place]))))
    return told
