"""HiGHS, the solver of mixed-integer programs, behind two functions."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import highspy
import numpy as np

from huangyai.engines.portfolio.mip import Answer, Mip

# The class carries types but its constructor does not say so.
_new_highs: Callable[[], highspy.Highs] = highspy.Highs


def maximise(
    mip: Mip,
    objective: Mapping[int, float],
    *,
    seconds: float,
    seed: int,
    gap: float,
    progress: Callable[[float, float, float], None] | None = None,
) -> Answer:
    """The best columns for `objective` within `seconds`, or the first within the relative `gap` of its
    bound."""
    if not mip.low:
        # HiGHS calls a program without columns empty rather than solved.
        impossible = any(low > 0 for low in mip.row_low)
        return Answer(None if impossible else [], 0.0, 0.0, proven=True, impossible=impossible)
    highs = _loaded(mip, objective)
    highs.setOptionValue("time_limit", max(0.01, seconds))
    highs.setOptionValue("random_seed", seed % 2**31)
    highs.setOptionValue("mip_rel_gap", gap)
    if progress is not None:

        def tell(event: highspy.HighsCallbackEvent) -> None:
            found = event.data_out
            progress(found.objective_function_value, found.mip_dual_bound, found.running_time)

        highs.cbMipImprovingSolution.subscribe(tell)
    highs.run()
    status = highs.getModelStatus()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return Answer(None, -math.inf, -math.inf, proven=True, impossible=True)
    info = highs.getInfo()
    bound = float(info.mip_dual_bound if any(mip.whole) else info.objective_function_value)
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Answer(None, -math.inf, bound, proven=False)
    values = [
        float(round(value)) if whole else value
        for value, whole in zip(highs.getSolution().col_value, mip.whole, strict=True)
    ]
    value = sum(worth * values[column] for column, worth in objective.items())
    proven = status == highspy.HighsModelStatus.kOptimal
    return Answer(values, value, max(bound, value), proven=proven)


def row_prices(mip: Mip, objective: Mapping[int, float], *, seconds: float) -> list[float]:
    """How much the objective would gain for one more unit of each row's limit, with every column continuous.

    Empty when the relaxation could not be solved in time.
    """
    if not mip.low:
        return []
    relaxed = mip.copy()
    relaxed.whole = [False] * len(relaxed.whole)
    highs = _loaded(relaxed, objective)
    highs.setOptionValue("time_limit", max(0.01, seconds))
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return []
    return [float(price) for price in highs.getSolution().row_dual]


def _loaded(mip: Mip, objective: Mapping[int, float]) -> highspy.Highs:
    highs = _new_highs()
    highs.silent()
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
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    program.integrality_ = [kinds[whole] for whole in mip.whole]
    highs.passModel(program)
    return highs
