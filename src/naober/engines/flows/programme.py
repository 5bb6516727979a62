"""A linear programme in arrays, some of its columns whole; solved by HiGHS (Huangfu, Hall 2018).

Always the smallest sum of costs. One thread, so that the same question gives the same answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from naober.engines.flows.network import Flags, Floats, Ints

_OPTIONS: Sequence[tuple[str, bool | int | float | str]] = (
    ("output_flag", False),
    ("log_to_console", False),
    ("threads", 1),
    ("primal_feasibility_tolerance", 1e-9),
    ("dual_feasibility_tolerance", 1e-9),
    ("mip_feasibility_tolerance", 1e-7),
    ("mip_rel_gap", 0.0),
)
_INFINITE = highspy.kHighsInf


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """The numbers of a matrix that are not 0, each with its row and column, in any order."""

    rows: Ints
    columns: Ints
    values: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """By column: cost, lower, upper, whether it is whole. By row: lower and upper."""

    cost: Floats
    lower: Floats
    upper: Floats
    whole: Flags
    row_lower: Floats
    row_upper: Floats
    entries: Entries


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """`x` is None when there is no solution (`impossible`, proven) or none was found in time.

    `prices` by row and `reduced` by column are there when nothing had to be whole.
    """

    x: Floats | None
    bound: float
    impossible: bool
    proven: bool
    prices: Floats
    reduced: Floats


class Programme:
    """One model, which may be changed and asked again."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._options = dict(_OPTIONS)
        self._highs = self._begun(_as_highs(model))

    def _begun(self, model: highspy.HighsLp) -> highspy.Highs:
        begun = highspy.Highs()  # type: ignore[no-untyped-call]  # its own omission
        for name, value in self._options.items():
            begun.setOptionValue(name, value)
        begun.passModel(model)
        return begun

    def tell(self, name: str, value: bool | int | float | str) -> None:
        """Set an option of HiGHS."""
        self._options[name] = value
        self._highs.setOptionValue(name, value)

    def bounds(self, lower: Floats, upper: Floats) -> None:
        """Other limits for all columns, in this order."""
        every = np.arange(len(lower), dtype=np.int32)
        self._highs.changeColsBounds(len(lower), every, lower, upper)

    def costs(self, cost: Floats) -> None:
        """Other costs for all columns, in this order."""
        every = np.arange(len(cost), dtype=np.int32)
        self._highs.changeColsCost(len(cost), every, cost)

    def row_bounds(self, row: int, lower: float, upper: float) -> None:
        """Other limits for one row."""
        self._highs.changeRowBounds(row, lower, upper)

    def add_columns(self, cost: Floats, upper: Floats, rows: Ints) -> None:
        """More columns from 0 to `upper`, each with a 1 in its `rows` (two-dimensional)."""
        count, each = rows.shape
        starts = np.arange(0, count * each, each, dtype=np.int32)
        self._highs.addCols(
            count, cost, np.zeros(count), upper, count * each, starts,
            np.ascontiguousarray(rows.ravel(), dtype=np.int32), np.ones(count * each),
        )  # fmt: skip

    def relaxed(self, seconds: float) -> Answer:
        """The best solution in which nothing need be whole."""
        if self._model.whole.any():
            self._whole(np.zeros(len(self._model.whole), dtype=np.bool_))
        self._run(seconds)
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kUnboundedOrInfeasible:
            # all columns are bounded: no cost falls for ever
            return _nothing(impossible=True)
        if status != highspy.HighsModelStatus.kOptimal:
            return _nothing(impossible=status == highspy.HighsModelStatus.kInfeasible)
        found = self._highs.getSolution()
        return Answer(
            np.array(found.col_value),
            float(self._highs.getObjectiveValue()),
            impossible=False,
            proven=True,
            prices=np.array(found.row_dual),
            reduced=np.array(found.col_dual),
        )

    def best(self, seconds: float, gap: float, start: Floats | None = None) -> Answer:
        """The best solution found, with what is whole as the model says; from `start` on."""
        if self._highs.getRunTime() > 0:
            # of whole numbers it counts each run apart, up to a limit that all runs have raised
            self._highs = self._begun(self._highs.getLp())
        self._whole(self._model.whole)
        self._highs.setOptionValue("mip_rel_gap", gap)
        if start is not None:
            given = highspy.HighsSolution()
            given.col_value = list(start)
            self._highs.setSolution(given)
        self._run(seconds)
        status = self._highs.getModelStatus()
        info = self._highs.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return _nothing(
                impossible=status
                in (
                    highspy.HighsModelStatus.kInfeasible,
                    highspy.HighsModelStatus.kUnboundedOrInfeasible,
                )
            )
        bound = float(info.mip_dual_bound)
        proven = status == highspy.HighsModelStatus.kOptimal and gap <= 0
        x = np.array(self._highs.getSolution().col_value)
        return Answer(x, bound, False, proven, np.zeros(0), np.zeros(0))

    def _whole(self, whole: Flags) -> None:
        kinds = np.where(
            whole, int(highspy.HighsVarType.kInteger), int(highspy.HighsVarType.kContinuous)
        )
        every = np.arange(len(whole), dtype=np.int32)
        self._highs.changeColsIntegrality(len(whole), every, kinds.astype(np.uint8))

    def _run(self, seconds: float) -> None:
        """HiGHS counts the seconds of all its runs together, where nothing is whole."""
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + max(seconds, 0.01))
        self._highs.run()


def _nothing(*, impossible: bool) -> Answer:
    return Answer(None, -_INFINITE, impossible, impossible, np.zeros(0), np.zeros(0))


def _as_highs(model: Model) -> highspy.HighsLp:
    entries = model.entries
    order = np.argsort(entries.columns, kind="stable")
    counts = np.bincount(entries.columns, minlength=len(model.cost))
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.cost), len(model.row_lower)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = model.cost, model.lower, model.upper
    lp.row_lower_, lp.row_upper_ = model.row_lower, model.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
    lp.a_matrix_.index_ = entries.rows[order].astype(np.int32)
    lp.a_matrix_.value_ = entries.values[order]
    return lp
