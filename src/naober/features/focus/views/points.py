"""The list of focus points, and a focus point."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.agenda import cards as challenge_cards
from naober.features.focus import cards, rules, selectors, services
from naober.features.focus.forms import FocusForm, MeasurementForm, StopForm
from naober.features.focus.models import FocusPoint, Measurement
from naober.features.focus.result_lines import result_lines
from naober.foundation.core.downloads import as_csv
from naober.foundation.core.forms import add_errors
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.pages import form_status, page_of, tell, whole_number
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import User
from naober.foundation.members.rules import allow


@login_required
@require_safe
def points(request: MemberRequest) -> HttpResponse:
    page = page_of(request, selectors.points(request.user))
    results = selectors.results_of(request.user, page)
    context = {
        "page": page,
        "cards": cards.point_cards(page, results),
        "may_start": request.user.is_desk,
    }
    return render(request, "focus/points.html", context)


@login_required
@require_safe
def point(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(selectors.points(request.user), pk=pk)
    return _page(request, found, MeasurementForm())


def _page(request: MemberRequest, found: FocusPoint, form: MeasurementForm) -> HttpResponse:
    user = request.user
    results = list(selectors.results_of(user, [found]))
    behind = selectors.challenges_of(user, found)
    measured = selectors.measured(found)
    whole = bool(getattr(found, "whole", False))
    group = getattr(found, "group", None) if whole else None
    leads = rules.may_lead_point(user, found)
    [card] = cards.point_cards([found], results)
    context = {
        "point": found,
        "card": card,
        "group": group,
        "whole": whole,
        "inside": group is not None and rules.is_inside(user, group),
        "chart": cards.chart_of(found, measured, _csv_of(found)),
        "measured": measured[::-1] if leads else [],
        "challenges": challenge_cards.cards(behind, user),
        "results": result_lines(user, found, results),
        "leads": leads,
        "may_report": rules.may_report_any(user, found),
        "form": form,
    }
    return render(request, "focus/point.html", context, status=form_status(request))


def _csv_of(found: FocusPoint) -> str:
    return reverse("focus:measurements-csv", args=[found.pk])


@login_required
def point_new(request: MemberRequest) -> HttpResponse:
    """Of a chosen challenge (`?vraagstuk=`), or of nothing yet."""
    _check_desk(request.user)
    first = selectors.choosable(request.user).filter(pk=_number(request)).first()
    known = {"challenges": [first.pk], "theme": first.theme_id} if first else {}
    form = FocusForm(request.user, None, request.POST or None, initial=known)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST" and form.is_valid():
        made = services.start_focus(
            aim=form.aim(),
            by=request.user,
            challenges=list(form.cleaned_data["challenges"]),
            number=number_in(form.cleaned_data["once"], request.user),
        )
        messages.success(request, _("The focus point has begun. Now form its group."))
        return redirect(made)
    return _form(request, form, None)


@login_required
def point_edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(FocusPoint.objects.visible_to(request.user), pk=pk)
    _check_desk(request.user)
    names = [name for name in FocusForm.base_fields if name != "challenges"]
    known = {name: getattr(found, f"{name}_id" if name == "theme" else name) for name in names}
    known["challenges"] = list(found.challenges.values_list("pk", flat=True))
    form = FocusForm(request.user, found, request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        chosen = list(form.cleaned_data["challenges"])
        try:
            services.change_focus(point=found, aim=form.aim(), by=request.user, challenges=chosen)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return _form(request, form, found)


def _form(request: MemberRequest, form: FocusForm, found: FocusPoint | None) -> HttpResponse:
    context = {"form": form, "point": found}
    return render(request, "focus/point_form.html", context, status=form_status(request))


@login_required
@require_POST
def measure(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(selectors.points(request.user), pk=pk)
    allow(rules.may_lead_point(request.user, found))
    form = MeasurementForm(request.POST)
    if form.is_valid():
        try:
            services.measure(point=found, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Noted."))
            return redirect(found)
    return _page(request, found, form)


@login_required
@require_POST
def measurement_drop(request: MemberRequest, pk: int) -> HttpResponse:
    rows = Measurement.objects.visible_to(request.user).select_related("point")
    found = get_object_or_404(rows, pk=pk)
    services.forget_measurement(measurement=found, by=request.user)
    return redirect(found.point)


@login_required
@require_safe
def measurements_csv(request: MemberRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(FocusPoint.objects.visible_to(request.user), pk=pk)
    rows = [(one.day.isoformat(), one.value, found.unit) for one in selectors.measured(found)]
    return as_csv(f"focuspunt-{found.pk}", [(_("Day"), _("Measured"), _("Unit")), *rows])


@login_required
def point_end(request: MemberRequest, pk: int) -> HttpResponse:
    """Reached, or stopped with a reason."""
    found = get_object_or_404(FocusPoint.objects.visible_to(request.user), pk=pk)
    allow(rules.may_lead_point(request.user, found))
    if request.method == "POST" and request.POST.get("how") == "achieved":
        try:
            services.achieve_focus(point=found, by=request.user)
        except ValidationError as refused:
            tell(request, refused)
        return redirect(found)
    form = StopForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.stop_focus(point=found, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            tell(request, refused)
        return redirect(found)
    confirmed = found.results.confirmed().exists()
    waits = not confirmed and found.results.waiting().exists()
    context = {"form": form, "point": found, "has_result": confirmed, "waits": waits}
    return render(request, "focus/point_end.html", context, status=form_status(request))


def _check_desk(user: User) -> None:
    if not user.is_desk:
        raise PermissionDenied


def _number(request: MemberRequest) -> int:
    return whole_number(request.GET.get("vraagstuk", ""))
