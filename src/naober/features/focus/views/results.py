"""To report a result, and to say whether it is so."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naober.features.focus import rules, selectors, services
from naober.features.focus.forms import RefuseForm, ResultForm
from naober.features.focus.models import Document, FocusPoint, Result
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.pages import form_status, tell
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company
from naober.foundation.members.rules import allow


@login_required
def result_new(request: MemberRequest, pk: int) -> HttpResponse:
    point = get_object_or_404(FocusPoint.objects.visible_to(request.user), pk=pk)
    user = request.user
    allow(rules.may_report_any(user, point))
    documents = Document.objects.visible_to(user).filter(group__point=point)
    known = {"unit": point.unit, "what": point.measure, "link": request.GET.get("link", "")[:500]}
    form = ResultForm(
        _parties(request, point), documents, user.is_desk, request.POST or None, initial=known
    )
    form.fields["once"] = once_field(user)
    if request.method == "POST" and form.is_valid():
        services.report_result(
            point=point,
            finding=form.finding(),
            by=user,
            company=form.cleaned_data["company"],
            number=number_in(form.cleaned_data["once"], user),
        )
        messages.success(request, _("Reported. It counts once another party confirms it."))
        return redirect(point)
    context = {"form": form, "point": point}
    return render(request, "focus/result_form.html", context, status=form_status(request))


def _parties(request: MemberRequest, point: FocusPoint) -> QuerySet[Company]:
    """For whom this person can report: one's own in the group, for the desk all in it."""
    group = getattr(point, "group", None)
    if group is None:
        return Company.objects.none()
    if request.user.is_desk:
        return selectors.companies_in(group)
    return Company.objects.filter(pk__in=rules.parties_of(request.user, group)).order_by("name")


@login_required
@require_POST
def result_answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Yes, no with a reason, or taken back by who reported it."""
    rows = Result.objects.visible_to(request.user).select_related("point", "company")
    found = get_object_or_404(rows, pk=pk)
    try:
        _answer(request, found)
    except ValidationError as refused:
        tell(request, refused)
    return redirect(found.point)


def _answer(request: MemberRequest, found: Result) -> None:
    answer = request.POST.get("answer", "")
    if answer == "yes":
        services.confirm_result(result=found, by=request.user)
        messages.success(request, _("Confirmed. It counts from now on."))
    elif answer == "no":
        form = RefuseForm(request.POST)
        if not form.is_valid():
            raise ValidationError(_("Say what is not right."))
        services.refuse_result(result=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("Noted: this does not count."))
    elif answer == "withdraw":
        services.withdraw_result(result=found, by=request.user)
        messages.success(request, _("Taken back."))
    else:
        allow(rules.may_confirm(request.user, found) or found.by_id == request.user.pk)
