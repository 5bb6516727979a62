"""From a network to the cheapest plan, with a proof of how good it is."""

from collections.abc import Callable
from dataclasses import replace
from math import fsum

import numpy as np

from naober.engines.flows.charges import with_fixed_costs
from naober.engines.flows.network import (
    LARGEST,
    PROVEN,
    Flags,
    Floats,
    Network,
    NetworkPlan,
    Shortage,
    Status,
)
from naober.engines.flows.shortage import shortage
from naober.engines.flows.simplex import Cheapest, Simplex, least_cost

DECIMALS = 6
NEAR = 1e-6  # relative: what the solver's tolerances may make of a proof
DEAR = (16.0, 1e4, 1e8)  # times the largest cost: what a unit that is missing costs


def solve_network(network: Network, *, left: Callable[[], float], gap: float = 0.0) -> NetworkPlan:
    """The cheapest plan. `left` tells how many seconds are left; within `gap` it may stop.

    A network without fixed costs has an answer that is exact to rounding; with them the best that
    was found is told, with a proven bound.
    """
    if network.has_fixed_costs:
        return _with_fixed_costs(network, left, gap)
    unit = whole_unit(network)
    found, short = cheapest(_in_units(network, unit), network.unit_cost, left)
    if short:
        return nothing(network, Status.INFEASIBLE, _out_of_units(short, unit))
    if found is not None:
        plan = _plan(network, found, unit)
        if plan.status is Status.OPTIMAL:
            return plan
    return _with_fixed_costs(network, left, gap)  # none to pay: another way to the same answer


def _plan(network: Network, found: Cheapest, unit: float) -> NetworkPlan:
    flow = tidy(network, found.flow / unit)
    total = cost_of(network, flow)
    bound = least_cost(network, network.unit_cost, found)
    scale = PROVEN * max(1.0, float(np.abs(network.unit_cost * flow).sum()))
    status = Status.OPTIMAL if total - bound <= scale else Status.FEASIBLE
    prices = found.supply_price, found.demand_price
    return NetworkPlan(status, total, min(total, bound), flow, used_by(network, flow), *prices)


def whole_unit(network: Network) -> float:
    """By what all amounts become whole numbers, so that sums of them are exact; else 1."""
    limits = network.capacity[np.isfinite(network.capacity)]
    amounts = np.concatenate((network.supply, network.demand, limits))
    largest = float(amounts.max(initial=0))
    for decimals in range(DECIMALS + 1):
        unit = float(10**decimals)
        if largest * unit > LARGEST:
            break
        scaled = amounts * unit
        if (np.abs(scaled - np.round(scaled)) <= 1e-9 * np.maximum(1.0, scaled)).all():
            return unit
    return 1.0


def _in_units(network: Network, unit: float) -> Network:
    if unit == 1.0:
        return network
    return replace(
        network,
        supply=np.round(network.supply * unit),
        demand=np.round(network.demand * unit),
        capacity=np.round(network.capacity * unit),
    )


def _out_of_units(short: Shortage, unit: float) -> Shortage:
    return replace(short, asked=short.asked / unit, available=short.available / unit)


def cheapest(
    network: Network, cost: Floats, left: Callable[[], float]
) -> tuple[Cheapest | None, Shortage | None]:
    """With these costs and without fixed ones; or why it cannot be; or neither, when time is over.

    What is missing is made so dear that nothing is left missing that can be had; whether it can is
    asked apart, and never concluded from what is dear.
    """
    largest = max(1.0, float(np.abs(cost).max(initial=0)))
    known = False
    for times in DEAR:
        found = Simplex(network, cost, largest * times).solve(left)
        if found is None:
            return None, None
        if found.missing.sum() <= PROVEN * (1 + network.demand.sum()):
            return found, None
        if not known:
            short = shortage(network, left)
            if short:
                return None, short
            known = True
    return None, None


def _with_fixed_costs(network: Network, left: Callable[[], float], gap: float) -> NetworkPlan:
    unit = whole_unit(network)
    short = shortage(_in_units(network, unit), left)
    if short:
        return nothing(network, Status.INFEASIBLE, _out_of_units(short, unit))
    chosen = with_fixed_costs(network, left, gap)
    if chosen is None:
        return nothing(network, Status.UNKNOWN)
    flow = tidy(network, chosen.flow)
    total = cost_of(network, flow)
    away = total - chosen.bound
    allowed = NEAR if chosen.proven else PROVEN
    proven = away <= allowed * max(1.0, abs(total))
    status = Status.OPTIMAL if proven else Status.FEASIBLE
    bound = total if proven else min(total, chosen.bound)
    prices = chosen.supply_price, chosen.demand_price
    return NetworkPlan(status, total, bound, flow, used_by(network, flow), *prices)


def cost_of(network: Network, flow: Floats) -> float:
    """What a flow costs, with every fixed cost that it brings."""
    going = flow > 0
    return fsum(
        [
            *(network.unit_cost[going] * flow[going]),
            *network.fixed_cost[going],
            *network.supply_fixed[used_by(network, flow)],
        ]
    )


def used_by(network: Network, flow: Floats) -> Flags:
    """The supplies from which anything goes."""
    used = np.zeros(len(network.supply), dtype=np.bool_)
    used[network.tail[flow > 0]] = True
    return used


def tidy(network: Network, flow: Floats) -> Floats:
    """Without the dust of rounding: what is almost whole, of whole amounts, is whole."""
    largest = max(1.0, float(network.demand.max(initial=0)))
    clean = np.where(flow < 1e-9 * largest, 0.0, flow)
    limits = [network.supply, network.demand, network.capacity[np.isfinite(network.capacity)]]
    if all((values == np.round(values)).all() for values in limits):
        near = np.round(clean)
        clean = np.where(np.abs(clean - near) < 1e-6, near, clean)
    return clean


def nothing(network: Network, status: Status, why: Shortage | None = None) -> NetworkPlan:
    """No plan."""
    empty = np.zeros(0)
    bound = float("inf") if status is Status.INFEASIBLE else float("-inf")
    used = np.zeros(len(network.supply), dtype=np.bool_)
    return NetworkPlan(status, None, bound, empty, used, empty, empty, why)
