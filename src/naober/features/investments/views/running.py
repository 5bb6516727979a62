"""After it was agreed: milestones, what each year cost and brought, and the end of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naober.features.investments import rules, selectors, services
from naober.features.investments.access import company_at, open_investment, own_company_at
from naober.features.investments.against_plan import against_plan
from naober.features.investments.forms import RealisedForm, StepForm
from naober.features.investments.models import Participation, Realised
from naober.features.investments.reading import year_rows
from naober.features.investments.rules import Act
from naober.foundation.core.forms import add_errors
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.pages import form_status, tell
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest


@desk_only
@require_POST
def start(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_investment(request, pk)
    try:
        services.start_investment(investment=found, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("It runs. Each year you note what it cost and brought."))
    return redirect(found)


@desk_only
@require_POST
def end(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_investment(request, pk)
    try:
        services.end_investment(investment=found, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("It is ended."))
    return redirect(found)


@desk_only
def add_step(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_investment(request, pk)
    form = StepForm(request.POST or None)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST" and form.is_valid():
        read = form.cleaned_data
        try:
            services.add_step(
                investment=found,
                what=read["what"],
                planned_on=read["planned_on"],
                by=request.user,
                number=number_in(read["once"], request.user),
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("investments:step", pk)
    steps = found.steps.all()
    context = {"investment": found, "form": form, "steps": steps}
    return render(request, "investments/steps.html", context, status=form_status(request))


@desk_only
@require_POST
def tick(request: MemberRequest, pk: int, step: int) -> HttpResponse:
    found = open_investment(request, pk)
    row = get_object_or_404(found.steps.all(), pk=step)
    try:
        services.tick_step(step=row, done=request.POST.get("done") == "1", by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    return redirect("investments:step", pk)


@login_required
def years(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    """What each year cost and brought one company: the desk notes it, the company confirms it."""
    found = open_investment(request, pk)
    own = company_at(request, found, company)
    part = _party(selectors.part_for(found, own))
    form = RealisedForm(request.POST or None)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST":
        if not request.user.is_desk:
            raise Http404
        if form.is_valid() and _noted(request, part, form):
            return redirect("investments:years", pk, own.pk)
    noted = list(selectors.realised_of([part]))
    context = {
        "investment": found,
        "company": own,
        "form": form,
        "rows": year_rows(noted),
        "against": against_plan(request.user, part, noted),
        "may_note": request.user.is_desk and Act.REALISE in rules.acts_of(found),
        "may_confirm": rules.may_speak_for(request.user, own),
    }
    return render(request, "investments/years.html", context, status=form_status(request))


def _noted(request: MemberRequest, part: Participation, form: RealisedForm) -> bool:
    read = form.cleaned_data
    try:
        services.note_realised(
            participation=part,
            year=read["year"],
            cost=read["cost"],
            benefit=read["benefit"],
            by=request.user,
            number=number_in(read["once"], request.user),
        )
    except ValidationError as refused:
        add_errors(form, refused)
        return False
    messages.success(request, _("Noted. It counts once the company confirms it."))
    return True


@login_required
@require_POST
def confirm(request: MemberRequest, pk: int, company: int, realised: int) -> HttpResponse:
    found = open_investment(request, pk)
    own = own_company_at(request, found, company)
    rows = Realised.objects.visible_to(request.user)
    row = get_object_or_404(
        rows, pk=realised, participation__company=own, participation__investment=found
    )
    services.confirm_realised(realised=row, by=request.user)
    messages.success(request, _("Confirmed. What it gained you stands in your own balance."))
    return redirect("investments:years", pk, own.pk)


def _party(part: Participation | None) -> Participation:
    if part is None or part.joined_on is None:
        raise Http404
    return part
