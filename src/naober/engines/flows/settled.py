"""A plan with what is paid for fixed: its flows exactly, its prices, and what more would bring."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from naober.engines.flows.layout import Layout
from naober.engines.flows.network import Floats
from naober.engines.flows.problem import INFINITE, Objective
from naober.engines.flows.programme import Entries, Model, Programme

WHOLE = 0.5
SECONDS = 60.0  # a linear programme needs far less
DUST = 1e-9
SNAP = 1e-12  # so near to six decimals it is them
LOWER = -1e-7
SAME = 1e-13  # relative: as good as the best


class Settled:
    """`x` is None when rounding left nothing that can be."""

    def __init__(self, layout: Layout, found: Floats) -> None:
        self.layout = layout
        self.x: Floats | None = np.zeros(0)
        self.prices: Floats = np.zeros(0)
        self.value = 0.0
        self._programme: Programme | None = None
        self._rows_up: Floats = np.zeros(0)
        if layout.size:
            model = self._fixed(found)
            self._rows_up = model.row_upper
            self._programme = Programme(model)
            self._settle(self._programme, model)

    def _settle(self, programme: Programme, model: Model) -> None:
        answer = programme.relaxed(SECONDS)
        self.x, self.prices = answer.x, answer.prices
        flow = answer.x
        if flow is None:
            return
        if self.layout.objective is not Objective.GAIN:
            flow = self._with_most_gain(model, flow)
        largest = max(1.0, float(np.abs(flow).max()))
        x = np.where(flow < DUST * largest, 0.0, flow)
        near = np.round(x, 6)
        self.x = self._without_idle(np.where(np.abs(near - x) < SNAP * largest, near, x))
        self.value = float(self.layout.values() @ self.x)

    def _with_most_gain(self, model: Model, x: Floats) -> Floats:
        """Of all flows with the same connections that are as good, those that bring the most."""
        values = self.layout.values()
        reached = float(values @ x)
        at = np.flatnonzero(values).astype(np.int32)
        row = np.full(len(at), len(model.row_lower), dtype=np.int32)
        entries = Entries(
            np.concatenate((model.entries.rows, row)),
            np.concatenate((model.entries.columns, at)),
            np.concatenate((model.entries.values, values[at])),
        )
        kept = replace(
            model,
            cost=-self.layout.gains(),
            row_lower=np.append(model.row_lower, reached - SAME * max(1.0, abs(reached))),
            row_upper=np.append(model.row_upper, INFINITE),
            entries=entries,
        )
        found = Programme(kept).relaxed(SECONDS).x
        return x if found is None else found

    def _without_idle(self, x: Floats) -> Floats:
        """What is paid for and not used is not paid for."""
        layout = self.layout
        used: set[tuple[str, int]] = set()
        for (place, _), columns in layout.by_run.items():
            offer, _need = layout.ends(layout.problem.exchanges[place])
            for at in columns:
                if x[at] > 0:
                    used |= {("connection", place), ("supply", offer)}
                    used |= {("pump", place)} if layout.columns[at].pumped else set()
        for at, one in enumerate(layout.paid, start=len(layout.columns)):
            if one.kind != "runs" and (one.kind, one.place) not in used:
                x[at] = 0.0
        return x

    def _fixed(self, found: Floats) -> Model:
        """Links to what is paid for say nothing any more; what is not paid for is closed."""
        layout, model = self.layout, self.layout.model()
        there = found[len(layout.columns) :] > WHOLE
        upper, row_upper = model.upper.copy(), model.row_upper.copy()
        upper[: len(layout.columns)] = INFINITE
        paid = {
            (one.kind, one.place, one.season): bool(flag)
            for one, flag in zip(layout.paid, there, strict=True)
        }
        for at, column in enumerate(layout.columns):
            offer, _ = layout.ends(layout.problem.exchanges[column.way])
            keys = [
                ("supply", offer, 0), ("connection", column.way, 0),
                ("runs", column.way, column.season),
            ]  # fmt: skip
            keys += [("pump", column.way, 0)] if column.pumped else []
            if not all(paid.get(key, True) for key in keys):
                upper[at] = 0.0
        row_upper[layout.links] = INFINITE
        flags = there.astype(np.float64)
        lower = np.concatenate((model.lower[: len(layout.columns)], flags))
        upper[len(layout.columns) :] = flags
        return replace(
            model,
            lower=lower,
            upper=upper,
            whole=np.zeros(layout.size, dtype=np.bool_),
            row_upper=row_upper,
        )

    def with_more(self, rows: Mapping[int, float]) -> float:
        """The value when these rows may be so much larger."""
        if self._programme is None:
            return self.value
        lows = self.layout.rows.low
        for row, more in rows.items():
            self._programme.row_bounds(row, lows[row], float(self._rows_up[row]) + more)
        answer = self._programme.relaxed(SECONDS)
        for row in rows:
            self._programme.row_bounds(row, lows[row], float(self._rows_up[row]))
        return self.value if answer.x is None else float(self.layout.values() @ answer.x)

    def limits(self, row: int) -> bool:
        """Whether more of this row would bring more."""
        return len(self.prices) > row and bool(self.prices[row] < LOWER)
