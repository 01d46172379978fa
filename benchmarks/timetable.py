"""When can people come? Ours against a plain CP-SAT model with a variable for each person, on synthetic sub-districts.

Run: python benchmarks/timetable.py [--seconds 30] [--seeds 1 2 3] [--scarce] [--people 2000] [--alone]

Each solver runs in a process of its own: the wheels of HiGHS and OR-Tools can't be loaded together. The plain model has
the first aim only (fewest people left with nothing); ours solves all four levels in the same time. Processor seconds of
one thread from the document to the level's proof, building the program included, beside the level's own wall seconds.
With --alone only ours runs.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import subprocess
import sys
import time
from typing import Any

KINDS = ("hall", "yard", "kitchen", "class")
GROUPS = ("youth", "older", "disabled", "workers")
TOPICS = tuple(f"t{topic}" for topic in range(10))
SKILLS = tuple(f"k{skill}" for skill in range(8))
PLACES = tuple(f"p{place}" for place in range(6))


def sub_district(seed: int, *, people: int = 2000, scarce: bool = False) -> dict[str, Any]:
    """60 activities, 12 rooms in six places, 25 trainers with limits, 28 slots; people in eight kinds of availability,
    13 villages, six profiles of interests, a fifth of them less mobile.

    `scarce`: trainers with few skills, activities for few groups, people with few interests.
    """
    chance = random.Random(seed)
    slots = [{"id": f"d{day:02}-{part}", "day": f"d{day:02}", "hours": 3} for day in range(14) for part in ("am", "pm")]
    names = [str(slot["id"]) for slot in slots]

    def some(part: float) -> list[str]:
        return [name for name in names if chance.random() < part]

    rooms = [
        {
            "id": f"r{room:02}",
            "place": PLACES[room % 6],
            "capacity": chance.choice([15, 20, 25, 30, 40]),
            "free": some(0.6),
            "kind": chance.choice(KINDS),
        }
        for room in range(12)
    ]
    staff = [
        {
            "id": f"s{one:02}",
            "skills": chance.sample(SKILLS, chance.choice([1, 2, 2, 3] if scarce else [2, 3, 4])),
            "free": some(0.5),
            "limit": 3 * chance.choice([2, 3, 4, 5]),
        }
        for one in range(25)
    ]
    activities = [
        {
            "id": f"a{one:02}",
            "kind": chance.choice([*KINDS, None, None] if scarce else [*KINDS, None, None, None, None]),
            "length": chance.choice([1, 1, 1, 2]),
            "capacity": chance.choice([12, 15, 20, 25, 30]),
            "skill": chance.choice(SKILLS),
            "groups": chance.sample(GROUPS, chance.choice([1, 2, 4] if scarce else [2, 4, 4])),
            "topic": chance.choice(TOPICS),
        }
        for one in range(60)
    ]
    weekend = [name for name in names if int(name[1:3]) % 7 >= 5]
    week = [name for name in names if name not in weekend]
    shapes = [
        weekend,
        [name for name in weekend if name.endswith("am")],
        [name for name in weekend if name.endswith("pm")],
        [name for name in week if name.endswith("am")],
        [name for name in week if name.endswith("pm")],
        some(0.2),
        some(0.35),
        week,
    ]
    profiles = [chance.sample(TOPICS, chance.choice([1, 2, 3] if scarce else [3, 4, 5])) for _ in range(6)]
    reach = [chance.sample(PLACES, chance.choice([1, 2, 3])) for _ in range(13)]
    crowd: dict[tuple[int, int, int, bool], int] = {}
    for _ in range(people):
        key = (chance.randrange(8), chance.randrange(13), chance.randrange(6), chance.random() < 0.2)
        crowd[key] = crowd.get(key, 0) + 1
    classes = [
        {
            "id": f"c{number:03}",
            "count": count,
            "free": shapes[shape],
            "interests": profiles[profile],
            "reachable": reach[village][:1] if still else reach[village],
            "group": GROUPS[shape % 4],
        }
        for number, ((shape, village, profile, still), count) in enumerate(sorted(crowd.items()))
    ]
    return {"slots": slots, "rooms": rooms, "staff": staff, "activities": activities, "people": classes}


def ours(document: dict[str, Any], seconds: float, seed: int) -> list[dict[str, Any]]:
    from huangyai.engines.timetable import read_problem, solve

    text = json.dumps(document)
    spent: list[float] = []
    began = time.process_time()
    answer = solve(
        read_problem(text), seconds=seconds, seed=seed, progress=lambda _: spent.append(time.process_time() - began)
    )
    levels: list[dict[str, Any]] = answer.as_document()["levels"]
    return [{**level, "cpu": cpu} for level, cpu in zip(levels, spent, strict=True)]


def plain_cp_sat(document: dict[str, Any], seconds: float, seed: int) -> list[dict[str, Any]]:
    """Every opening, every trainer of it and every person's attendance is a variable of its own."""
    from ortools.sat.python import cp_model

    began_cpu = time.process_time()
    model = cp_model.CpModel()
    names = [slot["id"] for slot in document["slots"]]
    days = [slot["day"] for slot in document["slots"]]
    in_room: dict[tuple[str, int], list[Any]] = {}
    busy: dict[tuple[str, int], list[Any]] = {}
    hours: dict[str, list[Any]] = {}
    openings: dict[str, list[tuple[Any, set[str], dict[str, Any]]]] = {}
    for activity in document["activities"]:
        mine = openings[activity["id"]] = []
        for begin in range(len(names)):
            run = range(begin, begin + activity["length"])
            if run[-1] >= len(names) or days[run[0]] != days[run[-1]]:
                continue
            times = {names[at] for at in run}
            able = [
                one for one in document["staff"] if activity["skill"] in one["skills"] and times <= set(one["free"])
            ]
            here = []
            for room in document["rooms"]:
                if activity["kind"] in (None, room["kind"]) and times <= set(room["free"]):
                    held = model.new_bool_var("")
                    here.append(held)
                    mine.append((held, times, room))
                    for at in run:
                        in_room.setdefault((room["id"], at), []).append(held)
            taught = [model.new_bool_var("") for _ in able]
            model.add(sum(taught) == sum(here))
            for one, column in zip(able, taught, strict=True):
                hours.setdefault(one["id"], []).append(3 * activity["length"] * column)
                for at in run:
                    busy.setdefault((one["id"], at), []).append(column)
        model.add_at_most_one([held for held, _, _ in mine])
    for columns in (*in_room.values(), *busy.values()):
        model.add_at_most_one(columns)
    for one in document["staff"]:
        model.add(sum(hours.get(one["id"], [])) <= one["limit"])
    served, could = [], 0
    seats: dict[str, list[Any]] = {}
    for people in document["people"]:
        ways = {
            activity["id"]: [
                held
                for held, times, room in openings[activity["id"]]
                if times <= set(people["free"]) and room["place"] in people["reachable"]
            ]
            for activity in document["activities"]
            if people["group"] in activity["groups"] and activity["topic"] in people["interests"]
        }
        ways = {activity: helds for activity, helds in ways.items() if helds}
        could += people["count"] if ways else 0
        for _ in range(people["count"] if ways else 0):
            attends = []
            for activity, helds in ways.items():
                column = model.new_bool_var("")
                model.add_bool_or(helds).only_enforce_if(column)
                seats.setdefault(activity, []).append(column)
                attends.append(column)
            model.add_at_most_one(attends)
            served.extend(attends)
    for activity in document["activities"]:
        offered = [min(activity["capacity"], room["capacity"]) * held for held, _, room in openings[activity["id"]]]
        model.add(sum(seats.get(activity["id"], [])) <= sum(offered))
    model.maximize(sum(served))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = 1
    began = time.monotonic()
    status = solver.solve(model)
    found = solver.objective_value if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else 0.0
    left, bound = could - found, max(0.0, could - solver.best_objective_bound)
    spent = time.monotonic() - began
    cpu = time.process_time() - began_cpu
    level = {"name": "left_with_nothing", "value": left, "bound": bound, "proven": left <= bound}
    return [{**level, "seconds": spent, "cpu": cpu}]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--scarce", action="store_true")
    parser.add_argument("--alone", action="store_true", help="without the plain model")
    parser.add_argument("--one", choices=["ours", "cp-sat"], help="run one solver on the first seed and print JSON")
    asked = parser.parse_args()
    if asked.one:
        document = sub_district(asked.seeds[0], people=asked.people, scarce=asked.scarce)
        run = ours if asked.one == "ours" else plain_cp_sat
        print(json.dumps(run(document, asked.seconds, asked.seeds[0])))
        return
    print(f"60 activities, {asked.people} people, {asked.seconds:g} s each; {platform.machine()}, one thread")
    print("seed  solver  level                    value     bound    gap  seconds  cpu s, from the start  proven")
    for seed in asked.seeds:
        first = {}
        for solver in ("ours",) if asked.alone else ("ours", "cp-sat"):
            options = ["--seeds", str(seed), "--seconds", str(asked.seconds), "--people", str(asked.people)]
            command = [sys.executable, __file__, "--one", solver, *options, *(["--scarce"] if asked.scarce else [])]
            levels = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            first[solver] = levels[0]["cpu"]
            for level in levels:
                gap = abs(level["bound"] - level["value"]) / max(1e-9, abs(level["value"]))
                print(
                    f"{seed:4}  {solver:6}  {level['name']:20} {level['value']:9.4g} {level['bound']:9.4g} {gap:6.1%}"
                    f"{level['seconds']:9.1f} {level['cpu']:22.1f}  {level['proven']!s:6}",
                    flush=True,
                )
        if not asked.alone:
            more = "" if levels[0]["proven"] else "at least "
            print(
                f"{seed:4}  ratio   first level, theirs / ours: {more}{first['cp-sat'] / first['ours']:.1f}", flush=True
            )


if __name__ == "__main__":
    main()
