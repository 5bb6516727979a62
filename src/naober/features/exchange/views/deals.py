"""The pages of deals: write down, confirm, report what it brought."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.exchange import deal_cards, deal_selectors, rules, selectors, services
from naober.features.exchange.deal_forms import DealForm, GuestForm, ValueForm
from naober.features.exchange.models import Deal, Match, Value, ValueKind
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import form_status, page_of, tell, whole_number
from naober.foundation.members.http import MemberRequest


@login_required
@require_safe
def deals(request: MemberRequest) -> HttpResponse:
    page = page_of(request, deal_selectors.deals_for(request.user))
    sides = rules.sides_of_all(request.user, page.object_list)
    made = [deal_cards.deal_card(deal, request.user, sides[deal.pk]) for deal in page]
    return render(request, "exchange/deals.html", {"page": page, "deals": made})


@login_required
@require_safe
def deal(request: MemberRequest, pk: int) -> HttpResponse:
    found = _deal(request, pk)
    return render(request, "exchange/deal.html", _context(request, found))


def _context(request: MemberRequest, found: Deal) -> dict[str, Any]:
    sides = rules.sides_of(request.user, found)
    values = list(deal_selectors.values_of(found, request.user))
    return {
        "deal": deal_cards.deal_card(found, request.user, sides),
        "values": deal_cards.value_cards(values, found, sides),
        "totals": deal_cards.total_amounts(values),
        "timeline": deal_cards.timeline(found, deal_selectors.timeline_of(found, request.user)),
        "kinds": ValueKind.choices,
        "may_report": bool(sides) and found.is_confirmed,
        "may_change": bool(sides) and found.ended_at is None,
        "guests": deal_cards.guest_cards(deal_selectors.guests_of(found, request.user)),
        "guest_form": GuestForm(),
        "is_own": Deal.objects.of(request.user).filter(pk=found.pk).exists(),
    }


@login_required
def new(request: MemberRequest, match: int) -> HttpResponse:
    """Of an introduction: what did you agree?"""
    found = _match(request, match)
    side = _side_for_match(request, found)
    form = DealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.propose_deal(
                match=found, side=side, terms=form.terms(), by=request.user
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Written down. The other side is asked to confirm it."))
            return redirect("exchange:deal", made.pk)
    return _form_page(request, form, {"match": found, "side": side})


@login_required
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    found = _deal(request, pk)
    side = _side(request, found)
    form = DealForm(request.POST or None, deal=found)
    if request.method == "POST" and form.is_valid():
        try:
            version = whole_number(request.POST.get("version", ""))
            services.change_deal(
                deal=found, side=side, terms=form.terms(), version=version, by=request.user
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Changed. The other side is asked to confirm it anew."))
            return redirect("exchange:deal", pk)
    return _form_page(request, form, {"deal": found, "side": side})


@login_required
@require_POST
def confirm(request: MemberRequest, pk: int) -> HttpResponse:
    found, version = _deal(request, pk), whole_number(request.POST.get("version", ""))
    side = _side(request, found)
    try:
        services.confirm_deal(deal=found, side=side, version=version, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Confirmed."))
    return redirect("exchange:deal", pk)


@login_required
@require_POST
def end(request: MemberRequest, pk: int) -> HttpResponse:
    found, why = _deal(request, pk), request.POST.get("why", "")
    side = _side(request, found)
    try:
        services.end_deal(deal=found, side=side, why=why, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Ended. What it brought stays."))
    return redirect("exchange:deal", pk)


@login_required
def report(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """One line of what it brought, of the kind that was chosen."""
    found = _deal(request, pk)
    if kind not in ValueKind.values:
        raise Http404
    side = _side(request, found)
    form = ValueForm(request.POST or None, deal=found, kind=kind, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            services.report_value(
                deal=found, side=side, line=form.line(), by=request.user, number=form.number()
            )
        except ValidationError as refused:
            add_errors(form, refused)
        else:
            messages.success(request, _("Noted. It counts once the other side confirms it."))
            return redirect("exchange:deal", pk)
    context = {"form": form, "deal": found, "side": side, "kind": ValueKind(kind).label}
    return render(request, "exchange/value_form.html", context, status=form_status(request))


@login_required
@require_POST
def answer_value(request: MemberRequest, pk: int) -> HttpResponse:
    value = _value(request, pk)
    side = _side(request, value.deal)
    try:
        messages.success(request, _answer(request, value, side))
    except ValidationError as refused:
        tell(request, refused)
    return redirect("exchange:deal", value.deal_id)


@login_required
@require_POST
def withdraw_value(request: MemberRequest, pk: int) -> HttpResponse:
    value = _value(request, pk)
    try:
        services.withdraw_value(value=value, by=request.user)
    except ValidationError as refused:
        tell(request, refused)
    else:
        messages.success(request, _("Withdrawn. You can report it anew."))
    return redirect("exchange:deal", value.deal_id)


def _answer(request: MemberRequest, value: Value, side: str) -> str:
    wanted = request.POST.get("answer", "")
    if wanted == "yes":
        services.confirm_value(value=value, side=side, by=request.user)
        return _("Confirmed.")
    if wanted == "no":
        services.refuse_value(value=value, side=side, by=request.user)
        return _("Noted: this does not count. Call each other and report it anew.")
    if wanted == "correct":
        note = request.POST.get("note", "")
        services.correct_value(value=value, side=side, note=note, by=request.user)
        return _("The other side is asked to take it back with you.")
    raise ValidationError(_("This answer is not known."))


def _form_page(request: MemberRequest, form: DealForm, context: dict[str, Any]) -> HttpResponse:
    made = {"form": form, **context}
    return render(request, "exchange/deal_form.html", made, status=form_status(request))


def _deal(request: MemberRequest, pk: int) -> Deal:
    found = deal_selectors.deal_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _value(request: MemberRequest, pk: int) -> Value:
    found = deal_selectors.value_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _match(request: MemberRequest, pk: int) -> Match:
    asked = request.POST.get("side") or request.GET.get("side", "")
    found = selectors.match_to_answer(request.user, pk, asked) if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


def _side(request: MemberRequest, found: Deal) -> str:
    """The side that was chosen, when one may act for it; else the only one."""
    sides = rules.sides_of(request.user, found)
    asked = request.POST.get("side") or request.GET.get("side", "")
    if not sides:
        raise PermissionDenied
    return asked if asked in sides else sides[0]


def _side_for_match(request: MemberRequest, match: Match) -> str:
    asked = request.POST.get("side") or request.GET.get("side", "")
    side = asked if asked in ("offer", "need") else match.my_side
    if not rules.may_make_deal(request.user, match, side):
        raise PermissionDenied
    return side
