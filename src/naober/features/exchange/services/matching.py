"""What fits a listing, made anew whenever it changes; and what is never asked again.

A question is: these two companies, about these concepts. Who said no to it, or nothing, is not
asked it again: not when a word of the sentence changes, and not about another listing that says
the same, as long as both names may be read (of a hidden one an absence would tell whose it is).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Q
from django.utils import timezone

from naober.features.exchange import engine_bridge, rules
from naober.features.exchange.engine_bridge import Found
from naober.features.exchange.models import Interest, Listing, Match
from naober.features.exchange.services import lessons


@dataclass(frozen=True, slots=True)
class Other:
    """What is needed of a listing that was found."""

    company: int
    kind: str
    concepts: tuple[str, ...]
    veiled: bool


def refresh_matches(listing: Listing) -> None:
    """Make this listing's matches anew. Those that somebody answered stay, whatever the engine
    says now, but without its old reasons: these may say more than the listing does today."""
    found = engine_bridge.find_matches(listing, timezone.localdate())
    others = _others([f.listing_id for f in found])
    _forget_what_does_not_fit(listing, [f.listing_id for f in found])
    keys = {f.listing_id: _key(listing, f.listing_id, others[f.listing_id]) for f in found}
    _ask_anew(listing, keys)
    settled = _settled(listing, keys, others)
    rows = [
        match_row(listing, f, others[f.listing_id].company, others[f.listing_id].concepts)
        for f in found
        if f.listing_id not in settled
    ]
    Match.objects.bulk_create(
        lessons.weigh(rows, _kinds(listing, others)),
        update_conflicts=True,
        unique_fields=["offer", "need"],
        update_fields=[
            "score",
            "conditional",
            "reasons",
            "offer_concept",
            "need_concept",
            "offer_weight",
            "need_weight",
        ],
    )


def match_row(
    listing: Listing, found: Found, other_company: int, other_concepts: tuple[str, ...] = ()
) -> Match:
    mine, other = listing.direction, rules.opposite(listing.direction)
    firsts = {mine: _first(concepts_of(listing)), other: _first(other_concepts)}
    fallback = (firsts["offer"], firsts["need"])
    offer_concept, need_concept = lessons.concept_pair(found.reasons, fallback)
    return Match(
        **{
            f"{mine}_id": listing.pk,
            f"{other}_id": found.listing_id,
            f"{mine}_company_id": listing.company_id,
            f"{other}_company_id": other_company,
        },
        score=found.score,
        conditional=found.conditional,
        reasons=found.reasons,
        offer_concept=offer_concept,
        need_concept=need_concept,
    )


def concepts_of(listing: Listing) -> tuple[str, ...]:
    return tuple(listing.item.get("concepts", ())) if listing.item else ()


def question_of(match: Match) -> str:
    """The question that a match asks, to be remembered when it is answered with no."""
    other = Other(
        match.need_company_id, match.need.kind, concepts_of(match.need), match.need.is_veiled
    )
    return _key(match.offer, match.need_id, other)


def _first(concepts: tuple[str, ...]) -> str:
    return concepts[0][:100] if concepts else ""


def _others(ids: Iterable[int]) -> dict[int, Other]:
    fields = ("pk", "company_id", "kind", "item", "audience", "audience_who", "is_reply")
    rows = Listing.objects.filter(pk__in=list(ids)).only(*fields)
    return {
        row.pk: Other(row.company_id, row.kind, concepts_of(row), row.is_veiled) for row in rows
    }


def _kinds(listing: Listing, others: Mapping[int, Other]) -> dict[int, str]:
    return {listing.pk: listing.kind, **{pk: other.kind for pk, other in others.items()}}


def _key(listing: Listing, other_pk: int, other: Other) -> str:
    """Without concepts nothing tells that two listings say the same: then it is this pair only."""
    mine = (listing.company_id, sorted(concepts_of(listing)) or listing.pk)
    theirs = (other.company, sorted(other.concepts) or other_pk)
    both = (mine, theirs) if listing.direction == "offer" else (theirs, mine)
    return sha256(repr(both).encode()).hexdigest()


def _forget_what_does_not_fit(listing: Listing, ids: list[int]) -> None:
    other = rules.opposite(listing.direction)
    gone = Match.objects.filter(Q(offer=listing) | Q(need=listing)).exclude(**{f"{other}__in": ids})
    gone.exclude(interests=None).update(reasons=[])
    gone.filter(interests=None).delete()


def _ask_anew(listing: Listing, keys: Mapping[int, str]) -> None:
    """What is about other concepts now than when somebody said no is another question."""
    mine = Match.objects.filter(Q(offer=listing) | Q(need=listing), introduced_at=None)
    other = f"{rules.opposite(listing.direction)}_id"
    asked = mine.exclude(asked="").values_list("pk", other, "asked")
    anew = [pk for pk, found, key in asked if found in keys and keys[found] != key]
    if anew:
        Interest.objects.filter(match__in=anew).delete()
        Match.objects.filter(pk__in=anew).update(asked="", ended_at=None)


def _settled(listing: Listing, keys: Mapping[int, str], others: Mapping[int, Other]) -> set[int]:
    """The listings of which the same question was asked already, about another listing."""
    if listing.is_veiled:
        return set()
    open_keys = {keys[pk] for pk, other in others.items() if not other.veiled}
    said = Match.objects.filter(asked__in=open_keys).exclude(Q(offer=listing) | Q(need=listing))
    over = Q(interests__answer="no", interests__reason__in=rules.SETTLING_REASONS)
    rows = said.filter(over | Q(ended_at__isnull=False)).select_related("offer", "need")
    known = {row.asked for row in rows if not (row.offer.is_veiled or row.need.is_veiled)}
    return {pk for pk, other in others.items() if not other.veiled and keys[pk] in known}
