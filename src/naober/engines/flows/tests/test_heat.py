"""Heat: published pinch examples, and that a plan and the problem table say the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naober.engines.flows import (
    Exchange,
    Heat,
    Need,
    Objective,
    Offer,
    Problem,
    Pump,
    Status,
    Stream,
    cascade,
)
from naober.engines.flows.tests.regions import YEAR, check_kept, plan_of, regions


def streams(*rows):
    """(start, end, heat capacity flow): a stream that cools gives heat."""
    return [
        Stream(Heat(max(start, end), min(start, end)), abs(start - end) * flow, start > end)
        for start, end, flow in rows
    ]


@pytest.mark.parametrize(
    ("rows", "approach", "heating", "cooling", "pinches"),
    [
        # Linnhoff and others, User Guide on Process Integration (1982); Kemp, Pinch Analysis and
        # Process Integration, 2nd ed. (2007), 2.1: four streams
        ([(20, 135, 2), (170, 60, 3), (80, 140, 4), (150, 30, 1.5)], 10, 20, 60, (85,)),
        # a course's first problem (student-notes.net, "Pinch Analysis Problem 1", read 2026-12);
        # its table of heat, with the pinch between what it has too much and too little
        ([(120, 60, 8), (160, 40, 10), (10, 100, 2), (80, 115, 60)], 20, 1380, 780, (90,)),
    ],
)
def test_published_problem_tables(rows, approach, heating, cooling, pinches):
    found = cascade(streams(*rows), approach)
    assert found.heating == pytest.approx(heating)
    assert found.cooling == pytest.approx(cooling)
    assert found.pinches == pinches


def test_no_streams_no_heat():
    found = cascade([])
    assert (found.heating, found.cooling, found.exchanged, found.pinches) == (0, 0, 0, ())


def region(offers, needs, pump=None, approach=10.0, useful=1.0):
    given = tuple(Offer(f"a{at}", (load,), 1, heat=heat) for at, (heat, load) in enumerate(offers))
    taken = tuple(Need(f"b{at}", (load,), 9, heat=heat) for at, (heat, load) in enumerate(needs))
    ways = tuple(
        Exchange(a.id, b.id, useful=useful, mass=0, pump=pump) for a in given for b in taken
    )
    return Problem(YEAR, given, taken, ways, approach)


def test_heat_flows_down_only():
    up = region([(Heat(45, 45), 100)], [(Heat(40, 40), 100)])
    assert plan_of(up).flows == ()
    down = region([(Heat(50, 50), 100)], [(Heat(40, 40), 60)])
    assert [flow.sent for flow in plan_of(down).flows] == [60]


def test_what_is_warm_enough_is_used_and_the_rest_is_left():
    """From 60 to 40, counted 10 lower, half lies above 40: that half warms up to 50."""
    plan = plan_of(region([(Heat(60, 40), 100)], [(Heat(50, 40), 100)]))
    assert [flow.sent for flow in plan.flows] == [pytest.approx(50)]


def test_a_pump_adds_its_power():
    """From 20 (counted 10) to 70 °C: half of 343.15 / 60 is a factor of 2.86."""
    pump = Pump(fixed_cost=100, power_price=3)
    plan = plan_of(region([(Heat(20, 20), 100)], [(Heat(70, 70), 1000)], pump))
    [flow] = plan.flows
    factor = 0.5 * 343.15 / 60
    assert flow.pumped == 100
    assert flow.arrived == pytest.approx(100 * factor / (factor - 1))
    power = flow.arrived - 100
    assert plan.value == pytest.approx(100 * 1 + 9 * flow.arrived - 3 * power - 100)
    assert [(one.kind, one.cost) for one in plan.opened] == [("pump", 100)]


def test_a_pump_that_costs_more_than_it_brings_is_not_bought():
    dear = region([(Heat(20, 20), 100)], [(Heat(70, 70), 1000)], Pump(10_000, 3))
    assert plan_of(dear).flows == ()
    too_hot = region([(Heat(20, 20), 100)], [(Heat(200, 200), 1000)], Pump(0, 0))
    assert plan_of(too_hot).flows == ()


loads = st.lists(
    st.tuples(
        st.tuples(st.integers(10, 60), st.integers(1, 40)).map(
            lambda pair: Heat(sum(pair), pair[0])
        ),
        st.integers(1, 50),
    ),
    min_size=1,
    max_size=4,
)


@given(loads, loads, st.sampled_from([0, 5, 10, 20]))
@settings(max_examples=80, deadline=None)
def test_a_plan_exchanges_what_the_problem_table_says(offers, needs, approach):
    """Where each can reach each and every unit is worth it."""
    plan = plan_of(region(offers, needs, approach=approach), why=False)
    table = cascade(
        [Stream(heat, load, True) for heat, load in offers]
        + [Stream(heat, load, False) for heat, load in needs],
        approach,
    )
    assert plan.status is Status.OPTIMAL
    assert sum(flow.sent for flow in plan.flows) == pytest.approx(table.exchanged, abs=1e-6)
    assert table.heating >= 0
    assert table.cooling >= -1e-9
    assert plan.heat[""] == table


@given(regions(heat=True), st.sampled_from(Objective))
@settings(max_examples=60, deadline=None)
def test_heat_plans_keep_to_everything(problem, objective):
    plan = plan_of(problem, objective, why=False)
    assert plan.status in (Status.OPTIMAL, Status.INFEASIBLE)
    if plan.status is Status.OPTIMAL:
        check_kept(problem, plan)
        for flow in plan.flows:
            offer = next(one for one in problem.offers if one.id == flow.offer)
            need = next(one for one in problem.needs if one.id == flow.need)
            if flow.sent > flow.pumped + 1e-6:  # something flows down
                assert offer.heat.top - problem.approach >= need.heat.bottom - 1e-9
