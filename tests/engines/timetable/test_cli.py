"""`huangyai timetable`: streams, languages and exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from huangyai.engines.timetable.cli import timetable

PROBLEM = {
    "slots": ["am"],
    "rooms": [{"id": "hall", "capacity": 5}],
    "activities": [{"id": "yoga"}],
    "people": [{"id": "c", "count": 5}],
}


@pytest.fixture
def problem_file(tmp_path: Path) -> Path:
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(PROBLEM), encoding="utf-8-sig")
    return path


def test_json_is_one_object_with_the_promised_keys(problem_file: Path) -> None:
    result = CliRunner().invoke(timetable, [str(problem_file), "--json"])
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert document["placed"][0].items() >= {"activity": "yoga", "slot": "am", "room": "hall", "staff": []}.items()
    assert document["unplaced"] == []
    assert [set(level) for level in document["levels"]] == [{"name", "value", "bound", "seconds", "proven"}] * 4
    assert document["attends"] == [{"class": "c", "activity": "yoga", "count": 5}]


def test_people_left_with_nothing_end_with_three_and_are_reported() -> None:
    crowded = json.dumps({**PROBLEM, "people": [{"id": "c", "count": 9}]})
    result = CliRunner().invoke(timetable, ["-", "--lang", "en"], input=crowded)
    assert result.exit_code == 3
    assert "4 people" in result.stderr
    assert "people left with nothing: 4 (proven bound 4)" in result.stdout


def test_bad_input_ends_with_one_and_names_the_path() -> None:
    result = CliRunner().invoke(timetable, ["-", "--lang", "th"], input='{"slots": []}')
    assert result.exit_code == 1
    assert "rooms: ขาด" in result.stderr
    assert result.stdout == ""


def test_wrong_usage_ends_with_two() -> None:
    assert CliRunner().invoke(timetable, []).exit_code == 2


def test_cp_sat_agrees_with_highs_in_a_process_of_its_own(problem_file: Path) -> None:
    # Both solvers' libraries can't live in one process; see `solvers`.
    program = "from huangyai.engines.timetable.cli import timetable; timetable()"
    answers = []
    for solver in ("highs", "cp-sat"):
        done = subprocess.run(
            [sys.executable, "-c", program, str(problem_file), "--json", "--solver", solver],
            capture_output=True,
            check=True,
        )
        answer = json.loads(done.stdout)
        for level in answer["levels"]:
            del level["seconds"]
        answers.append(answer)
    assert answers[0] == answers[1]
