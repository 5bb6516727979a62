"""What several pages do: find what somebody may open, take what was sent."""

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from naober.foundation.members import rules
from naober.foundation.members.models import Company, User


def seen_company(user: User, pk: int) -> Company:
    """A company that this person may not see does not exist for them."""
    return get_object_or_404(Company.objects.visible_to(user), pk=pk)


def own_company(user: User, pk: int) -> Company:
    """One that this person may act for."""
    found = seen_company(user, pk)
    rules.allow(rules.may_edit_company(user, found))
    return found


def managed_company(user: User, pk: int) -> Company:
    """One that this person may speak for as a whole."""
    found = seen_company(user, pk)
    rules.allow(rules.may_manage(user, found))
    return found


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when nothing was filled in."""
    return request.POST if request.method == "POST" else None
