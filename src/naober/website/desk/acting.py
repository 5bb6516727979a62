"""The desk acts for one company for a while: a bar on every page says so, with the ways there.

It gives no right that the desk lacks. What it does for a company is marked as such by the services
themselves, whether the bar is there or not; the company reads it in its journal.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naober.features.desk.selectors import companies
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company

KEY = "acting_for"


@desk_only
@require_POST
def start(request: MemberRequest, pk: int) -> HttpResponse:
    company = get_object_or_404(companies(request.user), pk=pk)
    request.session[KEY] = company.pk
    messages.success(request, _("You act for %(company)s now.") % {"company": company})
    return redirect("desk:company", pk)


@desk_only
@require_POST
def stop(request: MemberRequest) -> HttpResponse:
    pk = request.session.pop(KEY, None)
    messages.success(request, _("You act for the desk again."))
    return redirect("desk:company", pk) if pk else redirect("desk:monday")


def company_of(request: HttpRequest) -> Company | None:
    """For whom this person of the desk acts; asks the database only when they said so."""
    user: Any = getattr(request, "user", None)
    session = getattr(request, "session", {})
    pk = session.get(KEY) if user is not None and getattr(user, "is_desk", False) else None
    return companies(user).filter(pk=pk).first() if pk else None
