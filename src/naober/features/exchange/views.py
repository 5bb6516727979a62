"""The exchange's pages. What they show of a listing is always a card (see `cards`)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.exchange import boxes, cards, rules, selectors, services
from naober.features.exchange.forms import FilterForm, SayForm
from naober.features.exchange.models import Interest, Listing, Match
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company

PAGE_SIZE = 25


@login_required
@require_safe
def listings(request: MemberRequest) -> HttpResponse:
    tab = "own" if request.GET.get("tab") == "own" else "all"
    form = FilterForm(request.GET, places=selectors.places(request.user))
    found = selectors.listings(request.user, form.wanted(tab))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "tab": tab,
        "form": form,
        "page": page,
        "cards": cards.listing_cards(page),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "waiting": selectors.waiting_for(request.user),
    }
    return render(request, "exchange/listings.html", context)


@login_required
def say(request: MemberRequest) -> HttpResponse:
    """GET: the empty box. POST: keep what was said."""
    if request.method != "POST":
        chosen = request.GET.get("company", "")
        return render(request, "exchange/say.html", boxes.empty(request.user, chosen))
    form = SayForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            made = services.say_listing(
                company=form.company_chosen(), said=form.said(), by=request.user
            )
        except ValidationError as refused:
            boxes.add_errors(form, refused)
        else:
            messages.success(request, _("Placed. These neighbours may fit."))
            return redirect("exchange:listing", made.pk)
    context = boxes.filled(form, request.POST, request.user)
    return render(request, "exchange/say.html", context, status=422)


@login_required
def preview(request: MemberRequest) -> HttpResponse:
    """How it is understood and who fits; nothing is saved. Without JavaScript a page of its own."""
    if request.method != "POST":
        return redirect("exchange:say")
    form = SayForm(request.POST, user=request.user)
    context = boxes.filled(form, request.POST, request.user)
    if not request.headers.get("HX-Request"):
        return render(request, "exchange/say.html", context)
    if not request.POST.get("answer"):
        return render(request, "exchange/_preview.html", context)
    response = render(request, "exchange/_say.html", context)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#say", "outerHTML"
    return response


@login_required
@require_safe
def listing(request: MemberRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    page = Paginator(selectors.matches_of_listing(request.user, found), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "listing": cards.listing_cards([found])[0],
        "may_edit": found.is_own,
        "page": page,
        "matches": cards.match_cards(page, request.user),
        "decline_reasons": Interest.Reason.choices,
        "reply_companies": selectors.companies_for_reply(request.user, found),
    }
    return render(request, "exchange/listing.html", context)


@login_required
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    form = SayForm(request.POST or boxes.data_of(found), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_listing(listing=found, said=form.said(), by=request.user)
        except ValidationError as refused:
            boxes.add_errors(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("exchange:listing", pk)
    context = {**boxes.filled(form, form.data, request.user), "editing": pk}
    status = 422 if request.method == "POST" else 200
    return render(request, "exchange/edit.html", context, status=status)


@login_required
@require_POST
def renew(request: MemberRequest, pk: int) -> HttpResponse:
    made = services.renew_listing(listing=_own(request, pk), by=request.user)
    messages.success(request, _("Open again until %(day)s.") % {"day": boxes.day(made.expires_on)})
    return redirect("exchange:listing", pk)


@login_required
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    services.close_listing(listing=_own(request, pk), by=request.user)
    messages.success(request, _("Closed. Nobody finds it any more."))
    return redirect("exchange:listing", pk)


@login_required
@require_POST
def reply(request: MemberRequest, pk: int) -> HttpResponse:
    found = _visible(request, pk)
    companies = {str(c.pk): c for c in selectors.companies_of(request.user)}
    company = companies.get(request.POST.get("company", ""))
    if company is None:
        raise PermissionDenied
    match = services.reply_to_listing(listing=found, company=company, by=request.user)
    _tell(request, match, found.company)
    return redirect("exchange:listing", pk)


@login_required
@require_safe
def matches(request: MemberRequest) -> HttpResponse:
    page = Paginator(selectors.matches_of(request.user), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {
        "page": page,
        "matches": cards.match_cards(page, request.user),
        "decline_reasons": Interest.Reason.choices,
    }
    return render(request, "exchange/matches.html", context)


@login_required
@require_POST
def interest(request: MemberRequest, pk: int) -> HttpResponse:
    side = request.POST.get("side", "")
    match = services.express_interest(match=_match(request, pk), side=side, by=request.user)
    _tell(request, match, rules.listing_on(match, rules.opposite(side)).company)
    return redirect(boxes.back_to(request.POST.get("back", "")))


@login_required
@require_POST
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    side, reason = request.POST.get("side", ""), request.POST.get("reason", "")
    match = _match(request, pk)
    try:
        services.decline_match(match=match, side=side, by=request.user, reason=reason)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Noted. We do not show this one first any more."))
    return redirect(boxes.back_to(request.POST.get("back", "")))


def _tell(request: MemberRequest, match: Match, other: Company) -> None:
    if match.introduced_at is None:
        messages.success(request, _("Your yes is passed on. Now it is up to the other side."))
        return
    text = _("Both said yes. You know each other now: %(company)s.") % {"company": other.name}
    contact = selectors.contacts_of({other.pk}).get(other.pk)
    if contact:
        who = {"name": contact, "email": contact.email}
        text += " " + _("Your contact is %(name)s, %(email)s.") % who
    messages.success(request, text)


def _visible(request: MemberRequest, pk: int) -> Listing:
    found = selectors.listing_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _own(request: MemberRequest, pk: int) -> Listing:
    found = _visible(request, pk)
    if not rules.may_edit(request.user, found):
        raise PermissionDenied
    return found


def _match(request: MemberRequest, pk: int) -> Match:
    return get_object_or_404(selectors.matches_of(request.user), pk=pk)
