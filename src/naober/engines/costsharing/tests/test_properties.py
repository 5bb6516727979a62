"""What every division keeps to, in games with ties and without, of every kind and scale."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naober.engines.costsharing import (
    Core,
    Game,
    Rule,
    Sense,
    Solver,
    Terms,
    game_of_masks,
    game_of_values,
    nucleolus,
    rounded,
    shapley,
    weighted_shapley,
)
from naober.engines.costsharing.tests.oracle import is_nucleolus
from naober.engines.costsharing.tests.small import (
    NAMES,
    by_orders,
    drawn,
    excess,
    games,
    sorted_excesses,
)

ONES = [Fraction(1)] * 24
calm = settings(deadline=None, max_examples=30)


def moved(one: Game, factor: Fraction, added: list[Fraction]) -> Game:
    """The same game in other units, with something for each player added."""
    worths = {
        mask: one.worth(mask) * factor + sum(a for i, a in enumerate(added) if mask >> i & 1)
        for mask in range(1, one.everybody + 1)
    }
    return game_of_masks(one.players, worths, one.sense)


def swapped(one: Game, a: int, b: int) -> Game:
    """The same game with two players in each other's place."""
    place = {a: b, b: a}
    worths = {
        sum(1 << place.get(i, i) for i in range(len(one.players)) if mask >> i & 1): one.worth(mask)
        for mask in range(1, one.everybody + 1)
    }
    return game_of_masks(one.players, worths, one.sense)


@calm
@given(games())
def test_every_rule_divides_the_total_exactly(one: Game) -> None:
    solver = Solver(one)
    for rule in Rule:
        if solver.can(rule):
            assert sum(solver.solve(rule).shares.values()) == one.total


@calm
@given(games())
def test_shapley_is_the_average_over_all_orders(one: Game) -> None:
    assert list(shapley(one)) == by_orders(one)


@calm
@given(games(), st.data())
def test_shapley_of_a_sum_of_games_is_the_sum(one: Game, data: st.DataObject) -> None:
    top = st.integers(-9, 9)
    other = [data.draw(top) * one.unit for _ in range(one.everybody)]
    second = game_of_masks(one.players, dict(enumerate(other, start=1)), one.sense)
    both = game_of_masks(
        one.players,
        {m: one.worth(m) + second.worth(m) for m in range(1, one.everybody + 1)},
        one.sense,
    )
    each = zip(shapley(one), shapley(second), strict=True)
    assert list(shapley(both)) == [a + b for a, b in each]


@calm
@given(games(4), st.integers(0, 5))
def test_who_adds_nothing_gets_nothing(one: Game, worth: int) -> None:
    """A dummy gets what it is worth alone, from Shapley and from the nucleolus."""
    players, own = (*one.players, "dummy"), worth * one.unit
    bit = 1 << len(one.players)
    worths = {
        mask: one.worth(mask & ~bit) + (own if mask & bit else 0) for mask in range(1, 2 * bit)
    }
    more = game_of_masks(players, worths, one.sense)
    assert shapley(more)[-1] == own
    found = nucleolus(more, individual=False)
    if Core(more).holds(Core(more).worst(found.shares)):
        assert found.shares[-1] == own


@calm
@given(games(), st.data())
def test_names_do_not_matter(one: Game, data: st.DataObject) -> None:
    a, b = (data.draw(st.integers(0, len(one.players) - 1)) for _ in range(2))
    other = swapped(one, a, b)
    for rule in (Rule.SHAPLEY, Rule.NUCLEOLUS, Rule.PER_CAPITA, Rule.SEPARABLE):
        first = list(Solver(one).solve(rule).shares.values())
        second = list(Solver(other).solve(rule).shares.values())
        first[a], first[b] = first[b], first[a]
        assert first == second


@calm
@given(games(), st.fractions(Fraction(1, 7), 40, max_denominator=7), st.data())
def test_units_and_what_each_has_anyway_do_not_matter(
    one: Game, factor: Fraction, data: st.DataObject
) -> None:
    added = [data.draw(st.integers(-9, 9)) * one.unit for _ in one.players]
    other = moved(one, factor, added)
    for heads in (None, ONES[: len(added)]):
        found, then = nucleolus(one, heads), nucleolus(other, heads)
        assert found.individual == then.individual
        assert near(then.shares, found.shares, factor, added)
    assert near(shapley(other), shapley(one), factor, added)


def near(
    shares: Sequence[Fraction], before: Sequence[Fraction], factor: Fraction, added: list[Fraction]
) -> bool:
    """Sevenths of numbers that fill a float are rounded."""
    expected = [x * factor + a for x, a in zip(before, added, strict=True)]
    most = max(map(abs, expected)) or 1
    pairs = zip(shares, expected, strict=True)
    return all(abs(a - b) <= most / 10**12 for a, b in pairs)


@calm
@given(games(4), st.booleans())
def test_the_nucleolus_is_proven_by_kohlberg(one: Game, per_head: bool) -> None:
    heads = ONES[: len(one.players)] if per_head else None
    found = nucleolus(one, heads)
    assert found.exact
    assert is_nucleolus(one, found.shares, individual=found.individual, per_head=per_head)
    before = nucleolus(one, heads, individual=False)
    assert is_nucleolus(one, before.shares, individual=False, per_head=per_head)


