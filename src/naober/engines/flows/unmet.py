"""Why nothing can be done: which needs cannot get the least that was asked."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from naober.engines.flows.layout import Layout
from naober.engines.flows.problem import Objective
from naober.engines.flows.programme import Entries, Model, Programme
from naober.engines.flows.result import Unmet

MATTERS = 1e-6  # relative


def unmet(layout: Layout, left: Callable[[], float]) -> tuple[Unmet, ...]:
    """The plan that leaves the least unmet, and what it leaves; () when time was over.

    Of several such plans one is told. Where only the money stops it, all could be met: then
    nothing is told here.
    """
    plain = layout if layout.objective is Objective.GAIN else Layout(layout.problem, Objective.GAIN)
    rows = [row for row in plain.asked.values() if plain.rows.low[row] > 0]
    programme = Programme(_with_gaps(plain, rows))
    answer = programme.best(max(left(), 1.0), 0.0)
    if answer.x is None:
        return ()
    lacking = dict(zip(rows, answer.x[plain.size :].tolist(), strict=True))
    found: dict[tuple[int, int], list[float]] = {}
    for key, row in plain.asked.items():
        if row in lacking:
            sums = found.setdefault(key[:2], [0.0, 0.0])
            sums[0] += plain.rows.low[row]
            sums[1] += lacking[row]
    problem = plain.problem
    return tuple(
        Unmet(problem.needs[need].id, problem.seasons[season].name, asked, asked - lacks)
        for (need, season), (asked, lacks) in found.items()
        if lacks > MATTERS * max(1.0, asked)
    )


def _with_gaps(layout: Layout, rows: list[int]) -> Model:
    """The model in which each of these rows may lack something, and only that costs."""
    model, count = layout.model(), len(rows)
    lows = model.row_lower[rows]
    columns = np.arange(layout.size, layout.size + count, dtype=np.int32)
    entries = Entries(
        np.concatenate((model.entries.rows, np.array(rows, dtype=np.int32))),
        np.concatenate((model.entries.columns, columns)),
        np.concatenate((model.entries.values, np.ones(count))),
    )
    return replace(
        model,
        cost=np.concatenate((np.zeros(layout.size), np.ones(count))),
        lower=np.concatenate((model.lower, np.zeros(count))),
        upper=np.concatenate((model.upper, lows)),
        whole=np.concatenate((model.whole, np.zeros(count, dtype=np.bool_))),
        entries=entries,
    )
