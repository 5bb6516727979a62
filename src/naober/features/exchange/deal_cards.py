"""What one reader sees of a match's state, and of a deal: values for a page, made once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from naober.features.exchange import cards, changes, deal_selectors, rules
from naober.features.exchange.cards import Contact, MatchCard
from naober.features.exchange.engine_bridge import Chip
from naober.features.exchange.models import (
    Deal,
    DealEvent,
    DealGuest,
    ListingGuest,
    Match,
    Value,
    ValueKind,
)
from naober.features.exchange.rules import State
from naober.foundation.core.numbers import euros, figure
from naober.foundation.members.models import Company, User

UNIT_TEXT = {"material": "t", "energy": "MWh", "co2": "t"}
WARNING = ("condition", "stop")
TONES = {
    State.TO_ANSWER: "condition",
    State.WAITING: "info",
    State.INTRODUCED: "yes",
    State.DEAL_PROPOSED: "condition",
    State.DEAL: "yes",
    State.VALUE: "yes",
    State.TOLD: "yes",
}


@dataclass(frozen=True, slots=True)
class MatchLine:
    """A match with its state and what this reader may do now."""

    card: MatchCard
    state: str
    state_text: str  # "" when there is nothing to say that the buttons do not say
    tone: str
    acts: frozenset[str]
    deal_url: str
    until: date | None = None
    by_desk: bool = False  # the answer of this side was given by the desk

    @property
    def pk(self) -> int:
        return self.card.pk

    @property
    def first_reasons(self) -> list[Chip]:
        """Two, of which one says on what condition, where there is a condition."""
        chips = self.card.chips
        warning = next((chip for chip in chips[1:] if chip.tone in WARNING), None)
        if warning is None or chips[0].tone in WARNING:
            return chips[:2]
        return [chips[0], warning]

    @property
    def more_reasons(self) -> list[Chip]:
        first = self.first_reasons
        return [chip for chip in self.card.chips if chip not in first]

    @property
    def contact(self) -> Contact | None:
        return self.card.contact


def match_lines(page: Iterable[Match], user: User) -> list[MatchLine]:
    """In the order of the page; a fixed number of statements."""
    rows = list(page)
    made = cards.match_cards(rows, user)
    steps = deal_selectors.steps_of(rows, user)
    return [_line(card, steps[card.pk]) for card in made]


def _line(card: MatchCard, step: deal_selectors.Step) -> MatchLine:
    state = rules.state_of(step.standing)
    deal = reverse("exchange:deal", args=[step.deal.pk]) if step.deal else ""
    return MatchLine(
        card=card,
        state=state,
        state_text=_state_text(state, step.standing),
        tone=TONES.get(state, "plain"),
        acts=frozenset(str(act) for act in rules.acts_of(step.standing)),
        deal_url=deal,
        by_desk=step.by_desk,
    )


def _state_text(state: State, standing: rules.Standing) -> str:
    if state == State.ENDED:
        asked = standing.mine == "yes"
        return _("No answer came; it ended") if asked else _("Not answered in time")
    return {
        State.FOUND: "",
        State.TO_ANSWER: _("The other side is interested. And you?"),
        State.WAITING: _("You said yes; waiting for the other side"),
        State.INTRODUCED: _("You know each other now: what do you agree?"),
        State.DEAL_PROPOSED: _("Written down; not confirmed by both yet"),
        State.DEAL: _("Agreed"),
        State.VALUE: _("It brought something, confirmed by both"),
        State.TOLD: _("Confirmed, and told on"),
        State.DECLINED: _("You said: not for us"),
        State.DECLINED_BY_OTHER: _("The other side does not go on with this"),
        State.SNOOZED: _("You said: not now"),
    }[state]


@dataclass(frozen=True, slots=True)
class Amount:
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ValueCard:
    pk: int
    label: str
    amount: str
    gains: list[str]
    period: str
    source: str
    note: str
    signed: list[str]
    state: str  # "counts", "waits", "ended" or "taken back"
    correction: bool
    to_sign: list[str]  # sides for which this reader may sign
    may_correct: bool
    may_withdraw: bool
    by: str  # company that reported it


@dataclass(frozen=True, slots=True)
class DealCard:
    pk: int
    url: str
    title: str
    agreed: str
    state: str  # "waits", "agreed" or "ended"
    state_text: str
    tone: str
    period: str
    audience_text: str
    offer_name: str
    need_name: str
    version: int
    expected: list[Amount]
    to_sign: list[str]
    sides: list[str]
    signed: list[str]


def deal_card(deal: Deal, user: User, sides: list[str]) -> DealCard:
    state = _deal_state(deal)
    waits = [side for side in sides if state == "waits" and not deal.is_signed(side)]
    return DealCard(
        pk=deal.pk,
        url=reverse("exchange:deal", args=[deal.pk]),
        title=_("%(one)s and %(other)s")
        % {"one": deal.offer_company.name, "other": deal.need_company.name},
        agreed=deal.agreed,
        state=state,
        state_text=_deal_text(deal, state, waits),
        tone={"waits": "condition", "agreed": "yes"}.get(state, "plain"),
        period=_period(deal.starts_on, deal.ends_on),
        audience_text=who_may_see(deal.audience),
        offer_name=deal.offer_company.name,
        need_name=deal.need_company.name,
        version=deal.version,
        expected=[_amount(e.kind, e.per_year) for e in deal.expected.all()],
        to_sign=waits,
        sides=sides,
        signed=_signatures(deal, deal),
    )


def who_may_see(audience: str) -> str:
    return {
        "own": _("only the two of us"),
        "desk": _("the two of us and the desk"),
        "members": _("all members"),
        "neighbours": _("also neighbour collectives"),
        "public": _("everybody"),
    }[audience]


def _deal_state(deal: Deal) -> str:
    if deal.ended_at:
        return "ended"
    return "agreed" if deal.is_confirmed else "waits"


def _deal_text(deal: Deal, state: str, waits: list[str]) -> str:
    if state == "ended":
        return _("Ended: %(why)s") % {"why": deal.get_ended_why_display()}
    if state == "agreed":
        return _("Confirmed by both")
    return _("Waits for your confirmation") if waits else _("Waits for the other side")


def value_cards(values: Iterable[Value], deal: Deal, sides: list[str]) -> list[ValueCard]:
    rows = list(values)
    corrected = {row.corrects_id for row in rows if row.corrects_id and row.ended_at is None}
    return [_value_card(row, deal, sides, row.pk in corrected) for row in rows]


def _value_card(value: Value, deal: Deal, sides: list[str], corrected: bool) -> ValueCard:
    waits = value.confirmed_at is None and value.ended_at is None
    free = value.is_confirmed and value.corrects_id is None and not corrected
    return ValueCard(
        pk=value.pk,
        label=_kind(value.kind),
        amount=amount_text(value.kind, value.quantity),
        gains=_gains(value, deal),
        period=_period(value.period_start, value.period_end),
        source=_source(value),
        note=value.note,
        signed=_signatures(value, deal),
        state=_value_state(value),
        correction=value.corrects_id is not None,
        to_sign=[side for side in sides if waits and not value.is_signed(side)],
        may_correct=bool(sides) and free,
        may_withdraw=waits and value.proposed_by_side in sides,
        by=_company_name(deal, value.proposed_by_side),
    )


def _value_state(value: Value) -> str:
    if value.is_confirmed:
        return "counts"
    return "ended" if value.ended_at else "waits"


def _gains(value: Value, deal: Deal) -> list[str]:
    parts = [(deal.offer_company, value.offer_gain), (deal.need_company, value.need_gain)]
    return [f"{company.name}: {amount_text(value.kind, gain)}" for company, gain in parts if gain]


def _source(value: Value) -> str:
    if value.factor is None:
        return ""
    figures = {
        "amount": figure(value.factor_amount or Decimal(0)),
        "unit": value.factor_unit,
        "factor": figure(value.factor),
        "source": value.factor_source,
    }
    return _("%(amount)s %(unit)s x %(factor)s kg per unit (%(source)s)") % figures


def _signatures(row: Deal | Value, deal: Deal) -> list[str]:
    found = []
    for side in ("offer", "need"):
        at = getattr(row, f"{side}_signed_at")
        if at:
            values = {
                "company": _company_name(deal, side),
                "person": getattr(row, f"{side}_signed_name"),
                "day": formats.date_format(at, "j F Y"),
            }
            desk = getattr(row, f"{side}_by_desk")
            text = (
                _("%(company)s: the desk on its behalf (%(person)s), %(day)s")
                if desk
                else _("%(company)s: %(person)s, %(day)s")
            )
            found.append(text % values)
    return found


@dataclass(frozen=True, slots=True)
class TimelineStep:
    day: date
    text: str
    who: str


def timeline(deal: Deal, events: Iterable[DealEvent]) -> list[TimelineStep]:
    """The whole life, oldest first; it starts with the introduction."""
    found = []
    match = deal.match
    if match and match.introduced_at:
        found.append(TimelineStep(match.introduced_at.date(), _("Introduced to each other"), ""))
    events = list(events)
    parts = _changed_parts(deal, events)
    for event in events:
        who = _company_name(deal, event.side) if event.side else ""
        if event.by_name:
            who = f"{who}, {event.by_name}"
        if event.by_desk:
            who = _("%(who)s, for the company") % {"who": who}
        text = event.get_what_display().capitalize()
        if parts.get(event.pk):
            text = f"{text}: {', '.join(parts[event.pk])}"
        found.append(TimelineStep(event.at.date(), text, who))
    return found


def _changed_parts(deal: Deal, events: Sequence[DealEvent]) -> dict[int, tuple[str, ...]]:
    """Of each change which parts; both were written in one transaction, so they go in pairs."""
    changed = [event.pk for event in events if event.what == DealEvent.What.CHANGED]
    entries = changes.of_deal(deal) if changed else []
    return {pk: changes.changed_parts(entry) for pk, entry in zip(changed, entries, strict=False)}


@dataclass(frozen=True, slots=True)
class GuestCard:
    pk: int
    email: str
    came: bool


def guest_cards(guests: Iterable[DealGuest | ListingGuest]) -> list[GuestCard]:
    return [GuestCard(g.pk, g.email, g.user_id is not None) for g in guests]


def total_amounts(values: Iterable[Value]) -> list[Amount]:
    return [_amount(kind, sum_) for kind, sum_ in deal_selectors.totals(values).items()]


def _amount(kind: str, quantity: Decimal) -> Amount:
    return Amount(_kind(kind), amount_text(kind, quantity))


def _kind(kind: str) -> str:
    """Without the unit, which stands behind the amount."""
    words = str(ValueKind(kind).label).partition(" (")[0]
    return words[:1].upper() + words[1:]


def amount_text(kind: str, quantity: Decimal) -> str:
    if kind == ValueKind.MONEY:
        return euros(quantity)
    counted = {"people_days": _("days"), "hours": _("hours"), "knowledge": _("times")}
    return f"{figure(quantity)} {counted.get(kind) or UNIT_TEXT[kind]}"


def _period(start: date | None, end: date | None) -> str:
    words = {
        "start": formats.date_format(start, "j F Y") if start else "",
        "end": formats.date_format(end, "j F Y") if end else "",
    }
    if start and end:
        return _("%(start)s until %(end)s") % words
    if start:
        return _("from %(start)s") % words
    return _("until %(end)s") % words if end else ""


def _company_name(deal: Deal, side: str) -> str:
    company: Company = deal.offer_company if side == "offer" else deal.need_company
    return company.name
