"""The inverted index of listings in the database: which listings share the most telling terms?

It holds only what others may know: of a listing for its own company nothing, of a confidential one
the terms of its concepts. The terms, their weights and the choice of those worth looking up come
from the matching engine; here they are stored, counted and added up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models import F

from naober.features.exchange.models import Listing, ListingTerm, TermFrequency
from naober.features.exchange.text_ids import ids_of

# The number of listings stands as the frequency of this term, which has no postings.
EVERY_LISTING = "*"
MAX_QUERY_TERMS = 40
MAX_CANDIDATES = 200
_TERM_LENGTH = 100
_BATCH = 2_000

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    listing_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How many listings carry each known term, the rows of these terms, and how many listings
    there are at all."""

    listings_by_term: Mapping[str, int]
    ids: Mapping[str, int]
    listings: int


@transaction.atomic
def store(listing: Listing, weights: Weights) -> None:
    """Replace what the index says of one listing. {} takes it out."""
    remove(listing)
    if weights:
        store_many([(listing, weights)])


@transaction.atomic
def remove(listing: Listing) -> None:
    every = _wait_for_turn()
    postings = ListingTerm.objects.filter(listing=listing)
    terms = list(postings.values_list("term", flat=True))
    if terms:
        postings.delete()
        _count([*terms, every], -1)


@transaction.atomic
def store_many(rows: Sequence[tuple[Listing, Weights]]) -> None:
    """Add listings of which the index holds nothing yet; those without terms are left out."""
    every = _wait_for_turn()
    usable = [(listing, _usable(weights)) for listing, weights in rows if _usable(weights)]
    ids = ids_of(sorted({term for _, weights in usable for term in weights}), TermFrequency, "term")
    postings = [
        ListingTerm(
            listing=listing, term_id=ids[term], expires_on=listing.expires_on, weight=weight
        )
        for listing, weights in usable
        for term, weight in weights.items()
    ]
    ListingTerm.objects.bulk_create(postings, batch_size=_BATCH)
    _count_all([weights for _, weights in usable], ids)
    _count([every], len(usable))


def frequencies(terms: Sequence[str]) -> Frequencies:
    """One statement, however many listings there are."""
    asked = [EVERY_LISTING, *terms]
    rows = TermFrequency.objects.filter(term__in=asked).values_list("term", "pk", "listings")
    found = {term: (id, listings) for term, id, listings in rows}
    _, listings = found.pop(EVERY_LISTING, (0, 0))
    return Frequencies(
        {term: count for term, (_, count) in found.items()},
        {term: id for term, (id, _) in found.items()},
        listings,
    )


def candidates(asked: Mapping[int, float], today: date) -> list[Candidate]:
    """The open listings that share most with a query, best first; `asked` is term id -> weight.

    One statement, answered from one index alone; what it reads is bounded by the engine's budget.
    """
    heaviest = dict(sorted(asked.items(), key=lambda pair: (-pair[1], pair[0]))[:MAX_QUERY_TERMS])
    if not heaviest:
        return []
    sql, arguments = candidate_query(heaviest, today, MAX_CANDIDATES)
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return [Candidate(listing_id, score) for listing_id, score in cursor.fetchall()]


def candidate_query(
    asked: Mapping[int, float], today: date, limit: int
) -> tuple[str, list[str | float]]:
    """The statement and its arguments; apart, so that its plan can be looked at."""
    rows = ", ".join(["(%s, %s)"] * len(asked))
    sql = (
        f"WITH asked (term_id, weight) AS (VALUES {rows}) "
        "SELECT posting.listing_id, SUM(posting.weight * asked.weight) AS score "
        f"FROM asked JOIN {ListingTerm._meta.db_table} posting "
        "ON posting.term_id = asked.term_id AND posting.expires_on >= %s "
        "GROUP BY posting.listing_id ORDER BY score DESC, posting.listing_id DESC LIMIT %s"
    )
    arguments: list[str | float] = [value for row in asked.items() for value in row]
    return sql, [*arguments, today.isoformat(), limit]


def _usable(weights: Weights) -> dict[str, float]:
    return {t: w for t, w in weights.items() if t and len(t) <= _TERM_LENGTH and w > 0}


def _count_all(listings: list[dict[str, float]], ids: Mapping[str, int]) -> None:
    """Add the terms of these listings to the frequencies, one statement per distinct count."""
    counts: dict[str, int] = {}
    for weights in listings:
        for term in weights:
            counts[term] = counts.get(term, 0) + 1
    terms_by_count: dict[int, list[int]] = {}
    for term, count in counts.items():
        terms_by_count.setdefault(count, []).append(ids[term])
    for count, terms in terms_by_count.items():
        _count(terms, count)


def _count(terms: list[int], step: int) -> None:
    for start in range(0, len(terms), 500):
        part = TermFrequency.objects.filter(pk__in=terms[start : start + 500])
        part.update(listings=F("listings") + step)


def _wait_for_turn() -> int:
    """Writers of the index go one by one, by a lock on one row: counts stay right, no deadlock."""
    TermFrequency.objects.bulk_create([TermFrequency(term=EVERY_LISTING)], ignore_conflicts=True)
    return TermFrequency.objects.select_for_update().get(term=EVERY_LISTING).pk
