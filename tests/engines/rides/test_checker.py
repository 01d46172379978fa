"""The judge finds each kind of fault in an otherwise right plan."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from small_days import DARP, day

from huangyai.engines.rides import read_json, solve
from huangyai.engines.rides.check import judge
from huangyai.engines.rides.check_files import rules_of_darp, rules_of_vrptw
from huangyai.engines.rides.check_json import rules_of_json

Solution = dict[str, Any]
RIGHT: Solution = {"routes": [[1, 2, 3, 4]], "cost": 8.0, "unserved": []}


def faults_of(solution: Solution, text: str = DARP) -> str:
    return " ".join(fault.en for fault in judge(rules_of_darp(text), solution).faults)


def test_the_right_plan_passes() -> None:
    verdict = judge(rules_of_darp(DARP), RIGHT)
    assert verdict.as_dict() == {"feasible": True, "cost": 8.0, "faults": [], "unserved": []}


@pytest.mark.parametrize(
    ("routes", "sentence"),
    [
        ([[1, 2, 3]], "only one of its two"),
        ([[1, 3]], "neither served nor named"),
        ([[3, 1, 2, 4]], "before its drop-off"),
        ([[1, 2, 3, 4, 4]], "visited 2 times"),
        ([[1, 2, 3, 4, 9]], "not in the file"),
        ([[1, 3], [2, 4]], "cars are used"),
    ],
)
def test_attendance_and_pairs(routes: list[list[int]], sentence: str) -> None:
    assert sentence in faults_of({"routes": routes})


def test_a_wrong_cost_is_named() -> None:
    assert "stated cost" in faults_of(RIGHT | {"cost": 7.0})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("1 4 480 2 30", "1 4 480 1 30"), "more than the car holds"),
        (("1 4 480 2 30", "1 4 480 2 2"), "too long"),
        (("1 4 480 2 30", "1 4 11 2 30"), "too long"),
        (("3 3 0 1 -1 0 480", "3 3 0 1 -1 0 4"), "can't begin before"),
    ],
)
def test_rules_of_the_file(change: tuple[str, str], sentence: str) -> None:
    assert sentence in faults_of(RIGHT, DARP.replace(*change))


def _early(solution: Solution) -> None:
    solution["stops"][0][0].update(arrive=470.0, begin=470.0, leave=471.0)


def _jump(solution: Solution) -> None:
    solution["stops"][0][1].update(arrive=solution["stops"][0][0]["leave"])


def _late(solution: Solution) -> None:
    for key in ("arrive", "begin", "leave"):
        solution["stops"][0][-1][key] += 60


def _other_car(solution: Solution) -> None:
    solution["vehicles"] = ["nobody's"]


def _no_times(solution: Solution) -> None:
    del solution["stops"]


def _mixed(solution: Solution) -> None:
    solution["stops"][0].reverse()


def _hidden(solution: Solution) -> None:
    solution["unserved"] = ["dao"]


@pytest.mark.parametrize("spoil", [_early, _jump, _late, _other_car, _no_times, _mixed, _hidden])
def test_printed_times_and_names(spoil: Callable[[Solution], None]) -> None:
    text = json.dumps(day())
    solution = json.loads(json.dumps(solve(read_json(text), seconds=0.1, seed=1).as_dict()))
    assert judge(rules_of_json(text), copy.deepcopy(solution)).faults == []
    spoil(solution)
    assert judge(rules_of_json(text), solution).faults


def test_a_missing_rest_is_named() -> None:
    text = json.dumps(day())
    solution = solve(read_json(text), seconds=0.1, seed=1).as_dict()
    document = day()
    document["vehicles"][0]["breaks"] = [{"earliest": "08:34", "latest": "08:35", "minutes": 200}]
    verdict = judge(rules_of_json(json.dumps(document)), solution)
    assert any("break" in fault.en for fault in verdict.faults)


def test_cut_distances() -> None:
    text = (
        "NAME : t\nDIMENSION : 2\nVEHICLES : 1\nCAPACITY : 5\nSERVICE_TIME : 1\nSCALE : 10\n"
        "EDGE_WEIGHT_TYPE : FLOOR_2D\nNODE_COORD_SECTION\n1 0 0\n2 1 1\nDEMAND_SECTION\n1 0\n2 3\n"
        "TIME_WINDOW_SECTION\n1 0 50\n2 0 50\nDEPOT_SECTION\n1\n-1\nEOF\n"
    )
    assert judge(rules_of_vrptw(text), {"routes": [[2]]}).cost == pytest.approx(2.8)
    assert judge(rules_of_vrptw(text.replace("2 3\n", "2 6\n")), {"routes": [[2]]}).faults
