"""Which meeting one may open, and what can still be done with it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from naober.features.meetings import rules
from naober.features.meetings.models import Meeting
from naober.foundation.members.models import User

WITH = ("theme", "site__company", "host", "group", "working_group")


def found(request: HttpRequest, pk: int) -> Meeting:
    """The meeting, if this person may know of it."""
    rows = Meeting.objects.visible_to(request.user).select_related(*WITH)
    return get_object_or_404(rows, pk=pk)


def check(user: User, meeting: Meeting, act: str) -> None:
    """What can no longer be done has no page: as if it were not there."""
    if not rules.may_manage(user, meeting, act):
        raise Http404
