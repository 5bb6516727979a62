"""To come in later at a fair price, and to go out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from naober.features.investments import rules, selectors, services, words
from naober.features.investments.access import company_at, open_investment
from naober.features.investments.rules import Act
from naober.foundation.core.pages import tell
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest


@login_required
def join(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    """What it means, then asking; and once the group wants it: the price, and yes."""
    found = open_investment(request, pk)
    own = company_at(request, found, company)
    part = selectors.part_for(found, own)
    if Act.JOIN not in rules.acts_of(found) or (part is not None and part.is_party):
        return redirect(found)
    if not hasattr(part, "figures"):
        messages.info(request, _("Give your figures first: without a size there is no price."))
        return redirect("investments:figures", pk, own.pk)
    if request.method == "POST":
        return _asked_or_joined(request, pk, company)
    price = part.entry_price if part and part.asks_in_at else None
    context = {
        "investment": found,
        "company": own,
        "has_asked": bool(part and part.asks_in_at),
        "price": words.euros(price) if price is not None else "",
        "is_entered": rules.enters_for(request.user, own),
    }
    return render(request, "investments/join.html", context)


def _asked_or_joined(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    found = open_investment(request, pk)
    own = company_at(request, found, company)
    act = request.POST.get("act", "")
    try:
        if act == "join":
            services.join_later(investment=found, company=own, by=request.user)
            messages.success(request, _("Welcome in the group."))
            return redirect(found)
        if request.POST.get("knows") != "1":
            raise ValidationError(_("Say first that the group may come to know your size."))
        services.ask_in(investment=found, company=own, by=request.user)
        messages.success(request, _("Asked. The desk takes it up with the group."))
    except ValidationError as refused:
        tell(request, refused)
    return redirect("investments:join", pk, own.pk)


@desk_only
@require_POST
def offer(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    found = open_investment(request, pk)
    own = company_at(request, found, company)
    try:
        services.offer_place(investment=found, company=own, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("The company reads the price, and says yes or no."))
    return redirect(found)


@login_required
@require_POST
def leave(request: MemberRequest, pk: int, company: int) -> HttpResponse:
    found = open_investment(request, pk)
    own = company_at(request, found, company)
    try:
        services.leave_group(investment=found, company=own, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Your company is out of the group."))
    return redirect(found)
