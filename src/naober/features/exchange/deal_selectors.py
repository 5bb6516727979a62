"""Reads of deals, and of where matches stand: each a fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from naober.features.exchange import rules
from naober.features.exchange.models import (
    Deal,
    DealEvent,
    DealGuest,
    DealQuerySet,
    Interest,
    Match,
    Value,
    ValueQuerySet,
)
from naober.foundation.core.waiting import Waiting
from naober.foundation.members.models import Company, Membership, User
from naober.foundation.members.readers import Who


@dataclass(frozen=True, slots=True)
class Step:
    """Where a match stands for its reader, and the deal that was made of it."""

    standing: rules.Standing
    deal: Deal | None
    by_desk: bool = False  # it answered for the company


def steps_of(rows: Iterable[Match], user: Who) -> dict[int, Step]:
    """Of matches from `selectors.matches_of`, which say what each side answered; two statements."""
    matches = list(rows)
    ids = [row.pk for row in matches]
    given = {(i.match_id, i.side): i for i in Interest.objects.filter(match__in=ids)}
    deals = _deals_of(ids, user)
    today = timezone.localdate()
    found = {}
    for row in matches:
        mine = given.get((row.pk, row.my_side))
        deal = deals.get(row.pk)
        standing = rules.Standing(
            mine=row.my_answer or "",
            other=row.other_answer or "",
            introduced=row.introduced_at is not None,
            ended=row.ended_at is not None,
            reason=mine.reason if mine and row.my_answer else "",
            snoozed=bool(mine and mine.until and mine.until > today),
            deal=_deal_state(deal),
        )
        found[row.pk] = Step(standing, deal, bool(mine and row.my_answer and mine.on_behalf))
    return found


def _deals_of(ids: list[int], user: Who) -> dict[int, Deal]:
    """The running one of each match, else the last that both confirmed, of those one may see."""
    value = Value.objects.confirmed().filter(deal=OuterRef("pk"))
    shown = (
        Deal.objects.visible_to(user)
        .filter(match__in=ids)
        .filter(Q(ended_at=None) | Q(confirmed_at__isnull=False))
    )
    rows = shown.annotate(has_value=Exists(value), is_running=_running()).order_by(
        "is_running", "proposed_at"
    )
    return {row.match_id: row for row in rows if row.match_id is not None}


def _running() -> Case:
    return Case(When(ended_at=None, then=1), default=0, output_field=IntegerField())


def _deal_state(deal: Deal | None) -> str:
    if deal is None:
        return ""
    if not deal.is_confirmed:
        return rules.State.DEAL_PROPOSED
    if not getattr(deal, "has_value", False):
        return rules.State.DEAL
    return rules.State.TOLD if deal.audience in Deal.WIDE else rules.State.VALUE


def deals_for(user: User) -> DealQuerySet:
    """All that this person may see: what runs first, the newest first."""
    found = Deal.objects.visible_to(user).annotate(is_running=_running())
    return (
        found.select_related("offer_company", "need_company")
        .prefetch_related("expected")
        .order_by("-is_running", "-proposed_at", "pk")
    )


def deal_for(user: User, pk: int) -> Deal | None:
    return deals_for(user).filter(pk=pk).first() if pk < 2**63 else None


def waiting_for(user: User) -> list[Waiting]:
    """For the home page: what one's own companies still have to confirm."""
    own = [deal.pk for deal in deals_to_confirm(user)]
    own += [value.deal_id for value in values_to_confirm(user)]
    if not own:
        return []
    text = ngettext(
        "%(n)s thing you agreed waits until you confirm it",
        "%(n)s things you agreed wait until you confirm them",
        len(own),
    )
    one = len(set(own)) == 1
    url = reverse("exchange:deal", args=own[:1]) if one else reverse("exchange:deals")
    return [Waiting(text % {"n": len(own)}, url)]


def values_of(deal: Deal, user: User) -> ValueQuerySet:
    return Value.objects.visible_to(user).filter(deal=deal)


def value_for(user: User, pk: int) -> Value | None:
    """One that this person may sign: a line of a deal that one acts for."""
    if pk >= 2**63:
        return None
    found = Value.objects.visible_to(user).select_related("deal")
    return found.filter(pk=pk).first()


def timeline_of(deal: Deal, user: User) -> list[DealEvent]:
    return list(DealEvent.objects.visible_to(user).filter(deal=deal))


def guests_of(deal: Deal, user: User) -> list[DealGuest]:
    return list(DealGuest.objects.visible_to(user).filter(deal=deal, ended_at=None))


def totals(values: Iterable[Value]) -> dict[str, Decimal]:
    """What counts, added up per kind."""
    found: dict[str, Decimal] = {}
    for value in values:
        if value.is_confirmed:
            found[value.kind] = found.get(value.kind, Decimal(0)) + value.quantity
    return {kind: amount for kind, amount in found.items() if amount}


def deals_to_confirm(user: User) -> list[Deal]:
    """Where the other side signed and one's own did not: not for the desk, which answers for
    nobody unasked."""
    own = Company.objects.of(user).values("pk")
    waits = Q(offer_company__in=own, offer_signed_at=None) | Q(
        need_company__in=own, need_signed_at=None
    )
    found = Deal.objects.running().filter(waits, confirmed_at=None)
    return list(found.select_related("offer_company", "need_company").order_by("pk"))


def values_to_confirm(user: User) -> list[Value]:
    own = Company.objects.of(user).values("pk")
    waits = Q(deal__offer_company__in=own, offer_signed_at=None) | Q(
        deal__need_company__in=own, need_signed_at=None
    )
    found = Value.objects.waiting().filter(waits)
    return list(found.select_related("deal__offer_company", "deal__need_company").order_by("pk"))


def contacts_for(wanted: set[tuple[int, str]]) -> dict[tuple[int, str], User]:
    """Whom to meet of each company about a kind of thing, in one statement: whose field it is,
    else the contact person, else the direction."""
    companies = {company for company, _kind in wanted}
    people = Membership.objects.filter(
        company__in=companies, ended_on=None, user__is_active=True
    ).select_related("user")
    by_company: dict[int, list[Membership]] = {}
    for person in people:
        by_company.setdefault(person.company_id, []).append(person)
    found = {}
    for company, kind in wanted:
        if company in by_company:
            found[company, kind] = min(by_company[company], key=partial(_fit, kind)).user
    return found


def _fit(kind: str, one: Membership) -> tuple[bool, bool, bool, int]:
    its_field = one.role == rules.ROLE_OF_KIND.get(kind, "")
    return (not its_field, not one.is_contact, one.role != Membership.Role.DIRECTION, one.pk)
