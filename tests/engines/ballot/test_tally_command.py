"""`huangyai tally`: its keys, its exit codes, its two languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ballot_elections import canal_road
from click.testing import CliRunner, Result

from huangyai.cli import main
from huangyai.engines.ballot import RULES, write_pabulib

KEYS = {
    "rule",
    "utility",
    "completion",
    "budget",
    "spent",
    "winners",
    "order",
    "payments",
    "reasons",
    "ties",
    "seconds",
}


@pytest.fixture
def village(tmp_path: Path) -> str:
    path = tmp_path / "village.pb"
    path.write_text("\ufeff" + write_pabulib(canal_road()), encoding="utf-8")
    return str(path)


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["tally", *arguments], input=given)


@pytest.mark.parametrize("rule", RULES)
def test_json_carries_every_promised_key(village: str, rule: str) -> None:
    result = run(village, "--rule", rule, "--json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert set(document) >= KEYS
    assert document["rule"] == rule
    assert set(document["order"]) == set(document["winners"]) <= set(document["reasons"])
    assert all(set(reason) == {"th", "en"} for reason in document["reasons"].values())


def test_equal_shares_with_options(village: str) -> None:
    result = run(village, "--utility", "cardinality", "--completion", "add1u", "--comparison", "--json")
    document = json.loads(result.stdout)
    assert (document["utility"], document["completion"]) == ("cardinality", "add1u")
    assert document["budget"] == 100
    assert document["comparison"]["stands"] in ("greedy", "equal-shares")


def test_speaks_thai_and_english_and_reads_stdin(village: str) -> None:
    text = Path(village).read_text(encoding="utf-8")
    assert "ได้รับเลือก" in run("-", given=text).stdout
    assert "Chosen as number 1" in run("-", "--lang", "en", given=text).stdout


def test_bad_input_is_named_by_row_and_column(village: str) -> None:
    broken = Path(village).read_text(encoding="utf-8").replace("canal,lamp", "canal,lamb")
    result = run("-", "--json", "--lang", "en", given=broken)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.count("column vote") == 2


def test_letters_that_are_not_utf_8_are_bad_input(village: str) -> None:
    torn = Path(village).read_bytes().replace(b"lamp;10", b"lamp;\xff")
    Path(village).write_bytes(torn)
    result = run(village, "--lang", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "column cost" in result.stderr
    assert "not UTF-8" in result.stderr


def test_wrong_usage_is_two(village: str) -> None:
    assert run(village, "--rule", "lots").exit_code == 2
    assert run(village, "--rule", "greedy", "--completion", "add1").exit_code == 2
    assert run().exit_code == 2


def test_a_missing_file_is_bad_input() -> None:
    assert run("nowhere.pb", "--json").exit_code == 1
