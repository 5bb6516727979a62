"""The pages that stand on several features: home and search."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naober.features.exchange import boxes, cards, deal_selectors, selectors
from naober.features.exchange.models import Kind, Listing
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company
from naober.website import search as finder

NEWEST = 4


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the collective is, for a visitor; the sentence box and what waits, for a member."""
    user = request.user
    if not user.is_authenticated:
        return render(request, "welcome.html", _for_visitors())
    may_say = user.is_desk or Company.objects.of(user).exists()
    newest = selectors.listings(user, selectors.Wanted())[:NEWEST]
    context = {
        **(boxes.empty(user) if may_say else {}),
        "may_say": may_say,
        "first_time": may_say and not user.is_desk and not Listing.objects.of(user).exists(),
        "no_company": not may_say and not user.desk_role,
        "waiting": [*selectors.waiting_for(user), *deal_selectors.waiting_for(user)],
        "newest": cards.listing_cards(newest),
    }
    return render(request, "home.html", context)


def _for_visitors() -> dict[str, object]:
    shown = selectors.public_listings()[:NEWEST]
    return {
        "themes": [str(name) for name in Kind.labels],
        "public_listings": cards.listing_cards(shown),
    }


@login_required
@require_safe
def search(request: MemberRequest) -> HttpResponse:
    words, kind = request.GET.get("q", ""), request.GET.get("in", "")
    groups = finder.search(request.user, words, kind=kind, page=request.GET.get("page", "1"))
    context = {"search_words": words.strip(), "groups": groups, "kind": kind}
    return render(request, "search.html", context)
