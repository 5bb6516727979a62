"""Regions: what a plan keeps to, the best by trying all, what limits and what hangs by a thread."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from naober.engines.flows import (
    Exchange,
    Need,
    Objective,
    Offer,
    Problem,
    Season,
    Status,
    compare,
)
from naober.engines.flows.tests.regions import YEAR, check_kept, plan_of, regions


def region(offers, needs, ways, seasons=YEAR, **how):
    return Problem(seasons, tuple(offers), tuple(needs), tuple(ways), **how)


ONE = region([Offer("a", (100,), 40)], [Need("b", (80,), 10)], [Exchange("a", "b", 20)])


def test_what_is_saved_less_what_it_costs():
    plan = plan_of(ONE)
    assert (plan.status, plan.value, plan.gap) == (Status.OPTIMAL, 80 * 30, 0)
    [flow] = plan.flows
    assert (flow.offer, flow.need, flow.sent, flow.arrived) == ("a", "b", 80, 80)


def test_a_connection_is_not_made_when_it_costs_more_than_it_brings():
    dear = replace(ONE, exchanges=(replace(ONE.exchanges[0], fixed_cost=2401),))
    assert plan_of(dear).flows == ()
    cheap = replace(ONE, exchanges=(replace(ONE.exchanges[0], fixed_cost=2399),))
    assert plan_of(cheap).value == pytest.approx(1)


def test_a_lot_goes_whole_or_not():
    small = replace(ONE, exchanges=(replace(ONE.exchanges[0], lot=81),))
    assert plan_of(small).value == 0
    assert plan_of(replace(ONE, exchanges=(replace(ONE.exchanges[0], lot=80),))).value == 2400


def test_seasons_do_not_lend_each_other():
    two = (Season("summer", 26), Season("winter", 26))
    problem = region([Offer("a", (50, 0), 5)], [Need("b", (10, 40))], [Exchange("a", "b")], two)
    assert [(f.season, f.sent) for f in plan_of(problem).flows] == [("summer", 10)]


def test_co2_and_mass_at_no_loss():
    """A gain of one exchange pays for as much of another one as it can."""
    problem = region(
        [Offer("a", (10,), 30), Offer("c", (100,), 0, 50)],
        [Need("b", (10,)), Need("d", (100,))],
        [Exchange("a", "b", 10), Exchange("c", "d", 4)],
    )
    gain, co2, mass = (plan_of(problem, one) for one in Objective)
    assert (gain.gain, gain.co2) == (200, 0)
    assert (co2.co2, co2.gain) == (pytest.approx(50 * 50), pytest.approx(0, abs=1e-6))
    assert (mass.mass, mass.value) == (pytest.approx(60), pytest.approx(60))


def test_of_plans_with_the_same_co2_the_one_with_most_gain():
    problem = region(
        [Offer("a", (10,), 5, 1)], [Need("b", (10,)), Need("c", (10,))],
        [Exchange("a", "b", 4), Exchange("a", "c", 1)],
    )  # fmt: skip
    plan = plan_of(problem, Objective.CO2)
    assert plan.value == pytest.approx(10)
    assert plan.gain == pytest.approx(40)


def test_what_must_be_met_costs_and_what_cannot_be_met_is_named():
    must = region([Offer("a", (10,))], [Need("b", (20,), least=0.5)], [Exchange("a", "b", 7)])
    assert plan_of(must).value == -70
    more = replace(must, needs=(replace(must.needs[0], least=0.75),))
    plan = plan_of(more)
    assert (plan.status, plan.value, plan.gap) == (Status.INFEASIBLE, None, None)
    [lacks] = plan.unmet
    assert (lacks.need, lacks.asked, lacks.possible) == ("b", 15, 10)
    loss = plan_of(must, Objective.CO2)
    assert (loss.status, loss.unmet) == (Status.INFEASIBLE, ())
    nobody = region([Offer("a", (10,))], [Need("b", (20,), least=0.5)], [])
    assert [one.possible for one in plan_of(nobody).unmet] == [0]


def test_a_truck_more_is_worth_what_a_plan_with_it_brings():
    problem = region(
        [Offer("a", (100,), 40, step=1.0)], [Need("b", (120,))], [Exchange("a", "b", 10)]
    )
    [limit] = plan_of(problem).limits
    assert (limit.kind, limit.offer) == ("offer", "a")
    assert limit.worth == pytest.approx(20 * 30)  # 52 more are offered, and 20 can be used
    narrow = replace(problem, exchanges=(replace(problem.exchanges[0], capacity=1.0),))
    [limit] = plan_of(narrow).limits
    assert (limit.kind, limit.worth) == ("capacity", pytest.approx(48 * 30))


def test_a_thread_breaks_where_it_says():
    problem = region(
        [Offer("a", (10,), 30)],
        [Need("b", (10,)), Need("c", (10,))],
        [Exchange("a", "b", 10), Exchange("a", "c", 12)],
    )
    [thread] = plan_of(problem).threads
    assert (thread.need, thread.loss, thread.margin) == ("b", pytest.approx(20), pytest.approx(2))
    for dearer, need in ((1.99, "b"), (2.01, "c")):
        first, second = problem.exchanges
        changed = replace(problem, exchanges=(replace(first, cost=10 + dearer), second))
        assert [flow.need for flow in plan_of(changed).flows] == [need]


def test_without_an_exchange_that_must_be_there_nothing_is_left():
    must = region([Offer("a", (10,))], [Need("b", (10,), least=1)], [Exchange("a", "b", 7)])
    [thread] = plan_of(must).threads
    assert (thread.loss, thread.margin) == (float("inf"), None)


def test_scenarios_tell_what_goes_and_what_comes():
    problem = region(
        [Offer("a", (10,), 30), Offer("c", (10,), 25)], [Need("b", (10,))],
        [Exchange("a", "b", 10), Exchange("c", "b", 10)],
    )  # fmt: skip
    without = replace(problem, offers=(replace(problem.offers[0], amounts=(0,)), problem.offers[1]))
    found = compare(
        {"without a": without, "same": problem}, first=plan_of(problem), left=lambda: 60.0
    )
    assert found.always == ()
    assert found.scenarios["without a"].gone == (("a", "b"),)
    assert found.scenarios["without a"].new == (("c", "b"),)
    assert found.scenarios["without a"].plan.value == 150
    assert (found.scenarios["same"].gone, found.scenarios["same"].new) == ((), ())


@pytest.mark.parametrize(
    "wrong",
    [
        {"offers": (Offer("a", (-1,)),)}, {"offers": (Offer("a", (1, 2)),)},
        {"offers": (Offer("a", (1,)), Offer("a", (1,)))}, {"seasons": ()},
        {"exchanges": (Exchange("a", "x"),)}, {"exchanges": (Exchange("a", "b"),) * 2},
        {"exchanges": (Exchange("a", "b", useful=0),)}, {"needs": (Need("b", (1,), least=2),)},
        {"exchanges": (Exchange("a", "b", capacity=-1),)},
        {"offers": (Offer("a", (1,), gain=float("nan")),)},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        replace(ONE, **wrong)


@given(regions(), st.sampled_from(Objective))
@settings(max_examples=120, deadline=None)
def test_a_plan_keeps_to_everything(problem, objective):
    plan = plan_of(problem, objective, why=False)
    assert plan.status in (Status.OPTIMAL, Status.INFEASIBLE)
    if plan.status is Status.OPTIMAL:
        check_kept(problem, plan)
        assert plan.value == pytest.approx(getattr(plan, objective), abs=1e-5)


@given(regions(most=2, seasons=1))
@settings(max_examples=80, deadline=None)
def test_nothing_better_by_trying_all_ways(problem):
    """Every choice of exchanges that run, their fixed costs and lots given: a bare programme."""
    plan = plan_of(problem, why=False)
    best = None
    for choice in product((False, True), repeat=len(problem.exchanges)):
        chosen = [way for way, there in zip(problem.exchanges, choice, strict=True) if there]
        value = _running(problem, chosen)
        if value is not None and (best is None or value > best):
            best = value
    assert (plan.value is None) == (best is None)
    if best is not None:
        assert plan.value == pytest.approx(best, abs=1e-5)


def _running(problem, ways):
    """All of these run: at least their lots; by SciPy. None when that cannot be."""
    from scipy.optimize import linprog

    offers = {one.id: one for one in problem.offers}
    needs = {one.id: one for one in problem.needs}
    fixed = sum(way.fixed_cost for way in ways)
    fixed += sum(offers[id].fixed_cost for id in {way.offer for way in ways})
    if not ways:
        met = all(not need.least or not need.amounts[0] for need in needs.values())
        return 0.0 if met else None
    rows, limits = [], []
    for one in offers.values():
        rows.append([float(way.offer == one.id) for way in ways])
        limits.append(one.amounts[0])
    for one in needs.values():
        got = [way.useful * (way.need == one.id) for way in ways]
        rows += [got, [-value for value in got]]
        limits += [one.amounts[0], -one.amounts[0] * one.least]
    gains = [offers[way.offer].gain + needs[way.need].gain * way.useful - way.cost for way in ways]
    bounds = [(way.lot, way.capacity * 52) for way in ways]
    if any(low > high for low, high in bounds):
        return None
    found = linprog([-gain for gain in gains], rows, limits, bounds=bounds)
    return None if found.status == 2 else -found.fun - fixed


@given(regions(most=2), st.integers(1, 20))
@settings(max_examples=40, deadline=None)
def test_more_to_offer_never_brings_less(problem, more):
    first, *rest = problem.offers
    richer = replace(first, amounts=tuple(amount + more for amount in first.amounts))
    before = plan_of(problem, why=False)
    assume(before.value is not None)
    after = plan_of(replace(problem, offers=(richer, *rest)), why=False)
    assert after.value >= before.value - 1e-6


@given(regions(most=2, seasons=1))
@settings(max_examples=30, deadline=None)
def test_threads_and_limits_hold(problem):
    plan = plan_of(problem)
    for thread in plan.threads:
        kept = tuple(
            way for way in problem.exchanges if (way.offer, way.need) != (thread.offer, thread.need)
        )
        without = plan_of(replace(problem, exchanges=kept), why=False)
        if without.value is None:
            assert thread.loss == float("inf")
        else:
            assert thread.loss == pytest.approx(plan.value - without.value, abs=1e-4)
            assert thread.margin is None or thread.margin >= 0
    assert all(limit.worth > 0 for limit in plan.limits)
    assert len({(one.offer, one.need) for one in plan.threads}) == len(
        {(flow.offer, flow.need) for flow in plan.flows}
    )
