"""The pages of positions: the list, one, its text and versions, who writes it, how far it is."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.positions import letters, rules, selectors, services
from naober.features.positions.forms import EditorsForm, TextForm, UntilForm
from naober.features.positions.models import Position, State
from naober.features.positions.rules import Do
from naober.features.positions.views.finding import allowed, position_or_404
from naober.foundation.core.downloads import download
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import form_status, page_of, tell, typed, whole_number
from naober.foundation.members.http import MemberRequest


@login_required
@require_safe
def positions(request: MemberRequest) -> HttpResponse:
    words = typed(request, "words")
    context: dict[str, Any] = {
        "page": page_of(request, selectors.positions(request.user, words=words)),
        "words": words,
        "to_sign": [] if words else list(selectors.to_sign(request.user)[:5]),
        "waiting": selectors.waiting_for_desk() if request.user.is_desk and not words else [],
        "may_begin": rules.may_begin(request.user),
    }
    return render(request, "positions/positions.html", context)


@login_required
@require_safe
def position(request: MemberRequest, pk: int) -> HttpResponse:
    found = position_or_404(request, pk)
    page = selectors.position_page(request.user, found)
    values = [value for value, _label in State.choices]
    context = {
        "page": page,
        "position": found,
        "steps": State.choices,
        "done": values[: values.index(found.state)],
    }
    return render(request, "positions/position.html", context)


@login_required
def new(request: MemberRequest) -> HttpResponse:
    if not rules.may_begin(request.user):
        raise PermissionDenied
    consultation = whole_number(request.GET.get("consultation", ""))
    form = TextForm(
        request.POST or None, user=request.user, initial={"consultation": consultation or None}
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.begin(written=form.written(), by=request.user, number=form.number())
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Written down. Only who writes it reads it, for now."))
            return redirect("positions:position", made.pk)
    return _form(request, form, {"title": _("A new position"), "reminder": True})


@login_required
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = position_or_404(request, pk)
    allowed(request, found, Do.EDIT)
    if not rules.is_open(found, Do.EDIT):
        messages.error(request, _("The text is frozen: companies sign these words."))
        return redirect("positions:position", pk)
    form, base = _text_form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            services.write(position=found, written=form.written(), base=base, by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Kept."))
            return redirect("positions:position", pk)
    context = {"title": _("Write the text"), "position": found, "base": base, "reminder": True}
    return _form(request, form, context)


def _text_form(request: MemberRequest, position: Position) -> tuple[TextForm, int]:
    """The form with the text as it is now, and the version that the typed text was made of."""
    version = selectors.latest_version(position)
    initial = {
        "title": position.title,
        "text": "\n\n".join(passage.text for passage in selectors.passages_of(version)),
        "addressee": position.addressee,
        "consultation": position.consultation_id,
        "field": position.field,
    }
    form = TextForm(request.POST or None, user=request.user, position=position, initial=initial)
    typed_of = whole_number(request.POST.get("base", ""))
    return form, typed_of if request.method == "POST" else version.number


@login_required
@require_safe
def version(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """A version beside the one before it."""
    found = position_or_404(request, pk)
    readable = selectors.readable_versions(request.user, found)
    made = selectors.compared(found, number, readable)
    if made is None:
        raise Http404
    context = {"position": found, "compared": made, "numbers": readable}
    return render(request, "positions/version.html", context)


@login_required
def editors(request: MemberRequest, pk: int) -> HttpResponse:
    found = position_or_404(request, pk)
    allowed(request, found, Do.EDITORS)
    looking = "find" in request.POST
    data = request.POST if request.method == "POST" else None
    form = EditorsForm(data, position=found, looking=looking)
    if data is not None and not looking and form.is_valid():
        try:
            services.set_editors(
                position=found, editors=form.cleaned_data["editors"], by=request.user
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Kept."))
            return redirect("positions:position", pk)
    context = {"form": form, "position": found}
    status = 200 if looking else form_status(request)
    return render(request, "positions/editors.html", context, status=status)


@login_required
def share(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask the members for comments."""
    return _until(request, pk, Do.SHARE, _("Ask for comments"))


@login_required
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask the companies to sign."""
    return _until(request, pk, Do.ASK, _("Ask to sign"))


def _until(request: MemberRequest, pk: int, do: Do, title: str) -> HttpResponse:
    found = position_or_404(request, pk)
    allowed(request, found, do)
    now = found.comments_until if do == Do.SHARE else found.sign_until
    form = UntilForm(request.POST or None, initial={"until": now})
    service = services.ask_for_comments if do == Do.SHARE else services.ask_for_signatures
    if request.method == "POST" and form.is_valid():
        try:
            service(position=found, until=form.cleaned_data["until"], by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Done. The members read it in their next digest."))
            return redirect("positions:position", pk)
    context = {"title": title, "position": found, "lead": _lead(do), "reminder": True}
    return _form(request, form, context)


def _lead(do: Do) -> str:
    if do == Do.SHARE:
        return _(
            "All members may read the text and say what they think of each paragraph, until this "
            "day."
        )
    return _(
        "The text is frozen. Each company is asked once, and may sign until this day. Who does not "
        "sign is named nowhere."
    )


@login_required
@require_POST
def back(request: MemberRequest, pk: int) -> HttpResponse:
    found = position_or_404(request, pk)
    try:
        services.back(position=found, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("One step back."))
    return redirect("positions:position", pk)


@login_required
@require_safe
def letter(request: MemberRequest, pk: int) -> HttpResponse:
    """The letter, as a PDF."""
    found = position_or_404(request, pk)
    if not rules.may(request.user, found, Do.LETTER):
        raise PermissionDenied
    return download(letters.letter_of(found), "application/pdf", letters.file_name(found))


def _form(request: MemberRequest, form: Any, context: dict[str, Any]) -> HttpResponse:
    made = {"form": form, **context}
    return render(request, "positions/form.html", made, status=form_status(request))
