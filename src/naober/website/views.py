"""The pages that stand on several features: home and search."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naober.features.exchange import boxes, cards, deal_cards, deal_selectors, selectors
from naober.features.exchange.models import Kind, Listing, ListingGuest
from naober.features.focus import selectors as focus
from naober.features.meetings.selectors import public_meetings
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company, User
from naober.website import search as finder
from naober.website.waiting import waiting_for

NEWEST = 4
SHOWN = 10


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What the collective is, for a visitor; the sentence box and what waits, for a member."""
    user = request.user
    if not user.is_authenticated:
        return render(request, "welcome.html", _for_visitors())
    may_say = user.is_desk or Company.objects.of(user).exists()
    no_company = not may_say and not user.desk_role
    newest = selectors.listings(user, selectors.Wanted())[:NEWEST]
    context = {
        **(boxes.empty(user) if may_say else {}),
        "may_say": may_say,
        "first_time": may_say and not user.is_desk and not Listing.objects.of(user).exists(),
        "no_company": no_company,
        "guest_of": _guest_of(user) if no_company else [],
        "waiting": waiting_for(user),
        "newest": cards.listing_cards(newest),
    }
    return render(request, "home.html", context)


def _guest_of(user: User) -> list[dict[str, str]]:
    """What somebody without a company was let into."""
    deals = [
        deal_cards.deal_card(deal, user, []) for deal in deal_selectors.deals_for(user)[:SHOWN]
    ]
    mine = ListingGuest.objects.running().filter(user=user).values("listing")
    found = Listing.objects.visible_to(user).filter(pk__in=mine).with_rights(user)[:SHOWN]
    shown = cards.listing_cards(found.select_related("company", "site"))
    return [
        *({"url": deal.url, "title": deal.title, "text": deal.agreed} for deal in deals),
        *({"url": card.url, "title": card.title, "text": card.text} for card in shown),
        *(
            {"url": group.get_absolute_url(), "title": group.name, "text": group.point.goal}
            for group in focus.own_groups(user)[:SHOWN]
        ),
    ]


def _for_visitors() -> dict[str, object]:
    shown = selectors.public_listings()[:NEWEST]
    return {
        "themes": [str(name) for name in Kind.labels],
        "public_listings": cards.listing_cards(shown),
        "public_meetings": public_meetings()[:NEWEST],
    }


@login_required
@require_safe
def search(request: MemberRequest) -> HttpResponse:
    words, kind = request.GET.get("q", ""), request.GET.get("in", "")
    groups = finder.search(request.user, words, kind=kind, page=request.GET.get("page", "1"))
    context = {"search_words": words.strip(), "groups": groups, "kind": kind}
    return render(request, "search.html", context)
