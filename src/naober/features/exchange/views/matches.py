"""The pages of what fits: answers to matches, each state with its own acts."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.exchange import boxes, deal_cards, rules, selectors, services
from naober.features.exchange.deal_forms import DeclineForm
from naober.features.exchange.models import Match
from naober.features.exchange.services.introductions import contact_for
from naober.foundation.core.pages import MANY, page_of, tell
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company, User

CARDS = 10  # a page: each has its reasons and its answers


@login_required
@require_safe
def matches(request: MemberRequest) -> HttpResponse:
    page = page_of(request, selectors.matches_to_list(request.user), CARDS, most=MANY)
    context = {
        "page": page,
        "matches": lines_of(page, request.user),
        "decline": DeclineForm(),
    }
    return render(request, "exchange/matches.html", context)


def lines_of(page: Iterable[Match], user: User) -> list[deal_cards.MatchLine]:
    return deal_cards.match_lines(page, user)


@login_required
@require_safe
def on_behalf(request: MemberRequest, company: int) -> HttpResponse:
    """What fits one company, for the desk to answer after a phone call."""
    if not request.user.is_desk:
        raise PermissionDenied
    found = get_object_or_404(Company.objects.visible_to(request.user), pk=company)
    page = page_of(request, selectors.matches_for(request.user, found), CARDS)
    context = {
        "company": found,
        "page": page,
        "matches": lines_of(page, request.user),
        "decline": DeclineForm(),
        "back": boxes.back_for(found),
    }
    return render(request, "exchange/on_behalf.html", context)


@login_required
@require_POST
def interest(request: MemberRequest, pk: int) -> HttpResponse:
    side = request.POST.get("side", "")
    match = _match(request, pk, side)
    match = services.express_interest(match=match, side=side, by=request.user)
    say_what_follows(request, match, side)
    return redirect(boxes.back_to(request.POST.get("back", "")))


@login_required
@require_POST
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    side = request.POST.get("side", "")
    match, form = _match(request, pk, side), DeclineForm(request.POST)
    try:
        form.check()
        services.decline_match(match=match, side=side, by=request.user, **form.said())
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, form.thanks())
    return redirect(boxes.back_to(request.POST.get("back", "")))


def say_what_follows(request: MemberRequest, match: Match, side: str) -> None:
    if match.introduced_at is None:
        messages.success(request, _("Your yes is passed on. Now it is up to the other side."))
        return
    if selectors.match_to_answer(request.user, match.pk, side) is None:
        # The desk brought two together, and may not know the other one.
        messages.success(request, _("Both said yes. They know each other now."))
        return
    other = rules.listing_on(match, rules.opposite(side)).company
    text = _("Both said yes. You know each other now: %(company)s.") % {"company": other.name}
    contact = contact_for(other, match.offer.kind)
    if contact:
        who = {"name": contact, "email": contact.email}
        text += " " + _("Your contact is %(name)s, %(email)s.") % who
    messages.success(request, text)


def _match(request: MemberRequest, pk: int, side: str) -> Match:
    found = selectors.match_to_answer(request.user, pk, side) if pk < 2**63 else None
    if found is None:
        raise Http404
    return found
