"""What one person may see of a listing or a match: the only values that pages and the API show.

A `Listing` never reaches a template of somebody else's page. A card is made of it for one reader,
of the field groups that this reader may know (see `foundation.audience`). Who may not know all of
them reads no word as it was typed: what it is about, in the lexicon's words, and what is readable.
Where the name is hidden it is "a company in the region". Not how far away: whoever moves their own
site and looks again, or compares with a colleague elsewhere, would find the place.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naober.features.exchange import deal_selectors, engine_bridge, facts, rules, selectors, sharing
from naober.features.exchange.engine_bridge import Chip
from naober.features.exchange.facts import Fact
from naober.features.exchange.models import Direction, Kind, Listing, Match
from naober.foundation.audience.crowd import describe
from naober.foundation.audience.levels import FieldGroup
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import Who


@dataclass(frozen=True, slots=True)
class Card:
    """A listing as one reader may see it. `title` is the company or the words for a hidden one."""

    pk: int
    url: str
    title: str
    company_pk: int | None  # None when hidden
    company_url: str
    direction: str
    direction_text: str
    kind: str
    kind_text: str
    text: str  # as typed; of a hidden listing what it is about
    about: str  # the names of its concepts
    place: str
    language: str
    facts: list[Fact]
    hidden: bool  # this reader may not know who it is
    own: bool
    sharing: str  # on one's own: who may see it, and what of it only some may
    by_desk: bool  # placed by the desk for the company; not said where the name is hidden
    reference: str
    state: str  # "open", "expired" or "closed"
    expires_on: date


@dataclass(frozen=True, slots=True)
class Contact:
    """Shown to each other after a mutual yes."""

    company: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class MatchCard:
    """A match seen from one's own side. `turn` is one of TURNS."""

    pk: int
    side: str
    mine: Card
    other: Card
    chips: list[Chip]
    conditional: bool
    turn: str
    turn_text: str
    introduced: bool
    contact: Contact | None
    my_answer: str = ""


TURNS = ("answer", "new", "introduced", "waiting", "declined")


def listing_cards(listings: Iterable[Listing]) -> list[Card]:
    """Cards of listings that were read `with_rights`: no statement for any number of them."""
    return [card_of(row) for row in listings]


def card_of(listing: Listing) -> Card:
    known = {group for group in FieldGroup.values if listing.may_read(group)}
    hidden, whole = FieldGroup.WHO not in known, known >= facts.ALL
    language = get_language() or "nl"
    about = engine_bridge.concept_names(listing, language)
    return Card(
        pk=listing.pk,
        url=reverse("exchange:listing", args=[listing.pk]) if listing.pk else "",
        title=hidden_title() if hidden else listing.company.name,
        company_pk=None if hidden else listing.company_id,
        company_url="" if hidden else listing.company.get_absolute_url(),
        direction=listing.direction,
        direction_text=direction_text(listing.direction),
        kind=listing.kind,
        kind_text=str(Kind(listing.kind).label) if listing.kind else "",
        text=listing.text if whole else _veiled_text(listing, about, known),
        about=about,
        place="" if hidden else listing.place,
        language=listing.language if whole else "",
        facts=facts.facts_of(listing, engine_bridge.lexicon(), known),
        hidden=hidden,
        own=listing.is_own,
        sharing=sharing.in_words(listing) if listing.is_own else "",
        by_desk=listing.entered_by_desk and not hidden,
        reference=listing.reference if listing.is_own else "",
        state=state_of(listing),
        expires_on=listing.expires_on,
    )


def hidden_title() -> str:
    """Nothing finer is said of a hidden company, so there is nothing to count (see 0008)."""
    return describe((), otherwise=_("A company in the region"))


def direction_text(direction: str) -> str:
    return _("brings") if direction == Direction.OFFER else _("seeks")


def state_of(listing: Listing) -> str:
    if listing.closed_at:
        return "closed"
    return "expired" if listing.is_expired else "open"


def _veiled_text(listing: Listing, about: str, known: Set[str]) -> str:
    """What it is about and what else is readable: never the sentence with gaps in it."""
    told, rough = facts.told_of(listing.understanding, known), FieldGroup.WHO not in known
    amount = facts.amount_words(told, engine_bridge.lexicon(), rough=rough)
    kind = str(Kind(listing.kind).label) if listing.kind else _("something else")
    return ", ".join(part for part in (about or kind, amount) if part)


