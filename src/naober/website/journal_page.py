"""What was done for a company, and what changed: for its own people; for the desk what it did."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from naober.foundation.core.pages import page_of
from naober.foundation.journal import selectors
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company
from naober.foundation.members.rules import acts_for

CHANGES_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the company's own row: when, by whom, and each field before and after."""

    at: datetime
    by: str
    fields: list[tuple[str, str, str]]


@login_required
@require_safe
def journal(request: MemberRequest, pk: int) -> HttpResponse:
    company = get_object_or_404(Company.objects.visible_to(request.user), pk=pk)
    is_own = acts_for(request.user, company)
    if not is_own and not request.user.is_desk:
        raise PermissionDenied
    done_by = request.GET.get("door", "")
    entries = selectors.of_company(company.pk, only_on_behalf=not is_own, done_by=done_by)
    context = {
        "company": company,
        "is_own": is_own,
        "done_by": done_by,
        "page": page_of(request, entries),
        "changes": changes_of(company) if is_own else [],
    }
    return render(request, "journal/journal.html", context)


def changes_of(company: Company) -> list[Change]:
    """The last changes of the company's page, newest first."""
    rows = list(company.history.select_related("history_user")[: CHANGES_SHOWN + 1])
    changes = [_change(company, newer, older) for newer, older in pairwise(rows)]
    return [change for change in changes if change.fields]


def _change(company: Company, newer: Any, older: Any) -> Change:
    fields = [company._meta.get_field(name) for name in Company.PAGE_FIELDS]
    changed = [
        (str(getattr(field, "verbose_name", "")), _shown(older, name), _shown(newer, name))
        for name, field in zip(Company.PAGE_FIELDS, fields, strict=True)
        if getattr(older, name) != getattr(newer, name)
    ]
    by = getattr(newer, "history_user", None)
    return Change(at=newer.history_date, by=str(by or ""), fields=changed)


def _shown(row: object, name: str) -> str:
    """As people read it: yes or no, a dash for what was empty."""
    value = getattr(row, name)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return "–" if value in (None, "") else str(value)
