"""A linear programme of zeros and ones, and its solution by HiGHS (Huangfu and Hall 2018)."""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Row = tuple[Sequence[int], float, float]  # columns, each once; at least; at most
OPTIONS: Sequence[tuple[str, bool | int | float]] = (
    ("log_to_console", False),
    ("output_flag", False),
    ("threads", 1),  # the same answer each time
    ("mip_rel_gap", 0.0),
    ("mip_abs_gap", 1e-9),
    ("primal_feasibility_tolerance", 1e-9),
    ("dual_feasibility_tolerance", 1e-9),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """`x` by column, `prices` by row; `best` is what no solution exceeds. `x` is None when the
    time was over before there was one."""

    x: Floats | None
    prices: Floats
    best: float


class Programme:
    """Find x between 0 and 1 that keeps to the rows and has the largest sum of `gains` times x."""

    def __init__(self, gains: Sequence[float], rows: Sequence[Row]) -> None:
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]  # its own omission
        for name, value in OPTIONS:
            self._highs.setOptionValue(name, value)
        self._columns = len(gains)
        model = highspy.HighsLp()
        model.num_col_ = len(gains)
        model.num_row_ = len(rows)
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.array(gains, dtype=np.float64)
        model.col_lower_ = np.zeros(len(gains))
        model.col_upper_ = np.ones(len(gains))
        model.row_lower_ = np.array([low for _, low, _ in rows], dtype=np.float64)
        model.row_upper_ = np.array([high for _, _, high in rows], dtype=np.float64)
        filled = [column for columns, _, _ in rows for column in columns]
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row[0]) for row in rows)], dtype=np.int32)
        model.a_matrix_.index_ = np.array(filled, dtype=np.int32)
        model.a_matrix_.value_ = np.ones(len(filled))
        self._highs.passModel(model)

    def add(self, columns: Sequence[int], most: float) -> None:
        """One more row: together at most so much."""
        places = np.array(columns, dtype=np.int32)
        self._highs.addRow(-highspy.kHighsInf, most, len(places), places, np.ones(len(places)))

    def divided(self, seconds: float) -> Answer:
        """The best solution, in which x need not be whole."""
        every = np.arange(self._columns, dtype=np.int32)
        kinds = np.full(self._columns, highspy.HighsVarType.kContinuous)
        self._highs.changeColsIntegrality(self._columns, every, kinds)
        found = self._run(seconds)
        return Answer(found, self._prices(), self._highs.getObjectiveValue())

    def whole(self, columns: int, seconds: float) -> Answer:
        """The best solution found in which the first columns are whole."""
        every = np.arange(columns, dtype=np.int32)
        kinds = np.full(columns, highspy.HighsVarType.kInteger)
        self._highs.changeColsIntegrality(columns, every, kinds)
        found = self._run(seconds)
        return Answer(found, np.zeros(0), float(self._highs.getInfo().mip_dual_bound))

    def _run(self, seconds: float) -> Floats | None:
        """HiGHS counts the seconds of all its runs together."""
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + max(seconds, 0.01))
        self._highs.run()
        status = self._highs.getInfo().primal_solution_status
        if status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        return np.array(self._highs.getSolution().col_value)

    def _prices(self) -> Floats:
        return np.array(self._highs.getSolution().row_dual)
