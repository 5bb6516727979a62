"""The calendar of consultations: pages, files to take away, and a file to read in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naober.features.positions import calendar_selectors, rules, services
from naober.features.positions.forms import CalendarFileForm, ConsultationForm
from naober.features.positions.models import Consultation, Position
from naober.files.calendars import read_calendar, write_calendar
from naober.files.problems import UnreadableError
from naober.foundation.core.downloads import download
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import form_status, page_of
from naober.foundation.members.http import MemberRequest

ICS = "text/calendar; charset=utf-8"


@login_required
@require_safe
def calendar(request: MemberRequest) -> HttpResponse:
    past = request.GET.get("show") == "past"
    page = page_of(request, calendar_selectors.calendar(request.user, past=past))
    context = {
        "page": page,
        "months": calendar_selectors.by_month(list(page.object_list)),
        "past": past,
        "may_keep": rules.may_keep_calendar(request.user),
    }
    return render(request, "positions/calendar.html", context)


@login_required
@require_safe
def consultation(request: MemberRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    positions = Position.objects.visible_to(request.user).filter(consultation=found)
    context = {
        "consultation": found,
        "positions": list(positions),
        "may_keep": rules.may_keep_calendar(request.user),
    }
    return render(request, "positions/consultation.html", context)


@login_required
@require_safe
def ics(request: MemberRequest, pk: int) -> HttpResponse:
    """The last day, for one's own calendar."""
    found = _found(request, pk)
    event = calendar_selectors.as_event(found)
    content = write_calendar(_("Consultations"), [event], made_at=found.changed_at)
    return download(content, ICS, f"reageren-{found.pk}.ics")


@login_required
@require_safe
def all_ics(request: MemberRequest) -> HttpResponse:
    """All last days that are to come."""
    rows = calendar_selectors.calendar(request.user, past=False)
    events = [calendar_selectors.as_event(row) for row in rows]
    content = write_calendar(_("Consultations"), events, made_at=timezone.now())
    return download(content, ICS, "reageren.ics")


@login_required
def new(request: MemberRequest) -> HttpResponse:
    return _kept(request, None)


@login_required
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    return _kept(request, _found(request, pk))


def _kept(request: MemberRequest, found: Consultation | None) -> HttpResponse:
    if not rules.may_keep_calendar(request.user):
        raise PermissionDenied
    form = ConsultationForm(request.POST or None, user=request.user, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.keep_consultation(
                consulted=form.consulted(),
                by=request.user,
                consultation=found,
                number=form.number(),
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Kept."))
            return redirect("positions:consultation", made.pk)
    context = {"form": form, "title": _("A consultation"), "consultation": found, "dated": True}
    return render(request, "positions/form.html", context, status=form_status(request))


@login_required
def read_in(request: MemberRequest) -> HttpResponse:
    """A calendar file: what was new, what changed, and what could not be read."""
    if not rules.may_keep_calendar(request.user):
        raise PermissionDenied
    form = CalendarFileForm(request.POST or None, request.FILES or None)
    problems: list[tuple[int, str, str]] = []
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                problems = _import(request, form.cleaned_data["file"])
            except UnreadableError as bad:
                form.add_error("file", bad.message((get_language() or "nl")[:2]))
            else:
                if not problems:
                    return redirect("positions:calendar")
                status, form = 200, CalendarFileForm()
    context = {"form": form, "problems": problems}
    return render(request, "positions/calendar_file.html", context, status=status)


def _import(request: MemberRequest, content: bytes) -> list[tuple[int, str, str]]:
    """What was read is kept and told; what could not be is given back, with where it stands."""
    events, problems = read_calendar(content, timezone.get_current_timezone())
    done = services.import_calendar(events=events, by=request.user)
    said = ngettext("%(n)d new consultation", "%(n)d new consultations", done.new) % {"n": done.new}
    also = _("%(changed)d changed, %(same)d as they were.") % {
        "changed": done.changed,
        "same": done.same,
    }
    messages.success(request, f"{said}, {also}")
    language = (get_language() or "nl")[:2]
    return [(one.place, one.title, one.message(language)) for one in [*problems, *done.problems]]


def _found(request: MemberRequest, pk: int) -> Consultation:
    found = calendar_selectors.consultation_for(request.user, pk)
    if found is None:
        raise Http404
    return found
