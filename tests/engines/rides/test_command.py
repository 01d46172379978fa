"""The two commands: what they print, their exit codes, and clear faults for broken files."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from small_days import DARP, day

from huangyai.engines.rides.check_cli import rides_check
from huangyai.engines.rides.cli import rides


def run(command: click.Command, *words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_solve_then_check(tmp_path: Path) -> None:
    instance, solution = tmp_path / "day.txt", tmp_path / "plan.json"
    instance.write_text("\ufeff" + DARP, encoding="utf-8")
    code, out, _ = run(rides, str(instance), "--format", "darp", "--seconds", "0.2", "--json")
    document = json.loads(out)
    assert code == 0
    assert sorted(document["routes"][0]) == [1, 2, 3, 4]
    assert {"cost", "unserved", "routes", "stops", "seconds", "first_feasible_seconds"} <= set(document)
    assert set(document["stops"][0][0]) == {"node", "arrive", "begin", "leave", "load"}
    solution.write_text(out, encoding="utf-8")
    code, out, _ = run(rides_check, str(instance), str(solution), "--format", "darp", "--json")
    assert (code, json.loads(out)["feasible"]) == (0, True)
    document["routes"][0].reverse()
    solution.write_text(json.dumps(document), encoding="utf-8")
    code, out, _ = run(rides_check, str(instance), str(solution), "--format", "darp", "--json")
    assert (code, json.loads(out)["feasible"]) == (3, False)


def test_unserved_ends_with_three(tmp_path: Path) -> None:
    instance = tmp_path / "day.json"
    document = day()
    document["requests"][0]["wheelchairs"] = 1
    instance.write_text(json.dumps(document), encoding="utf-8")
    code, out, _ = run(rides, str(instance), "--format", "json", "--seconds", "0.1", "--json")
    assert code == 3
    assert json.loads(out)["unserved"] == ["dao"]


VRPTW = (
    "DIMENSION : 2\nCAPACITY : 5\nNODE_COORD_SECTION\n1 0 0\n2 1 1\nDEMAND_SECTION\n1 0\n2 3\n"
    "TIME_WINDOW_SECTION\n1 0 50\n2 0 50\n"
)


@pytest.mark.parametrize(
    ("layout", "text", "sentence"),
    [
        ("darp", "", "empty"),
        ("darp", DARP.replace("4 4 0 1 -1 0 480\n", ""), "pair"),
        ("darp", DARP.replace("1 4 480", "1 8 480"), "cut off"),
        ("darp", DARP.replace("2 2 0 1 1 0 480", "2 2 0 1 1 480 0"), "row 4"),
        ("darp", DARP.replace("2 2 0", "2 x 0"), "not a number"),
        ("darp", DARP.replace("4 4 0 1 -1", "4 4 0 1 -2"), "give back"),
        ("pdptw", "1 10 1\n0 0 0 0 0 99 0 0 0\n1 1 0 3 0 99 1 0 2\n", "partner"),
        ("pdptw", "1 10\n0 0 0 0 0 99 0 0 0\n", "values"),
        ("vrptw", "NAME : x\n", "missing"),
        ("vrptw", VRPTW.replace("2 0 50", "3 0 50"), "no value"),
        ("vrptw", VRPTW.replace("DIMENSION : 2", "DIMENSION : 3"), "nodes"),
        ("json", "{", "JSON"),
        ("json", "[]", "object"),
        ("json", json.dumps(day(places=[])), "place"),
        ("json", json.dumps(day(minutes=[[0]])), "table"),
        ("json", json.dumps(day(vehicles=[{"id": "car"}])), "vehicles[0].start"),
        ("json", json.dumps(day(requests=[{"id": "a", "pickup": 3}])), "object"),
    ],
)
def test_broken_files_are_told_by_place(tmp_path: Path, layout: str, text: str, sentence: str) -> None:
    instance = tmp_path / "broken"
    instance.write_text(text, encoding="utf-8")
    code, out, err = run(rides, str(instance), "--format", layout, "--lang", "en")
    assert (code, out) == (1, "")
    assert sentence in err
    code, _, thai = run(rides, str(instance), "--format", layout)
    assert code == 1
    assert thai != err


def test_the_judge_refuses_what_is_not_a_plan(tmp_path: Path) -> None:
    instance, solution = tmp_path / "day.txt", tmp_path / "plan.json"
    instance.write_text(DARP, encoding="utf-8")
    solution.write_text("not a plan", encoding="utf-8")
    assert run(rides_check, str(instance), str(solution), "--format", "darp")[0] == 1
    assert run(rides_check, str(solution), str(solution), "--format", "darp")[0] == 1
    assert run(rides_check, str(solution), str(solution), "--format", "json")[0] == 1
