import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from naober.features.exchange import index
from naober.features.exchange.models import Interest, Listing, ListingTerm, Match, TermFrequency
from naober.features.exchange.tests.factories import ListingFactory, MatchFactory

TERMS = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.1, 1), max_size=5)


def frequencies():
    counts = TermFrequency.objects.filter(listings__gt=0)
    return dict(counts.values_list("term", "listings"))


def counted():
    """The same from the postings themselves."""
    found = {}
    for _listing, term in ListingTerm.objects.values_list("listing", "term__term"):
        found[term] = found.get(term, 0) + 1
    listings = ListingTerm.objects.values("listing").distinct().count()
    return found | ({index.EVERY_LISTING: listings} if listings else {})


class TestFrequencies(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 3), TERMS), max_size=12))
    def test_they_are_what_the_postings_say_whatever_was_stored_and_removed(self, steps):
        listings = ListingFactory.create_batch(4)
        for which, weights in steps:
            index.store(listings[which], weights)
            assert frequencies() == counted()

    @settings(max_examples=25, deadline=None)
    @given(st.lists(TERMS, max_size=6), TERMS)
    def test_candidates_are_the_brute_force_ones(self, stored, query):
        rows = [(ListingFactory(), weights) for weights in stored]
        index.store_many(rows)
        known = index.frequencies(list(query)).ids
        asked = {known[term]: weight for term, weight in query.items() if term in known}
        found = index.candidates(asked, timezone.localdate())
        brute = {
            listing.pk: sum(query[t] * w for t, w in weights.items() if t in query)
            for listing, weights in rows
        }
        assert {c.listing_id: round(c.score, 6) for c in found} == {
            pk: round(score, 6) for pk, score in brute.items() if score
        }
        assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


@pytest.mark.django_db
def test_the_candidates_come_from_the_index_alone_and_not_from_a_scan():
    index.store_many([(ListingFactory(), {"a": 1.0, "b": 0.5}) for _ in range(30)])
    ids = index.frequencies(["a", "b"]).ids
    sql, arguments = index.candidate_query({ids["a"]: 1.0, ids["b"]: 1.0}, timezone.localdate(), 9)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Thirty rows fit in one page, and what is known of the table may be of an older test.
            # The other index, which keeps one row a pair, would do for so few as well.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE exchange_listingterm DROP CONSTRAINT one_posting_per_term")
            cursor.execute("ANALYZE exchange_listingterm")
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
            # For so few a look-up term by term is not worth it; it is for a hundred thousand.
            cursor.execute("SET LOCAL enable_hashjoin = off")
            cursor.execute("SET LOCAL enable_mergejoin = off")
        explain = "EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
        cursor.execute(explain + sql, arguments)
        plan = str(cursor.fetchall())
    assert "listing_term_postings" in plan
    assert "SCAN posting" not in plan
    assert "Seq Scan on exchange_listingterm" not in plan


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        lambda: ListingFactory(text=""),
        lambda: ListingFactory(direction="both"),
        lambda: Listing.objects.filter(pk=ListingFactory().pk).update(audience="nobody"),
        lambda: Listing.objects.filter(pk=ListingFactory().pk).update(audience_who="public"),
        lambda: Listing.objects.filter(pk=ListingFactory().pk).update(audience_price="named"),
        lambda: Listing.objects.filter(pk=ListingFactory().pk).update(reply_is_open=True),
        lambda: ListingFactory(kind="magic"),
        lambda: ListingFactory(latitude=91, longitude=6),
        lambda: ListingFactory(latitude=52, longitude=None),
        lambda: MatchFactory(score=1.5),
        lambda: (m := MatchFactory()) and MatchFactory(offer=m.offer, need=m.need),
        lambda: Interest.objects.create(match=MatchFactory(), side="both", answer="yes"),
        lambda: Interest.objects.create(match=MatchFactory(), side="need", answer="eh"),
        lambda: Interest.objects.create(
            match=MatchFactory(), side="need", answer="yes", reason="quality"
        ),
        lambda: TermFrequency.objects.create(term=""),
    ],
)
def test_the_database_refuses_nonsense(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        wrong()


@pytest.mark.django_db
def test_the_database_refuses_a_company_that_serves_itself():
    listing = ListingFactory()
    need = ListingFactory(direction="need", company=listing.company)
    with pytest.raises(IntegrityError), transaction.atomic():
        Match.objects.create(
            offer=listing,
            need=need,
            offer_company=listing.company,
            need_company=listing.company,
            score=0.5,
        )
    assert Listing.objects.count() == 2
