"""CP-SAT of OR-Tools behind the same function as HiGHS; it takes whole numbers only, so every column
becomes one."""

from __future__ import annotations

import math
from fractions import Fraction

from ortools.sat.python import cp_model

from huangyai.engines.timetable.mip import INFINITY, Answer, Mip, Objective

# Shares between 0 and 1 are counted in millionths.
_SCALE = 1_000_000


def maximise(
    mip: Mip,
    objective: Objective,
    *,
    choices: list[list[int]],
    seconds: float,
    seed: int,
    start: list[float] | None = None,
    slack: float = 0.0,
    goal: float = INFINITY,
) -> Answer:
    """The best columns for `objective`, from `start` when one is known, within `seconds`."""
    model = cp_model.CpModel()
    # A continuous column of at most 1 is a share; every other one counts people and is whole in some
    # best answer.
    unit = [1 if whole or high > 1 else _SCALE for whole, high in zip(mip.whole, mip.high, strict=True)]
    columns = [
        model.new_int_var(round(low * scale), round(high * scale), "")
        for low, high, scale in zip(mip.low, mip.high, unit, strict=True)
    ]
    for at in range(len(mip.row_low)):
        part = range(mip.starts[at], mip.starts[at + 1])
        fine = math.lcm(*(Fraction(mip.coefficients[i]).limit_denominator(1000).denominator for i in part)) * max(
            (unit[mip.columns[i]] for i in part), default=1
        )
        terms = cp_model.LinearExpr.weighted_sum(
            [columns[mip.columns[i]] for i in part],
            [round(mip.coefficients[i] * fine / unit[mip.columns[i]]) for i in part],
        )
        low, high = mip.row_low[at], mip.row_high[at]
        model.add_linear_constraint(
            terms,
            cp_model.INT_MIN if low == -INFINITY else math.ceil(low * fine - 1e-6),
            cp_model.INT_MAX if high == INFINITY else math.floor(high * fine + 1e-6),
        )
    model.maximize(
        cp_model.LinearExpr.weighted_sum(
            [columns[column] for column in objective],
            [worth / unit[column] for column, worth in objective.items()],
        )
    )
    if start is not None:
        for column, value, scale in zip(columns, start, unit, strict=False):
            model.add_hint(column, round(value * scale))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.num_workers = 1
    solver.parameters.absolute_gap_limit = slack
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return Answer(None, -math.inf, -math.inf, proven=True, impossible=True)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, -math.inf, math.inf, proven=False)
    values = [solver.value(column) / scale for column, scale in zip(columns, unit, strict=True)]
    value = sum(worth * values[column] for column, worth in objective.items())
    return Answer(values, value, max(value, solver.best_objective_bound), proven=status == cp_model.OPTIMAL)
