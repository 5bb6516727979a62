"""From a region's question to a plan, with a proof of how good it is."""

from collections.abc import Callable
from math import fsum

import numpy as np

from naober.engines.flows.cascade import Cascade, Stream, cascade
from naober.engines.flows.insight import limits, threads
from naober.engines.flows.layout import Layout
from naober.engines.flows.network import PROVEN, Floats, Status
from naober.engines.flows.problem import Objective, Problem
from naober.engines.flows.programme import Answer, Programme
from naober.engines.flows.result import Flow, Opened, Plan, Unmet
from naober.engines.flows.settled import Settled
from naober.engines.flows.unmet import unmet

Left = Callable[[], float]
FOR_WHY = 0.3  # of the time is kept for what limits and what hangs by a thread
NEAR = 1e-6  # relative: what the solver's tolerances may make of a proof


def solve(
    problem: Problem,
    objective: Objective = Objective.GAIN,
    *,
    left: Left,
    gap: float = 0.0,
    why: bool = True,
) -> Plan:
    """The best plan that was found. `left` tells how many seconds are left.

    Within `gap` it may stop. Without `why` nothing is reckoned of limits and threads.
    """
    layout = Layout(problem, objective)
    answer = _best(layout, _but_for(left, FOR_WHY) if why else left, gap)
    settled = None if answer.x is None else Settled(layout, answer.x)
    if settled is None or settled.x is None:
        lacking = unmet(layout, left) if answer.impossible else ()
        return _nothing(layout, answer, lacking)
    value = settled.value
    bound = -answer.bound
    allowed = NEAR if answer.proven else PROVEN
    proven = bound - value <= allowed * max(1.0, abs(value))
    status = Status.OPTIMAL if proven else Status.FEASIBLE
    told = _told(layout, settled.x)
    return Plan(
        status,
        objective,
        value,
        value if proven else max(value, bound),
        *_sums(layout, settled.x),
        told,
        opened(layout, settled.x),
        limits(settled, left) if why else (),
        threads(settled, left) if why else (),
        (),
        heat_of(problem),
    )


def _but_for(left: Left, part: float) -> Left:
    """The same clock, of which a part is kept for later."""
    kept = part * left()
    return lambda: left() - kept


def _best(layout: Layout, left: Left, gap: float) -> Answer:
    if not layout.size:
        impossible = any(row > 0 for row in layout.rows.low)
        x = None if impossible else np.zeros(0)
        empty = np.zeros(0)
        return Answer(x, 0.0, impossible, True, empty, empty)
    programme = Programme(layout.model())
    return programme.best(left(), gap) if layout.paid else programme.relaxed(left())


def _nothing(layout: Layout, answer: Answer, lacking: tuple[Unmet, ...]) -> Plan:
    status = Status.INFEASIBLE if answer.impossible else Status.UNKNOWN
    bound = float("-inf") if answer.impossible else -answer.bound
    return Plan(
        status, layout.objective, None, bound, 0.0, 0.0, 0.0, 0.0, (), (), (), (), lacking,
        heat_of(layout.problem),
    )  # fmt: skip


def _sums(layout: Layout, x: Floats) -> tuple[float, float, float, float]:
    """Gain less fixed costs, CO2, mass, and the fixed costs."""
    flows = x[: len(layout.columns)]
    fixed = fsum(
        one.cost * there for one, there in zip(layout.paid, x[len(layout.columns) :], strict=True)
    )
    sums = [
        fsum(
            getattr(column, what) * amount
            for column, amount in zip(layout.columns, flows, strict=True)
        )
        for what in ("gain", "co2", "mass")
    ]
    return sums[0] - fixed, sums[1], sums[2], fixed


def _told(layout: Layout, x: Floats) -> tuple[Flow, ...]:
    found = []
    for (place, season), columns in layout.by_run.items():
        sent = fsum(x[columns])
        if sent <= 0:
            continue
        way = layout.problem.exchanges[place]
        parts = [(layout.columns[at], float(x[at])) for at in columns if x[at] > 0]
        found.append(
            Flow(
                way.offer,
                way.need,
                layout.problem.seasons[season].name,
                sent,
                fsum(column.useful * amount for column, amount in parts),
                fsum(amount for column, amount in parts if column.pumped),
                fsum(column.gain * amount for column, amount in parts),
                fsum(column.co2 * amount for column, amount in parts),
            )
        )
    return tuple(found)


def opened(layout: Layout, x: Floats) -> tuple[Opened, ...]:
    """What is paid for once."""
    found = []
    for one, there in zip(layout.paid, x[len(layout.columns) :], strict=True):
        if not there or one.kind == "runs":
            continue
        if one.kind == "supply":
            offer, need = layout.problem.offers[one.place].id, ""
        else:
            way = layout.problem.exchanges[one.place]
            offer, need = way.offer, way.need
        found.append(Opened(one.kind, offer, need, one.cost))
    return tuple(found)


def heat_of(problem: Problem) -> dict[str, Cascade]:
    """By season: what all heat could do if each could reach each, without pumps."""
    found = {}
    for number, season in enumerate(problem.seasons):
        streams = [
            Stream(one.heat, one.amounts[number], gives)
            for gives, side in ((True, problem.offers), (False, problem.needs))
            for one in side
            if one.heat and one.amounts[number]
        ]
        if streams:
            found[season.name] = cascade(streams, problem.approach)
    return found
