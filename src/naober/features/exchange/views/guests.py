"""To let somebody into one listing or deal, and to end that."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naober.features.exchange import deal_cards, deal_selectors, rules, selectors, services
from naober.features.exchange.deal_forms import GuestForm
from naober.features.exchange.models import Deal, DealGuest, Listing, ListingGuest
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import form_status
from naober.foundation.members.http import MemberRequest
from naober.foundation.members.models import Company


@login_required
def of_listing(request: MemberRequest, pk: int) -> HttpResponse:
    """Who may look along with one's listing, and the box to ask one more."""
    found = selectors.listing_for(request.user, pk)
    if found is None:
        raise Http404
    if not rules.may_invite_guest(request.user, found, found.company):
        raise PermissionDenied
    form = GuestForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invite(request, found, form):
        return redirect("exchange:listing-guests", pk)
    guests = ListingGuest.objects.visible_to(request.user).filter(listing=found, ended_at=None)
    context = {"listing": found, "form": form, "guests": deal_cards.guest_cards(guests)}
    return render(request, "exchange/guests.html", context, status=form_status(request))


@login_required
@require_POST
def invite_to_deal(request: MemberRequest, pk: int) -> HttpResponse:
    found = deal_selectors.deal_for(request.user, pk)
    if found is None:
        raise Http404
    form = GuestForm(request.POST)
    if form.is_valid():
        _invite(request, found, form)
    for errors in form.errors.values():
        messages.error(request, " ".join(str(error) for error in errors))
    return redirect("exchange:deal", pk)


@login_required
@require_POST
def end_of_deal(request: MemberRequest, pk: int) -> HttpResponse:
    guest = get_object_or_404(DealGuest.objects.visible_to(request.user), pk=pk)
    services.end_guest(guest=guest, by=request.user)
    messages.success(request, _("Ended. Your guest sees it no more."))
    return redirect("exchange:deal", guest.deal_id)


@login_required
@require_POST
def end_of_listing(request: MemberRequest, pk: int) -> HttpResponse:
    guest = get_object_or_404(ListingGuest.objects.visible_to(request.user), pk=pk)
    services.end_guest(guest=guest, by=request.user)
    messages.success(request, _("Ended. Your guest sees it no more."))
    return redirect("exchange:listing-guests", guest.listing_id)


def _invite(request: MemberRequest, to: Listing | Deal, form: GuestForm) -> bool:
    try:
        services.invite_guest(
            to=to,
            email=form.cleaned_data["email"],
            company=_own_company(request, to),
            by=request.user,
        )
    except ValidationError as refused:
        add_errors(form, refused)
        return False
    messages.success(request, _("Asked in, by mail."))
    return True


def _own_company(request: MemberRequest, to: Listing | Deal) -> Company:
    companies = [to.company] if isinstance(to, Listing) else [to.offer_company, to.need_company]
    own = set(Company.objects.of(request.user).values_list("pk", flat=True))
    for company in companies:
        if company.pk in own:
            return company
    raise PermissionDenied
