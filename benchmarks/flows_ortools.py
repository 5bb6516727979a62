"""OR-Tools on a network: JSON in, JSON out, in a process of its own; a peer of benchmarks/flows.py.

Without fixed costs its minimum cost flow, in whole numbers; with them SCIP and the tight model.
"""

import json
import sys
import time
from collections.abc import Mapping
from typing import Any

import numpy as np


def flow(asked: Mapping[str, Any]) -> dict[str, Any]:
    from ortools.graph.python import min_cost_flow

    supply, demand = np.array(asked["supply"]), np.array(asked["demand"])
    tail, head = np.array(asked["tail"]), np.array(asked["head"])
    cost = np.array(asked["unit_cost"])
    began = time.perf_counter()
    rest = len(supply) + len(demand)
    solver = min_cost_flow.SimpleMinCostFlow()
    most = np.minimum(supply[tail], demand[head])
    solver.add_arcs_with_capacity_and_unit_cost(
        tail, head + len(supply), most.astype(np.int64), cost.astype(np.int64)
    )
    kept = np.arange(len(supply))
    solver.add_arcs_with_capacity_and_unit_cost(
        kept, np.full(len(supply), rest), supply.astype(np.int64), np.zeros(len(supply), np.int64)
    )
    left = supply.sum() - demand.sum()
    nodes = np.concatenate((supply, -demand, [-left])).astype(np.int64)
    solver.set_nodes_supplies(np.arange(rest + 1), nodes)
    status = solver.solve()
    found = status == solver.OPTIMAL
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "cost": solver.optimal_cost() if found else None, "bound": None}


def fixed(asked: Mapping[str, Any]) -> dict[str, Any]:
    from ortools.linear_solver import pywraplp

    began = time.perf_counter()
    solver = pywraplp.Solver.CreateSolver("SCIP")
    supply, demand = asked["supply"], asked["demand"]
    out = [solver.Constraint(0, amount) for amount in supply]
    into = [solver.Constraint(amount, amount) for amount in demand]
    objective = solver.Objective()
    arcs = zip(asked["tail"], asked["head"], asked["unit_cost"], asked["fixed_cost"], strict=True)
    for tail, head, cost, charge in arcs:
        most = min(supply[tail], demand[head])
        sent, paid = solver.NumVar(0, most, ""), solver.BoolVar("")
        out[tail].SetCoefficient(sent, 1)
        into[head].SetCoefficient(sent, 1)
        link = solver.Constraint(-solver.infinity(), 0)
        link.SetCoefficient(sent, 1)
        link.SetCoefficient(paid, -most)
        objective.SetCoefficient(sent, cost)
        objective.SetCoefficient(paid, charge)
    objective.SetMinimization()
    solver.SetTimeLimit(int(1000 * asked["seconds"]))
    status = solver.Solve()
    found = status in (solver.OPTIMAL, solver.FEASIBLE)
    return {
        "seconds": time.perf_counter() - began,
        "cost": objective.Value() if found else None,
        "bound": objective.BestBound() if found else None,
    }


if __name__ == "__main__":
    question = json.load(sys.stdin)
    answer = fixed(question) if any(question["fixed_cost"]) else flow(question)
    json.dump(answer, sys.stdout)
