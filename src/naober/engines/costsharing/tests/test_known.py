"""Games that were published, with their answers, and what is known of structures."""

from fractions import Fraction
from random import Random

import pytest

from naober.engines.costsharing import (
    Bankruptcy,
    Core,
    Game,
    GameError,
    Ladder,
    Peak,
    Production,
    Rule,
    Sense,
    Solver,
    Structure,
    Terms,
    Tree,
    bird,
    capped,
    equal_awards,
    game_of_function,
    game_of_table,
    game_of_values,
    ladder_nucleolus,
    ladder_of_needs,
    ladder_shapley,
    nucleolus,
    shapley,
    solve,
    talmud,
    weighted_shapley,
)
from naober.engines.costsharing.tests.small import NAMES, drawn, game, of_function, voting


def named(text: str, sense: Sense) -> Game:
    """ "A 10, B 20, AB 25": single letters."""
    rows = [row.split() for row in text.split(",")]
    worths = {frozenset(who): Fraction(worth) for who, worth in rows}
    return game_of_table(sorted(set().union(*worths)), worths, sense)


def fractions(*values: int | str | Fraction) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, values))


TENNESSEE = named(
    "N 163520, F 140826, P 250096, NF 301607, NP 378821, FP 367370, NFP 412584", Sense.COST
)


def test_the_tennessee_valley() -> None:
    """Navigation, flood control and power, in thousands of dollars; Ransmeier 1942, and Straffin
    and Heaney, "Game theory and the Tennessee Valley Authority", Int. J. of Game Theory 1981."""
    shares = dict(zip(TENNESSEE.players, shapley(TENNESSEE), strict=True))
    assert {name: round(share) for name, share in shares.items()} == {
        "N": 117_829,
        "F": 100_756,
        "P": 193_998,
    }
    solver = Solver(TENNESSEE)
    for rule in (Rule.SHAPLEY, Rule.NUCLEOLUS, Rule.SEPARABLE):
        assert solver.solve(rule).stable


def test_the_security_council() -> None:
    """Fifteen members, five with a veto (Shapley and Shubik 1954, as it has been since 1965)."""
    council = voting(39, [7] * 5 + [1] * 10)
    shares = shapley(council)
    assert shares == (Fraction(421, 2145),) * 5 + (Fraction(4, 2145),) * 10


def test_the_council_of_the_six() -> None:
    """The European Economic Community of 1958: Luxembourg has a vote and no power."""
    shares = shapley(voting(12, [4, 4, 4, 2, 2, 1]))
    assert shares == fractions("7/30", "7/30", "7/30", "3/20", "3/20", 0)


def test_three_estates_of_the_talmud() -> None:
    """Aumann and Maschler, J. of Economic Theory 1985."""
    for estate, expected in ((100, ("100/3",) * 3), (200, (50, 75, 75)), (300, (50, 100, 150))):
        case = Bankruptcy(Fraction(estate), dict(zip("abc", fractions(100, 200, 300), strict=True)))
        assert nucleolus(case.game()).shares == fractions(*expected)
        assert tuple(talmud(case).values()) == fractions(*expected)


def test_the_contested_garment() -> None:
    """Baba Metzia 2a: one claims all, one half."""
    assert talmud(Bankruptcy(Fraction(1), {"all": Fraction(1), "half": Fraction(1, 2)})) == {
        "all": Fraction(3, 4),
        "half": Fraction(1, 4),
    }


def test_three_insurers_deposit_together() -> None:
    """Lemaire, ASTIN Bulletin 1991."""
    deposit = named(
        "A 46125, B 17437.5, C 5812.5, AB 69187.5, AC 53812.5, BC 30750, ABC 90000", Sense.GAIN
    )
    assert shapley(deposit) == fractions(51750, 25875, 12375)
    assert nucleolus(deposit).shares == fractions("52687.5", "24468.75", "12843.75")


def test_a_left_glove_for_two_right_ones() -> None:
    """Who has the one left glove has it all in the core (Shapley and Shubik 1969)."""
    gloves = of_function(3, lambda group: min(len(group & {0}), len(group & {1, 2})))
    assert shapley(gloves) == fractions("2/3", "1/6", "1/6")
    assert nucleolus(gloves).shares == fractions(1, 0, 0)
    assert Core(gloves).subsidy().amount == 0
    ranges = Core(gloves).ranges()
    assert [tuple(map(float, each)) for each in ranges] == [
        pytest.approx((1, 1)),
        pytest.approx((0, 0), abs=1e-9),
        pytest.approx((0, 0), abs=1e-9),
    ]