@pytest.mark.parametrize("players", [5, 6])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_so_is_that_of_more_players(players: int, seed: int) -> None:
    for top in (3, 1000):
        one = drawn(players, seed, top)
        found = nucleolus(one)
        assert found.exact
        assert is_nucleolus(one, found.shares, individual=found.individual)


def test_the_oracle_knows_what_is_no_nucleolus() -> None:
    one = drawn(4, 1)
    shares = list(nucleolus(one, individual=False).shares)
    assert is_nucleolus(one, shares, individual=False)
    shares[0] += Fraction(1, 1000)
    assert not is_nucleolus(one, shares, individual=False)
    shares[1] -= Fraction(1, 1000)
    assert not is_nucleolus(one, shares, individual=False)


@calm
@given(games(5), st.data())
def test_no_other_division_is_better_for_the_most_dissatisfied(
    one: Game, data: st.DataObject
) -> None:
    shares = nucleolus(one, individual=False).shares
    part = st.fractions(-3, 3, max_denominator=9)
    moves = [data.draw(part) * one.unit for _ in shares]
    moves[0] -= sum(moves)
    other = [share + move for share, move in zip(shares, moves, strict=True)]
    assert sorted_excesses(one, shares) <= sorted_excesses(one, other)


@calm
@given(games())
def test_the_nucleolus_is_in_the_core_when_there_is_one(one: Game) -> None:
    core = Core(one)
    found = core.worst(nucleolus(one).shares)
    assert core.holds(found) == (core.subsidy().amount == 0)


@calm
@given(games())
def test_the_worst_group_is_the_worst_of_all(one: Game) -> None:
    shares = shapley(one)
    worst = Core(one).worst(shares)
    if len(one.players) == 1:
        assert worst.group == ()
        return
    assert worst.excess == sorted_excesses(one, shares)[0]
    assert worst.excess == excess(one, one.mask(worst.group), shares)


@calm
@given(games())
def test_a_subsidy_fills_the_core_and_less_does_not(one: Game) -> None:
    subsidy = Core(one).subsidy()
    sign = -1 if one.sense is Sense.COST else 1
    worths = {mask: one.worth(mask) for mask in range(1, one.everybody + 1)}
    worths[one.everybody] += sign * subsidy.amount
    helped = game_of_masks(one.players, worths, one.sense)
    core = Core(helped)
    assert core.holds(core.worst(nucleolus(helped).shares))
    if subsidy.amount:
        weight = dict.fromkeys(one.players, Fraction(0))
        for group, part in subsidy.blockers:
            for name in group:
                weight[name] += part
        assert set(weight.values()) == {1}


@calm
@given(games(4))
def test_nobody_content_gets_less_than_the_core_allows(one: Game) -> None:
    core = Core(one)
    if len(one.players) == 1 or core.subsidy().amount:
        return
    shares = nucleolus(one).shares
    for share, (low, high) in zip(shares, core.ranges(), strict=True):
        near = Fraction(core.rounding) * one.unit / 10**8
        assert low - near <= share <= high + near


@calm
@given(games(4))
def test_weights_that_are_all_the_same_change_nothing(one: Game) -> None:
    same = [Fraction(3)] * len(one.players)
    near = Fraction(max(abs(one.values))) * one.unit / 10**12
    each = zip(weighted_shapley(one, same), shapley(one), strict=True)
    assert all(abs(a - b) <= near for a, b in each)
    terms = Terms(weights=dict.fromkeys(one.players, Fraction(3)))
    assert Solver(one, terms).solve(Rule.PER_CAPITA).shares == (
        Solver(one).solve(Rule.PER_CAPITA).shares
    )


@calm
@given(st.lists(st.fractions(-1000, 1000), min_size=1, max_size=9), st.sampled_from([1, 100, 7]))
def test_rounded_shares_add_up_to_the_rounded_total(shares: list[Fraction], parts: int) -> None:
    step = Fraction(1, parts)
    found = rounded(shares, step)
    assert sum(found) == round(sum(shares) / step) * step
    assert all((one / step).denominator == 1 for one in found)
    assert all(abs(one - share) <= step for one, share in zip(found, shares, strict=True))


@calm
@given(games(4))
def test_a_cost_game_is_a_gain_game_with_the_other_sign(one: Game) -> None:
    other = Sense.GAIN if one.sense is Sense.COST else Sense.COST
    mirror = game_of_masks(
        one.players, {m: -one.worth(m) for m in range(1, one.everybody + 1)}, other
    )
    for rule in (Rule.SHAPLEY, Rule.NUCLEOLUS, Rule.PER_CAPITA, Rule.LEAST_CORE, Rule.SEPARABLE):
        first, second = Solver(one).solve(rule), Solver(mirror).solve(rule)
        assert [-a for a in first.shares.values()] == list(second.shares.values())
        assert (first.worst, first.stable, first.level) == (
            second.worst,
            second.stable,
            second.level,
        )


@pytest.mark.parametrize("players", [1, 2, 3, 8, 20])
def test_a_game_of_nothing_gives_nothing(players: int) -> None:
    one = game_of_values(NAMES[:players], [0] * (1 << players))
    solver = Solver(one)
    for rule in Rule:
        division = solver.solve(rule)
        assert set(division.shares.values()) == {0}
        assert division.stable
