"""The doors of the pages: which investment one may open, and for which company one speaks."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from naober.features.investments import rules, selectors
from naober.features.investments.models import Investment
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company


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
