"""The pages of meetings for members, for guests with an account, and for visitors."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from naober.features.meetings import calendars, mails, rules, selectors, services
from naober.features.meetings.access import found
from naober.features.meetings.mail_acts import ReplyForm
from naober.features.meetings.models import Answer, Invitee, Kind, Meeting, Minutes
from naober.foundation.core.downloads import download
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import page_of, typed
from naober.foundation.members.http import MemberRequest


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """What is coming, or what was; for a visitor what is announced to everybody."""
    past, kind = request.GET.get("show") == "past", typed(request, "kind")
    rows = selectors.meetings(request.user, past=past, kind=kind)
    context = {
        "page": page_of(request, rows, most=1_000),
        "past": past,
        "kind": kind,
        "kinds": Kind.choices,
        "may_plan": request.user.is_authenticated and rules.is_desk(request.user),
    }
    return render(request, "meetings/list.html", context)


@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, found(request, pk))


def _page(request: HttpRequest, one: Meeting, form: ReplyForm | None = None) -> HttpResponse:
    status = 422 if form else 200
    if not request.user.is_authenticated:
        context = {"meeting": one, "when": mails.when(one), "where": mails.where(one)}
        return render(request, "meetings/public.html", context)
    context = _context(request, one, form)  # type: ignore[arg-type]  # signed in: see above
    return render(request, "meetings/meeting.html", context, status=status)


def _context(request: MemberRequest, one: Meeting, form: ReplyForm | None) -> dict[str, object]:
    user, mine = request.user, selectors.my_row(request.user, one)
    if mine:
        mine.meeting = one
    asked = mine or Invitee(meeting=one, user=user)
    inside = selectors.is_inside(user, mine)
    return {
        "meeting": one,
        "when": mails.when(one),
        "where": mails.where(one),
        "mine": mine,
        "said": mails.said(mine) if mine else "",
        "form": form or ReplyForm(invitee=asked),
        "may_answer": rules.may_answer(one, Answer.NO),
        "may_say_yes": rules.may_answer(one, Answer.YES),
        "seats": selectors.seats(one) if inside else None,
        "coming": selectors.who_comes(user, one) if inside else None,
        "points": one.points.visible_to(user) if inside else (),
        "call": one.online_url if rules.reads_online_link(user, mine) else "",
        "has_agreed": Minutes.objects.visible_to(user)
        .filter(meeting=one, shared_at__isnull=False)
        .exists(),
        "manages": rules.is_desk(user),
        "may": {act: rules.may_manage(user, one, act) for act in rules.ACTS},
    }


@login_required
@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """One's own; who was not asked signs up with it."""
    one = found(request, pk)
    mine = selectors.my_row(request.user, one) or Invitee(meeting=one, user=request.user)
    form = ReplyForm(request.POST, invitee=mine)
    if form.is_valid():
        reply = form.reply(request.POST.get("choice", ""))
        try:
            made = services.sign_up(meeting=one, person=request.user, reply=reply, by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, mails.said(made))
            return redirect(one)
    return _page(request, one, form)


@require_safe
def as_file(request: HttpRequest, pk: int) -> HttpResponse:
    """For one's calendar."""
    one = found(request, pk)
    mine = selectors.my_row(request.user, one)
    call = ""
    if request.user.is_authenticated and rules.reads_online_link(request.user, mine):
        call = one.online_url
    said, waits = (mine.answer, mine.is_in_line) if mine else ("", False)
    text = calendars.file_of(one, answer=said, in_line=waits, call=call)
    return download(text, "text/calendar; charset=utf-8", "bijeenkomst.ics")
