"""A plain OR-Tools model of a timetable: JSON in, JSON out, in a process of its own.

A variable says whether a pair talks in a round: each pair once, nobody twice in a round, no more
than there are tables, the largest total. What one writes first; a peer of benchmarks/timetables.py.
"""

import json
import sys
from collections.abc import Mapping
from typing import Any

from ortools.sat.python import cp_model


def solve(asked: Mapping[str, Any]) -> dict[str, int]:
    model = cp_model.CpModel()
    held = {}
    for place, (a, b, _) in enumerate(asked["pairs"]):
        away = {*asked["absent"].get(a, ()), *asked["absent"].get(b, ())}
        for number in set(range(asked["rounds"])) - away:
            held[place, number] = model.new_bool_var(f"{place} {number}")
    once: dict[Any, list[Any]] = {}
    tables: dict[int, list[Any]] = {}
    for (place, number), talk in held.items():
        once.setdefault(place, []).append(talk)
        tables.setdefault(number, []).append(talk)
        for name in asked["pairs"][place][:2]:
            once.setdefault((name, number), []).append(talk)
    for talks in once.values():
        model.add_at_most_one(talks)
    if asked["tables"] is not None:
        for talks in tables.values():
            model.add(sum(talks) <= asked["tables"])
    model.maximize(sum(asked["pairs"][place][2] * talk for (place, _), talk in held.items()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = asked["seconds"]
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = 1
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return {
        "total": round(solver.objective_value) if found else 0,
        "bound": round(solver.best_objective_bound),
    }


if __name__ == "__main__":
    json.dump(solve(json.load(sys.stdin)), sys.stdout)
