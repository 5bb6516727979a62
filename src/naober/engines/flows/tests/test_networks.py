"""Published examples, properties of the best, and other roads to the same answer."""

import time
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from naober.engines.flows import Network, Status, charges, solve_network
from naober.engines.flows.tests.networks import (
    balances,
    by_linprog,
    by_milp,
    by_trying_all,
    network,
    networks,
)


def solve(net, **how):
    return solve_network(net, left=lambda: 60.0, **how)


def dense(supply, demand, cost):
    return Network.dense(np.array(supply), np.array(demand), np.array(cost, dtype=float))


@pytest.mark.parametrize(
    ("supply", "demand", "cost", "best"),
    [
        # Hitchcock, J. Math. Phys. 20 (1941): the first transport problem
        ([25, 25, 50], [15, 20, 30, 35], [[10, 5, 6, 7], [8, 2, 7, 6], [9, 3, 4, 8]], 535),
        # Dantzig, Linear Programming and Extensions (1963), 3-3; GAMS' trnsport: per 1000 cases
        ([350, 600], [325, 300, 275], [[0.225, 0.153, 0.162], [0.225, 0.162, 0.126]], 153.675),
        # Winston, Operations Research, chapter 7: Powerco
        ([35, 50, 40], [45, 20, 30, 30], [[8, 6, 10, 9], [9, 12, 13, 7], [14, 9, 16, 5]], 1020),
        # Winston, chapter 7: Machineco, an assignment
        ([1] * 4, [1] * 4, [[14, 5, 8, 7], [2, 12, 6, 5], [7, 8, 3, 9], [2, 4, 6, 10]], 15),
    ],
)
def test_published_transport(supply, demand, cost, best):
    found = solve(dense(supply, demand, cost))
    assert found.status is Status.OPTIMAL
    assert found.objective == pytest.approx(best, abs=1e-9)
    assert found.gap == 0


def test_a_supply_is_paid_once():
    """Two supplies could serve all; the cheaper way opens one of them."""
    net = network([(10, 100), (10, 30)], [4, 5], [
        (0, 0, 1, np.inf, 0), (0, 1, 1, np.inf, 0), (1, 0, 5, np.inf, 0), (1, 1, 5, np.inf, 0),
    ])  # fmt: skip
    found = solve(net)
    assert found.objective == 30 + 9 * 5
    assert found.used.tolist() == [False, True]


def test_an_impossible_network_names_who_lacks_what():
    net = network([(5, 0), (50, 0)], [4, 4, 3], [
        (0, 0, 1, np.inf, 0), (0, 1, 1, np.inf, 0), (1, 1, 1, 2, 7), (1, 2, 1, np.inf, 0),
    ])  # fmt: skip
    found = solve(net)
    assert found.status is Status.INFEASIBLE
    assert found.objective is found.gap is None
    assert found.shortage.demands == (0, 1)
    assert (found.shortage.asked, found.shortage.available) == (8, 7)
    assert 0 in found.shortage.supplies


def test_tenths_stay_tenths():
    found = solve(dense([0.3], [0.1, 0.2], [[1, 1]]))
    assert found.flow.tolist() == [0.1, 0.2]


def test_no_time_is_no_plan_and_no_claim():
    net = network([(9, 5), (9, 5)], [4], [(0, 0, 1, np.inf, 3), (1, 0, 2, np.inf, 1)])
    found = solve_network(net, left=lambda: 0.0)
    assert found.status in (Status.OPTIMAL, Status.UNKNOWN)
    assert (found.objective is None) == (found.status is Status.UNKNOWN)


