"""The linear programmes of a game, with a column for each group that matters, solved by HiGHS.

A column says how much weight a group has; the prices of the rows say what each player gets. A new
group is a new column, so that the solution so far stays one, and the simplex method goes on from it
(Gilmore and Gomory 1961).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from naober.engines.costsharing.excesses import Masks
from naober.engines.costsharing.problem import Floats

OPTIONS: Sequence[tuple[str, bool | int | float | str]] = (
    ("log_to_console", False),
    ("output_flag", False),
    ("threads", 1),  # the same answer each time
    ("presolve", "off"),
    ("solver", "simplex"),
    ("simplex_strategy", 4),  # primal: a new column leaves the solution one
    ("primal_feasibility_tolerance", 1e-10),
    ("dual_feasibility_tolerance", 1e-10),
)


class UnsolvedError(ArithmeticError):
    """The solver gave no answer."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What each player gets, how much the most dissatisfied groups lack, and whose weights, by
    column, prove it."""

    shares: Floats
    level: float
    weights: Floats


class Programme:
    """The greatest sum of `lacks` times weight; a player's weights add up to what `covered` says.

    With `levelled`, the weights times the sizes of their groups add up to 1: the level.
    """

    def __init__(self, covered: Floats, *, levelled: bool) -> None:
        self._players = players = len(covered)
        self._levelled = levelled
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]  # its own omission
        for name, value in OPTIONS:
            self._highs.setOptionValue(name, value)
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        rows = players + levelled
        bounds = np.append(covered, [1.0] * levelled)
        empty = np.zeros(0, dtype=np.int32)
        self._highs.addRows(
            rows, bounds, bounds, 0, np.zeros(rows, dtype=np.int32), empty, np.zeros(0)
        )
        self.columns = 0

    def add(self, masks: Masks, lacks: Floats, sizes: Floats, *, free: bool = False) -> None:
        """Columns of groups. With size 0, a group has no part in the level."""
        count = len(masks)
        inside = masks[:, None] >> np.arange(self._players) & 1
        filled = inside.astype(np.float64)
        if self._levelled:
            filled = np.hstack([filled, sizes[:, None]])
        column, row = np.nonzero(filled)
        starts = np.searchsorted(column, np.arange(count)).astype(np.int32)
        low = np.full(count, -highspy.kHighsInf if free else 0.0)
        self._highs.addCols(
            count, lacks, low, np.full(count, highspy.kHighsInf),
            len(row), starts, row.astype(np.int32), filled[column, row],
        )  # fmt: skip
        self.columns += count

    def settle(self, column: int, lack: float) -> None:
        """From now on the group lacks exactly so much, outside of the level."""
        self._highs.changeColCost(column, lack)
        self._highs.changeColBounds(column, -highspy.kHighsInf, highspy.kHighsInf)
        self._highs.changeCoeff(self._players, column, 0.0)

    def leave_out(self, columns: Sequence[int]) -> None:
        """These groups matter no more."""
        for column in columns:
            self._highs.changeColBounds(column, 0.0, 0.0)

    def solve(self) -> Prices:
        """The prices of the best weights. Raises UnsolvedError."""
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._highs.clearSolver()
            self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise UnsolvedError(self._highs.modelStatusToString(self._highs.getModelStatus()))
        found = self._highs.getSolution()
        duals = np.array(found.row_dual)
        level = float(duals[-1]) if self._levelled else float(self._highs.getObjectiveValue())
        return Prices(duals[: self._players], level, np.array(found.col_value))
