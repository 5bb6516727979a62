"""We too, and the answer whether all members may read something: one button each."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naober.features.agenda import rules, selectors, services
from naober.features.agenda.views.challenges import visible_challenge
from naober.foundation.core.pages import tell, whole_number
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company


@login_required
@require_POST
def recognise(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_challenge(request, pk)
    with_name = request.POST.get("with_name") == "1"
    if request.user.is_desk and not request.POST.get("company"):
        messages.error(request, _("First choose for which company."))
        return redirect("agenda:challenge", pk)
    company = _company(request)
    try:
        services.recognise(challenge=found, company=company, by=request.user, with_name=with_name)
    except ValidationError as refused:
        tell(request, refused)
        return redirect("agenda:challenge", pk)
    text = _("Noted: you too. You hear by mail what comes of it.")
    if rules.acts_on_behalf(request.user, company):
        text = _("Noted: %(company)s too. It hears by mail what comes of it.")
        text %= {"company": company}
    messages.success(request, text)
    return redirect("agenda:challenge", pk)


@login_required
@require_POST
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_challenge(request, pk)
    services.take_back(challenge=found, company=_company(request), by=request.user)
    messages.success(request, _("Taken back."))
    still = selectors.challenge_for(request.user, pk)
    return redirect("agenda:challenge", pk) if still else redirect("agenda:challenges")


@login_required
@require_POST
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_challenge(request, pk)
    services.ask_to_open(challenge=found, by=request.user)
    messages.success(request, _("The company is asked in its next news mail."))
    return redirect("agenda:challenge", pk)


@login_required
@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_challenge(request, pk)
    choice = request.POST.get("choice", "")
    if choice not in ("open", "nameless", "no"):
        choice = "no"
    try:
        services.answer_opening(challenge=found, choice=choice, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Thank you for your answer"))
    return redirect("agenda:challenge", pk)


def _company(request: MemberRequest) -> Company:
    """The one that was chosen, or the only one there is."""
    companies = selectors.companies_of(request.user)
    chosen = whole_number(request.POST.get("company", ""))
    found = companies.filter(pk=chosen).first() if chosen else None
    if found is None and not request.user.is_desk and not chosen:
        own = list(companies[:2])
        found = own[0] if len(own) == 1 else None
    if found is None:
        raise PermissionDenied
    return found
