"""What a company tells of its streams, and what a plan means for it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from naober.features.exchange import cards
from naober.features.exchange.models import Listing
from naober.features.streams import lines, rules, selectors, services
from naober.features.streams.forms import DetailForm
from naober.features.streams.models import StreamDetail
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import page_of
from naober.foundation.members.http import MemberRequest


@login_required
@require_safe
def own(request: MemberRequest) -> HttpResponse:
    """One's own streams with what is asked of them, and one's own part of plans that were told."""
    page = page_of(request, selectors.own_streams(request.user))
    streams = list(page)
    facts = selectors.facts_of(request.user, streams)
    told = selectors.told(request.user, streams)
    context = {
        "page": page,
        "streams": lines.streams(streams, facts, told),
        "plans": lines.own_plans(request.user),
    }
    return render(request, "streams/own.html", context)


@login_required
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """GET: what is asked now, and what more can be told. POST: keep it."""
    listing = _own(request, pk)
    facts = selectors.facts_of(request.user, [listing])[pk]
    row = selectors.detail_to_tell(request.user, listing)
    if row is None or not rules.fields_of(facts):
        raise Http404
    form = _form(request, listing, facts, row)
    if request.method == "POST" and form.is_valid():
        try:
            services.say_detail(listing=listing, said=form.said(), by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect(_back(request, pk))
    context = {
        "listing": cards.card_of(listing),
        "form": form,
        "has_match": facts.has_match,
        "is_energy": facts.kind == "energy",
        "back": request.GET.get("next", "") or request.POST.get("next", ""),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "streams/detail.html", context, status=status)


def _form(
    request: MemberRequest, listing: Listing, facts: rules.Facts, row: StreamDetail
) -> DetailForm:
    known = {name for name in ("quality", "treatment", "permit") if getattr(row, name)}
    options: dict[str, Any] = {
        "detail": row,
        "names": rules.fields_of(facts),
        "asked": rules.asked(facts, known | set(row.numbers)),
        "unit": lines.unit_of(listing),
    }
    return DetailForm(request.POST if request.method == "POST" else None, **options)


def _own(request: MemberRequest, pk: int) -> Listing:
    found = Listing.objects.of(request.user).filter(pk=pk).with_rights(request.user)
    listing = found.select_related("company").first()
    if listing is None:
        raise Http404
    return listing


def _back(request: HttpRequest, pk: int) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, None)
    return wanted if wanted and safe else reverse("exchange:listing", args=[pk])
