"""A plan with what is paid for fixed: its flows exactly, its prices, and what more would bring."""

from collections.abc import Mapping

import numpy as np

from naober.engines.flows.layout import Layout
from naober.engines.flows.network import Floats
from naober.engines.flows.problem import INFINITE
from naober.engines.flows.programme import Model, Programme

WHOLE = 0.5
SECONDS = 60.0  # a linear programme needs far less
DUST = 1e-9
SNAP = 1e-12  # so near to six decimals it is them
LOWER = -1e-7


class Settled:
    """`x` is None when rounding left nothing that can be."""

    def __init__(self, layout: Layout, found: Floats) -> None:
        self.layout = layout
        self.found = found
        self._programme, self._rows_up = self._fixed(found) if layout.size else (None, np.zeros(0))
        self.x: Floats | None = np.zeros(0)
        self.prices: Floats = np.zeros(0)
        self.value = 0.0
        if self._programme is not None:
            self._settle(self._programme)

    def _settle(self, programme: Programme) -> None:
        answer = programme.relaxed(SECONDS)
        self.x = None
        if answer.x is not None:
            largest = max(1.0, float(np.abs(answer.x).max()))
            x = np.where(answer.x < DUST * largest, 0.0, answer.x)
            near = np.round(x, 6)
            self.x = self._without_idle(np.where(np.abs(near - x) < SNAP * largest, near, x))
            self.prices = answer.prices
            self.value = float(self.layout.values() @ self.x)

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

    def _fixed(self, found: Floats) -> tuple[Programme, Floats]:
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
        whole = np.zeros(layout.size, dtype=np.bool_)
        return Programme(
            Model(model.cost, lower, upper, whole, model.row_lower, row_upper, model.entries)
        ), row_upper

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
