"""Rides: this engine against OR-Tools, PyVRP and VROOM on public instances and on a municipal day.

    python benchmarks/rides.py shared/data/rides --seconds 1 10 60 [--only R6a lr112 …] [--peers]
    python benchmarks/rides.py shared/data/rides --only --breakdown --processor-time

Every plan is judged by the independent checker. The table gives the gap to the best known; `−n` people not taken.
With `--processor-time` our own seconds are the process's, which a busy machine doesn't shorten; peers always have the
clock's. Cost is distance; on Li and Lim's files fewer cars come first, shown as `cars×distance`.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import importlib.util
import math
import multiprocessing
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from huangyai.engines.rides import (
    Car,
    Passenger,
    Rest,
    RideProblem,
    Session,
    Spot,
    municipal_day,
    orders_of,
    prepare,
    promised_times,
    read_darp,
    read_pdptw,
    read_vrptw,
    replan,
    solve,
    solving,
)
from huangyai.engines.rides.check import Rules, judge
from huangyai.engines.rides.check_files import rules_of_darp, rules_of_pdptw, rules_of_vrptw

BARS = ["a4-48", "a5-60", "a8-96", "b4-48", "b6-72", "R3a", "R6a", "R10a", "R1b", "R10b"]
SCALE = 1000
LAYOUTS: dict[str, tuple[Callable[[str], RideProblem], Callable[[str], Rules]]] = {
    "darp": (read_darp, rules_of_darp),
    "pdptw": (read_pdptw, rules_of_pdptw),
    "vrptw": (read_vrptw, rules_of_vrptw),
}
Outcome = tuple[float, int, int]  # cost, cars, not taken
Peer = Callable[[RideProblem, float], "Outcome | None"]


def or_tools(problem: RideProblem, seconds: float) -> Outcome | None:
    """Guided local search with dimensions for time, load and ride caps; skipped requests pay dearly."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    stops = [(r, half) for r, q in enumerate(problem.requests) for half in (q.pickup, q.dropoff) if half is not None]
    cars = problem.vehicles
    places = [half.place for _, half in stops] + [car.start for car in cars] + [car.end for car in cars]
    n, k = len(stops), len(cars)
    manager = pywrapcp.RoutingIndexManager(n + 2 * k, k, list(range(n, n + k)), list(range(n + k, n + 2 * k)))
    model = pywrapcp.RoutingModel(manager)
    rows = np.array(places)
    cost = np.rint(problem.distance[np.ix_(rows, rows)] * SCALE).astype(int).tolist()
    service = [half.service for _, half in stops] + [0.0] * (2 * k)
    travel = (
        np.ceil((problem.minutes[np.ix_(rows, rows)] + np.array(service)[:, None]) * SCALE - 1e-6).astype(int).tolist()
    )
    arc = model.RegisterTransitMatrix(cost)
    model.SetArcCostEvaluatorOfAllVehicles(arc)
    horizon = int(max(car.latest for car in cars) * SCALE)
    model.AddDimension(
        model.RegisterTransitMatrix(travel), horizon, horizon, fix_start_cumul_to_zero=False, name="time"
    )
    clock = model.GetDimensionOrDie("time")
    for name, of_request, of_car in (
        ("seats", lambda q: q.seats, lambda c: c.seats),
        ("chairs", lambda q: q.wheelchairs, lambda c: c.wheelchairs),
    ):
        load = []
        for r, half in stops:
            request = problem.requests[r]
            load.append(int(of_request(request)) * (1 if half is request.pickup else -1))
        evaluator = model.RegisterUnaryTransitVector(load + [0] * (2 * k))
        model.AddDimensionWithVehicleCapacity(
            evaluator, 0, [int(of_car(c)) for c in cars], fix_start_cumul_to_zero=True, name=name
        )
    if problem.objective == "vehicles":
        model.SetFixedCostOfAllVehicles(10**7)
    at = 0
    solver = model.solver()
    for request in problem.requests:
        pair = [manager.NodeToIndex(at)] + ([manager.NodeToIndex(at + 1)] if request.dropoff else [])
        for index, half in zip(pair, (request.pickup, request.dropoff), strict=False):
            clock.CumulVar(index).SetRange(math.ceil(half.earliest * SCALE), int(half.latest * SCALE))
        if request.dropoff:
            model.AddPickupAndDelivery(*pair)
            solver.Add(model.VehicleVar(pair[0]) == model.VehicleVar(pair[1]))
            if math.isfinite(request.longest_ride):
                cap = int((request.longest_ride + request.pickup.service) * SCALE)
                solver.Add(clock.CumulVar(pair[1]) - clock.CumulVar(pair[0]) <= cap)
        model.AddDisjunction(pair, 10**9, len(pair))
        at += len(pair)
    for car_number, car in enumerate(cars):
        for index in (model.Start(car_number), model.End(car_number)):
            clock.CumulVar(index).SetRange(math.ceil(car.earliest * SCALE), int(car.latest * SCALE))
        if math.isfinite(car.longest_route):
            clock.SetSpanUpperBoundForVehicle(int(car.longest_route * SCALE), car_number)
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    search.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    search.time_limit.FromMilliseconds(int(seconds * 1000))
    found = model.SolveWithParameters(search)
    if found is None:
        return None
    total, used, seen = 0.0, 0, set()
    for car_number in range(k):
        index = model.Start(car_number)
        tour = [manager.IndexToNode(index)]
        while not model.IsEnd(index):
            index = found.Value(model.NextVar(index))
            tour.append(manager.IndexToNode(index))
        if len(tour) > 2:
            used += 1
            total += sum(problem.distance[places[a], places[b]] for a, b in pairwise(tour))
            seen |= {stops[node][0] for node in tour[1:-1]}
    return total, used, len(problem.requests) - len(seen)


