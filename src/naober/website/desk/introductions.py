"""Who was introduced to whom, and what came of it: as far as the desk was let in on both names.

It was let in by both listings, or by what the two wrote down and did not keep to themselves. Of the
rest the desk hears nothing here, not even that there is one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, When
from django.db.models import Value as Constant
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.features.exchange import cards
from naober.features.exchange.models import Deal, Listing, Match, Value
from naober.foundation.members.models import User

OUTCOMES: dict[str, tuple[Any, str]] = {
    "nothing": (gettext_lazy("nothing written down yet"), "condition"),
    "proposed": (gettext_lazy("written down, not confirmed by both yet"), "info"),
    "agreed": (gettext_lazy("agreed by both"), "yes"),
    "value": (gettext_lazy("it brought something"), "yes"),
    "ended": (gettext_lazy("it ended"), "plain"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """`company`: its key, for the page to phone from."""

    company: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Introduction:
    day: date
    offer: Side
    need: Side
    outcome: str
    outcome_text: str
    tone: str
    deal: int | None


def introductions(user: User, outcome: str = "") -> QuerySet[Match]:
    """The newest first; with what came of it, as far as the desk may see that."""
    deals = Deal.objects.visible_to(user).filter(match=OuterRef("pk"))
    found = Match.objects.introduced().filter(
        Q(_named(user, "offer"), _named(user, "need")) | Q(Exists(deals))
    )
    came_of_it = _outcome(user, deals)
    if outcome in OUTCOMES:
        found = found.alias(wanted=came_of_it).filter(wanted=outcome)
    return found.annotate(outcome=came_of_it).order_by("-introduced_at", "-pk")


def _named(user: User, side: str) -> Q:
    return Q(Exists(Listing.objects.named_to(user).filter(pk=OuterRef(side))))


def _outcome(user: User, deals: QuerySet[Deal]) -> Case:
    brought = Value.objects.visible_to(user).confirmed().filter(deal__match=OuterRef("pk"))
    running = deals.filter(ended_at=None)
    return Case(
        When(Exists(brought), then=Constant("value")),
        When(Exists(running.exclude(confirmed_at=None)), then=Constant("agreed")),
        When(Exists(running), then=Constant("proposed")),
        When(Exists(deals), then=Constant("ended")),
        default=Constant("nothing"),
        output_field=CharField(),
    )


def lines(rows: Iterable[Match], user: User) -> list[Introduction]:
    """Two statements and those of the cards, for any number of rows."""
    found = list(rows)
    known = _cards(user, [pk for row in found for pk in (row.offer_id, row.need_id)])
    made = Deal.objects.visible_to(user).filter(match__in=[row.pk for row in found])
    deals = {deal.match_id: deal for deal in made.order_by("proposed_at").select_related(*PAIR)}
    return [_line(row, known, deals.get(row.pk)) for row in found]


PAIR = ("offer_company", "need_company")


def _line(row: Match, known: dict[int, cards.Card], deal: Deal | None) -> Introduction:
    outcome = str(getattr(row, "outcome", "nothing"))
    text, tone = OUTCOMES[outcome]
    assert row.introduced_at
    return Introduction(
        day=timezone.localtime(row.introduced_at).date(),
        offer=_side(row.offer_company_id, known.get(row.offer_id), deal and deal.offer_company),
        need=_side(row.need_company_id, known.get(row.need_id), deal and deal.need_company),
        outcome=outcome,
        outcome_text=str(text),
        tone=tone,
        deal=deal.pk if deal else None,
    )


def _side(company: int, card: cards.Card | None, named: Any) -> Side:
    """What they wrote down says the name, also where the listing hides it from the desk."""
    name = str(named) if named else card.title if card else _("A company in the region")
    return Side(company, name, card.text if card else "")


def _cards(user: User, ids: Sequence[int]) -> dict[int, cards.Card]:
    rows = Listing.objects.visible_to(user).filter(pk__in=ids).with_rights(user)
    made = cards.listing_cards(rows.prefetch_related("company", "site"))
    return {card.pk: card for card in made}
