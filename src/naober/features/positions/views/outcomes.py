"""To whom it went, what came back, and whether a promise was kept."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naober.features.positions import selectors, services
from naober.features.positions.forms import AnswerForm, PromiseForm, SendingForm, SettleForm
from naober.features.positions.models import Position
from naober.features.positions.rules import Do
from naober.features.positions.views.finding import allowed, position_or_404
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import form_status, tell
from naober.foundation.members.http import MemberRequest

Keep = Callable[[Position, Any], object]


@login_required
def send(request: MemberRequest, pk: int) -> HttpResponse:
    found = position_or_404(request, pk)
    allowed(request, found, Do.SEND)
    form = SendingForm(
        request.POST or None, user=request.user, initial={"addressee": found.addressee}
    )

    def keep(position: Position, form: SendingForm) -> object:
        return services.note_sending(
            position=position, sending=form.instance, by=request.user, number=form.number()
        )

    return _kept(request, found, form, keep, _("It was sent"))


@login_required
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    found = position_or_404(request, pk)
    allowed(request, found, Do.ANSWER)
    form = AnswerForm(request.POST or None, user=request.user, initial={"sender": found.addressee})

    def keep(position: Position, form: AnswerForm) -> object:
        return services.note_answer(
            position=position, answer=form.instance, by=request.user, number=form.number()
        )

    return _kept(request, found, form, keep, _("An answer came"))


@login_required
def promise(request: MemberRequest, pk: int) -> HttpResponse:
    found = position_or_404(request, pk)
    allowed(request, found, Do.PROMISE)
    form = PromiseForm(
        request.POST or None, user=request.user, initial={"promised_by": found.addressee}
    )

    def keep(position: Position, form: PromiseForm) -> object:
        return services.note_promise(
            position=position, promise=form.instance, by=request.user, number=form.number()
        )

    return _kept(request, found, form, keep, _("Something was promised"))


@login_required
def settle(request: MemberRequest, pk: int) -> HttpResponse:
    """Was it kept?"""
    found = selectors.promise_for(request.user, pk)
    if found is None:
        raise Http404
    allowed(request, found.position, Do.SETTLE)
    form = SettleForm(request.POST or None)

    def keep(position: Position, form: SettleForm) -> object:
        data = form.cleaned_data
        return services.settle_promise(
            promise=found,
            kept=data["kept"] == "yes",
            evidence=data["evidence"],
            document=data["document"],
            by=request.user,
        )

    return _kept(request, found.position, form, keep, _("Was it kept?"), found.what)


def _kept(
    request: MemberRequest, position: Position, form: Any, keep: Keep, title: str, lead: str = ""
) -> HttpResponse:
    """The form, or what was filled in kept and back to the position."""
    if request.method == "POST" and form.is_valid():
        try:
            keep(position, form)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Kept."))
            return redirect("positions:position", position.pk)
    context = {"form": form, "position": position, "title": title, "lead": lead}
    return render(request, "positions/form.html", context, status=form_status(request))


@login_required
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    found = position_or_404(request, pk)
    try:
        services.close(position=found, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Closed. Everybody reads what came of it."))
    return redirect("positions:position", pk)
