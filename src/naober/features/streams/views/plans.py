"""The desk's exchange plans: made, read, told to companies."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.streams import pages, selectors, services, sheet
from naober.features.streams.forms import PlanForm, TellForm
from naober.features.streams.models import Plan, Planned
from naober.foundation.core.downloads import XLSX, as_csv, download
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import page_of, typed, whole_number
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest

ROWS = 30  # exchanges on a page


@desk_only
def plans(request: MemberRequest) -> HttpResponse:
    """GET: those there are, and how to make one. POST: make one."""
    form = PlanForm(user=request.user)
    if request.method == "POST":
        form = PlanForm(request.POST, request.FILES, user=request.user)
        if form.is_valid():
            try:
                made = services.make_plan(asked=form.asked(), by=request.user, number=form.number())
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
    return download(services.standing_workbook(request.user), XLSX, "naober-uitwisselplan.xlsx")


@desk_only
@require_safe
def plan(request: MemberRequest, pk: int) -> HttpResponse:
    """A plan that is not ready yet says how far it is, and asks again by itself."""
    found = _plan(request, pk)
    if not found.is_ready:
        return render(request, "streams/waiting.html", {"plan": found})
    context = pages.of_plan(
        found,
        rule=typed(request, "rule"),
        without=whole_number(typed(request, "without")),
        user=request.user,
    )
    context["page"] = page_of(request, context["rows"], ROWS)
    context["tell_form"] = TellForm(plan=found, initial={"rule": found.told_rule})
    return render(request, "streams/plan.html", context)


@desk_only
@require_safe
def standing(request: MemberRequest, pk: int) -> HttpResponse:
    """The part of the page that changes; once it is ready the whole page is asked for."""
    found = _plan(request, pk)
    if not request.headers.get("HX-Request"):
        return redirect(found)
    response = render(request, "streams/_waiting.html", {"plan": found})
    if found.is_ready:
        response["HX-Refresh"] = "true"
    return response


@desk_only
@require_safe
def without(request: MemberRequest, pk: int) -> HttpResponse:
    """What is left when one of them leaves: the part of the page, or the whole page."""
    found = _ready(request, pk)
    if not request.headers.get("HX-Request"):
        number = whole_number(typed(request, "without"))
        return redirect(f"{found.get_absolute_url()}?without={number}#without")
    context = pages.leaving(found, whole_number(typed(request, "without")))
    return render(request, "streams/_without.html", {"plan": found, "leaving": context})


@desk_only
@require_safe
def plan_map(request: MemberRequest, pk: int) -> JsonResponse:
    return JsonResponse(pages.map_of(_ready(request, pk)))


@desk_only
@require_safe
def plan_csv(request: MemberRequest, pk: int) -> HttpResponse:
    return as_csv("uitwisselplan", pages.table_of(_ready(request, pk)))


@desk_only
@require_safe
def plan_pdf(request: MemberRequest, pk: int) -> HttpResponse:
    """One page for a board."""
    found = _ready(request, pk)
    return download(sheet.sheet_of(found), "application/pdf", sheet.file_name(found))


@desk_only
@require_safe
def plan_file(request: MemberRequest, pk: int) -> HttpResponse:
    """The workbook that it was made of."""
    found = _plan(request, pk)
    return download(bytes(found.workbook), XLSX, "naober-uitwisselplan.xlsx")


@desk_only
@require_POST
def again(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(services.ask_again(plan=_plan(request, pk), by=request.user))


@desk_only
@require_POST
def tell(request: MemberRequest, pk: int) -> HttpResponse:
    found = _ready(request, pk)
    form = TellForm(request.POST, plan=found)
    rule = form.cleaned_data["rule"] if form.is_valid() else None
    try:
        if rule is None:
            raise ValidationError(_("Choose one of the ways to share."))
        services.tell_plan(plan=found, rule=rule, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("The companies can read what is theirs."))
    return redirect(found)


@desk_only
@require_POST
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    found = services.take_back(plan=_ready(request, pk), by=request.user)
    messages.success(request, _("Taken back: no company reads anything of it any more."))
    return redirect(found)


@desk_only
@require_POST
def propose(request: MemberRequest, pk: int) -> HttpResponse:
    planned = get_object_or_404(
        Planned.objects.visible_to(request.user).select_related("plan", "offer", "need"), pk=pk
    )
    try:
        services.propose(planned=planned, by=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Both were asked to look at what fits them."))
    return redirect(f"{planned.plan.get_absolute_url()}#rows")


@desk_only
@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    services.remove_plan(plan=_plan(request, pk), by=request.user)
    messages.success(request, _("The plan is gone."))
    return redirect("streams:plans")


def _plan(request: HttpRequest, pk: int) -> Plan:
    return get_object_or_404(Plan.objects.visible_to(request.user).select_related("point"), pk=pk)


def _ready(request: HttpRequest, pk: int) -> Plan:
    found = _plan(request, pk)
    if not found.is_ready:
        raise Http404
    return found
