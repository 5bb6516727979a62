"""The pages of listings. What they show of a listing is always a card (see `cards`)."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.exchange import boxes, cards, previews, rules, selectors, services
from naober.features.exchange.deal_forms import DeclineForm
from naober.features.exchange.forms import FilterForm, ReplyForm, SayForm
from naober.features.exchange.models import Listing
from naober.features.exchange.stand_ins import stand_ins
from naober.features.exchange.views.matches import CARDS, lines_of, say_what_follows
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import MANY, page_of, whole_number
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.selectors import places_of


@login_required
@require_safe
def listings(request: MemberRequest) -> HttpResponse:
    tab = "own" if request.GET.get("tab") == "own" else "all"
    form = FilterForm(request.GET, places=places_of(request.user))
    found = selectors.listings(request.user, form.wanted(tab))
    page = page_of(request, found, most=MANY)
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
                company=form.company_chosen(),
                said=form.said(),
                by=request.user,
                number=form.number(),
            )
        except ValidationError as refused:
            add_errors(form, refused)
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
    may = previews.may_look(request.user)
    context = boxes.filled(form, request.POST, request.user) if may else boxes.held_up(form)
    status = 200 if may else 429
    if not request.headers.get("HX-Request"):
        return render(request, "exchange/say.html", context, status=status)
    if not request.POST.get("answer"):
        return render(request, "exchange/_preview.html", context, status=status)
    response = render(request, "exchange/_say.html", context, status=status)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#say", "outerHTML"
    return response


@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Also for visitors, of what is for everybody; of the rest nobody learns that it exists."""
    if request.user.is_authenticated:
        return _listing_for_member(cast(MemberRequest, request), pk)
    shown = selectors.listing_for(request.user, pk)
    if shown is None:
        return redirect_to_login(request.get_full_path())
    services.record_sighting(listing=shown, by=request.user)
    context = {"listing": cards.card_of(shown)}
    return render(request, "exchange/public_listing.html", context)


def _listing_for_member(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_listing(request, pk)
    services.record_sighting(listing=found, by=request.user)
    page = page_of(request, selectors.matches_of_listing(request.user, found), CARDS)
    companies = selectors.companies_to_reply_for(request.user, found)
    context = {
        "listing": cards.listing_cards([found])[0],
        "may_open_company": found.is_own or selectors.may_open(request.user, found.company_id),
        "may_edit": found.is_own,
        "may_keep": not found.is_own and rules.may_keep(request.user, found),
        "page": page,
        "matches": lines_of(page, request.user),
        "decline": DeclineForm(),
        "stand_ins": stand_ins(found, request.user) if found.is_own else [],
        "reply": ReplyForm(companies) if companies else None,
        **boxes.for_guest(found, request.user),
    }
    return render(request, "exchange/listing.html", context)


@login_required
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = own_listing(request, pk)
    form = SayForm(request.POST or boxes.data_of(found), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_listing(listing=found, said=form.said(), by=request.user)
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("exchange:listing", pk)
    context = {**boxes.filled(form, form.data, request.user), "editing": pk}
    status = 422 if request.method == "POST" else 200
    return render(request, "exchange/edit.html", context, status=status)


@login_required
@require_POST
def renew(request: MemberRequest, pk: int) -> HttpResponse:
    made = services.renew_listing(listing=_kept(request, pk), by=request.user)
    messages.success(request, _("Open again until %(day)s.") % {"day": boxes.day(made.expires_on)})
    return redirect("exchange:listing", pk)


@login_required
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    made = services.close_listing(listing=_kept(request, pk), by=request.user)
    messages.success(request, _("Closed. Nobody finds it any more."))
    if not rules.may_edit(request.user, made):
        return redirect("exchange:on-behalf", made.company_id)  # the desk sees only what is open
    return redirect("exchange:listing", pk)


@login_required
@require_POST
def reply(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_listing(request, pk)
    chosen = whole_number(request.POST.get("company", ""))
    company = selectors.companies_of(request.user).filter(pk=chosen).first()
    if company is None:
        raise PermissionDenied
    match = services.reply_to_listing(listing=found, company=company, by=request.user)
    say_what_follows(request, match, rules.opposite(found.direction))
    return redirect("exchange:listing", pk)


def visible_listing(request: MemberRequest, pk: int) -> Listing:
    found = selectors.listing_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _kept(request: MemberRequest, pk: int) -> Listing:
    found = visible_listing(request, pk)
    if not rules.may_keep(request.user, found):
        raise PermissionDenied
    return found


def own_listing(request: MemberRequest, pk: int) -> Listing:
    found = visible_listing(request, pk)
    if not rules.may_edit(request.user, found):
        raise PermissionDenied
    return found
