"""The desk's pages of a meeting: preparing it, who is asked, and the list at the door."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from naober.features.focus.models import WorkingGroup
from naober.features.meetings import mails, rules, selectors, services
from naober.features.meetings.access import check, found
from naober.features.meetings.forms import CancelForm, GuestForm, MeetingForm
from naober.features.meetings.mail_acts import FOR_NOBODY, ReplyForm
from naober.features.meetings.models import Answer, ForWhom, Invitee, Kind
from naober.foundation.core.forms import add_errors
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.pages import form_status, page_of, tell, typed, whole_number
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import User


@desk_only
def new(request: MemberRequest) -> HttpResponse:
    form = MeetingForm(request.POST or None, initial=_of_group(request))
    form.fields["once"] = once_field(request.user)
    if request.method == "POST" and form.is_valid():
        number = number_in(form.cleaned_data["once"], request.user)
        try:
            made = services.plan_meeting(plan=form.plan(), by=request.user, number=number)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Kept. Nobody sees it until you announce it."))
            return redirect(made)
    context = {"form": form}
    return render(request, "meetings/form.html", context, status=form_status(request))


def _of_group(request: MemberRequest) -> dict[str, object]:
    """When one comes from the page of a working group: its meeting, for who is asked."""
    pk = whole_number(request.GET.get("group", ""))
    if not pk:
        return {}
    group = WorkingGroup.objects.running().select_related("point").filter(pk=pk).first()
    if group is None:
        return {}
    return {
        "kind": Kind.GROUP,
        "working_group": group,
        "for_whom": ForWhom.INVITED,
        "theme": group.point.theme_id,
    }


@desk_only
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    one = found(request, pk)
    check(request.user, one, "change")
    form = MeetingForm(request.POST or None, meeting=one)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_meeting(meeting=one, plan=form.plan(), by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(one)
    context = {"form": form, "meeting": one}
    return render(request, "meetings/form.html", context, status=form_status(request))


@desk_only
def announce(request: MemberRequest, pk: int) -> HttpResponse:
    """Asked first: who gets a mail."""
    one = found(request, pk)
    check(request.user, one, "announce")
    asked = {each.user.pk for each in selectors.asked_of(one)}
    listed = set(one.invitees.values_list("user", flat=True)) - {None}
    guests = one.invitees.filter(user=None).count()
    if request.method == "POST":
        try:
            services.announce(meeting=one, by=request.user)
        except ValidationError as refused:
            tell(request, refused)
        else:
            messages.success(request, _("Announced. The invitations are on their way."))
        return redirect(one)
    context = {"meeting": one, "count": len(asked | listed) + guests, "when": mails.when(one)}
    return render(request, "meetings/announce.html", context)


@desk_only
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    """Asked first: everybody who was invited is told."""
    one = found(request, pk)
    check(request.user, one, "cancel")
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data["because"]
        services.cancel(meeting=one, because=because, by=request.user)
        messages.success(request, _("Cancelled. Everybody who was invited is told."))
        return redirect(one)
    told = one.invitees.exclude(answer=Answer.NO).count()
    context = {"form": form, "meeting": one, "count": told}
    return render(request, "meetings/cancel.html", context, status=form_status(request))


@desk_only
@require_POST
def hold(request: MemberRequest, pk: int) -> HttpResponse:
    one = found(request, pk)
    try:
        services.hold(meeting=one, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    return redirect(one)


@desk_only
@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    services.remove_draft(meeting=found(request, pk), by=request.user)
    messages.success(request, _("Removed."))
    return redirect("meetings:list")


@desk_only
def people(request: MemberRequest, pk: int) -> HttpResponse:
    """Who is asked and what they said; a guest is added by address, a member by a word."""
    one = found(request, pk)
    form = GuestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.invite_guest(meeting=one, guest=form.guest(), by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("On the list."))
            return redirect("meetings:people", pk)
    words = typed(request, "words")
    rows = selectors.invitees(one)
    said, counts = typed(request, "said"), selectors.answer_counts(one)
    if said in Answer.values and "said" in request.GET:
        rows = rows.filter(answer=said) if said else rows
    context = {
        "meeting": one,
        "page": page_of(request, rows, most=1_000),
        "form": form,
        "words": words,
        "said": said,
        "answers": [(value, label, counts.get(value, 0)) for value, label in Answer.choices],
        "members": selectors.people_to_ask(request.user, one, words),
        "seats": selectors.seats(one),
        "may_invite": rules.may_manage(request.user, one, "invite"),
        "may_answer": rules.may_answer(one, Answer.NO),
    }
    return render(request, "meetings/people.html", context, status=form_status(request))


@desk_only
@require_POST
def ask_person(request: MemberRequest, pk: int) -> HttpResponse:
    one = found(request, pk)
    person = get_object_or_404(
        User.objects.filter(is_active=True), pk=whole_number(request.POST.get("person", ""))
    )
    services.invite_person(meeting=one, person=person, by=request.user)
    messages.success(request, _("On the list."))
    return redirect("meetings:people", pk)


@desk_only
def answer_for(request: MemberRequest, pk: int) -> HttpResponse:
    """Somebody phoned: the desk writes down what they said."""
    invitee = _invitee(pk)
    form = ReplyForm(request.POST or None, invitee=invitee, hides=(FOR_NOBODY,))
    if request.method == "POST" and form.is_valid():
        reply = form.reply(request.POST.get("choice", ""))
        try:
            services.answer(invitee=invitee, reply=reply, by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("meetings:people", invitee.meeting_id)
    context = {
        "form": form,
        "invitee": invitee,
        "meeting": invitee.meeting,
        "said": mails.said(invitee),
        "may_say_yes": rules.may_answer(invitee.meeting, Answer.YES),
    }
    return render(request, "meetings/answer_for.html", context, status=form_status(request))


@desk_only
@require_POST
def take_off(request: MemberRequest, pk: int) -> HttpResponse:
    invitee = _invitee(pk)
    services.take_off(invitee=invitee, by=request.user)
    messages.success(request, _("Off the list."))
    return redirect("meetings:people", invitee.meeting_id)


@desk_only
@require_safe
def door(request: MemberRequest, pk: int) -> HttpResponse:
    """The list at the door, on a phone: who comes first, with one tap each."""
    one = found(request, pk)
    check(request.user, one, "tick")
    asked = sorted(selectors.invitees(one), key=lambda row: row.called.casefold())
    rows = [row for row in asked if row.is_seated or row.arrived_at]
    context = {
        "meeting": one,
        "rows": rows,
        "others": [row for row in asked if row not in rows],
        "here": sum(row.arrived_at is not None for row in rows),
        "expected": sum(row.is_seated for row in rows),
    }
    return render(request, "meetings/door.html", context)


@desk_only
@require_POST
def tick(request: MemberRequest, pk: int) -> HttpResponse:
    invitee = _invitee(pk)
    here = request.POST.get("here") == "1"
    row = services.tick(invitee=invitee, here=here, by=request.user)
    if not request.headers.get("HX-Request"):
        return redirect("meetings:door", invitee.meeting_id)
    count = invitee.meeting.invitees.filter(arrived_at__isnull=False).count()
    said = ngettext("%(n)d is there", "%(n)d are there", count) % {"n": count}
    return render(request, "meetings/_tick.html", {"row": row, "said": said})


def _invitee(pk: int) -> Invitee:
    """The desk sees all of them."""
    rows = Invitee.objects.select_related("user", "company", "meeting__site__company")
    return get_object_or_404(rows, pk=pk)
