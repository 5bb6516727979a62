"""For the desk: which challenges may say the same, side by side, made one or kept apart."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.agenda import alike, cards, rules, selectors, services
from naober.features.agenda.forms import TogetherForm
from naober.features.agenda.models import Challenge
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import form_status, page_of, tell, whole_number
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest

AT_MOST = 10


@desk_only
@require_safe
def together(request: MemberRequest) -> HttpResponse:
    """The pairs to look at, likeliest first."""
    page = page_of(request, alike.pairs(request.user))
    return render(
        request,
        "agenda/together.html",
        {"page": page, "pairs": alike.side_by_side(page, request.user)},
    )


@desk_only
def merge(request: MemberRequest) -> HttpResponse:
    """`?c=1&c=2`: these, side by side, and what stays of them."""
    chosen = [whole_number(typed) for typed in request.GET.getlist("c")[:AT_MOST]]
    rows = {row.pk: row for row in selectors.challenges_by(request.user, chosen)}
    found = [rows[pk] for pk in dict.fromkeys(chosen) if pk in rows]
    ready = [row for row in found if rules.may_be_taken_together(row)]
    if len(ready) < 2:
        raise Http404
    form = TogetherForm(request.POST or None, user=request.user, choices=_choices(ready))
    if request.method == "POST" and form.is_valid():
        try:
            whole = _do(request, form, ready)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Taken together. Whoever is behind them hears it by mail."))
            return redirect("agenda:challenge", whole.pk)
    shown = cards.cards(ready, request.user)
    context = {"form": form, "cards": shown, "pair": ready if len(ready) == 2 else None}
    return render(request, "agenda/merge.html", context, status=form_status(request))


def _choices(ready: list[Challenge]) -> list[tuple[str, str]]:
    """Each that all members may read; new words when all of them are."""
    open_ones = [row for row in ready if rules.may_take_in(row)]
    made = [(str(row.pk), f"“{cards.title_of(row)}”") for row in open_ones]
    return (
        [*made, ("new", _("New words that say it for all"))]
        if len(open_ones) == len(ready)
        else made
    )


def _do(request: MemberRequest, form: TogetherForm, ready: list[Challenge]) -> Challenge:
    into = form.cleaned_data["into"]
    if into == "new":
        theme = next((row.theme for row in ready if row.theme), None)
        return services.take_together_anew(
            parts=ready,
            text=form.cleaned_data["text"],
            theme=theme,
            by=request.user,
            number=form.number(),
        )
    whole = next(row for row in ready if str(row.pk) == into)
    parts = [row for row in ready if row.pk != whole.pk]
    return services.take_together(parts=parts, into=whole, by=request.user)


@desk_only
@require_POST
def apart(request: MemberRequest, pk: int) -> HttpResponse:
    """Out of the whole again."""
    part = get_object_or_404(selectors.challenges_by(request.user, [pk]))
    whole = part.merged_into_id
    services.take_apart(part=part, by=request.user)
    messages.success(request, _("It stands on its own again."))
    return redirect("agenda:challenge", whole or pk)


@desk_only
@require_POST
def two(request: MemberRequest, first: int, second: int) -> HttpResponse:
    """Not the same, and not asked again."""
    rows = {row.pk: row for row in selectors.challenges_by(request.user, [first, second])}
    if first not in rows or second not in rows:
        raise Http404
    try:
        services.tell_apart(one=rows[first], other=rows[second], by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Kept apart. It is not asked again."))
    back = whole_number(request.GET.get("back", ""))
    return redirect("agenda:challenge", back) if back in rows else redirect("agenda:together")
