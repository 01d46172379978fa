"""HiGHS, the solver of mixed-integer programs, behind one function."""

from __future__ import annotations

import math
from collections.abc import Callable

import highspy
import numpy as np

from huangyai.engines.timetable.mip import Answer, Mip, Objective, Terms

# The class carries types but its constructor does not say so.
_new_highs: Callable[[], highspy.Highs] = highspy.Highs


class Relaxation:
    """The program with every column continuous, kept warm so that small changes are solved again quickly."""

    def __init__(self, mip: Mip, objective: Objective) -> None:
        self._highs = _loaded(mip, objective, whole=False)
        # The first solve from inside: twenty times faster than the simplex where the worst group is lifted, and no
        # slower elsewhere; later ones start from its basis.
        self._highs.setOptionValue("solver", "ipm")

    def solve(self, seconds: float) -> tuple[float, list[float]] | None:
        """Objective and columns of the optimum; None when there is none or the time was too short."""
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + max(0.01, seconds))
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        self._highs.setOptionValue("solver", "simplex")
        value = float(self._highs.getInfo().objective_function_value)
        return value, list(self._highs.getSolution().col_value)

    def fix(self, column: int, low: float, high: float) -> None:
        """Change the bounds of a column."""
        self._highs.changeColBounds(column, low, high)

    def add_row(self, terms: Terms, high: float) -> None:
        """Add a row `sum <= high`."""
        columns = np.array([column for column, _ in terms], dtype=np.int32)
        coefficients = np.array([coefficient for _, coefficient in terms], dtype=float)
        self._highs.addRow(-highspy.kHighsInf, high, len(terms), columns, coefficients)


def branch_and_bound(
    mip: Mip,
    objective: Objective,
    *,
    seconds: float,
    seed: int,
    start: list[float] | None = None,
    slack: float = 0.0,
    nodes: int | None = None,
) -> Answer:
    """The best columns for `objective`, from `start` when one is known; within `slack` of the bound is good enough."""
    highs = _loaded(mip, objective, whole=True)
    highs.setOptionValue("time_limit", max(0.01, seconds))
    highs.setOptionValue("random_seed", seed % 2**31)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", max(slack, 1e-6))
    if nodes is not None:
        highs.setOptionValue("mip_max_nodes", nodes)
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = start
        highs.setSolution(solution)
    highs.run()
    return _answer(highs, mip, objective)


def _loaded(mip: Mip, objective: Objective, *, whole: bool) -> highspy.Highs:
    highs = _new_highs()
    highs.silent()
    highs.setOptionValue("parallel", "off")
    program = highspy.HighsLp()
    program.num_col_ = len(mip.low)
    program.num_row_ = len(mip.row_low)
    program.sense_ = highspy.ObjSense.kMaximize
    costs = np.zeros(len(mip.low))
    for column, worth in objective.items():
        costs[column] = worth
    program.col_cost_ = costs
    program.col_lower_ = np.array(mip.low, dtype=float)
    program.col_upper_ = np.array(mip.high, dtype=float)
    program.row_lower_ = np.array(mip.row_low, dtype=float)
    program.row_upper_ = np.array(mip.row_high, dtype=float)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(mip.starts, dtype=np.int32)
    program.a_matrix_.index_ = np.array(mip.columns, dtype=np.int32)
    program.a_matrix_.value_ = np.array(mip.coefficients, dtype=float)
    if whole:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        program.integrality_ = [kinds[one] for one in mip.whole]
    highs.passModel(program)
    return highs


def _answer(highs: highspy.Highs, mip: Mip, objective: Objective) -> Answer:
    status = highs.getModelStatus()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Answer(None, -math.inf, -math.inf, proven=True, impossible=True)
    info = highs.getInfo()
    proven = status == highspy.HighsModelStatus.kOptimal
    bound = float(info.mip_dual_bound) if any(mip.whole) else float(info.objective_function_value)
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Answer(None, -math.inf, bound, proven=False)
    values = [
        float(round(value)) if whole else value
        for value, whole in zip(highs.getSolution().col_value, mip.whole, strict=True)
    ]
    value = sum(worth * values[column] for column, worth in objective.items())
    return Answer(values, value, max(bound, value), proven=proven)