def pyvrp(problem: RideProblem, seconds: float) -> Outcome | None:
    """Only where the library fits: single visits from one depot, no ride caps."""
    if importlib.util.find_spec("pyvrp") is None or any(q.dropoff for q in problem.requests):
        return None
    from pyvrp import Model
    from pyvrp.stop import MaxRuntime

    model = Model()
    car = problem.vehicles[0]
    nodes = [model.add_location(x=0, y=0)]
    depot = model.add_depot(nodes[0])
    model.add_vehicle_type(
        len(problem.vehicles),
        capacity=int(car.seats),
        tw_early=int(car.earliest * SCALE),
        tw_late=int(car.latest * SCALE),
        start_depot=depot,
        end_depot=depot,
    )
    for q in problem.requests:
        stop = q.pickup
        nodes.append(model.add_location(x=0, y=0))
        model.add_client(
            nodes[-1], delivery=int(q.seats), service_duration=int(stop.service * SCALE),
            tw_early=int(stop.earliest * SCALE), tw_late=int(stop.latest * SCALE),
        )  # fmt: skip
    rows = [car.start] + [q.pickup.place for q in problem.requests]
    for a, frm in zip(rows, nodes, strict=True):
        for b, to in zip(rows, nodes, strict=True):
            length = round(problem.distance[a, b] * SCALE)
            model.add_edge(frm, to, distance=length, duration=length)
    best = model.solve(MaxRuntime(seconds), display=False).best
    return (best.distance() / SCALE, best.num_routes(), 0) if best.is_feasible() else None


