"""CP-SAT of OR-Tools behind the same function as the climb on HiGHS.

It takes whole numbers only: columns that count people become whole, which some best answer has anyway.
"""

from __future__ import annotations

import math
from fractions import Fraction

from ortools.sat.python import cp_model

from huangyai.engines.timetable.mip import INFINITY, Answer, Mip, Objective


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
    limit: float = INFINITY,
) -> Answer:
    """The best columns for `objective`, from `start` when one is known, within `seconds`.

    It finds its own way through `choices`, and the objective can't exceed `goal`, so reaching it is proof enough.
    """
    del choices, goal
    model = cp_model.CpModel()
    columns = [model.new_int_var(round(low), round(high), "") for low, high in zip(mip.low, mip.high, strict=True)]
    for at in range(len(mip.row_low)):
        part = range(mip.starts[at], mip.starts[at + 1])
        # Hours may be halves or thirds: count them finely enough to be whole.
        fine = math.lcm(*(Fraction(mip.coefficients[i]).limit_denominator(1000).denominator for i in part))
        terms = cp_model.LinearExpr.weighted_sum(
            [columns[mip.columns[i]] for i in part], [round(mip.coefficients[i] * fine) for i in part]
        )
        low, high = mip.row_low[at], mip.row_high[at]
        model.add_linear_constraint(
            terms,
            cp_model.INT_MIN if low == -INFINITY else math.ceil(low * fine - 1e-6),
            cp_model.INT_MAX if high == INFINITY else math.floor(high * fine + 1e-6),
        )
    model.maximize(
        cp_model.LinearExpr.weighted_sum([columns[column] for column in objective], list(objective.values()))
    )
    for column, value in zip(columns, start or (), strict=False):
        model.add_hint(column, round(value))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    solver.parameters.random_seed = seed % 2**31
    solver.parameters.num_workers = 1
    solver.parameters.absolute_gap_limit = slack
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return Answer(None, -math.inf, -math.inf, proven=True, impossible=True)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, -math.inf, limit, proven=False)
    values = [float(solver.value(column)) for column in columns]
    value = sum(worth * values[column] for column, worth in objective.items())
    bound = max(value, min(limit, solver.best_objective_bound))
    return Answer(values, value, bound, proven=status == cp_model.OPTIMAL)