def test_a_majority_of_three_has_no_core() -> None:
    majority = voting(2, [1, 1, 1])
    core = Core(majority)
    found = nucleolus(majority)
    assert found.shares == fractions("1/3", "1/3", "1/3")
    assert not core.holds(core.worst(found.shares))
    subsidy = core.subsidy()
    assert subsidy.amount == Fraction(1, 2)
    assert sorted(subsidy.blockers) == [
        (pair, Fraction(1, 2)) for pair in (("A", "B"), ("A", "C"), ("B", "C"))
    ]
    assert Solver(majority).solve(Rule.LEAST_CORE).level == Fraction(1, 3)


def test_nucleolus_and_prenucleolus_differ_where_somebody_would_get_less_than_alone() -> None:
    one = game([0, 0, 0, 10, 0, 0, 0, 2])
    assert nucleolus(one).shares == fractions(1, 1, 0)
    assert nucleolus(one, individual=False).shares == fractions(3, 3, -4)


def test_where_nobody_can_have_what_each_has_alone_the_rest_is_looked_at() -> None:
    one = game([0, 4, 4, 2])
    found = nucleolus(one)
    assert (found.shares, found.individual) == (fractions(1, 1), False)


@pytest.mark.parametrize("seed", range(12))
def test_structures_are_what_they_say_and_have_their_closed_forms(seed: int) -> None:
    chance = Random(seed)
    players = chance.randint(1, 7)
    names = NAMES[:players]
    numbers = {name: Fraction(chance.randint(0, 9), chance.choice([1, 3])) for name in names}
    numbers[names[0]] += 1
    ladder = ladder_of_needs(numbers)
    case = Bankruptcy(sum(numbers.values(), Fraction(0)) * chance.randint(0, 9) / 9, numbers)
    loads = {name: tuple(fractions(*chance.sample(range(9), 4))) for name in names}
    tree = made_tree(names, chance)
    for structure in (ladder, case, Peak(loads, Fraction(7, 3)), tree):
        is_what_it_says(structure)
    assert shapley(ladder.game()) == tuple(ladder_shapley(ladder).values())
    assert nucleolus(ladder.game()).shares == tuple(ladder_nucleolus(numbers).values())
    assert nucleolus(case.game()).shares == tuple(talmud(case).values())
    core = Core(tree.game())
    assert core.holds(core.worst(list(bird(tree).values())))


def made_tree(names: str, chance: Random) -> Tree:
    ends = [(a, b) for i, a in enumerate(("well", *names)) for b in names[i:]]
    return Tree(
        "well", tuple(names), {frozenset(pair): Fraction(chance.randint(0, 9)) for pair in ends}
    )


def is_what_it_says(structure: Structure) -> None:
    one = structure.game()
    for mask in range(len(one.values)):
        assert one.worth(mask) == structure.worth(one.group(mask))


@pytest.mark.parametrize("players", [12, 17, 20])
def test_closed_forms_of_many_players(players: int) -> None:
    """Ties by the thousand: exact all the same."""
    chance = Random(players)
    needs = {name: Fraction(chance.randint(1, 40)) for name in NAMES[:players]}
    found = nucleolus(ladder_of_needs(needs).game())
    assert (found.shares, found.exact) == (tuple(ladder_nucleolus(needs).values()), True)
    case = Bankruptcy(sum(needs.values(), Fraction(0)) * 2 / 5, needs)
    found = nucleolus(case.game())
    assert (found.shares, found.exact) == (tuple(talmud(case).values()), True)


def test_a_ladder_whose_steps_are_not_nested() -> None:
    ladder = Ladder(
        ("a", "b", "c"),
        (
            (Fraction(6), frozenset("ab")),
            (Fraction(9), frozenset("bc")),
            (Fraction(2), frozenset("c")),
        ),
    )
    assert not ladder.nested
    is_what_it_says(ladder)
    assert (
        shapley(ladder.game())
        == tuple(ladder_shapley(ladder).values())
        == fractions(3, "15/2", "13/2")
    )


def test_prices_of_a_production_content_every_group() -> None:
    """Two resources, two products; Owen 1975 has the method."""
    made = Production(
        {"a": fractions(8, 1), "b": fractions(2, 6), "c": fractions(0, 4)},
        ((fractions(2, 1), Fraction(30)), (fractions(1, 3), Fraction(25))),
    )
    one = made.game()
    solver = Solver(one, Terms(prices=made.owen()))
    division = solver.solve(Rule.OWEN)
    assert division.stable
    assert sum(division.shares.values()) == one.total == made.worth(("a", "b", "c"))
    with pytest.raises(GameError, match="a table has no prices"):
        Solver(one).solve(Rule.OWEN)


