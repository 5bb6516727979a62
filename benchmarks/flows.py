"""`python -m benchmarks.flows`: exchange plans, against what one would use instead.

Writes its own part of docs/benchmarks.md anew, so that it can be measured by itself.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import highspy
import numpy as np
import numpy.typing as npt

from benchmarks.report import table, write_part
from naober.engines.flows import (
    Exchange,
    Need,
    Network,
    Offer,
    Problem,
    Season,
    solve,
    solve_network,
)

HEADER = "## Which exchanges bring the most"
SECONDS = 60.0  # for each with fixed costs
QUICK_SECONDS = 2.0
TIMES = 3  # of the quick ones, the median counts
ROOT = Path(__file__).resolve().parents[1]
OUTPUT = ROOT / "docs" / "benchmarks.md"
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Found:
    """`bound` only where one is proven."""

    seconds: float
    cost: float | None
    bound: float | None = None


def transport(size: int, seed: int = 1) -> Network:
    """Dense; costs 1 to 999, amounts 50 to 149, the first supply has what is lacking."""
    chance = np.random.default_rng(seed)
    cost = chance.integers(1, 1000, (size, size)).astype(float)
    supply = chance.integers(50, 150, size).astype(float)
    demand = chance.integers(50, 150, size).astype(float)
    supply[0] += max(0.0, demand.sum() - supply.sum())
    return Network.dense(supply, demand, cost)


def assignment(size: int) -> Network:
    cost = np.random.default_rng(2).random((size, size))
    return Network.dense(np.ones(size), np.ones(size), cost)


def fixed(size: int, low: float, high: float, seed: int = 1) -> Network:
    """Every arc has a unit cost of 3 to 8 and a fixed cost; a fifth more is there than asked."""
    chance = np.random.default_rng(seed)
    demand = chance.integers(10, 100, size).astype(float)
    supply = chance.integers(10, 100, size).astype(float)
    supply = np.floor(supply * (1.2 * demand.sum() / supply.sum())) + 1
    cost = chance.uniform(3, 8, (size, size))
    net = Network.dense(supply, demand, cost)
    parts = {name: getattr(net, name) for name in Network.__slots__}
    parts["fixed_cost"] = chance.uniform(low, high, size * size)
    return Network(**parts)


def naober(net: Network, seconds: float = SECONDS) -> Found:
    began = time.perf_counter()
    plan = solve_network(net, left=lambda: began + seconds - time.perf_counter())
    return Found(time.perf_counter() - began, plan.objective, plan.bound)


def highs(net: Network, seconds: float = SECONDS, *, presolve: str = "choose") -> Found:
    """From arrays, the same tight model, with the default options but one thread."""
    began = time.perf_counter()
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("presolve", presolve)
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("time_limit", seconds)
    solver.passModel(_model(net))
    solver.run()
    info = solver.getInfo()
    cost = float(info.objective_function_value)
    bound = float(info.mip_dual_bound) if net.has_fixed_costs else cost
    return Found(time.perf_counter() - began, cost, bound)


def _model(net: Network) -> highspy.HighsLp:
    arcs, supplies, demands = len(net.tail), len(net.supply), len(net.demand)
    links = arcs if net.has_fixed_costs else 0
    columns = np.arange(arcs)
    rows = [net.tail, supplies + net.head, supplies + demands + columns[:links]]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = arcs + links, supplies + demands + links
    model.col_cost_ = np.concatenate((net.unit_cost, net.fixed_cost[:links]))
    model.col_lower_ = np.zeros(arcs + links)
    model.col_upper_ = np.concatenate((net.most, np.ones(links)))
    minus = np.full
    model.row_lower_ = np.concatenate((minus(supplies, -np.inf), net.demand, minus(links, -np.inf)))
    model.row_upper_ = np.concatenate((net.supply, net.demand, np.zeros(links)))
    each = 3 if links else 2
    starts = np.concatenate((np.arange(arcs) * each, arcs * each + np.arange(links + 1)))
    index = np.stack(rows[:each], axis=1).ravel()
    values = np.ones(arcs * each)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = starts.astype(np.int32)
    model.a_matrix_.index_ = np.concatenate((index, rows[2])).astype(np.int32)
    model.a_matrix_.value_ = np.concatenate((values, -net.most[:links]))
    if links:
        kinds = highspy.HighsVarType
        model.integrality_ = [kinds.kContinuous] * arcs + [kinds.kInteger] * links
    return model


def scipy_assignment(net: Network) -> Found:
    from scipy.optimize import linear_sum_assignment

    cost = net.unit_cost.reshape(len(net.supply), -1)
    began = time.perf_counter()
    rows, columns = linear_sum_assignment(cost)
    return Found(time.perf_counter() - began, float(cost[rows, columns].sum()))


def ortools(net: Network, seconds: float = SECONDS) -> Found | None:
    """In a process of its own: OR-Tools and highspy cannot be loaded together. None without it."""
    if not find_spec("ortools"):
        return None
    asked = {name: getattr(net, name).tolist() for name in _ARRAYS} | {"seconds": seconds}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.flows_ortools"],
        cwd=ROOT,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)
    return Found(answer["seconds"], answer["cost"], answer["bound"])


_ARRAYS = ("supply", "demand", "tail", "head", "unit_cost", "fixed_cost")


def median(run: Callable[[], Found | None]) -> Found | None:
    found = [one for one in (run() for _ in range(TIMES)) if one]
    return sorted(found, key=lambda one: one.seconds)[len(found) // 2] if found else None


def _quick_ones(*, quick: bool) -> str:
    size = 60 if quick else 1000
    rows = []
    for name, net, other, last in (
        (f"transport {size} x {size}", transport(size), "OR-Tools SimpleMinCostFlow", ortools),
        (
            f"assignment {size} x {size}", assignment(size), "SciPy linear_sum_assignment",
            scipy_assignment,
        ),
    ):  # fmt: skip
        peers: dict[str, Callable[[], Found | None]] = {
            "**Naober**": partial(naober, net),
            "HiGHS from arrays, presolve off": partial(highs, net, presolve="off"),
            "HiGHS from arrays": partial(highs, net),
            other: partial(last, net),
        }
        best = None
        for peer, run in peers.items():
            print(f"... {name}, {peer}", flush=True)
            found = median(run)
            if found is None:
                continue
            best = found.cost if best is None else best
            rows.append([name, peer, f"{found.seconds:.3f}", *_cost(found.cost, best)])
    return table(["", "", "s (median of 3)", "cost", "above Naober's"], rows)


def _cost(cost: float | None, own: float | None) -> tuple[str, str]:
    if cost is None or own is None:
        return "none", ""
    away = (cost - own) / abs(own)
    return f"{cost:,.4f}", "the same" if abs(away) < 1e-9 else f"{100 * away:+.4f}%"


def _fixed_ones(*, quick: bool) -> str:
    size, seconds = (20, QUICK_SECONDS) if quick else (100, SECONDS)
    rows = []
    for low, high in ((1, 10), (10, 40), (50, 200)):
        net = fixed(size, low, high)
        name = f"{size * size:,} arcs, fixed costs {low}-{high}"
        for peer, run in (("**Naober**", naober), ("HiGHS from arrays", highs),
                          ("OR-Tools, SCIP", ortools)):  # fmt: skip
            print(f"... {name}, {peer}", flush=True)
            found = run(net, seconds)
            if found is None:
                continue
            if found.cost is None or found.bound is None:
                rows.append([name, peer, f"{found.seconds:.1f}", "none", "", ""])
                continue
            gap = (found.cost - found.bound) / abs(found.cost)
            rows.append([name, peer, f"{found.seconds:.1f}", f"{found.cost:,.1f}",
                         f"{found.bound:,.1f}", f"{100 * gap:.2f}%"])  # fmt: skip
    return table(["", "", "s", "cost", "proven bound", "gap"], rows)


def region(offers: int, pairs: int) -> Problem:
    """Made up: weights, four seasons, connections and washing lines to pay, lots, capacities."""
    chance = np.random.default_rng(3)
    seasons = tuple(Season(name, 13.0) for name in ("spring", "summer", "autumn", "winter"))
    given = tuple(
        Offer(f"a{at}", tuple(chance.integers(50, 900, 4).tolist()), chance.uniform(5, 90),
              chance.uniform(0, 50), float(chance.choice([0, 0, 8000])))
        for at in range(offers)
    )  # fmt: skip
    taken = tuple(
        Need(f"b{at}", tuple(chance.integers(50, 900, 4).tolist()), chance.uniform(5, 120),
             chance.uniform(0, 300))
        for at in range(offers)
    )  # fmt: skip
    places = chance.choice(offers * offers, pairs, replace=False)
    ways = tuple(
        Exchange(f"a{at // offers}", f"b{at % offers}", chance.uniform(10, 120),
                 chance.uniform(0, 20), 0.95, 1.0, float(chance.choice([0, 3000, 15000])),
                 float(chance.choice([np.inf, 40.0])), float(chance.choice([0, 60])))
        for at in places.tolist()
    )  # fmt: skip
    return Problem(seasons, given, taken, ways)


def _regions(*, quick: bool) -> str:
    rows = []
    for offers, pairs in ((5, 8),) if quick else ((30, 60), (100, 400)):
        problem = region(offers, pairs)
        print(f"... region of {offers} offers, {pairs} pairs", flush=True)
        took, gaps = [], []
        for why in (False, True):
            began = time.perf_counter()
            ends = began + SECONDS
            plan = solve(problem, left=lambda ends=ends: ends - time.perf_counter(), why=why)
            took.append(f"{time.perf_counter() - began:.2f}")
            gaps.append(plan)
        used = len({(flow.offer, flow.need) for flow in plan.flows})
        told = f"{len(plan.threads)} of {used}"
        rows.append([f"{offers} offers and needs, {pairs} pairs, 4 seasons", *took,
                     str(plan.status), f"{100 * (plan.gap or 0):.3f}%", told])  # fmt: skip
    return table(["", "plan, s", "with reasons, s", "status", "gap", "threads told"], rows)


def section(*, quick: bool) -> str:
    return (
        f"{HEADER}\n\nWithout fixed costs, from arrays to the answer; all costs are the cost of "
        "the flows that were found. OR-Tools is timed inside its own process, reading left out. "
        f"linear_sum_assignment does assignments only.\n\n{_quick_ones(quick=quick)}\n\n"
        "With a fixed cost on every arc, a minute each, one thread: the same tight model for all "
        "(what goes is at most what can go, times whether it is paid). A gap is what is not "
        f"proven, as a part of the cost.\n\n{_fixed_ones(quick=quick)}\n\n"
        "A region, made up; reasons are what a truck more is worth and what each exchange hangs "
        "by, for which it is planned anew some times for each exchange, within a minute in "
        f"all.\n\n{_regions(quick=quick)}"
    )


if __name__ == "__main__":
    write_part(HEADER, section(quick=False), OUTPUT)
