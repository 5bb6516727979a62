"""The door of the desk's pages, for all features."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import User

P = ParamSpec("P")


def desk_only(
    view: Callable[Concatenate[MemberRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Forbidden for the board, which may know that they are there; for others they do not exist."""

    @login_required
    @wraps(view)
    def guarded(request: MemberRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.desk_role == User.DeskRole.BOARD:
            raise PermissionDenied
        if not request.user.is_desk:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]  # login_required gives a plain view