@pytest.mark.parametrize(
    "change",
    [
        {"supply": -1.0}, {"demand": float("nan")}, {"capacity": -2.0}, {"fixed_cost": -1.0},
        {"unit_cost": float("inf")}, {"supply": 1e16}, {"tail": 7}, {"head": -1},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(change):
    parts = {name: getattr(PLAIN, name).copy() for name in change}
    for name, value in change.items():
        parts[name][0] = value
    with pytest.raises(ValueError, match=r"number|below|less|arc|more"):
        Network(**{name: parts.get(name, getattr(PLAIN, name)) for name in Network.__slots__})


PLAIN = network([(5, 0)], [4], [(0, 0, 1, np.inf, 0)])


@given(networks())
@settings(max_examples=150, deadline=None)
def test_the_best_has_its_price(net):
    """Flows that can be, whole; dual prices of the same value; complementary slackness."""
    found = solve(net)
    assert found.status in (Status.OPTIMAL, Status.INFEASIBLE)
    other = by_linprog(net)
    assert (found.status is Status.INFEASIBLE) == (other is None)
    if found.shortage:
        assert found.shortage.asked > found.shortage.available
        return
    assert found.objective == pytest.approx(other, abs=1e-6)
    _can_be(net, found)
    assert (found.flow == np.round(found.flow)).all()
    reduced = net.unit_cost - found.supply_price[net.tail] - found.demand_price[net.head]
    assert (found.supply_price <= 1e-9).all()
    assert (reduced[found.flow < net.most] >= -1e-9).all()
    assert (reduced[found.flow > 0] <= 1e-9).all()
    out, _ = balances(net)
    kept = net.supply - out @ found.flow
    assert (np.abs(found.supply_price[kept > 0]) <= 1e-9).all()
    assert found.bound == pytest.approx(found.objective, abs=1e-6)


@given(networks(fixed=True, most=3))
@settings(max_examples=80, deadline=None)
def test_fixed_costs_are_those_of_trying_all(net):
    found = solve(net)
    best = by_trying_all(net)
    assert found.status is (Status.INFEASIBLE if best is None else Status.OPTIMAL)
    if best is not None:
        assert found.objective == pytest.approx(best, abs=1e-6)
        _can_be(net, found)


@given(networks(fixed=True, most=4))
@settings(max_examples=40, deadline=None)
def test_few_arcs_first_is_no_other_answer(net):
    """As in large networks: a plan in few arcs is where the search in all of them begins."""
    with mock.patch.object(charges, "MANY", 0), mock.patch.object(charges, "FEW", (1, 2)):
        found = solve(net)
    plain = solve(net)
    assert found.status is plain.status
    if plain.objective is not None:
        assert found.objective == pytest.approx(plain.objective, abs=1e-6)
        assert found.bound <= plain.objective + 1e-6
        _can_be(net, found)


def test_a_large_network_with_fixed_costs_tells_a_bound_that_holds():
    """A few seconds: whatever was found by then, the bound is below a plan that was built in."""
    chance = np.random.default_rng(5)
    size = 50
    cheap = np.roll(np.eye(size, dtype=bool), 7, axis=1)
    cost = np.where(cheap, 1.0, chance.uniform(3, 8, (size, size)))
    parts = dense([40] * size, [30] * size, cost)
    fixed = np.where(cheap, 2.0, chance.uniform(5, 20, (size, size))).ravel()
    net = Network(**{name: getattr(parts, name) for name in Network.__slots__[:-1]}
                  | {"fixed_cost": fixed})  # fmt: skip
    ends = time.monotonic() + 5
    found = solve_network(net, left=lambda: ends - time.monotonic())
    best = size * (30 * 1.0 + 2.0)
    assert found.objective >= best - 1e-6 >= found.bound - 2e-6
    assert found.status is Status.OPTIMAL
    _can_be(net, found)


@given(networks(fixed=True, most=7))
@settings(max_examples=40, deadline=None)
def test_fixed_costs_are_those_of_another_model(net):
    found = solve(net)
    best = by_milp(net) if len(net.tail) else (None if net.demand.any() else 0.0)
    assert found.status is (Status.INFEASIBLE if best is None else Status.OPTIMAL)
    if best is not None:
        assert found.objective == pytest.approx(best, abs=1e-5)
        _can_be(net, found)


@given(networks(), st.integers(0, 4), st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_more_supply_never_costs_more(net, at, more):
    supply = net.supply.copy()
    supply[at % len(supply)] += more
    parts = {name: getattr(net, name) for name in Network.__slots__}
    richer = solve(Network(**{**parts, "supply": supply}))
    before = solve(net)
    if before.objective is not None:
        assert richer.objective <= before.objective + 1e-9


@pytest.mark.parametrize("seed", range(3))
def test_a_large_assignment_is_that_of_scipy(seed):
    cost = np.random.default_rng(seed).random((150, 150))
    rows, columns = linear_sum_assignment(cost)
    found = solve(dense([1] * 150, [1] * 150, cost))
    assert found.status is Status.OPTIMAL
    assert found.objective == pytest.approx(cost[rows, columns].sum(), abs=1e-9)


@pytest.mark.parametrize("slack", [0, 1, 400])
def test_arcs_that_were_not_chosen_first_join(slack):
    """More arcs than the first look takes, in any order, with and without something to spare."""
    chance = np.random.default_rng(slack)
    demand = chance.integers(1, 60, 120).astype(float)
    supply = np.full(100, np.ceil(demand.sum() / 100) + slack)
    net = Network.dense(supply, demand, chance.integers(1, 1000, (100, 120)).astype(float))
    shuffled = chance.permutation(len(net.tail))
    parts = {name: getattr(net, name) for name in Network.__slots__}
    for name in ("tail", "head", "unit_cost", "capacity", "fixed_cost"):
        parts[name] = parts[name][shuffled]
    best = by_linprog(net)
    for one in (net, Network(**parts)):
        found = solve(one)
        assert found.status is Status.OPTIMAL
        assert found.objective == pytest.approx(best, rel=1e-9)


def _can_be(net, found):
    out, into = balances(net)
    assert (found.flow >= 0).all()
    assert (found.flow <= net.capacity + 1e-9).all()
    assert (out @ found.flow <= net.supply + 1e-9).all()
    assert into @ found.flow == pytest.approx(net.demand, abs=1e-9)
    going = found.flow > 0
    cost = net.unit_cost @ found.flow + net.fixed_cost[going].sum()
    assert found.objective == pytest.approx(cost + net.supply_fixed[found.used].sum(), abs=1e-9)
