"""The desk sets an investment up, asks who joins, and closes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naober.features.investments import selectors, services
from naober.features.investments.access import open_investment
from naober.features.investments.forms import InvestmentForm, MomentForm, StopForm
from naober.features.investments.models import State
from naober.foundation.core.forms import add_errors
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.pages import form_status, page_of, tell, typed
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest


@desk_only
def new(request: MemberRequest) -> HttpResponse:
    form = InvestmentForm(request.POST or None)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST" and form.is_valid():
        number = number_in(form.cleaned_data["once"], request.user)
        try:
            made = services.make_investment(
                values=form.cleaned_data, by=request.user, number=number
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved. Look it over, then ask companies who joins."))
            return redirect(made)
    context = {"form": form, "parts": form.parts()}
    return render(request, "investments/form.html", context, status=form_status(request))


@desk_only
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_investment(request, pk)
    if found.state != State.IDEA:
        messages.info(request, _("Companies pledge on this, so it stays as it is."))
        return redirect(found)
    form = InvestmentForm(request.POST or None, initial=InvestmentForm.of(found))
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_investment(investment=found, values=form.cleaned_data, by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    context = {"form": form, "parts": form.parts(), "investment": found}
    return render(request, "investments/form.html", context, status=form_status(request))


@desk_only
@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_investment(request, pk)
    try:
        services.remove_investment(investment=found, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
        return redirect(found)
    messages.success(request, _("The investment has been removed."))
    return redirect("investments:investments")


@desk_only
@require_POST
def open_(request: MemberRequest, pk: int) -> HttpResponse:
    return _with_moment(request, pk, services.open_pledges, _("Companies are asked now."))


@desk_only
@require_POST
def extend(request: MemberRequest, pk: int) -> HttpResponse:
    return _with_moment(request, pk, services.extend_pledges, _("There is more time now."))


def _with_moment(request: MemberRequest, pk: int, service: object, said: str) -> HttpResponse:
    found = open_investment(request, pk)
    form = MomentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Fill in a day and a time."))
        return redirect(found)
    try:
        service(investment=found, until=form.cleaned_data["until"], by=request.user)  # type: ignore[operator]  # one of two
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, said)
    return redirect(found)


@desk_only
@require_POST
def settle(request: MemberRequest, pk: int) -> HttpResponse:
    """By hand what the clock does within a minute."""
    found = open_investment(request, pk)
    try:
        settled = services.settle_investment(investment=found, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        agreed = settled.state == State.AGREED
        said = _("Agreed: there is a group.") if agreed else _("There is no group yet.")
        messages.success(request, said)
    return redirect(found)


@desk_only
@require_POST
def stop(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_investment(request, pk)
    form = StopForm(request.POST)
    because = form.cleaned_data["because"] if form.is_valid() else ""
    try:
        services.stop_investment(investment=found, because=because, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("It does not go on. The companies read why."))
    return redirect(found)


@desk_only
def whom(request: MemberRequest, pk: int) -> HttpResponse:
    """For which company does the desk fill in what it was told?"""
    found = open_investment(request, pk)
    sought = typed(request, "words")
    page = page_of(request, selectors.to_speak_for(found, sought))
    context = {"investment": found, "page": page, "companies": page.object_list, "words": sought}
    return render(request, "investments/whom.html", context)
