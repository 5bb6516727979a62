"""The door of the desk's pages of meetings: forbidden for the board, not there for others."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from naober.features.meetings import rules
from naober.features.meetings.models import Meeting
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import User

P = ParamSpec("P")
WITH = ("theme", "site__company", "host", "group", "working_group")


def for_desk(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    @login_required
    @wraps(view)
    def guarded(request: MemberRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.desk_role == User.DeskRole.BOARD:
            raise PermissionDenied
        if not rules.is_desk(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]  # login_required gives a plain view


def found(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, if this person may know of it."""
    rows = Meeting.objects.visible_to(request.user).select_related(*WITH)
    return get_object_or_404(rows, pk=pk)


def check(user: User, meeting: Meeting, act: str) -> None:
    """What can no longer be done has no page: as if it were not there."""
    if not rules.may_manage(user, meeting, act):
        raise Http404
