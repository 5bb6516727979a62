"""The calendar that one's phone fetches by itself."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from naober.features.meetings import calendars, selectors, services
from naober.features.meetings.models import CalendarFeed
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.services.mails import collective_name

LONGEST = 200
_signer = Signer(sep=".", salt="naober.meetings.feed")


@login_required
@require_safe
def my_calendar(request: MemberRequest) -> HttpResponse:
    feed = CalendarFeed.objects.filter(user=request.user).first()
    address = _address(feed) if feed else ""
    webcal = address.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1)
    response = render(request, "meetings/calendar.html", {"address": address, "webcal": webcal})
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _address(feed: CalendarFeed) -> str:
    path = reverse("meetings:feed", args=[_signer.sign(feed.code)])
    return f"{settings.SITE_URL}{path}"


@login_required
@require_POST
def new_address(request: MemberRequest) -> HttpResponse:
    services.give_feed(by=request.user)
    return redirect("meetings:calendar")


@login_required
@require_POST
def stop(request: MemberRequest) -> HttpResponse:
    services.stop_feed(by=request.user)
    return redirect("meetings:calendar")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For programs: no cookie, no page. Whoever left comes in nowhere, here neither."""
    owner = _owner(token)
    if owner is None:
        raise Http404
    with translation.override(owner.user.language):
        text = calendars.feed_of(selectors.feed_meetings(owner.user), collective_name())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response.headers["Cache-Control"] = "private, max-age=900"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _owner(token: str) -> CalendarFeed | None:
    if len(token) > LONGEST or "\x00" in token:
        return None
    try:
        code = _signer.unsign(token)
    except BadSignature:
        return None
    rows = CalendarFeed.objects.select_related("user").filter(user__is_active=True)
    return rows.filter(code=code).first()
