"""The doors of the pages: which round one may open, and for which company one votes."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from naober.features.weighing import selectors
from naober.features.weighing.models import Round
from naober.features.weighing.rules import Act, may
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import User

P = ParamSpec("P")
View = Callable[Concatenate[MemberRequest, P], HttpResponse]


def keepers_only(
    act: Act,
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Who may do this: for others of the collective forbidden, for anybody else not there."""

    def door(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @login_required
        @wraps(view)
        def guarded(request: MemberRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if may(request.user, act):
                return view(request, *args, **kwargs)
            if request.user.desk_role == User.DeskRole.BOARD:
                raise PermissionDenied
            raise Http404

        return guarded  # type: ignore[return-value]  # login_required gives a plain view

    return door


def open_round(request: MemberRequest, pk: int) -> Round:
    found = selectors.round_for(request.user, pk)
    if found is None:
        raise Http404
    return found
