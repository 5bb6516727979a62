"""Who joins: the largest group that holds, by looking at every one of them."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naober.engines.investing import (
    MOST_SEARCHED,
    Case,
    Cost,
    InvestmentError,
    Joining,
    Outlay,
    largest,
    late_entry,
    left_of,
    missing,
    solve,
)

PLANT = Cost(1_000_000, 1_000, exponent=0.6)


def by_size(cost):
    """In proportion to size."""

    def shares(group):
        whole = float(cost.net(np.array([sum(one.size for one in group)]))[0])
        return {one.key: whole * one.size / sum(other.size for other in group) for one in group}

    return shares


def equal(cost):
    """Equal parts: who is small may pay more because a large one joins."""

    def shares(group):
        whole = float(cost.net(np.array([sum(one.size for one in group)]))[0])
        return {one.key: whole / len(group) for one in group}

    return shares


def test_six_tenths():
    """Twice as large costs 2^0.6 = 1.516 times as much (Chilton 1950)."""
    assert PLANT.net(np.array([2_000.0]))[0] == pytest.approx(1_515_717, abs=1)
    helped = Cost(1_000_000, 1_000, 0.6, subsidy=0.4, subsidy_most=300_000)
    assert helped.net(np.array([0.0, 1_000.0, 500.0])) == pytest.approx(
        [0, 700_000, 395_852], abs=1
    )


def test_four_do_and_each_stays_under_its_limit():
    """ "We join if at least four do and our share stays under EUR 60,000"."""
    cost = Cost(200_000, 400, exponent=0.7)
    asked = [Joining(name, 100, least=4, most=60_000) for name in "abcd"]
    held = largest(asked, cost, by_size(cost))
    assert held.shares == pytest.approx(dict.fromkeys("abcd", 50_000))
    assert held.proven
    assert largest(asked[:3], cost, by_size(cost)).shares == {}
    assert missing(asked[:3], cost, by_size(cost)) == 1
    assert missing(asked[:2], cost, by_size(cost)) == 2
    assert missing([], cost, by_size(cost)) is None


def test_one_who_falls_out_takes_others_along():
    cost = Cost(100_000, 100, exponent=0.5)
    asked = [
        Joining("a", 100, most=10_000),
        Joining("b", 100, least=3),
        Joining("c", 100, least=2),
    ]
    assert largest(asked, cost, by_size(cost)).shares == {}
    asked[1] = Joining("b", 100, least=2)
    assert set(largest(asked, cost, by_size(cost)).shares) == {"b", "c"}


def test_looking_finds_what_falling_out_loses():
    """Equal parts: the large one makes it too dear for the small ones, who fall out together."""
    cost = Cost(100, 1, exponent=1.0, fixed=50)
    asked = [Joining("large", 10), *(Joining(f"small {n}", 1) for n in range(3))]
    held = largest(asked, cost, equal(cost))
    assert set(held.shares) == {"small 0", "small 1", "small 2"}
    assert held.proven


def held_groups(asked, cost, shares):
    """All of them, by the words of the definition."""
    for number in range(2, len(asked) + 1):
        for group in combinations(asked, number):
            found = shares(group)
            if all(
                number >= one.least
                and found[one.key] <= (one.most if one.most is not None else 1e18) + 0.005
                and found[one.key] <= cost.net(np.array([one.size]))[0] + 0.005
                for one in group
            ):
                yield {one.key for one in group}


companies = st.lists(
    st.tuples(st.integers(1, 50), st.integers(0, 6), st.none() | st.integers(1, 400)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(companies, st.floats(0.3, 1.2), st.integers(0, 100), st.booleans())
def test_no_group_that_holds_is_larger(rows, exponent, fixed, in_proportion):
    cost = Cost(200, 20, exponent, fixed)
    asked = [Joining(str(n), size, None, least, most) for n, (size, least, most) in enumerate(rows)]
    shares = (by_size if in_proportion else equal)(cost)
    held = largest(asked, cost, shares)
    all_held = list(held_groups(asked, cost, shares))
    assert held.proven
    assert len(held.shares) == max(map(len, all_held), default=0)
    assert not held.shares or set(held.shares) in all_held


@settings(max_examples=60, deadline=None)
@given(companies, st.floats(0.3, 1.0), st.integers(0, 100))
def test_by_size_and_the_cheaper_the_larger_falling_out_is_enough(rows, exponent, fixed):
    """Then a share never rises because somebody joins."""
    cost = Cost(200, 20, exponent, fixed)
    asked = [Joining(str(n), size, None, least, most) for n, (size, least, most) in enumerate(rows)]
    quick = largest(asked, cost, by_size(cost), monotone=True)
    assert set(quick.shares) == set(largest(asked, cost, by_size(cost)).shares)


def test_many_are_not_all_looked_at_and_it_says_so():
    cost = Cost(100, 1, exponent=1.0, fixed=50)
    many = [Joining("large", 99), *(Joining(str(n), 1) for n in range(MOST_SEARCHED))]
    assert not largest(many, cost, equal(cost)).proven
    assert largest(many[1:], cost, equal(cost)).proven


def test_nobody_takes_part_twice():
    with pytest.raises(InvestmentError):
        largest([Joining("a", 1), Joining("a", 2)], PLANT, by_size(PLANT))


@given(
    st.lists(st.floats(0.1, 1e6), min_size=1, max_size=6),
    st.lists(st.floats(0.1, 1e6), min_size=7, max_size=7),
    st.integers(1, 40),
    st.floats(0, 0.3),
    st.floats(0, 1),
)
def test_by_a_late_entry_nobody_is_worse_off_and_it_adds_up(before, after, life, rate, part):
    left = left_of(life, life * part, rate)
    assert 0 <= left <= 1 + 1e-12
    shares = {str(n): one for n, one in enumerate(before)}
    others = {str(n): one for n, one in enumerate(after[: len(before)])} | {"new": after[-1]}
    entry = late_entry(shares, others, left)
    assert all(one >= 0 for one in entry.back.values())
    assert entry.price == pytest.approx(sum(entry.back.values()) + entry.extension)
    for key, share in shares.items():
        assert entry.back[key] >= (share - others[key]) * left - 1e-9


def test_what_is_left_wears_less_in_the_first_years():
    assert left_of(10, 0, 0.05) == pytest.approx(1)
    assert left_of(10, 10, 0.05) == 0
    assert left_of(10, 5, 0) == 0.5
    # an annuity of 10 years at 5%: 7.7217; of 5 years: 4.3295 (any table of annuities)
    assert left_of(10, 5, 0.05) == pytest.approx(4.3295 / 7.7217, abs=1e-4)


def test_the_whole_of_it_adds_up():
    cost = Cost(400_000, 400, exponent=0.6)
    asked = [Joining(name, 100) for name in "abcd"]
    case = Case(
        cost,
        asked,
        dict.fromkeys("abcd", (15000.0, 20000.0, 30000.0)),
        Outlay(0.0, 0.0, (0.0, 0.0, 0.0), factor=(0.9, 1.0, 1.3), lifetime=10, rate=0.05),
        yearly=0.02,
    )
    found = solve(case, by_size(cost), seed=1)
    assert found.group is not None
    assert found.group.npv == pytest.approx(sum(one.npv for one in found.together.values()))
    assert found.missing == 0
    assert all(found.together[name].npv > found.alone[name].npv for name in "abcd")
    assert found.swings[0].what in ("benefit", "cost")
    nobody = solve(case, lambda group: {one.key: 1e9 for one in group}, seed=1)
    assert (nobody.held.shares, nobody.group, nobody.together) == ({}, None, {})