def test_a_game_by_a_function_is_asked_once_for_each_group() -> None:
    asked: list[tuple[str, ...]] = []

    def worth(group: tuple[str, ...]) -> int:
        asked.append(group)
        return len(group) ** 2

    one = game_of_function("abc", worth)
    assert len(asked) == len(set(asked)) == 7
    assert shapley(one) == fractions(3, 3, 3)


def test_a_heavier_player_has_more_of_what_both_are_needed_for() -> None:
    """Kalai and Samet 1987: of a unanimity game each has the part of the weight."""
    both = of_function(3, lambda group: 12 * (group >= {0, 1}))
    shares = weighted_shapley(both, fractions(1, 2, 7))
    assert list(map(float, shares)) == pytest.approx([4, 8, 0])
    assert sum(shares) == 12
    terms = Terms(weights={"A": Fraction(1), "B": Fraction(2), "C": Fraction(3)})
    assert list(Solver(both, terms).solve(Rule.EQUAL).shares.values()) == [2, 4, 6]


def test_who_has_a_cap_pays_no_more() -> None:
    assert capped("abc", fractions(50, 30, 20), {"a": Fraction(40)}) == fractions(40, 36, 24)
    assert capped(
        "abc", fractions(50, 30, 20), {"a": Fraction(40), "b": Fraction(32)}
    ) == fractions(40, 32, 28)
    assert capped("ab", fractions(50, 30), {"a": Fraction(50)}) == fractions(50, 30)
    with pytest.raises(GameError, match="the caps leave 5 that nobody takes"):
        capped("ab", fractions(50, 30), {"a": Fraction(45), "b": Fraction(30)})


def test_equal_awards_stop_at_a_claim() -> None:
    claims = dict(zip("abc", fractions(10, 40, 90), strict=True))
    assert equal_awards(claims, Fraction(70)) == dict(
        zip("abc", fractions(10, 30, 30), strict=True)
    )


def test_objections_are_of_who_is_worst_off_in_another_rules_eyes() -> None:
    found = solve(TENNESSEE, [Rule.SHAPLEY, Rule.EQUAL, Rule.PROPORTIONAL])
    objections = {one.rule: one for one in found[Rule.EQUAL].objections(found)}
    assert set(objections) == {Rule.SHAPLEY, Rule.PROPORTIONAL}
    one = objections[Rule.SHAPLEY]
    assert (one.player, one.due) == ("F", found[Rule.SHAPLEY].shares["F"])
    assert one.amount == found[Rule.EQUAL].shares["F"] - one.due
    assert found[Rule.EQUAL].objections({Rule.EQUAL: found[Rule.EQUAL]}) == ()


@pytest.mark.parametrize("scale", [1e-300, 1e-12, 1.0, 1e12, 1e300])
def test_huge_and_tiny_numbers(scale: float) -> None:
    values = drawn(6, 3).values / 7
    plain = nucleolus(game_of_values(NAMES[:6], values))
    one = game_of_values(NAMES[:6], values * scale)
    found = nucleolus(one)
    near = Fraction(scale) * Fraction(1, 10**11)
    for share, other in zip(found.shares, plain.shares, strict=True):
        assert abs(share - other * Fraction(scale)) <= near * 100
    for share, other in zip(shapley(one), shapley(game_of_values(NAMES[:6], values)), strict=True):
        assert abs(share - other * Fraction(scale)) <= near * 100


@pytest.mark.parametrize(
    ("players", "worths", "told"),
    [
        ("", {}, "a game needs a player"),
        ("aa", {"a": 1}, "a plays twice"),
        ("ab", {"a": 1, "b": 1}, r"a \+ b has no value"),
        ("ab", {"a": 1, "b": 1, "ab": 1, "c": 3}, "c is no player"),
        ("a", {"a": float("nan")}, "nan is no number"),
        ("abcdefghijklmnopqrstuvwxy", {}, "25 players"),
    ],
)
def test_a_game_that_cannot_be(players: str, worths: dict[str, float], told: str) -> None:
    with pytest.raises(GameError, match=told):
        game_of_table(players, {frozenset(group): worth for group, worth in worths.items()})


def test_values_that_are_no_game() -> None:
    with pytest.raises(GameError, match="2 players have 4 groups"):
        game_of_values("ab", [0, 1, 2])
    with pytest.raises(GameError, match=r"A \+ B has no value"):
        game_of_values("AB", [0, 1, 2, float("inf")])
    with pytest.raises(GameError, match="nobody is worth 1"):
        game_of_values("AB", [1, 1, 2, 3])
    with pytest.raises(GameError, match="weighs 0"):
        Terms(weights={"a": Fraction(0)})