def vroom(problem: RideProblem, seconds: float) -> Outcome | None:
    """Only where the library fits: it knows pairs and windows, but neither ride caps nor longest routes."""
    capped = any(math.isfinite(q.longest_ride) for q in problem.requests)
    if (
        importlib.util.find_spec("vroom") is None
        or capped
        or any(math.isfinite(c.longest_route) for c in problem.vehicles)
    ):
        return None
    import vroom as engine

    model = engine.Input()
    units = np.ceil(problem.minutes * SCALE - 1e-6).astype(np.uint32)
    model.set_durations_matrix("car", units)
    model.set_costs_matrix("car", np.rint(problem.distance * SCALE).astype(np.uint32))
    many = problem.objective == "vehicles"
    for number, car in enumerate(problem.vehicles):
        model.add_vehicle(
            engine.Vehicle(
                number, start=int(car.start), end=int(car.end), capacity=[int(car.seats), int(car.wheelchairs)],
                time_window=engine.TimeWindow(math.ceil(car.earliest * SCALE), int(car.latest * SCALE)),
                **({"costs": engine.VehicleCosts(fixed=10**7)} if many else {}),
            )
        )  # fmt: skip

    def halt(number: int, half: object) -> dict[str, object]:
        window = engine.TimeWindow(math.ceil(half.earliest * SCALE), int(half.latest * SCALE))
        return {
            "id": number, "location": int(half.place), "default_service": math.ceil(half.service * SCALE - 1e-6),
            "time_windows": [window],
        }  # fmt: skip

    for number, request in enumerate(problem.requests):
        load = engine.Amount([int(request.seats), int(request.wheelchairs)])
        if request.dropoff is None:
            model.add_job(engine.Job(**halt(number, request.pickup), delivery=load))
        else:
            ends = [engine.ShipmentStep(**halt(number, half)) for half in (request.pickup, request.dropoff)]
            model.add_shipment(*ends, load)
    routes = model.solve(5, nb_threads=1, timeout=dt.timedelta(seconds=seconds)).routes
    tours = [tour["location_index"].tolist() for _, tour in routes.groupby("vehicle_id")]
    served = len(routes[routes["type"].isin(["job", "pickup"])])
    total = sum(problem.distance[int(a), int(b)] for tour in tours for a, b in pairwise(tour))
    return float(total), len(tours), len(problem.requests) - served


def apart(peer: Peer, problem: RideProblem, seconds: float) -> Outcome | None:
    """A peer in a process of its own: OR-Tools and HiGHS can't be loaded into one."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(peer, (problem, seconds))


def ours(problem: RideProblem, seconds: float, rules: Rules | None = None) -> Outcome:
    """This engine, judged."""
    plan = solve(problem, seconds=seconds, seed=1)
    if rules is not None:
        faults = judge(rules, plan.as_dict()).faults
        assert not faults, faults[0].en
    return plan.cost, len(plan.routes), len(plan.unserved)


def municipal(requests: int, cars: int, seed: int = 1) -> RideProblem:
    """A sub-district of 6 × 6 km with 13 villages; half of the requests go there, half back."""
    rng = np.random.default_rng(seed)
    villages = rng.uniform([16.42, 102.80], [16.474, 102.856], size=(13, 2))
    people = []
    for k in range(requests // 2):
        lat, lon = villages[rng.integers(13)] + rng.normal(0, 0.002, size=2)
        people.append(
            Passenger(
                f"p{k}",
                Spot(float(lat), float(lon)),
                wheelchair=bool(rng.random() < 0.12),
                companions=int(rng.random() < 0.2),
            )
        )
    hall = Spot(16.447, 102.828)
    lunch = (Rest(600, 690, 30),)
    fleet = [Car(f"c{k}", hall, 420, 1020, seats=8, wheelchairs=1 + k % 2, rests=lunch) for k in range(cars)]
    return municipal_day(people, Session(hall, 540, 720), fleet)


def broken_down(requests: int, cars: int, seed: int) -> str:
    """At 7 a.m. the first car doesn't start: what a new plan of at most 4.5 seconds keeps of what was promised."""
    problem = municipal(requests, cars, seed)
    before = solve(problem, seconds=10, seed=1)
    promised = promised_times(before)
    began = time.perf_counter()
    fewer = replace(problem, vehicles=problem.vehicles[1:])
    after = replan(fewer, promised, orders=orders_of(before), seconds=4.5, seed=1)
    seconds = time.perf_counter() - began
    far = sum(1 for minutes in after.moved.values() if abs(minutes) > 10)
    share = 100 * far / max(1, len(after.moved))
    left = len(set(promised) & set(after.unserved))
    car_of = {stop.request: route.vehicle for route in before.routes for stop in route.stops}
    others = sum(
        1 for r in after.routes for s in r.stops if car_of.get(s.request) not in {r.vehicle, problem.vehicles[0].id}
    )
    return (
        f"| {requests}:{cars}, seed {seed} | {len(promised)} | {left} | {far} of {len(after.moved)} ({share:.1f} %) "
        f"| {others // 2} | {seconds:.1f} s |"
    )


