"""The pages of what fits: answers to matches, each state with its own acts."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.exchange import boxes, deal_cards, rules, selectors, services
from naober.features.exchange.deal_forms import DeclineForm
from naober.features.exchange.models import Match
from naober.features.exchange.services.introductions import contact_for
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company, User

PAGE_SIZE = 25


@login_required
@require_safe
def matches(request: MemberRequest) -> HttpResponse:
    page = Paginator(selectors.matches_of(request.user), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "matches": lines_of(page, request.user),
        "decline": DeclineForm(),
    }
    return render(request, "exchange/matches.html", context)


def lines_of(page: Iterable[Match], user: User) -> list[deal_cards.MatchLine]:
    return deal_cards.match_lines(page, user)


@login_required
@require_POST
def interest(request: MemberRequest, pk: int) -> HttpResponse:
    side = request.POST.get("side", "")
    match = services.express_interest(match=_match(request, pk), side=side, by=request.user)
    other = rules.listing_on(match, rules.opposite(side)).company
    say_what_follows(request, match, other)
    return redirect(boxes.back_to(request.POST.get("back", "")))


@login_required
@require_POST
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    match, form = _match(request, pk), DeclineForm(request.POST)
    side = request.POST.get("side", "")
    try:
        form.check()
        services.decline_match(match=match, side=side, by=request.user, **form.said())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, form.thanks())
    return redirect(boxes.back_to(request.POST.get("back", "")))


def say_what_follows(request: MemberRequest, match: Match, other: Company) -> None:
    if match.introduced_at is None:
        messages.success(request, _("Your yes is passed on. Now it is up to the other side."))
        return
    text = _("Both said yes. You know each other now: %(company)s.") % {"company": other.name}
    contact = contact_for(other, match.offer.kind)
    if contact:
        who = {"name": contact, "email": contact.email}
        text += " " + _("Your contact is %(name)s, %(email)s.") % who
    messages.success(request, text)


def _match(request: MemberRequest, pk: int) -> Match:
    return get_object_or_404(selectors.matches_of(request.user), pk=pk)
