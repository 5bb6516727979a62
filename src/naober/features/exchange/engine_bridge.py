"""Sentences in, structured listings and matches out: the only module that knows the engines.

What the matching engine is told of a listing is what all members may know of it. Where the name is
hidden: the names of its concepts for a text, rounded sizes, whole months, no place. Where how
much or the price is: none of that, and no word as typed. So nothing that comes out of the engine (a
reason, a score, an order, that there is a match at all) can give more away.
"""

import json
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from naober.engines import matching
from naober.engines.matching.neighbours import (
    CompanyActivity,
    NeighbourCode,
    NeighbourReason,
    Offer,
    neighbours,
)
from naober.engines.matching.problem import Amount, Bounds, Direction, Item
from naober.engines.matching.result import CONDITIONS, Reason, ReasonCode
from naober.engines.understanding import Sentence, Understanding, understand
from naober.features.exchange import index
from naober.features.exchange.facts import BAR, DEGREES, one_digit, to_step
from naober.features.exchange.models import Listing
from naober.features.exchange.names import concept_names, in_both_languages, lexicon, main_concepts
from naober.files.listings import Given, item_from_understanding, ordered
from naober.files.reasons import describe
from naober.foundation.audience.levels import FieldGroup, Level, at_least
from naober.foundation.audience.models import GROUPS
from naober.foundation.members.models import Company
from naober.foundation.members.readers import groups_with
from naober.lexicon import Dimension

__all__ = ["concept_names", "lexicon", "main_concepts"]  # named here too, for who asks the bridge

_STOPS = (
    ReasonCode.PERIOD_PARTLY,
    ReasonCode.CERTIFICATE_MISSING,
    ReasonCode.OUTSIDE_RADIUS,
    ReasonCode.TOO_LITTLE,
    ReasonCode.COMPOSITION_DIFFERS,
)
_PLAIN = (ReasonCode.NEARBY, ReasonCode.DISTANCE, ReasonCode.SIMILAR_WORDS)
_ABOUT = frozenset(
    {
        ReasonCode.SAME_CONCEPT,
        ReasonCode.SAME_BY_OTHER_NAME,
        ReasonCode.NARROWER,
        ReasonCode.BROADER,
        ReasonCode.SERVES_AS,
        ReasonCode.CAN_BE_MADE_FROM,
    }
)
MIN_SCORE = 0.15
MAX_MATCHES = 50
MAX_NAMED = 200
MAX_SILENT = 3
MIN_SILENT_SCORE = 0.2

_ITEM_COLUMNS = ("company_id", "audience", *GROUPS, "expires_on", "item")
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A listing on the other side, by id, with the engine's reasons as plain JSON."""

    listing_id: int
    score: float
    conditional: bool
    reasons: list[Json]


@dataclass(frozen=True, slots=True)
class Silent:
    """A company that posted nothing and may fit, by id."""

    company_id: int
    chips: list["Chip"]


@dataclass(frozen=True, slots=True)
class Chip:
    """One reason in words; tone is "yes", "info", "condition" or "stop"."""

    text: str
    tone: str


def warm_up() -> None:
    """Read the lexicon and build what the engines keep of it, so that nobody waits for it while
    typing. Touches no database."""
    lexicon().warm()
    today = date(2026, 1, 1)
    found = understand(Sentence("Wij zoeken 10 ton hout per week", today, lexicon()))
    need = item_from_understanding(found, id="1", company="1", direction=Direction.NEED)
    offer = replace(need, id="2", company="2", direction=Direction.OFFER)
    matching.index_terms(offer, lexicon())
    matching.matches_for(need, (offer,), lexicon(), today=today)
    companies = [CompanyActivity("1", "spaanplaatfabriek")]
    neighbours([Offer("2", "2", offer.text, offer.concepts)], companies, lexicon=lexicon())


def read_sentence(listing: Listing, today: date) -> None:
    """Fill the columns of a listing, saved or not, with what its text says.

    A direction that was chosen stays; an empty one is read from the text and stays empty when the
    text does not tell.
    """
    found = understand(Sentence(listing.text, today, lexicon(), listing.direction or None))
    listing.understanding = json.loads(json.dumps(asdict(found), default=str))
    listing.language = found.language
    listing.kind = found.kind or ""
    if not listing.direction and found.direction in {"offer", "need"}:
        listing.direction = str(found.direction)
    _place(listing, found)
    if listing.direction:
        item = _item(listing, found)
        listing.item = {**_item_as_json(item), "rough": _rough_amount(item, found)}
    listing.public_words = _public_words(listing)


def _place(listing: Listing, found: Understanding) -> None:
    """Where the sentence says, else where the site is."""
    said, site = found.place, listing.site
    listing.place = said.name if said else (site.place if site else "")
    listing.latitude = said.latitude if said else (site.latitude if site else None)
    listing.longitude = said.longitude if said else (site.longitude if site else None)


def _item(listing: Listing, found: Understanding) -> Item:
    return item_from_understanding(
        found,
        id=str(listing.pk or 0),
        company=str(listing.company_id or ""),
        direction=Direction(listing.direction),
        given=Given(latitude=listing.latitude, longitude=listing.longitude),
        lexicon=lexicon(),
    )


