"""Published instances: every plan is feasible for the judge, everybody is served, and no cost is below the optimum."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from huangyai.engines.rides import read_darp, read_pdptw, read_vrptw, solve
from huangyai.engines.rides.check import judge
from huangyai.engines.rides.check_files import rules_of_darp, rules_of_pdptw, rules_of_vrptw

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "rides"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the public instances are not on this machine")

READ = {
    "darp": (read_darp, rules_of_darp),
    "pdptw": (read_pdptw, rules_of_pdptw),
    "vrptw": (read_vrptw, rules_of_vrptw),
}


def _published(layout: str, name: str) -> float:
    with (DATA / layout / "best_known.csv").open(encoding="utf-8") as file:
        rows = {row["instance"]: row for row in csv.DictReader(file)}
    row = rows[name]
    return float(row.get("bks") or row.get("distance") or row["distance_dimacs"])


@pytest.mark.parametrize(
    ("layout", "file", "name"),
    [
        ("darp", "a2-16.txt", "a2-16"),
        ("darp", "b2-16.txt", "b2-16"),
        ("darp", "a3-24.txt", None),
        ("darp", "R1a.txt", "pr01"),
        ("darp", "R3a.txt", "pr03"),
        ("pdptw", "lc101.txt", "lc101"),
        ("pdptw", "lrc201.txt", None),
        ("vrptw", "C101.vrptw", "C101"),
        ("vrptw", "R112.vrptw", "R112"),
    ],
)
def test_plan_is_feasible_and_serves_everybody(layout: str, file: str, name: str | None) -> None:
    text = (DATA / layout / file).read_text(encoding="utf-8")
    read, rules = READ[layout]
    plan = solve(read(text), seconds=1.0, seed=1)
    verdict = judge(rules(text), plan.as_dict())
    assert [fault.en for fault in verdict.faults] == []
    assert plan.unserved == {}
    assert verdict.cost == pytest.approx(plan.cost, abs=1e-4)
    if name is not None and layout != "pdptw":
        # With fewest cars first a Li and Lim plan with more cars may be shorter than the published one.
        assert plan.cost >= _published(layout, name) - 0.01


@pytest.mark.parametrize(("file", "name"), [("a2-16.txt", "a2-16"), ("b2-16.txt", "b2-16")])
def test_small_instances_reach_the_proven_optimum(file: str, name: str) -> None:
    plan = solve(read_darp((DATA / "darp" / file).read_text(encoding="utf-8")), seconds=3.0, seed=2)
    assert plan.cost == pytest.approx(_published("darp", name), abs=0.01)
