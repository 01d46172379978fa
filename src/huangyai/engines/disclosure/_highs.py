"""HiGHS, for the one question that the audit asks: the least and the most a variable can be."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import highspy

# The wheel types only part of the class.
_Solver: Any = highspy.Highs

Equation = tuple[Mapping[int, float], float]
"""Coefficients by variable, and what they must add up to."""


def ranges(variables: int, equations: Sequence[Equation]) -> list[tuple[float, float]]:
    """The least and the greatest value of each non-negative variable; infinite where nothing bounds it."""
    solver = _Solver()
    solver.silent()
    for _ in range(variables):
        solver.addVar(0.0, math.inf)
    for coefficients, value in equations:
        places = list(coefficients)
        solver.addRow(value, value, len(places), places, [coefficients[place] for place in places])
    return [(_least(solver, place, 1.0), -_least(solver, place, -1.0)) for place in range(variables)]


def _least(solver: Any, place: int, sign: float) -> float:
    solver.changeColCost(place, sign)
    solver.run()
    status, least = solver.getModelStatus(), float(solver.getInfo().objective_function_value)
    solver.changeColCost(place, 0.0)
    if status == highspy.HighsModelStatus.kOptimal:
        return least
    if status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        return -math.inf
    raise ValueError("the printed numbers contradict each other")