def published(root: Path, layout: str) -> dict[str, tuple[float, int]]:
    with (root / layout / "best_known.csv").open(encoding="utf-8") as file:
        return {
            row["instance"]: (
                float(row.get("bks") or row.get("distance") or row["distance_dimacs"]),
                int(row.get("vehicles") or 0),
            )
            for row in csv.DictReader(file)
        }


def literature_name(stem: str) -> str:
    """R3a is pr03, R3b is pr13."""
    if stem[0] == "R" and stem[-1] in "ab" and stem[1:-1].isdigit():
        return f"pr{int(stem[1:-1]) + 10 * (stem[-1] == 'b'):02d}"
    return stem


def show(outcome: Outcome | None, best: float, cars: int) -> str:
    if outcome is None:
        return "—"
    cost, used, missing = outcome
    text = f"{100 * (cost / best - 1):.2f} %" if best else f"{cost:.1f}"
    if cars and used != cars:
        text = f"{used}×{cost:.1f}"
    return text + (f" −{missing}" if missing else "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("--seconds", type=float, nargs="+", default=[1.0])
    parser.add_argument("--only", nargs="*", default=None)
    parser.add_argument("--peers", action="store_true", help="run OR-Tools, PyVRP and VROOM too")
    parser.add_argument("--days", action="store_true", help="municipal days of 40, 120 and 400 requests")
    parser.add_argument("--breakdown", action="store_true", help="a car breaks down on a day of 400 requests")
    parser.add_argument("--processor-time", action="store_true")
    options = parser.parse_args()
    if options.processor_time:
        solving.read_clock = time.process_time
    prepare(lambda: print("compiling …"))
    gaps: dict[float, list[float]] = {}
    print("| instance | best known | seconds | ours | OR-Tools | PyVRP | VROOM |\n|---|---|---|---|---|---|---|")
    for layout, (read, rules_of) in LAYOUTS.items():
        best_known = published(options.root, layout)
        for file in sorted((options.root / layout).iterdir()):
            wanted = options.only if options.only is not None else BARS
            if file.suffix == ".csv" or (file.stem not in wanted and not (options.only is None and layout != "darp")):
                continue
            text = file.read_text(encoding="utf-8")
            best, cars = best_known.get(literature_name(file.stem), (0.0, 0))
            for seconds in options.seconds:
                mine = ours(read(text), seconds, rules_of(text))
                if layout == "darp" and file.stem in BARS and best:
                    gaps.setdefault(seconds, []).append(100 * (mine[0] / best - 1))
                peers = [apart(p, read(text), seconds) if options.peers else None for p in (or_tools, pyvrp, vroom)]
                cells = [show(o, best, cars) for o in (mine, *peers)]
                print(f"| {file.stem} | {best:.2f} | {seconds:g} | {' | '.join(cells)} |", flush=True)
    if options.days:
        for requests, fleet in ((40, 3), (120, 4), (400, 6)):
            for seconds in options.seconds:
                problem = municipal(requests, fleet)
                began = time.perf_counter()
                first = solve(problem, seconds=0, seed=1)
                ready = time.perf_counter() - began
                other = apart(or_tools, problem, seconds) if options.peers else None
                outcomes = [ours(problem, seconds), other, None, None]
                cells = [show(o, 0.0, 0) for o in outcomes]
                name = f"day {requests}:{fleet}, first plan {ready:.2f} s (−{len(first.unserved)})"
                print(f"| {name} | | {seconds:g} | {' | '.join(cells)} |", flush=True)
    if options.breakdown:
        print(
            "| requests:cars | promised | no longer taken | moved over 10 minutes | other car | |\n|---|---|---|---|---|---|"
        )
        for cars in (6, 12, 16):
            for seed in (1, 2):
                print(broken_down(400, cars, seed), flush=True)
    for seconds, found in gaps.items():
        print(f"average gap over {len(found)} dial-a-ride instances at {seconds:g} s: {sum(found) / len(found):.2f} %")


if __name__ == "__main__":
    main()
