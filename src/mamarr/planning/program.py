"""A small mixed-integer program: columns, rows, and what a solver can prove about them."""

from collections.abc import Callable
from typing import Literal, NamedTuple

import highspy
import numpy as np

Sum = dict[int, float]
"""A sum of columns, each times a number; `CONSTANT` holds what is added."""

CONSTANT = -1

Stop = Callable[[], bool]


def total(*terms: tuple[float, Sum | float]) -> Sum:
    """Return the sum of *terms*, each a factor and a sum or a number."""
    result: Sum = {}
    for factor, term in terms:
        parts = term.items() if isinstance(term, dict) else ((CONSTANT, term),)
        for column, value in parts:
            result[column] = result.get(column, 0.0) + factor * value
    return result


class Answer(NamedTuple):
    """What the solver proved."""

    status: Literal["optimal", "impossible", "unfinished"]
    bound: float  # no solution has a smaller objective; infinite where there is none
    values: tuple[float, ...]  # of the columns, where a solution was found


class _Solver(highspy.Highs):
    """HiGHS that is silent from the first line: enabling callbacks prints a banner unless output is off before."""

    def enableCallbacks(self) -> None:  # noqa: N802 (the solver's name)
        """Switch output off, then callbacks on."""
        for option in ("output_flag", "log_to_console"):
            self.setOptionValue(option, False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Program:
    """Columns and rows under construction; the objective is always made small."""

    def __init__(self) -> None:
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.is_whole: list[bool] = []
        self.rows: list[tuple[str, Sum]] = []
        self.objective: Sum = {}

    def column(self, lower: float, upper: float, *, is_whole: bool = False) -> Sum:
        """Return a new column as a sum."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.is_whole.append(is_whole)
        return {len(self.lower) - 1: 1.0}

    def count(self, lower: int, upper: int) -> Sum:
        """Return a new whole column."""
        return self.column(lower, upper, is_whole=True)

    def switch(self) -> Sum:
        """Return a new column that is 0 or 1."""
        return self.count(0, 1)

    def at_most_zero(self, name: str, *terms: tuple[float, Sum | float]) -> None:
        """Ask that the sum of *terms* is not above zero."""
        self.rows.append((name, total(*terms)))

    def zero(self, name: str, *terms: tuple[float, Sum | float]) -> None:
        """Ask that the sum of *terms* is zero."""
        self.rows.append((name, total(*terms)))
        self.rows.append((name, {column: -value for column, value in total(*terms).items()}))

    def solve(
        self, seconds: float, *, below: float | None = None, is_relaxed: bool = False, stop: Stop | None = None
    ) -> Answer:
        """Return what can be proven within *seconds*; only solutions with an objective of at most *below* count.

        Relaxed, whole columns may take fractions: a weaker bound, at once.
        """
        solver = _Solver()  # type: ignore[no-untyped-call]
        solver.setOptionValue("threads", 1)
        for option, limit in (("mip_rel_gap", 0.0), ("mip_abs_gap", 1e-6), ("time_limit", max(0.01, seconds))):
            solver.setOptionValue(option, limit)
        solver.passModel(self._model(below, is_relaxed=is_relaxed))
        if stop is not None and not is_relaxed:
            solver.cbMipInterrupt.subscribe(lambda event: event.interrupt() if stop() else None)
        solver.run()
        return _read(solver, self.objective.get(CONSTANT, 0.0), is_relaxed=is_relaxed)

    def _model(self, below: float | None, *, is_relaxed: bool) -> highspy.HighsLp:
        rows = [row for _, row in self.rows]
        if below is not None:
            rows.append(total((1, self.objective), (-below, 1)))
        entries = [[(j, v) for j, v in row.items() if j != CONSTANT and v] for row in rows]
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.lower), len(rows)
        cost = np.zeros(len(self.lower))
        for column, value in self.objective.items():
            if column != CONSTANT:
                cost[column] = value
        model.col_cost_ = cost
        model.col_lower_, model.col_upper_ = np.array(self.lower, float), np.array(self.upper, float)
        model.row_lower_ = np.full(len(rows), -highspy.kHighsInf)
        model.row_upper_ = np.array([-row.get(CONSTANT, 0.0) for row in rows])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0] + [len(row) for row in entries])
        model.a_matrix_.index_ = np.array([j for row in entries for j, _ in row], dtype=np.int32)
        model.a_matrix_.value_ = np.array([v for row in entries for _, v in row], dtype=float)
        if not is_relaxed:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            model.integrality_ = [kinds[whole] for whole in self.is_whole]
        return model


def _read(solver: highspy.Highs, constant: float, *, is_relaxed: bool) -> Answer:
    status, info = solver.getModelStatus(), solver.getInfo()
    values = tuple(solver.getSolution().col_value)
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Answer("impossible", np.inf, ())
    if status == highspy.HighsModelStatus.kOptimal:
        bound = info.objective_function_value if is_relaxed else info.mip_dual_bound
        return Answer("optimal", bound + constant, values)
    # A simplex that was cut off has no valid bound; a branch and bound that was cut off has its dual one.
    return Answer("unfinished", -np.inf if is_relaxed else info.mip_dual_bound + constant, ())
