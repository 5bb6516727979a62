"""Plans of slope scaling can be and cost no less than the best; spread costs are a bound."""

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings

from naober.engines.flows import Network, solve_network
from naober.engines.flows.simplex import least_cost
from naober.engines.flows.slopes import cheapest_by, good_arcs, spread_costs
from naober.engines.flows.solve_network import cost_of
from naober.engines.flows.tests.networks import balances, by_trying_all, networks


def forever():
    return 60.0


@given(networks(fixed=True, most=3))
@settings(max_examples=80, deadline=None)
def test_plans_can_be_and_spread_costs_are_a_bound(net):
    best = by_trying_all(net)
    scaled = good_arcs(net, forever, 4)
    assert best is not None or scaled.flow is None
    if best is None:
        return
    spread = spread_costs(net)
    found = cheapest_by(net, spread, forever)
    assert least_cost(net, spread, found) <= best + 1e-6
    if scaled.flow is None:
        return
    out, into = balances(net)
    assert (scaled.flow <= net.most + 1e-9).all()
    assert (out @ scaled.flow <= net.supply + 1e-9).all()
    assert into @ scaled.flow == pytest.approx(net.demand, abs=1e-6)
    assert cost_of(net, scaled.flow) >= best - 1e-6
    assert set(np.flatnonzero(scaled.flow > 0)) <= set(scaled.arcs)


def dear(size, seed):
    """Fixed costs that weigh more than all others; a fifth more is there than asked."""
    chance = np.random.default_rng(seed)
    demand = chance.integers(10, 100, size).astype(float)
    supply = np.floor(chance.integers(10, 100, size) + 0.2 * demand.sum() / size) + 1
    supply[0] += max(0.0, demand.sum() - supply.sum())
    net = Network.dense(supply, demand, chance.uniform(3, 8, (size, size)))
    parts = {name: getattr(net, name) for name in Network.__slots__}
    parts["fixed_cost"] = chance.uniform(50, 200, size * size)
    parts["supply_fixed"] = chance.uniform(0, 100, size)
    return Network(**parts)


def test_spreading_anew_finds_better_plans():
    """Than that of costs spread evenly; and no more arcs are told than were asked."""
    net = dear(20, 1)
    first = cost_of(net, cheapest_by(net, spread_costs(net), forever).flow)
    found = good_arcs(net, forever, 80)
    assert cost_of(net, found.flow) < first
    assert np.count_nonzero(found.flow) <= len(found.arcs) <= 80
    assert all(one < other for one, other in pairwise(found.arcs))


def test_no_time_is_no_plan():
    found = good_arcs(dear(5, 1), lambda: 0.0, 10)
    assert found.flow is None
    assert not len(found.arcs)


@pytest.mark.parametrize("seed", [1, 2])
def test_more_time_lifts_no_bound_above_a_plan(seed):
    """Whatever was found by then: the bounds of a short and a long search are below both plans."""
    net = dear(46, seed)
    plans = []
    for seconds in (1.0, 4.0):
        ends = time.monotonic() + seconds
        plans.append(solve_network(net, left=lambda ends=ends: ends - time.monotonic()))
    assert max(plan.bound for plan in plans) <= min(plan.objective for plan in plans) + 1e-6
