"""Who shares in the gain of an exchange plan: the table of groups against a plan for each, and what
must hold of the shares."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naober.engines.costsharing import Rule, Solver
from naober.engines.costsharing import solve as divide
from naober.engines.flows import Exchange, Need, Offer, Problem, Season, solve
from naober.files.plan_shares import PlanGame

YEAR = (Season("", 52.0),)


def hour():
    return 3600.0


def problem_of(offers, needs, ways):
    """By owner: offers and needs as (owner, amount, saved a unit); ways as (offer, need, cost,
    fixed cost) by place."""
    return (
        Problem(
            YEAR,
            tuple(Offer(f"o{n}", (a,), g) for n, (_w, a, g) in enumerate(offers)),
            tuple(Need(f"n{n}", (a,), g) for n, (_w, a, g) in enumerate(needs)),
            tuple(Exchange(f"o{a}", f"n{b}", c, fixed_cost=f) for a, b, c, f in ways),
        ),
        {f"o{n}": one[0] for n, one in enumerate(offers)}
        | {f"n{n}": one[0] for n, one in enumerate(needs)},
    )


def game_of(problem, owners):
    plan = solve(problem, left=hour, why=False)
    return PlanGame(problem, owners, plan, hour)


def test_a_glove_game():
    """One left glove, two right ones: who has the left one gets all in the core, and two thirds by
    Shapley's value (Shapley and Shubik 1969)."""
    problem, owners = problem_of(
        [("left", 1.0, 0.0)],
        [("right 1", 1.0, 6.0), ("right 2", 1.0, 6.0)],
        [(0, 0, 0.0, 0.0), (0, 1, 0.0, 0.0)],
    )
    game = game_of(problem, owners).game()
    found = divide(game, [Rule.SHAPLEY, Rule.NUCLEOLUS])
    assert found[Rule.SHAPLEY].shares == {"left": 4, "right 1": 1, "right 2": 1}
    assert found[Rule.NUCLEOLUS].shares == {"left": 6, "right 1": 0, "right 2": 0}
    assert found[Rule.NUCLEOLUS].stable


def test_two_parts_that_cannot_help_each_other_are_worked_out_apart():
    offers = [("a", 10.0, 5.0), ("c", 10.0, 1.0)]
    needs = [("b", 10.0, 2.0), ("d", 4.0, 3.0)]
    problem, owners = problem_of(offers, needs, [(0, 0, 1.0, 10.0), (1, 1, 0.5, 0.0)])
    made = game_of(problem, owners)
    assert sorted(map(sorted, made.parts)) == [["a", "b"], ["c", "d"]]
    shares = divide(made.game(), [Rule.SHAPLEY])[Rule.SHAPLEY].shares
    assert shares == {"a": 25, "b": 25, "c": 7, "d": 7}
    assert len(made._known) <= 8


def test_what_a_company_does_within_itself_is_its_own():
    problem, owners = problem_of([("a", 1.0, 3.0)], [("a", 1.0, 4.0), ("b", 1.0, 9.0)],
                                 [(0, 0, 0.0, 0.0), (0, 1, 0.0, 0.0)])  # fmt: skip
    made = game_of(problem, owners)
    assert (made.worth(["a"]), made.worth(["b"]), made.worth(["a", "b"])) == (7, 0, 12)


def test_of_many_in_one_part_there_is_no_table():
    names = [f"p{n}" for n in range(21)]
    problem, owners = problem_of(
        [(names[0], 100.0, 1.0)],
        [(name, 1.0, 2.0) for name in names[1:]],
        [(0, n, 0.5, 0.0) for n in range(20)],
    )
    made = game_of(problem, owners)
    assert not made.has_table
    assert made.worth(names[:3]) == 5


def test_what_must_be_met_is_asked_of_all_together_only():
    problem, owners = problem_of([("a", 5.0, -3.0)], [("b", 5.0, 1.0)], [(0, 0, 0.0, 0.0)])
    must = Problem(problem.seasons, problem.offers, (Need("n0", (5.0,), 1.0, least=1.0),),
                   problem.exchanges)  # fmt: skip
    made = game_of(must, owners)
    assert made.worth(["a", "b"]) == -10
    assert (made.worth(["a"]), made.worth(["b"])) == (0, 0)


amounts = st.integers(1, 9).map(float)
sides = st.lists(st.tuples(st.sampled_from("abcd"), amounts, amounts), min_size=1, max_size=3)


@settings(max_examples=40, deadline=None)
@given(sides, sides, st.data())
def test_the_table_is_a_plan_for_each_group_and_nobody_loses(offers, needs, data):
    pairs = [(a, b) for a in range(len(offers)) for b in range(len(needs))]
    chosen = data.draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1))
    costs = st.tuples(st.integers(0, 12), st.integers(0, 20))
    ways = [(a, b, *map(float, data.draw(costs))) for a, b in chosen]
    problem, owners = problem_of(offers, needs, ways)
    made = game_of(problem, owners)
    game = made.game()
    for size in range(1, len(made.players) + 1):
        for group in combinations(made.players, size):
            mask = sum(1 << made.players.index(name) for name in group)
            inside = {one for one, owner in owners.items() if owner in group}
            alone = Problem(
                YEAR,
                tuple(one for one in problem.offers if one.id in inside),
                tuple(one for one in problem.needs if one.id in inside),
                tuple(w for w in problem.exchanges if {w.offer, w.need} <= inside),
            )
            best = solve(alone, left=hour, why=False).gain if alone.exchanges else 0.0
            assert float(game.values[mask]) == pytest.approx(best, abs=0.011)
            assert float(made.worth(group)) == pytest.approx(best, abs=0.011)
    shares = Solver(game).solve(Rule.NUCLEOLUS).shares
    assert sum(shares.values()) == made.total
    for name in made.players:
        assert shares[name] >= made.worth([name]) - Fraction(1, 50)