def _public_words(listing: Listing) -> str:
    names = in_both_languages(main_concepts(listing.understanding))
    readable = [listing.text] if listing.whole_level == listing.audience else []
    if listing.audience_who == listing.audience:
        readable.append(listing.place)
    return " ".join([*readable, names]).strip().lower()


def index_terms(listing: Listing) -> dict[str, float]:
    """What the index may know of a listing: nothing when it is not for others."""
    if not listing.is_shared or not listing.is_open or not listing.item:
        return {}
    terms = matching.index_terms(as_others_know_it(listing), lexicon())
    return {term.key: term.weight for term in terms}


def find_matches(listing: Listing, today: date, *, also_own: Q | None = None) -> list[Found]:
    """The open listings of other companies that fit one listing, saved or not, best first.

    Four statements for any number of listings: term frequencies, postings, candidates, and those
    that are for a group the company is in. `also_own` are listings of the company itself that are
    to be met all the same: to leave them out would tell a reader that they are its own.
    """
    if not listing.item:
        return []
    item = as_others_know_it(listing)
    if also_own is not None:
        item = replace(item, company="")  # the engine passes over what is of one company
    others = _candidates(listing, item, today, also_own).only(*_ITEM_COLUMNS)
    items = tuple(as_others_know_it(other) for other in others.order_by("pk"))
    found = matching.matches_for(item, items, lexicon(), today=today)
    return [_found(match, item) for match in found if match.score >= MIN_SCORE][:MAX_MATCHES]


def _candidates(
    listing: Listing, item: Item, today: date, also_own: Q | None
) -> QuerySet[Listing, Listing]:
    open_ones = Listing.objects.open(today)
    shared = Q(pk__in=candidate_ids(item, today), audience__in=at_least(Level.MEMBERS))
    groups = groups_with([listing.company_id])
    named = open_ones.filter(audience=Level.NAMED, audience_group__in=groups).exclude(
        direction=listing.direction
    )
    newest = list(named.order_by("-created_at", "-pk").values_list("pk", flat=True)[:MAX_NAMED])
    others = ~Q(company=listing.company_id)
    return open_ones.filter(
        shared | Q(pk__in=newest), others if also_own is None else others | also_own
    )


def candidate_ids(item: Item, today: date) -> list[int]:
    """The listings that share most with an item, through the index in the database: two
    statements, of which the engine's budget bounds what they read."""
    terms = matching.query_terms(item, lexicon())
    known = index.frequencies([term.key for term in terms])
    chosen = matching.select_terms(terms, known.listings_by_term, documents=known.listings)
    asked = {known.ids[term.key]: term.weight for term in chosen}
    return [candidate.listing_id for candidate in index.candidates(asked, today)]


def _found(match: matching.Match, item: Item) -> Found:
    other = match.need if item.direction == Direction.OFFER else match.offer
    reasons = [{"code": str(r.code), "values": dict(r.values)} for r in match.reasons]
    return Found(int(other), round(match.score, 4), match.conditional, reasons)


def as_others_know_it(listing: Listing) -> Item:
    """What the engine is told of a listing: all, or what every member may know of it."""
    item = replace(
        _item_from_json(listing.item),
        id=str(listing.pk or 0),
        company=str(listing.company_id or ""),
        expires=listing.expires_on,
    )
    if listing.tells_members():
        return item
    rough = listing.item.get("rough")
    known = _veiled(item, rough) if listing.is_veiled else _without_words(item)
    return _without_sizes(known, listing)


def _without_sizes(item: Item, listing: Listing) -> Item:
    """A sum of money is a price, every other size says how much."""
    known = {group: listing.tells_members(group) for group in (FieldGroup.AMOUNT, FieldGroup.PRICE)}
    money = item.amount is not None and item.amount.dimension == Dimension.MONEY
    told = known[FieldGroup.PRICE if money else FieldGroup.AMOUNT]
    return replace(
        item,
        amount=item.amount if told else None,
        power=item.power if known[FieldGroup.AMOUNT] else None,
    )


def _without_words(item: Item) -> Item:
    """With its name and place, and no word as it was typed: one of them may be what is hidden."""
    return replace(
        item, text=in_both_languages(item.concepts), context=(), composition=(), named=()
    )


def _rough_amount(item: Item, found: Understanding) -> Json | None:
    """The amount that others are told, in the engine's measure: rounded as it was said, just as
    its card shows it. Rounded once more a year, the two together would say more than each."""
    for said in (found.quantity, found.flow):
        if item.amount and said and said.dimension == item.amount.dimension:
            whole, words = item.amount.bounds, ordered(said.low, said.high)
            return {
                "low": _as_rounded(whole.low, words.low),
                "high": _as_rounded(whole.high, words.high),
            }
    return None


def _as_rounded(value: float | None, said: float | None) -> float | None:
    rounded = one_digit(said)
    return value * rounded / said if value and said and rounded else one_digit(value)


