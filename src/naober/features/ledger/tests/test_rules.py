"""Whoever subtracts finds nobody. An attacker by brute force, on whatever companies did."""

from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from naober.features.ledger import rules
from naober.features.ledger.rules import Told
from naober.features.ledger.services.publishing import next_quarter

FIRST = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("parts", "may"),
    [
        ([], False),
        ([10, 10, 10], False),
        ([10, 10, 10, 0], False),
        ([10, 10, 10, 10], True),
        ([900, 40, 30, 30], False),  # one is nearly all of it
        ([750, 249, Decimal("0.5"), Decimal("0.5")], False),  # the second knows what the first did
        ([40, 30, 20, 10], True),
        ([40, 30, 20, 3], False),
        ([10, -10, 10, -10], True),
    ],
    ids=str,
)
def test_enough(parts, may):
    assert rules.enough(dict(enumerate(map(Decimal, parts)))) is may


def test_who_joins_is_not_the_difference():
    four = {pk: Decimal(100 + pk) for pk in range(4)}
    joined = {**four, 9: Decimal(70)}
    assert rules.enough(joined)
    assert not rules.tells_nothing_beside(joined, four)
    others = {pk: Decimal(120 + 3 * pk) for pk in range(4)} | {9: Decimal(70)}
    assert rules.tells_nothing_beside(others, four)


def test_a_route_is_of_three_at_both_ends():
    three, two = {1: Decimal(1), 2: Decimal(1), 3: Decimal(2)}, {4: Decimal(2), 5: Decimal(2)}
    more = {4: Decimal(2), 5: Decimal(1), 6: Decimal(1)}
    assert rules.may_show_route(three, more)
    assert not rules.may_show_route(three, two)
    assert not rules.may_show_route({**three, 1: Decimal(10)}, more)


# What the attacker does is written here anew, with nothing of the code under test.

Quarter = dict[int, Decimal]
amounts = st.one_of(
    st.sampled_from([Decimal(n) for n in (5, 10, 10, 20, 30, 100)]),
    st.integers(-20, 200).map(Decimal),
)
quarters = st.lists(st.dictionaries(st.integers(1, 7), amounts, max_size=7), max_size=7)


def steady(counts: list[int]) -> list[Quarter]:
    """The same amounts every quarter, with now one more and then one fewer that takes part."""
    return [{pk: Decimal(10 * pk + 7) for pk in range(1, count + 1)} for count in counts]


def close(written: list[Quarter]) -> list[Told]:
    told: list[Told] = []
    waiting: list[Quarter] = []
    until = FIRST
    for quarter in written:
        until = next_quarter(until)
        waiting.append(quarter)
        new = Told(until, rules.added(waiting))
        if rules.may_tell(new, told):
            told.append(new)
            waiting = []
    return told


def published_totals(told: list[Told]) -> list[Quarter]:
    years: dict[int, Quarter] = {}
    everything: Quarter = {}
    for one in told:
        year = years.setdefault(_year(one.until), {})
        for pk, part in one.parts.items():
            year[pk] = year.get(pk, Decimal(0)) + part
            everything[pk] = everything.get(pk, Decimal(0)) + part
    return [{}, *(dict(one.parts) for one in told), *years.values(), everything]


def _year(until: date) -> int:
    return date.fromordinal(until.toordinal() - 1).year


@settings(max_examples=400, deadline=None)
@given(st.one_of(quarters, st.lists(st.integers(0, 8), max_size=8).map(steady)))
@example(steady([5, 6, 6, 5]))
@example(steady([4, 4, 4, 4, 5, 5, 5, 5]))
def test_no_subtraction_finds_a_company(written):
    totals = published_totals(close(written))
    for one, other in combinations(totals, 2):
        companies = one.keys() | other.keys()
        change = {pk: one.get(pk, Decimal(0)) - other.get(pk, Decimal(0)) for pk in companies}
        moved = {pk for pk, part in change.items() if part}
        # What is left of the difference for who knows nothing; for a company, which knows itself;
        # and for one that knows a partner's too. One company left over would be seen exactly.
        for many in range(3):
            for known in combinations(sorted(companies), many):
                assert len(moved - set(known)) != 1


@settings(max_examples=200, deadline=None)
@given(quarters)
def test_alone_too_every_total_is_of_enough(written):
    for total in published_totals(close(written))[1:]:
        sizes = sorted(abs(part) for part in total.values() if part)
        assert not sizes or (len(sizes) >= 4 and sizes[-1] <= Decimal("0.75") * sum(sizes))


def test_what_many_do_is_told_every_quarter():
    """The rule is not so strict that nothing is ever told."""
    written = [
        {pk: Decimal(50 + (pk * 37 + number * number * 11 * pk) % 83) for pk in range(1, 13)}
        for number in range(8)
    ]
    assert len(close(written)) >= 7
