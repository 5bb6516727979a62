"""The minutes, and what was agreed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.meetings import agreed, rules, selectors, services
from naober.features.meetings.access import check, found
from naober.features.meetings.forms import MinutesForm, RaiseForm
from naober.features.meetings.models import AgreedLine, Meeting, Minutes
from naober.foundation.core.forms import add_errors
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.pages import form_status
from naober.foundation.core.text import storable
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest


@desk_only
def minutes(request: MemberRequest, pk: int) -> HttpResponse:
    """One box to type in; beside it what is read in the lines, as one types."""
    one = found(request, pk)
    check(request.user, one, "minutes")
    known = Minutes.objects.filter(meeting=one).first()
    start = {"text": known.text, "version": known.version} if known else {}
    form = MinutesForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_minutes(meeting=one, written=form.written(), by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved. What was decided and who does what is kept too."))
            return redirect("meetings:minutes", pk)
    context = {
        "meeting": one,
        "form": form,
        "minutes": known,
        "gone": one.agreed.filter(gone=True),
        "present": [person.name for person in agreed.present(one)],
        "may_share": rules.may_manage(request.user, one, "share"),
        "may_hold": rules.may_manage(request.user, one, "hold") and one.starts_at <= timezone.now(),
        **_cards(one, str(form["text"].value() or "")),
    }
    return render(request, "meetings/minutes.html", context, status=form_status(request))


def _cards(one: Meeting, text: str) -> dict[str, object]:
    lines = agreed.read(one, storable(text))
    people = agreed.named(lines)
    return {"cards": [(line, people.get(line.owner)) for line in lines]}


@desk_only
@require_POST
def read(request: MemberRequest, pk: int) -> HttpResponse:
    """What is read in it so far. Nothing is kept."""
    one = found(request, pk)
    check(request.user, one, "minutes")
    context = _cards(one, request.POST.get("text", ""))
    return render(request, "meetings/_cards.html", context)


@desk_only
@require_POST
def settle(request: MemberRequest, pk: int) -> HttpResponse:
    """A line went from the text: does what it became go too?"""
    line = get_object_or_404(AgreedLine.objects.select_related("meeting"), pk=pk)
    services.settle_gone(line=line, drop=request.POST.get("choice") == "drop", by=request.user)
    return redirect("meetings:minutes", line.meeting_id)


@desk_only
@require_POST
def share(request: MemberRequest, pk: int) -> HttpResponse:
    services.share_minutes(meeting=found(request, pk), by=request.user)
    messages.success(request, _("Shared. Who was there reads it in the next news mail."))
    return redirect("meetings:agreed", pk)


@login_required
@require_safe
def what_was_agreed(request: MemberRequest, pk: int) -> HttpResponse:
    """Decisions, actions, how many were there, and what was talked about."""
    one = found(request, pk)
    known = Minutes.objects.visible_to(request.user).filter(meeting=one).first()
    if known is None or (known.shared_at is None and not rules.is_desk(request.user)):
        raise Http404
    return render(request, "meetings/agreed.html", _agreed(request, one, known))


def _agreed(request: MemberRequest, one: Meeting, known: Minutes) -> dict[str, object]:
    form = RaiseForm()
    form.fields["once"] = once_field(request.user)
    return {
        "meeting": one,
        "minutes": known,
        "agreed": selectors.what_was_agreed(request.user, one),
        "points": one.points.visible_to(request.user).select_related("challenge"),
        "there": selectors.attendance(one),
        "form": form if rules.is_desk(request.user) else None,
        "may_share": rules.may_manage(request.user, one, "share") and known.shared_at is None,
    }


@desk_only
@require_POST
def raise_challenge(request: MemberRequest, pk: int) -> HttpResponse:
    """Something that came up in the meeting, for all members to recognise."""
    one = found(request, pk)
    form = RaiseForm(request.POST)
    form.fields["once"] = once_field(request.user)
    if form.is_valid():
        number = number_in(form.cleaned_data["once"], request.user)
        made = services.raise_challenge(
            meeting=one, raised=form.raised(),
            by=request.user, number=number,
        )  # fmt: skip
        return redirect(made)
    known = get_object_or_404(Minutes, meeting=one)
    context = {**_agreed(request, one, known), "form": form}
    return render(request, "meetings/agreed.html", context, status=422)
