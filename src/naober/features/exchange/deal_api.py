"""Deals over HTTP: to read them, and to confirm what they brought."""

from typing import Literal

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from ninja import Router, Schema
from ninja.errors import HttpError

from naober.features.exchange import deal_cards, deal_selectors, rules, services
from naober.features.exchange.api import Page, Problem, Refused
from naober.features.exchange.models import Deal, Value
from naober.foundation.core.pages import PAGE_SIZE
from naober.foundation.members.http import MemberRequest

router = Router(tags=["exchange"])


class AmountOut(Schema):
    label: str
    text: str


class DealOut(Schema):
    """A deal as the caller may see it. `to_sign`: the sides that the caller may still confirm."""

    pk: int
    title: str
    agreed: str
    state: str
    period: str
    version: int
    expected: list[AmountOut]
    to_sign: list[str]


class ValueOut(Schema):
    """What a deal brought in a period; it counts when `state` is "counts"."""

    pk: int
    label: str
    amount: str
    gains: list[str]
    period: str
    source: str
    note: str
    signed: list[str]
    state: str
    correction: bool
    to_sign: list[str]
    may_withdraw: bool


class DealPage(Schema):
    items: list[DealOut]
    count: int


class WholeDeal(DealOut):
    values: list[ValueOut]


class ConfirmIn(Schema):
    side: Literal["offer", "need"]


@router.get("/deals", response={200: DealPage, 422: Refused})
def list_deals(request: MemberRequest, page: Page = 1) -> DealPage:
    """The deals that the caller may see: what runs first, 25 a page."""
    found = Paginator(deal_selectors.deals_for(request.user), PAGE_SIZE)
    rows = found.get_page(page)
    sides = rules.sides_of_all(request.user, rows.object_list)
    cards = [deal_cards.deal_card(deal, request.user, sides[deal.pk]) for deal in rows]
    return DealPage(items=[DealOut.from_orm(card) for card in cards], count=found.count)


@router.get("/deals/{pk}", response={200: WholeDeal, 404: Problem, 422: Refused})
def get_deal(request: MemberRequest, pk: int) -> WholeDeal:
    """One deal with what it brought; what is not confirmed by both is for the two and the desk."""
    return _whole(request, _deal(request, pk))


@router.post(
    "/values/{pk}/confirm",
    response={200: WholeDeal, 400: Problem, 403: Problem, 404: Problem, 422: Refused},
)
def confirm_value(request: MemberRequest, pk: int, body: ConfirmIn) -> WholeDeal:
    """Say yes to what a deal brought. The second yes writes it in the ledger of both, once."""
    value = _value(request, pk)
    try:
        services.confirm_value(value=value, side=body.side, by=request.user)
    except ValidationError as refused:
        raise HttpError(422, " ".join(refused.messages)) from refused
    return _whole(request, _deal(request, value.deal_id))


@router.post(
    "/values/{pk}/withdraw",
    response={200: WholeDeal, 400: Problem, 403: Problem, 404: Problem, 422: Refused},
)
def withdraw_value(request: MemberRequest, pk: int) -> WholeDeal:
    """Take away what one's own side reported, while the other side did not confirm it."""
    value = _value(request, pk)
    try:
        services.withdraw_value(value=value, by=request.user)
    except ValidationError as refused:
        raise HttpError(422, " ".join(refused.messages)) from refused
    return _whole(request, _deal(request, value.deal_id))


def _whole(request: MemberRequest, deal: Deal) -> WholeDeal:
    sides = rules.sides_of(request.user, deal)
    card = deal_cards.deal_card(deal, request.user, sides)
    lines = deal_cards.value_cards(deal_selectors.values_of(deal, request.user), deal, sides)
    values = [ValueOut.from_orm(line) for line in lines]
    return WholeDeal(**DealOut.from_orm(card).dict(), values=values)


def _value(request: MemberRequest, pk: int) -> Value:
    found = deal_selectors.value_for(request.user, pk)
    if found is None:
        raise Http404
    return found


def _deal(request: MemberRequest, pk: int) -> Deal:
    found = deal_selectors.deal_for(request.user, pk)
    if found is None:
        raise Http404
    return found