def _veiled(item: Item, rough: Mapping[str, Any] | None) -> Item:
    """A confidential item: concepts, rounded sizes, whole months. What is not named here, such
    as words as typed and the place, stays out; so does any field that an Item may get later."""
    return Item(
        id=item.id,
        company=item.company,
        direction=item.direction,
        text=in_both_languages(item.concepts),
        concepts=item.concepts,
        kind=item.kind,
        amount=item.amount and replace(item.amount, bounds=_rounded(item.amount.bounds, rough)),
        temperature=_stepped(item.temperature, DEGREES),
        pressure=_stepped(item.pressure, BAR),
        power=item.power and _rounded(item.power, None),
        start=item.start and item.start.replace(day=1),
        end=item.end and item.end.replace(day=monthrange(item.end.year, item.end.month)[1]),
        expires=item.expires,
        certificates=item.certificates,
    )


def _rounded(bounds: Bounds, rough: Mapping[str, Any] | None) -> Bounds:
    if rough:
        return Bounds(**rough)
    return Bounds(one_digit(bounds.low), one_digit(bounds.high))


def _stepped(bounds: Bounds | None, step: float) -> Bounds | None:
    """As the card shows it, see `facts`."""
    return bounds and Bounds(to_step(bounds.low, step), to_step(bounds.high, step))


def _item_as_json(item: Item) -> Json:
    made: Json = json.loads(json.dumps(asdict(item), default=str))
    return made


def _item_from_json(stored: Mapping[str, Any]) -> Item:
    amount = stored["amount"]
    return Item(
        id=stored["id"],
        company=stored["company"],
        direction=Direction(stored["direction"]),
        text=stored["text"],
        concepts=tuple(stored["concepts"]),
        context=tuple(stored["context"]),
        kind=stored["kind"],
        amount=amount
        and Amount(Bounds(**amount["bounds"]), amount["dimension"], amount["per_year"]),
        temperature=_bounds(stored["temperature"]),
        pressure=_bounds(stored["pressure"]),
        power=_bounds(stored["power"]),
        latitude=stored["latitude"],
        longitude=stored["longitude"],
        radius_km=stored["radius_km"],
        start=_day(stored["start"]),
        end=_day(stored["end"]),
        expires=_day(stored["expires"]),
        certificates=tuple(stored["certificates"]),
        composition=tuple((name, Bounds(**bounds)) for name, bounds in stored["composition"]),
        named=tuple((concept, words) for concept, words in stored["named"]),
    )


def _bounds(stored: Mapping[str, Any] | None) -> Bounds | None:
    return Bounds(**stored) if stored else None


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def reason_chips(reasons: Iterable[Mapping[str, Any]], language: str) -> list[Chip]:
    """Reasons as stored, in words, each with its tone.

    A code of an older version is left out, and so are shared words beside a shared concept.
    """
    known = [r for r in reasons if r["code"] in ReasonCode._value2member_map_]
    if any(r["code"] in _ABOUT for r in known):
        known = [r for r in known if r["code"] != ReasonCode.SIMILAR_WORDS]
    made = [Reason(ReasonCode(r["code"]), tuple(r["values"].items())) for r in known]
    return [Chip(describe(r, lexicon(), language), _tone(r.code)) for r in made]


def _tone(code: ReasonCode) -> str:
    if code in CONDITIONS:
        return "condition"
    return {**dict.fromkeys(_STOPS, "stop"), **dict.fromkeys(_PLAIN, "info")}.get(code, "yes")


def silent_neighbours(
    listing: Listing, companies: QuerySet[Company, Company], language: str
) -> list[Silent]:
    """Which of these companies, that posted nothing, usually take what this listing offers.

    Practice elsewhere knows where streams go, not where they come from: a need finds none.
    """
    concepts = tuple(main_concepts(listing.understanding))
    if listing.direction != "offer" or not concepts:
        return []
    offer = Offer("0", f"company {listing.company_id}", listing.text, concepts)
    rows = companies.values_list("pk", "activity", "activity_code")
    described = [CompanyActivity(str(pk), activity or code) for pk, activity, code in rows]
    found = neighbours([offer], described, top=MAX_SILENT, lexicon=lexicon())
    return [
        Silent(int(one.company), [_practice_chip(one.reasons[0], language)])
        for one in found.neighbours
        if one.score >= MIN_SILENT_SCORE
    ]


def _practice_chip(reason: NeighbourReason, language: str) -> Chip:
    values = {name: _name(value, language) for name, value in reason.values}
    if reason.code == NeighbourCode.PRECEDENT:
        use = values[f"use_{language}"]
        said = _("elsewhere %(concept)s goes from %(giver)s to %(receiver)s") % values
        return Chip(f"{said} ({use})" if use else said, "info")
    if reason.code == NeighbourCode.CAN_SERVE_AS:
        return Chip(_("%(offer)s can serve as %(concept)s, which they often take") % values, "info")
    return Chip(_("a company of this kind often takes %(concept)s") % values, "info")


def _name(id: str, language: str) -> str:
    """The name of a concept or a trade; other words as they are."""
    known = lexicon()
    found = known.concepts.get(id) or known.activities.get(id)
    return id if found is None else (found.nl if language == "nl" else found.en)
