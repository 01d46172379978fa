"""Which projects get money? Ours against a plain CP-SAT model of the same problem.

Run: python benchmarks/portfolio.py [--seconds 30] [--seeds 1 2 3]

Costs are those of a real five-year plan where its file stands beside the project (../shared/data/plan), otherwise they
are drawn; needs, villages, sources and ceilings are always drawn from the seed. Each solver runs in a process of its own:
the wheels of HiGHS and OR-Tools can't be loaded together.
"""

from __future__ import annotations

import argparse
import csv
import json
import platform
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

PLAN = Path(__file__).parents[1].parent / "shared" / "data" / "plan" / "nakhonsawan_plan_2566_2570_projects.csv"
YEARS = ("2566", "2567", "2568", "2569", "2570")
GROUPS = ("older", "children", "disabled", "carers", "poor", "everyone")
# What part of all projects' cost each of the eight sources has, and whom it pays for.
SOURCES: tuple[tuple[float, list[str]], ...] = (
    (0.12, []),
    (0.05, []),
    (0.02, ["older"]),
    (0.02, ["children"]),
    (0.01, ["disabled", "carers"]),
    (0.01, []),
    (0.01, []),
    (0.01, ["older"]),
)


def plan_costs(seed: int, projects: int = 548) -> tuple[str, list[dict[str, int]]]:
    """Where the costs come from, and baht by year of each project."""
    if PLAN.exists():
        with PLAN.open(encoding="utf-8-sig", newline="") as stream:
            rows = [row for row in csv.DictReader(stream) if row["form"] == "ผ.02"]
        costs = [{year: int(float(row[f"b{year}"] or 0)) for year in YEARS} for row in rows]
        return "a real plan", [{year: baht for year, baht in cost.items() if baht > 0} for cost in costs]
    chance = random.Random(seed)
    draw = [int(round(10 ** chance.uniform(4, 7), -3)) for _ in range(projects)]
    return "drawn", [{year: cost for year in YEARS if chance.random() < 0.7} for cost in draw]


def municipal_plan(seed: int) -> tuple[str, dict[str, Any]]:
    """548 projects, five years, eight sources that together have a quarter of what all projects would cost."""
    origin, costs = plan_costs(seed)
    chance = random.Random(seed)
    total = {year: sum(cost.get(year, 0) for cost in costs) for year in YEARS}
    sources: list[dict[str, Any]] = []
    for number, (part, groups) in enumerate(SOURCES):
        source: dict[str, Any] = {"id": f"s{number}", "ceiling": {year: int(part * total[year]) for year in YEARS}}
        if number >= 2:
            source |= {"groups": groups, "most": chance.choice([200_000, 500_000, 2_000_000])}
        sources.append(source)
    others = [source["id"] for source in sources[1:]]
    projects = [
        {
            "id": f"p{number:03}",
            "cost": cost,
            "need": {group: chance.randrange(1, 400) for group in chance.sample(GROUPS, chance.choice([1, 1, 2, 3]))},
            "villages": {f"m{chance.randrange(13)}": chance.randrange(1, 200) for _ in range(2)},
            "sources": ["s0", *chance.sample(others, chance.choice([2, 3, 4]))],
            "whole": chance.random() < 0.15,
        }
        for number, cost in enumerate(costs)
    ]
    floors = {"groups": dict.fromkeys(GROUPS, 8000), "villages": {f"m{village}": 2000 for village in range(13)}}
    weights = {"poor": 2, "disabled": 2}
    return origin, {"years": YEARS, "sources": sources, "projects": projects, "weights": weights, "floors": floors}


def ours(document: dict[str, Any], seconds: float, seed: int) -> tuple[float, float]:
    from huangyai.engines.portfolio import allocate, read_problem

    answer = allocate(read_problem(json.dumps(document)), seconds=seconds, seed=seed)
    return answer.objective, answer.bound


def plain_cp_sat(document: dict[str, Any], seconds: float, seed: int) -> tuple[float, float]:
    """A 0/1 variable for each project, year and source that may pay it."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    worth: list[Any] = []
    met: dict[tuple[str, str], list[Any]] = {}
    spent: dict[tuple[str, str], list[Any]] = {}
    for project in document["projects"]:
        value = sum(document["weights"].get(group, 1) * need for group, need in project["need"].items())
        sums = []
        for year, cost in project["cost"].items():
            columns = []
            for source in document["sources"]:
                pays_for = not source.get("groups") or any(group in project["need"] for group in source["groups"])
                most = min(source["ceiling"][year], source.get("most", cost))
                if source["id"] in project["sources"] and pays_for and cost <= most:
                    column = model.new_bool_var("")
                    columns.append(column)
                    spent.setdefault((source["id"], year), []).append(cost * column)
                    worth.append(value * column)
                    for kind, amounts in (("groups", project["need"]), ("villages", project["villages"])):
                        for name, amount in amounts.items():
                            met.setdefault((kind, name), []).append(amount * column)
            model.add_at_most_one(columns)
            sums.append(sum(columns))
        for other in sums[1:] if project["whole"] else ():
            model.add(sums[0] == other)
    for source in document["sources"]:
        for year in YEARS:
            model.add(sum(spent.get((source["id"], year), [])) <= source["ceiling"][year])
    for kind, floors in document["floors"].items():
        for name, floor in floors.items():
            model.add(sum(met.get((kind, name), [])) >= floor)
    model.maximize(sum(worth))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = 1
    solver.parameters.relative_gap_limit = 1e-4
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return (solver.objective_value if found else 0.0), solver.best_objective_bound


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--one", choices=["ours", "cp-sat"], help="run one solver on the first seed and print JSON")
    asked = parser.parse_args()
    origin, document = municipal_plan(asked.seeds[0])
    if asked.one:
        began = time.monotonic()
        run = ours if asked.one == "ours" else plain_cp_sat
        value, bound = run(document, asked.seconds, asked.seeds[0])
        print(json.dumps({"value": value, "bound": bound, "seconds": time.monotonic() - began}))
        return
    print(f"{len(document['projects'])} projects ({origin}) x 5 years x 8 sources; {platform.machine()}, one thread")
    print("seed  solver   need met      bound      gap  seconds   seconds, theirs / ours")
    for seed in asked.seeds:
        spent = {}
        for solver in ("ours", "cp-sat"):
            command = [sys.executable, __file__, "--one", solver, "--seeds", str(seed), "--seconds", str(asked.seconds)]
            found = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            spent[solver] = found["seconds"]
            gap = (found["bound"] - found["value"]) / found["value"] if found["value"] else float("inf")
            ratio = f"{spent['cp-sat'] / spent['ours']:.1f}" if len(spent) == 2 else ""
            print(
                f"{seed:4}  {solver:7} {found['value']:9,.0f} {found['bound']:10,.0f} {gap:8.3%} "
                f"{found['seconds']:8.1f}   {ratio}",
                flush=True,
            )


if __name__ == "__main__":
    main()
