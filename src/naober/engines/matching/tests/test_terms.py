from hypothesis import given
from hypothesis import strategies as st

from naober.engines.matching import Term, index_terms, query_terms, select_terms
from naober.engines.matching.tests.small import LEXICON, need, offer


def keys(terms):
    return {term.key for term in terms}


def test_a_listing_is_stored_under_its_concepts_what_they_are_kinds_of_and_its_words():
    stored = keys(index_terms(offer("pp-regrind", text="zwart maalgoed gezocht"), LEXICON))
    assert {"oc:pp-regrind", "ok:pp-regrind", "ok:pp", "ok:plastic", "ow:r:zwart"} <= stored
    assert "oc:pp" not in stored
    assert not any("gezocht" in key for key in stored)


def test_stored_terms_and_looked_up_terms_meet_only_across_sides():
    given, asked = offer("pp", text="kokosmat"), need("pp", text="kokosmat")
    assert keys(query_terms(asked, LEXICON)) & keys(index_terms(given, LEXICON))
    assert not keys(query_terms(asked, LEXICON)) & keys(index_terms(asked, LEXICON))


def test_links_lead_both_ways():
    pairs = [("spent-grain", "cattle-feed"), ("sweet-whey", "protein-source"), ("bark", "biomass")]
    for one, other in pairs:
        stock, product = offer(one), need(other)
        assert keys(query_terms(product, LEXICON)) & keys(index_terms(stock, LEXICON))
        assert keys(query_terms(stock, LEXICON)) & keys(index_terms(product, LEXICON))


def test_unknown_concepts_are_left_out_not_refused():
    assert index_terms(offer("never-heard-of"), LEXICON) == ()


def test_a_very_long_text_gives_a_bounded_number_of_terms():
    text = " ".join(f"woord{letter}{other}" for letter in "abcdefghij" for other in "klmnopqrst")
    assert len(index_terms(offer(text=text * 500), LEXICON)) < 200


def test_common_words_are_dropped_first_and_concepts_are_kept():
    terms = (Term("ok:pp", 1.0), Term("ow:rare", 0.3), Term("ow:common", 0.3))
    chosen = select_terms(terms, {"ok:pp": 900, "ow:rare": 3, "ow:common": 800}, budget=1000)
    assert keys(chosen) == {"ok:pp", "ow:rare"}


def test_terms_that_nothing_carries_are_not_looked_up():
    assert select_terms((Term("ok:pp", 1.0),), {}) == ()


frequencies = st.dictionaries(st.sampled_from([f"ow:{n}" for n in "abcdefgh"]), st.integers(0, 99))


@given(frequencies, st.integers(1, 300))
def test_the_postings_touched_stay_within_the_budget(frequency, budget):
    terms = tuple(Term(key, 0.5) for key in frequency)
    chosen = select_terms(terms, frequency, budget)
    touched = [frequency[term.key] for term in chosen]
    assert sum(touched) <= budget or len(touched) == 1
    assert select_terms(terms[::-1], frequency, budget) == chosen
