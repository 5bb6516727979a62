"""Rows of the pages of streams, in words: what is asked of one's own, and what a plan means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from naober.features.exchange import cards
from naober.features.exchange.models import Listing, Match
from naober.features.streams import rules, selectors
from naober.features.streams.forms import in_words, label_of
from naober.features.streams.models import Permit, Plan, Planned, Treatment
from naober.features.streams.selectors import NOTHING, Part, Told
from naober.foundation.audience.levels import FieldGroup
from naober.foundation.core.numbers import rounded_figure
from naober.foundation.members.models import User


@dataclass(frozen=True, slots=True)
class Stream:
    """One of one's own listings: how many questions are open of it."""

    card: cards.Card
    url: str
    open_questions: int
    told: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class OwnExchange:
    """From or to a neighbour, as one may know that one. `amount` "" where it would tell more."""

    mine: cards.Card
    other: cards.Card
    brings: bool
    amount: str
    url: str


@dataclass(frozen=True, slots=True)
class OwnPlan:
    plan: Plan
    exchanges: Sequence[OwnExchange]
    part: Part


def unit_of(listing: Listing) -> str:
    return "MWh" if selectors.kind_of(listing) == "energy" else _("tonne")


def streams(
    listings: Iterable[Listing],
    facts: Mapping[int, rules.Facts],
    told: Mapping[int, Told],
) -> list[Stream]:
    """Those with open questions first."""
    found = []
    for one in listings:
        known = told.get(one.pk, NOTHING)
        asked = rules.questions(facts[one.pk], known.known)
        url, card = reverse("streams:detail", args=[one.pk]), cards.card_of(one)
        words = facts_in_words(known, unit_of(one))
        found.append(Stream(card, url, asked, words))
    return sorted(found, key=lambda one: -one.open_questions)


def facts_in_words(told: Told, unit: str) -> list[tuple[str, str]]:
    """What this reader knows of a stream, as labels and values."""
    found = []
    if told.quality:
        found.append((_("Composition or quality"), told.quality))
    if told.permit:
        found.append((_("By law"), str(Permit(told.permit).label)))
    if told.treatment:
        found.append((_("Has to be done first"), str(Treatment(told.treatment).label)))
    for name in rules.NUMBERS:
        if name in told.numbers:
            found.append((label_of(name, unit), in_words(told.numbers[name])))
    return found


def on_listing(user: User, card: cards.Card) -> dict[str, Any]:
    """What the page of a listing says of it, for one reader."""
    found = list(Listing.objects.filter(pk=card.pk).with_rights(user))
    if not found:
        return {}
    told = selectors.told(user, found).get(card.pk, NOTHING)
    shown: dict[str, Any] = {"facts": facts_in_words(told, unit_of(found[0]))}
    if card.own and card.state == "open" and selectors.detail_to_tell(user, found[0]):
        asked = rules.questions(selectors.facts_of(user, found)[card.pk], told.known)
        shown |= {"url": reverse("streams:detail", args=[card.pk]), "questions": asked}
    return shown


def own_plans(user: User) -> list[OwnPlan]:
    """Plans that were told, the newest first; one's part is told of the newest only, for two plans
    that differ a little tell more than one."""
    rows = list(selectors.planned_of(user)[: selectors.MOST_OWN])
    ids = {pk for row in rows for pk in (row.offer_id, row.need_id)}
    found = Listing.objects.filter(pk__in=ids).with_rights(user).select_related("company")
    by_id = {one.pk: one for one in found}
    pairs = _matches(ids)
    by_plan: dict[int, list[Planned]] = {}
    for row in rows:
        by_plan.setdefault(row.plan_id, []).append(row)
    plans = []
    for place, of_plan in enumerate(by_plan.values()):
        plan = of_plan[0].plan
        part = selectors.own_part(user, Plan.objects.told().get(pk=plan.pk)) if not place else None
        exchanges = [_exchange(row, by_id, pairs) for row in of_plan]
        plans.append(OwnPlan(plan, exchanges, part or Part()))
    return plans


def _matches(ids: Iterable[int]) -> set[tuple[int, int]]:
    found = Match.objects.filter(offer__in=ids, need__in=ids)
    return set(found.values_list("offer", "need"))


def _exchange(
    row: Planned, listings: Mapping[int, Listing], pairs: set[tuple[int, int]]
) -> OwnExchange:
    offer, need = listings[row.offer_id], listings[row.need_id]
    brings = offer.is_own
    mine, other = (offer, need) if brings else (need, offer)
    known = other.is_own or other.may_read(FieldGroup.AMOUNT)
    url = reverse("exchange:listing", args=[mine.pk])
    return OwnExchange(
        cards.card_of(mine),
        cards.card_of(other),
        brings,
        f"{rounded_figure(Decimal(row.sent))} {row.unit}" if known else "",
        url if (row.offer_id, row.need_id) in pairs else "",
    )
