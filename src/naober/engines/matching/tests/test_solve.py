from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naober.engines.matching import (
    GOOD_ENOUGH,
    Amount,
    Index,
    Item,
    Problem,
    ReasonCode,
    by_need,
    matches_for,
    solve,
)
from naober.engines.matching.problem import Direction
from naober.engines.matching.tests.small import JUDGE, LEXICON, TODAY, at, need, offer

WORDS = ["kokosmat", "trilzeef", "zeoliet", "gezocht", "maalgoed", "vrachtwagen"]
fields = {
    "company": st.sampled_from("abcd"),
    "text": st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
    "concepts": st.lists(st.sampled_from(sorted(LEXICON.concepts)), max_size=3).map(tuple),
    "context": st.lists(st.sampled_from(sorted(LEXICON.concepts)), max_size=1).map(tuple),
    "temperature": st.none() | st.integers(0, 200).map(at),
    "amount": st.none() | st.integers(1, 99).map(lambda n: Amount(at(n), "mass", True)),
    "latitude": st.floats(52.5, 53.5),
    "longitude": st.floats(6.0, 7.0),
    "radius_km": st.none() | st.integers(5, 80),
    "start": st.none() | st.integers(0, 90).map(lambda n: TODAY + timedelta(n)),
    "expires": st.none() | st.integers(-5, 90).map(lambda n: TODAY + timedelta(n)),
}


def listings(direction: Direction, letter: str):
    made = st.builds(Item, id=st.just(""), direction=st.just(direction), **fields)
    named = st.lists(made, max_size=8)
    return named.map(
        lambda items: tuple(_numbered(item, letter, n) for n, item in enumerate(items))
    )


def _numbered(item: Item, letter: str, number: int) -> Item:
    return replace(item, id=f"{letter}{number}")


offers, needs = listings(Direction.OFFER, "o"), listings(Direction.NEED, "n")
thorough = settings(max_examples=150, deadline=None)


def matches(offers, needs):
    return solve(Problem(tuple(offers), tuple(needs), LEXICON, TODAY)).matches


def good(found):
    return [match for match in found if match.score >= GOOD_ENOUGH]


def test_every_pair_of_concepts_that_may_match_is_retrieved_from_both_sides():
    known = sorted(LEXICON.concepts)
    stock = Index([offer(id, id=id) for id in known], LEXICON)
    asked = Index([need(id, id=id) for id in known], LEXICON)
    for one in known:
        found = {item.id for item in stock.candidates(need(one))}
        assert found >= {id for id in known if JUDGE.match(offer(id), need(one))}
        found = {item.id for item in asked.candidates(offer(one))}
        assert found >= {id for id in known if JUDGE.match(offer(one), need(id))}


@thorough
@given(offers, needs)
def test_the_index_finds_what_judging_every_pair_finds(offers, needs):
    judged = (JUDGE.match(offer, need) for offer, need in product(offers, needs))
    every = [match for match in judged if match]
    every.sort(key=lambda match: (match.need, -match.score, match.offer))
    assert good(matches(offers, needs)) == every


@thorough
@given(offers, needs, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(offers, needs, random):
    shuffled = [list(offers), list(needs)]
    for items in shuffled:
        random.shuffle(items)
    assert matches(*shuffled) == matches(offers, needs)


@thorough
@given(offers, needs)
def test_asked_from_either_side_the_answer_is_the_same(offers, needs):
    found = matches(offers, needs)
    from_needs = [m for item in needs for m in matches_for(item, offers, LEXICON, TODAY)]
    from_offers = [m for item in offers for m in matches_for(item, needs, LEXICON, TODAY)]
    assert set(good(from_needs)) == set(good(from_offers)) == set(good(found))


@thorough
@given(offers, needs)
def test_never_with_oneself_never_expired_and_always_with_reasons(offers, needs):
    items = {item.id: item for item in (*offers, *needs)}
    for match in matches(offers, needs):
        given, asked = items[match.offer], items[match.need]
        assert given.company != asked.company
        assert all(item.expires is None or item.expires >= TODAY for item in (given, asked))
        assert 0 < match.score <= 1
        assert match.reasons


@thorough
@given(offers, needs)
def test_another_listing_never_changes_the_score_of_a_pair(offers, needs):
    more = (*offers, offer("pp", id="zz", company="z", text=" ".join(WORDS)))
    without = {(m.need, m.offer): m for m in matches(more, needs) if m.offer != "zz"}
    alone = {(match.need, match.offer): match for match in matches(offers, needs)}
    assert without.items() <= alone.items()
    assert set(good(without.values())) == set(good(alone.values()))


def test_where_little_fits_what_may_fit_follows_and_says_so():
    given = (offer("pp", id="o1"), offer(id="o2", text="schuim en sprinkler"))
    (found,) = by_need(
        solve(Problem(given, (need("pp", text="PP om brand mee te blussen"),), LEXICON, TODAY))
    ).values()
    assert [match.offer for match in found] == ["o1", "o2"]
    first, last = found
    assert first.score >= GOOD_ENOUGH > last.score
    assert last.conditional
    assert last.reasons[0].code is ReasonCode.POSSIBLY


def test_with_enough_that_fits_nothing_else_is_told():
    given = [offer("pp", id=f"o{n}") for n in range(5)]
    given.append(offer(id="other", text="schuim en sprinkler"))
    asked = need("pp", text="PP om brand mee te blussen")
    found = solve(Problem(tuple(given), (asked,), LEXICON, TODAY)).matches
    assert "other" not in {match.offer for match in found}


def test_physics_excludes_from_the_tail_too():
    hot = offer(id="o", text="stoom van de trilzeef", temperature=at(85))
    assert not matches([hot], [need("steam", text="stoom voor de trilzeef", temperature=at(160))])


def test_what_is_likely_is_found_among_many_as_among_few():
    many = [offer(id=f"o{n:03}", text="kokosmat") for n in range(150)]
    many.append(offer(id="the", text="trilzeef voor zeoliet"))
    index = Index(many, LEXICON)
    assert index.likely(need(text="een trilzeef gezocht"))[0].id == "the"
    assert len(index.likely(need(text="trilzeef"), limit=20)) == 20
    assert len(Index(many[:50], LEXICON).likely(need(text="trilzeef"))) == 50


def test_the_best_come_first_and_ids_break_ties():
    given = [offer("pe", id="o3"), offer("pp", id="o2"), offer("pp", id="o1")]
    found = by_need(solve(Problem(tuple(given), (need("pp"),), LEXICON, TODAY)))
    assert [match.offer for match in found["n"]][:2] == ["o1", "o2"]


def test_only_the_top_is_kept_when_asked():
    given = tuple(offer("pp", id=f"o{n}") for n in range(5))
    assert len(solve(Problem(given, (need("pp"),), LEXICON, TODAY, top=2)).matches) == 2


def test_listings_of_its_own_side_are_passed_by():
    assert matches_for(need("pp"), [need("pp", id="n2", company="c")], LEXICON, TODAY) == ()


def test_a_problem_must_make_sense():
    with pytest.raises(ValueError, match="same id"):
        Problem((offer("pp", id="x"),), (need("pp", id="x"),), LEXICON, TODAY)
    with pytest.raises(ValueError, match="n is not"):
        Problem((need("pp"),), (), LEXICON, TODAY)
    assert solve(Problem((), (), LEXICON, date(2026, 1, 1))).matches == ()