def match_cards(matches: Iterable[Match], user: Who) -> list[MatchCard]:
    """Cards of matches from `selectors.matches_of`: a fixed number of statements a page."""
    rows = list(matches)
    ids = {pk for row in rows for pk in (row.offer_id, row.need_id)}
    listings = Listing.objects.filter(pk__in=ids).with_rights(user)
    by_id = {row.pk: row for row in listings.select_related("company", "site")}
    met = [by_id[_other(row).pk] for row in rows if row.introduced_at is not None]
    people = deal_selectors.contacts_for({(one.company_id, one.kind) for one in met})
    return [_match_card(row, by_id, people) for row in rows]


def _other(row: Match) -> Listing:
    """Only ids are read from it."""
    other = rules.opposite(row.my_side)
    return Listing(pk=getattr(row, f"{other}_id"), company_id=getattr(row, f"{other}_company_id"))


def _match_card(
    row: Match, by_id: dict[int, Listing], people: dict[tuple[int, str], User]
) -> MatchCard:
    other = by_id[_other(row).pk]
    mine = by_id[row.offer_id if row.my_side == Direction.OFFER else row.need_id]
    theirs, introduced = card_of(other), row.introduced_at is not None
    turn = _turn(row)
    return MatchCard(
        pk=row.pk,
        side=row.my_side,
        mine=card_of(mine),
        other=theirs,
        chips=engine_bridge.reason_chips(row.reasons, get_language() or "nl"),
        conditional=row.conditional,
        turn=turn,
        turn_text=_turn_text(turn, row.my_answer),
        introduced=introduced,
        contact=_contact(theirs, people.get((other.company_id, other.kind)))
        if introduced
        else None,
        my_answer=row.my_answer or "",
    )


def _turn(row: Match) -> str:
    return ("answer", "new", "introduced", "waiting", "declined")[row.turn]


def _turn_text(turn: str, my_answer: str | None) -> str:
    return {
        "answer": _("The other side is interested. And you?"),
        "new": _("New: nobody answered yet"),
        "introduced": _("Introduced: you know each other now"),
        "waiting": _("You said yes; waiting for the other side"),
        "declined": _("You said: not for us")
        if my_answer == "no"
        else _("The other side does not go on with this"),
    }[turn]


def _contact(card: Card, person: User | None) -> Contact:
    name, email = (str(person), person.email) if person else ("", "")
    return Contact(card.title, name, email)


@dataclass(frozen=True, slots=True)
class FoundCard:
    """What the preview shows of a listing that may fit."""

    card: Card
    chips: list[Chip]
    conditional: bool


def found_cards(found: Iterable[engine_bridge.Found], user: User) -> list[FoundCard]:
    """In the engine's order; what this person may not see is left out."""
    best = list(found)
    visible = Listing.objects.visible_to(user).filter(pk__in=[f.listing_id for f in best])
    rows = visible.with_rights(user).select_related("company", "site")
    cards = {card.pk: card for card in listing_cards(rows)}
    language = get_language() or "nl"
    return [
        FoundCard(
            cards[f.listing_id], engine_bridge.reason_chips(f.reasons, language), f.conditional
        )
        for f in best
        if f.listing_id in cards
    ]


@dataclass(frozen=True, slots=True)
class SilentCard:
    """A neighbour that posted nothing about this, whose trade usually takes it."""

    title: str
    url: str
    activity: str
    place: str
    chips: list[Chip]


def silent_cards(listing: Listing, user: User, found: Iterable[FoundCard]) -> list[SilentCard]:
    """Without the companies that were found by name. One that was found with its name hidden may
    turn up here too: to leave it out would tell who it is."""
    named = {one.card.company_pk for one in found if one.card.company_pk}
    visible = selectors.silent_companies(user, listing.company, named)
    silent = engine_bridge.silent_neighbours(listing, visible, get_language() or "nl")
    shown = visible.filter(pk__in=[one.company_id for one in silent])
    companies = {company.pk: company for company in shown.prefetch_related("sites")}
    return [_silent_card(companies[one.company_id], one.chips) for one in silent]


def _silent_card(company: Company, chips: list[Chip]) -> SilentCard:
    site = next(iter(company.sites.all()), None)
    return SilentCard(
        company.name,
        company.get_absolute_url(),
        company.activity_text,
        site.place if site else "",
        chips,
    )
