"""For the owner of a listing: who saw it, how it looks to somebody else, and who changed it."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naober.features.exchange import cards, changes, selectors
from naober.features.exchange.stand_ins import stand_ins
from naober.features.exchange.views.listings import own_listing, visible_listing
from naober.foundation.audience.models import Sighting
from naober.foundation.core.pages import page_of
from naober.foundation.members.http import MemberRequest


@login_required
@require_safe
def seen(request: MemberRequest, pk: int) -> HttpResponse:
    found = own_listing(request, pk)
    page = page_of(request, selectors.sightings_of(found))
    context = {"listing": cards.card_of(found), "page": page, "viewers": Sighting.Viewer}
    return render(request, "exchange/seen.html", context)


@login_required
@require_safe
def seen_as(request: MemberRequest, pk: int, who: str) -> HttpResponse:
    """The same card as that person gets, made by the same code for a stand-in."""
    found = own_listing(request, pk)
    choices = stand_ins(found, request.user)
    chosen = next((one for one in choices if one.key == who), None)
    if chosen is None:
        raise Http404
    shown = selectors.listing_for(chosen.reader, pk)
    context = {
        "own": found,
        "chosen": chosen,
        "stand_ins": choices,
        "listing": cards.card_of(shown) if shown else None,
        "may_open_company": chosen.signed_in,
    }
    return render(request, "exchange/seen_as.html", context)


@login_required
@require_safe
def what_changed(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_listing(request, pk)
    entries = changes.of_listing(found, request.user)
    if entries is None:
        raise PermissionDenied
    page = page_of(request, entries)
    page.object_list = changes.lines(page.object_list)
    context = {"listing": cards.listing_cards([found])[0], "page": page}
    return render(request, "exchange/changes.html", context)
