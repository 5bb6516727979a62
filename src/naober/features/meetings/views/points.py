"""The desk puts the agenda of a meeting together."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from naober.features.meetings import proposals, services
from naober.features.meetings.access import check, found
from naober.features.meetings.forms import PointForm
from naober.features.meetings.models import AgendaPoint, Meeting
from naober.foundation.core.forms import add_errors
from naober.foundation.core.once import number_in, once_field
from naober.foundation.core.pages import form_status
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest


@desk_only
def points(request: MemberRequest, pk: int) -> HttpResponse:
    """What stands on it, in order; beside it what is open. A point of one's own, or one that was
    proposed (`source`), passes the guard of competition law first."""
    one = found(request, pk)
    check(request.user, one, "points")
    form = PointForm(request.POST or None)
    form.fields["once"] = once_field(request.user)
    if request.method == "POST" and form.is_valid():
        number = number_in(form.cleaned_data["once"], request.user)
        try:
            services.add_point(
                meeting=one, subject=form.subject(), by=request.user,
                source=form.cleaned_data["source"], number=number,
            )  # fmt: skip
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            return redirect("meetings:points", pk)
    return _page(request, one, form)


def _page(request: MemberRequest, one: Meeting, form: PointForm) -> HttpResponse:
    rows = list(one.points.select_related("challenge"))
    context = {
        "meeting": one,
        "points": rows,
        "form": form,
        "proposals": proposals.proposals(one),
        "planned": sum(row.minutes for row in rows),
        "time": int((one.ends_at - one.starts_at).total_seconds() // 60),
    }
    return render(request, "meetings/points.html", context, status=form_status(request))


@desk_only
def point(request: MemberRequest, pk: int) -> HttpResponse:
    """Reword it."""
    row = _point(pk)
    check(request.user, row.meeting, "points")
    form = PointForm(request.POST or None, initial={"text": row.text, "minutes": row.minutes})
    if request.method == "POST" and form.is_valid():
        services.change_point(point=row, subject=form.subject(), by=request.user)
        return redirect("meetings:points", row.meeting_id)
    context = {"meeting": row.meeting, "point": row, "form": form}
    return render(request, "meetings/point.html", context, status=form_status(request))


@desk_only
@require_POST
def move(request: MemberRequest, pk: int) -> HttpResponse:
    row = _point(pk)
    services.move_point(point=row, up=request.POST.get("to") == "up", by=request.user)
    return redirect("meetings:points", row.meeting_id)


@desk_only
@require_POST
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    row = _point(pk)
    services.remove_point(point=row, by=request.user)
    return redirect("meetings:points", row.meeting_id)


def _point(pk: int) -> AgendaPoint:
    return get_object_or_404(AgendaPoint.objects.select_related("meeting"), pk=pk)
