"""The doors of the pages: which investment one may open, and for which company one speaks."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from naober.features.investments import rules, selectors
from naober.features.investments.models import Investment
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company, User

P = ParamSpec("P")
View = Callable[Concatenate[MemberRequest, P], HttpResponse]


def desk_only(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """For the board forbidden, for others not there."""

    @login_required
    @wraps(view)
    def guarded(request: MemberRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.desk_role == User.DeskRole.BOARD:
            raise PermissionDenied
        if not request.user.is_desk:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded  # type: ignore[return-value]  # login_required gives a plain view


def open_investment(request: MemberRequest, pk: int) -> Investment:
    found = selectors.investment_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def company_at(request: MemberRequest, investment: Investment, pk: int) -> Company:
    """One's own company; for the desk any. Only one that this investment is for: another is not
    there."""
    company = get_object_or_404(Company.objects.taking_part(), pk=pk)
    speaks = rules.may_speak_for(request.user, company) or rules.enters_for(request.user, company)
    if not speaks or not selectors.is_for(investment, company):
        raise Http404
    return company


def own_company_at(request: MemberRequest, investment: Investment, pk: int) -> Company:
    """One's own only: what stands there is not for the desk."""
    company = company_at(request, investment, pk)
    if not rules.may_speak_for(request.user, company):
        raise Http404
    return company
