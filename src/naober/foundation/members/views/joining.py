"""To ask to come in, the way to membership, and to leave as a company."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.foundation.core.forms import add_errors
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.pages import form_status, tell
from naober.foundation.members import limits, rules, selectors, services
from naober.foundation.members.forms import CompanyLeavesForm, JoinForm, MeetForm
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company
from naober.foundation.members.rules import allow
from naober.foundation.members.views.parts import (
    managed_company,
    own_company,
    posted,
    seen_company,
)


def join(request: HttpRequest) -> HttpResponse:
    """For anybody; the answer is the same whatever companies and addresses there are."""
    user = request.user if request.user.is_authenticated else None
    start = {"name": user.name, "email": user.email} if user else {}
    form = JoinForm(posted(request), initial=start)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST" and not limits.may_ask(request):
        return render(request, "429.html", status=429)
    if request.method == "POST" and form.is_valid():
        if not form.is_by_machine:
            number = number_in(form.cleaned_data["once"], request.user)
            services.ask_to_join(asked=form.asked(), by=user, number=number)
        messages.success(request, _("Thank you. The desk answers you by mail."))
        return redirect("members:join")
    return render(request, "members/join.html", {"form": form}, status=form_status(request))


@login_required
def meet(request: MemberRequest, pk: int) -> HttpResponse:
    found = seen_company(request.user, pk)
    own = Company.objects.of(request.user).taking_part().first()
    allow(own is not None and own != found and found.takes_part)
    form = MeetForm(posted(request))
    if request.method == "POST" and form.is_valid() and own:
        text = form.cleaned_data["text"]
        services.ask_to_meet(company=found, from_company=own, by=request.user, text=text)
        messages.success(request, _("The desk introduces you to each other, if they want it too."))
        return redirect(found)
    return render(
        request,
        "members/meet.html",
        {"company": found, "form": form, "own": own},
        status=form_status(request),
    )


@login_required
@require_safe
def membership(request: MemberRequest, pk: int) -> HttpResponse:
    found = own_company(request.user, pk)
    terms = selectors.terms_now()
    year = timezone.localdate().year
    context = {
        "company": found,
        "steps": selectors.steps_of(found),
        "terms": terms,
        "agreement": selectors.agreement_of(found, terms),
        "contribution": selectors.contribution_of(found, year),
        "year": year,
        "may_manage": rules.may_manage(request.user, found),
        "is_own": rules.acts_for(request.user, found),
    }
    return render(request, "members/membership.html", context)


@login_required
@require_POST
def agree(request: MemberRequest, pk: int) -> HttpResponse:
    found = managed_company(request.user, pk)
    terms = selectors.terms_now()
    if terms and request.POST.get("terms") == str(terms.pk):
        services.agree(company=found, terms=terms, by=request.user)
        messages.success(request, _("Noted: your company agrees."))
    else:
        messages.error(request, _("There is a newer version. Read it first."))
    return redirect("members:membership", pk)


@login_required
def company_leave(request: MemberRequest, pk: int) -> HttpResponse:
    found = managed_company(request.user, pk)
    form = CompanyLeavesForm(posted(request))
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["access_until"]
        try:
            services.company_leaves(company=found, by=request.user, access_until=until)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Your company has left. You are always welcome back."))
            return redirect(found)
    is_own = rules.acts_for(request.user, found)
    context = {"company": found, "form": form, "is_own": is_own}
    return render(request, "members/company_leave.html", context, status=form_status(request))


@login_required
@require_POST
def step_done(request: MemberRequest, pk: int, step: int) -> HttpResponse:
    allow(request.user.is_desk)
    found = get_object_or_404(seen_company(request.user, pk).steps, pk=step)
    try:
        services.tick_step(step=found, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    return redirect("members:membership", pk)
