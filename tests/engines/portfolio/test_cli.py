"""`huangyai allocate`: streams, languages and exit codes."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner

from huangyai.engines.portfolio.cli import allocate

PROBLEM: dict[str, Any] = {
    "years": ["2571"],
    "sources": [{"id": "ordinance", "ceiling": {"2571": 100}}],
    "projects": [{"id": "p1", "cost": {"2571": 60.5}, "need": {"older": 3}}],
}


def run(document: object, *options: str) -> Any:
    return CliRunner().invoke(allocate, ["-", *options], input=json.dumps(document))


def test_json_is_one_object_with_the_promised_keys() -> None:
    result = run(PROBLEM, "--json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert document["chosen"] == [{"project": "p1", "source": "ordinance", "year": "2571", "baht": 60.5}]
    assert (document["objective"], document["bound"], document["gap"]) == (3, 3, 0)
    assert document["shadow_prices"] == {"ordinance": {"2571": 0}}
    assert document["reasons"]["p1"].keys() == {"th", "en"}


def test_an_unmet_floor_ends_with_three_and_says_how_much_is_missing() -> None:
    result = run({**PROBLEM, "floors": {"groups": {"older": 5}}}, "--lang", "en")
    assert result.exit_code == 3
    assert "older stays 2 below its floor of 5" in result.stderr
    assert "p1" in result.stdout


def test_bad_input_ends_with_one_and_names_the_path() -> None:
    result = run({**PROBLEM, "projects": [{"id": "p1"}]}, "--lang", "th")
    assert result.exit_code == 1
    assert "projects[0].cost: ขาด" in result.stderr
    assert result.stdout == ""


def test_nothing_to_decide_is_no_error() -> None:
    result = run({"years": [], "sources": [], "projects": []}, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["chosen"] == []
