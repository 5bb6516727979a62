"""The room that introduces itself: the desk's page, lists to print, and everybody's own page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naober.features.meetings import services, talk_pages
from naober.features.meetings.access import check, found
from naober.features.meetings.forms import TalksForm
from naober.features.meetings.models import Meeting, Outcome, Talk, Talker, TalkPlan
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import form_status, whole_number
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest


@desk_only
def talks(request: MemberRequest, pk: int) -> HttpResponse:
    """Set up, have it reckoned, look at it, send it."""
    one = found(request, pk)
    check(request.user, one, "talks")
    plan = TalkPlan.objects.filter(pk=pk).first()
    form = TalksForm(request.POST or None, meeting=one, plan=plan)
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_talks(meeting=one, setup=form.setup(), by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            return redirect("meetings:talks", pk)
    context = {"form": form, **_standing(one, plan)}
    return render(request, "meetings/talks.html", context, status=form_status(request))


def _standing(one: Meeting, plan: TalkPlan | None) -> dict[str, object]:
    made = plan is not None and plan.is_made
    return {
        "meeting": one,
        "plan": plan,
        "figures": talk_pages.figures_of(plan) if plan and made else None,
        "rounds": talk_pages.by_round(plan) if plan and made else (),
    }


@desk_only
@require_safe
def standing(request: MemberRequest, pk: int) -> HttpResponse:
    """The part of the page that is asked for again while it is reckoned."""
    one = found(request, pk)
    if not request.headers.get("HX-Request"):
        return redirect("meetings:talks", pk)
    plan = TalkPlan.objects.filter(pk=pk).first()
    return render(request, "meetings/_talks.html", _standing(one, plan))


@desk_only
@require_POST
def share(request: MemberRequest, pk: int) -> HttpResponse:
    one = found(request, pk)
    get_object_or_404(TalkPlan, pk=pk)
    services.share_talks(meeting=one, by=request.user)
    messages.success(request, _("Sent to everybody who comes."))
    return redirect("meetings:talks", pk)


@desk_only
@require_POST
def mend(request: MemberRequest, pk: int) -> HttpResponse:
    one = found(request, pk)
    get_object_or_404(TalkPlan, pk=pk)
    services.mend_talks(meeting=one, by=request.user)
    messages.success(request, _("It is being mended. Look again in half a minute."))
    return redirect("meetings:talks", pk)


@desk_only
@require_safe
def badges(request: MemberRequest, pk: int) -> HttpResponse:
    one = found(request, pk)
    plan = get_object_or_404(TalkPlan, pk=pk)
    context = {"meeting": one, "badges": talk_pages.badges_of(plan)}
    return render(request, "meetings/badges.html", context)


@desk_only
@require_safe
def lists(request: MemberRequest, pk: int) -> HttpResponse:
    """Per round who sits at which table."""
    one = found(request, pk)
    plan = get_object_or_404(TalkPlan, pk=pk)
    context = {"meeting": one, "rounds": talk_pages.by_round(plan)}
    return render(request, "meetings/lists.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def my_talks(request: HttpRequest, code: str) -> HttpResponse:
    """Now and next, without an account: the address is the key. A tap after a talk says how it
    was."""
    talker = _talker(code)
    with translation.override(talker.invitee.speaks):
        if request.method == "POST":
            _say(request, talker)
            response: HttpResponse = redirect("meetings:my-talks", code)
        else:
            part = bool(request.headers.get("HX-Request"))
            page = "meetings/_my_talks.html" if part else "meetings/my_talks.html"
            response = render(request, page, talk_pages.own_page(talker))
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _talker(code: str) -> Talker:
    """Only once the talks were sent, and while their bearer comes."""
    rows = Talker.objects.select_related(
        "invitee__user", "invitee__company", "invitee__meeting__talk_plan"
    )
    rows = rows.filter(invitee__meeting__talk_plan__shared_at__isnull=False)
    return get_object_or_404(rows, code=code)


def _say(request: HttpRequest, talker: Talker) -> None:
    """What was not to be said yet, or is not theirs, changes nothing."""
    pk = whole_number(request.POST.get("talk", ""))
    talk = Talk.objects.of(talker).select_related("plan").filter(pk=pk).first()
    outcome = request.POST.get("outcome", "")
    if talk is None or outcome not in Outcome.values:
        return
    try:
        services.say_outcome(talk=talk, talker=talker, outcome=outcome)
    except PermissionDenied:
        messages.info(request, _("You can say so once the talk has begun."))
