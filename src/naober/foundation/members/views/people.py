"""The people of a company, one's own details, and how somebody leaves."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import PAGE_SIZE, form_status, page_of, tell
from naober.foundation.members import rules, selectors, services
from naober.foundation.members.forms import InvitationForm, LeaveForm, ProfileForm, RolesForm
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company, Invitation, Role, User
from naober.foundation.members.rules import allow
from naober.foundation.members.views.parts import (
    managed_company,
    own_company,
    posted,
    seen_company,
)


@login_required
def profile(request: MemberRequest) -> HttpResponse:
    form = ProfileForm(posted(request), instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("members:profile")
    return render(request, "members/profile.html", {"form": form}, status=form_status(request))


@login_required
@require_safe
def company_people(request: MemberRequest, pk: int) -> HttpResponse:
    found = own_company(request.user, pk)
    people = selectors.colleagues(found, request.user)
    context = {
        "company": found,
        "page": page_of(request, people),
        "invitations": selectors.invitations_waiting(found)[:PAGE_SIZE],
        "may_manage": rules.may_manage(request.user, found),
    }
    return render(request, "members/company_people.html", context)


@login_required
def invite(request: MemberRequest, pk: int) -> HttpResponse:
    found = own_company(request.user, pk)
    may_manage = rules.may_manage(request.user, found)
    known: dict[str, Any] = {name: request.GET.get(name, "")[:150] for name in ("name", "email")}
    if may_manage and not found.memberships.filter(ended_on=None).exists():
        known["roles"] = [Role.DIRECTION]  # the first one speaks for the whole company
    form = InvitationForm(posted(request), may_manage=may_manage, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            services.invite(company=found, invitee=form.invitee(), by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("members:company-people", pk)
    return render(
        request,
        "members/invite.html",
        {"company": found, "form": form},
        status=form_status(request),
    )


@login_required
@require_POST
def invitation_again(request: MemberRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request.user, pk)
    try:
        services.send_again(invitation=invitation, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("The invitation is on its way."))
    return redirect("members:company-people", invitation.company_id)


@login_required
@require_POST
def invitation_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request.user, pk)
    services.withdraw(invitation=invitation, by=request.user)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("members:company-people", invitation.company_id)


def _invitation(user: User, pk: int) -> Invitation:
    invitation = get_object_or_404(Invitation, pk=pk)
    own_company(user, invitation.company_id)
    return invitation


@login_required
def person_roles(request: MemberRequest, pk: int, person: int) -> HttpResponse:
    found = managed_company(request.user, pk)
    who = _colleague(found, person)
    running = found.memberships.filter(user=who, ended_on=None)
    now = {
        "roles": [membership.role for membership in running],
        "contact_for": [membership.role for membership in running if membership.is_contact],
    }
    form = RolesForm(posted(request), initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_roles(company=found, person=who, by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("members:company-people", pk)
    return render(
        request,
        "members/person.html",
        {"company": found, "who": who, "form": form},
        status=form_status(request),
    )


@login_required
def person_leave(request: MemberRequest, pk: int, person: int) -> HttpResponse:
    found = seen_company(request.user, pk)
    allow(person == request.user.pk or rules.may_manage(request.user, found))
    who = _colleague(found, person)
    is_last = services.needs_successor(found, who)
    form = LeaveForm(posted(request), company=found, person=who, is_last=is_last)
    if request.method == "POST" and (not form.fields or form.is_valid()):
        try:
            closed = services.leave(
                company=found, person=who, by=request.user, successor=form.successor()
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            return _gone(request, found, who, closed)
    context = {
        "company": found,
        "who": who,
        "form": form,
        "is_last": is_last,
        "is_me": who == request.user,
        "closes": not Company.objects.of(who).exclude(pk=pk).exists()
        and not rules.works_for_collective(who),
    }
    return render(request, "members/person_leave.html", context, status=form_status(request))


def _gone(request: MemberRequest, company: Company, who: User, closed: bool) -> HttpResponse:
    if who == request.user:
        if closed:
            logout(request)
        messages.success(request, _("You act for %(company)s no more.") % {"company": company})
        return redirect("home")
    messages.success(request, _("This person acts for the company no more."))
    return redirect("members:company-people", company.pk)


@login_required
def account_close(request: MemberRequest) -> HttpResponse:
    may_close = not (
        Company.objects.of(request.user).exists() or rules.works_for_collective(request.user)
    )
    if request.method == "POST":
        services.close_account(person=request.user)
        logout(request)
        messages.success(request, _("Your account is closed and your details are removed."))
        return redirect("home")
    return render(request, "members/account_close.html", {"may_close": may_close})


def _colleague(company: Company, person: int) -> User:
    running = User.objects.filter(memberships__company=company, memberships__ended_on=None)
    return get_object_or_404(running.distinct(), pk=person)
