"""To raise a challenge, change it, close it: what is typed, and what one sees while typing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naober.features.agenda import previews, rules, services
from naober.features.agenda.forms import CloseForm, RaiseForm, known_of
from naober.features.agenda.models import Challenge
from naober.features.agenda.previews import Preview
from naober.features.agenda.views.challenges import visible_challenge
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import form_status, whole_number
from naober.foundation.members.http import MemberRequest


@login_required
def raise_new(request: MemberRequest) -> HttpResponse:
    """GET: the empty box. POST: keep what was said."""
    if request.method != "POST":
        known = {"company": request.GET.get("company", "")[:20]}
        form = RaiseForm(user=request.user, initial={k: v for k, v in known.items() if v})
        return render(request, "agenda/raise.html", {"form": form, "preview": Preview()})
    form = RaiseForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            made = services.raise_challenge(
                company=form.company_chosen(),
                said=form.said(),
                by=request.user,
                number=form.number(),
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _raised(request, made))
            return redirect("agenda:challenge", made.pk)
    context = {"form": form, "preview": _preview(request, form)}
    return render(request, "agenda/raise.html", context, status=422)


def _raised(request: MemberRequest, made: Challenge) -> str:
    """To the company itself; to the desk that wrote it down who hears what comes of it."""
    if rules.acts_on_behalf(request.user, made.company):
        text = _("Raised. %(company)s hears by mail what comes of it.")
        return text % {"company": made.company}
    if made.company is None:
        return _("Raised.")
    return _("Raised. You hear by mail what comes of it.")


@login_required
def preview(request: MemberRequest) -> HttpResponse:
    """The theme, and who says the same; nothing is saved. Without JavaScript a page of its own."""
    if request.method != "POST":
        return redirect("agenda:raise")
    form = RaiseForm(request.POST, user=request.user)
    may = previews.may_look(request.user)
    shown = _preview(request, form) if may else Preview(error=previews.too_often())
    status = 200 if may else 429
    if request.headers.get("HX-Request"):
        return render(request, "agenda/_preview.html", _around(form, shown), status=status)
    form = RaiseForm(user=request.user, initial=_typed(request))
    return render(request, "agenda/raise.html", {"form": form, "preview": shown}, status=status)


def _typed(request: MemberRequest) -> dict[str, Any]:
    names = ("text", "company", "theme", "choice", "group", "names", "once")
    return {name: request.POST.get(name, "") for name in names}


def _preview(request: MemberRequest, form: RaiseForm, but: int = 0) -> Preview:
    form.is_valid()
    text = str(request.POST.get("text", ""))[:2_000]
    but = but or whole_number(request.POST.get("editing", ""))
    return previews.preview_of(text, form.theme_chosen(), request.user, but)


def _around(form: RaiseForm, shown: Preview) -> dict[str, Any]:
    return {"form": form, "preview": shown}


@login_required
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_challenge(request, pk)
    if not rules.may_edit(request.user, found):
        raise PermissionDenied
    known = known_of(found)
    if request.method == "POST":
        form = RaiseForm(
            {**request.POST.dict(), "company": known["company"]}, user=request.user, challenge=found
        )
        if form.is_valid():
            try:
                services.edit_challenge(challenge=found, said=form.said(), by=request.user)
            except ValidationError as refused:
                add_errors(form, refused)
            else:
                messages.success(request, _("Saved."))
                return redirect("agenda:challenge", pk)
        shown = _preview(request, form, pk)
    else:
        form = RaiseForm(user=request.user, challenge=found, initial=known)
        shown = Preview()
    context = {"form": form, "preview": shown, "editing": pk}
    return render(request, "agenda/raise.html", context, status=form_status(request))


@login_required
def close(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_challenge(request, pk)
    if not rules.may_close(request.user, found):
        raise PermissionDenied
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        services.close_challenge(challenge=found, because=because, by=request.user)
        messages.success(request, _("Closed."))
        return redirect("agenda:challenge", pk)
    context = {"form": form, "challenge": found}
    return render(request, "agenda/close.html", context, status=form_status(request))


@login_required
@require_POST
def reopen(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_challenge(request, pk)
    services.reopen_challenge(challenge=found, by=request.user)
    messages.success(request, _("It stands open again."))
    return redirect("agenda:challenge", pk)
