"""The investments that are, and one of them: before, while and after companies say who joins."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from naober.features.investments import reading, rules, selectors
from naober.features.investments.access import open_investment
from naober.features.investments.forms import MomentForm, StopForm
from naober.features.investments.sharing import share_chart, sharing
from naober.foundation.core.pages import page_of
from naober.foundation.members.http import MemberRequest


@login_required
@require_safe
def overview(request: MemberRequest) -> HttpResponse:
    page = page_of(request, selectors.investments(request.user))
    rows = reading.rows(request.user, list(page.object_list))
    context = {"page": page, "rows": rows, "may_make": request.user.is_desk}
    return render(request, "investments/investments.html", context)


@login_required
@require_safe
def one(request: MemberRequest, pk: int) -> HttpResponse:
    found = open_investment(request, pk)
    keeps = request.user.is_desk
    settled = found.is_settled
    mine = reading.mine(request.user, found)
    context = {
        "investment": found,
        "about": reading.about(found),
        "curve": reading.curve(found),
        "standing": reading.standing(found),
        "total": reading.total(request.user, found, len(mine)),
        "mine": mine,
        "others": reading.for_desk(request.user, found) if keeps else [],
        "acts": {act.value for act in rules.acts_of(found)} if keeps else set(),
        "until_form": MomentForm(initial={"until": found.pledges_until}),
        "stop_form": StopForm(),
        "group": sharing(request.user, found) if settled else None,
        "steps": found.steps.all() if settled else (),
    }
    return render(request, "investments/investment.html", context)


@login_required
@require_safe
def shares(request: MemberRequest, pk: int) -> HttpResponse:
    """For the group and the desk: who pays what, and why; or why that is not shown."""
    found = open_investment(request, pk)
    if not found.is_settled:
        return redirect(found)
    shared = sharing(request.user, found)
    if not shared.is_inside:
        raise Http404
    chart = share_chart(shared) if shared.shares else None
    context = {"investment": found, "sharing": shared, "chart": chart}
    return render(request, "investments/shares.html", context)
