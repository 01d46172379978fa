"""From the problem's own words to flat arrays, with windows tightened as far as the rules allow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huangyai.engines.rides._arrays import (
    BACK,
    DROPOFF,
    EARLIEST,
    END,
    KIND,
    LATEST,
    LEAVE,
    PACE,
    PARTNER,
    PICKUP,
    REST,
    RIDE,
    SERVICE,
    SINGLE,
    START,
    Bench,
    Flags,
    Floats,
    Instance,
    Ints,
    Pool,
    Tours,
)
from huangyai.engines.rides.problem import RideProblem, RideRequest, Stop, Vehicle

NEIGHBOURS = 60
POOL_ROUTES = 12_000
PENALTY_IN_DETOURS = 20.0
LEAST_PRIORITY = 0.05


@dataclass(frozen=True, slots=True)
class Halt:
    """A row of the arrays: whose stop it is (or which car's rest)."""

    stop: Stop | None
    request: int


@dataclass(frozen=True, slots=True)
class Built:
    """Arrays and what their rows mean."""

    instance: Instance
    halts: tuple[Halt, ...]
    rests_of: tuple[tuple[int, ...], ...]


def _likeness(vehicles: tuple[Vehicle, ...], allowed: Flags, extra: Floats) -> Ints:
    kinds: dict[tuple[object, ...], int] = {}
    likes = []
    for k, car in enumerate(vehicles):
        name = (
            car.start, car.end, car.earliest, car.latest, car.seats, car.wheelchairs, car.folding,
            car.seats_per_fold, car.longest_route, car.rests, car.pace, allowed[:, k].tobytes(), extra[:, k].tobytes(),
        )  # fmt: skip
        likes.append(kinds.setdefault(name, len(kinds)))
    return np.array(likes, dtype=np.int64)


def _may_take(request: RideRequest, car: Vehicle) -> bool:
    if request.vehicles is not None and car.id not in request.vehicles:
        return False
    over = max(0.0, request.wheelchairs - car.wheelchairs)
    return over <= car.folding and request.seats + over * car.seats_per_fold <= car.seats


def _tighten(p: Instance) -> None:
    """Shrink windows by what start, travel and ride caps imply; no feasible plan is lost."""
    earliest, latest, service = p.halt[:, EARLIEST], p.halt[:, LATEST], p.halt[:, SERVICE]
    for r in range(p.pickup.shape[0]):
        up, down = int(p.pickup[r]), int(p.dropoff[r])
        cars = np.flatnonzero(p.allowed[r])
        if not len(cars):
            continue
        first = float(np.min(p.hours[cars, LEAVE] + p.minutes[p.depot[cars, PACE], p.depot[cars, START], up]))
        earliest[up] = max(earliest[up], first)
        last = down if down >= 0 else up
        end = (
            float(np.max(p.hours[cars, BACK] - p.minutes[p.depot[cars, PACE], last, p.depot[cars, END]]))
            - service[last]
        )
        latest[last] = min(latest[last], end)
        if down < 0:
            continue
        direct = float(np.min(p.minutes[p.depot[cars, PACE], up, down]))
        ride = p.halt[down, RIDE]
        earliest[down] = max(earliest[down], earliest[up] + service[up] + direct)
        latest[up] = min(latest[up], latest[down] - direct - service[up])
        latest[down] = min(latest[down], latest[up] + service[up] + ride)
        earliest[up] = max(earliest[up], earliest[down] - ride - service[up])


def _neighbours(p: Instance) -> tuple[Ints, Ints]:
    count = p.pickup.shape[0]
    up = p.pickup
    last = np.where(p.dropoff >= 0, p.dropoff, p.pickup)
    upup = p.distance[np.ix_(up, up)]
    ends = p.distance[np.ix_(last, last)]
    cross = p.distance[np.ix_(up, last)]
    near = np.minimum(np.minimum(upup, ends), np.minimum(cross, cross.T))
    middle = (p.halt[:, EARLIEST] + p.halt[:, LATEST]) / 2
    gap = np.abs(middle[up][:, None] - middle[up][None, :]) + np.abs(middle[last][:, None] - middle[last][None, :])
    kin = upup + ends + 0.25 * gap
    width = min(NEIGHBOURS, max(count - 1, 0))
    orders = []
    for matrix in (near, kin):
        np.fill_diagonal(matrix, np.inf)
        order = np.argsort(matrix, axis=1, kind="stable")[:, :width]
        orders.append(np.ascontiguousarray(order, dtype=np.int64))
    return orders[0], orders[1]


def _strangers(problem: RideProblem) -> Floats:
    extra = np.zeros((len(problem.requests), len(problem.vehicles)))
    for r, request in enumerate(problem.requests):
        for k, car in enumerate(problem.vehicles):
            if request.usual and car.id not in request.usual:
                extra[r, k] = problem.stranger_cost
    return extra


def _foes(problem: RideProblem) -> Ints:
    row = {request.id: r for r, request in enumerate(problem.requests)}
    pairs: list[set[int]] = [set() for _ in problem.requests]
    for r, request in enumerate(problem.requests):
        for foe in request.apart_from:
            if foe in row and row[foe] != r:
                pairs[r].add(row[foe])
                pairs[row[foe]].add(r)
    foes = np.full((len(pairs), max((len(found) for found in pairs), default=0)), -1, dtype=np.int64)
    for r, found in enumerate(pairs):
        foes[r, : len(found)] = sorted(found)
    return foes


def _penalties(problem: RideProblem, figures: Floats, farthest: float, least: float) -> Floats:
    """Leaving even the least urgent at home costs more than the longest plan there can be."""
    legs = len(figures) + len(problem.vehicles)
    hours = float(figures[:, SERVICE].sum()) / 60.0
    longest = legs * farthest + len(problem.requests) * problem.stranger_cost + problem.fair_load * hours**2
    urgency = np.maximum([request.priority for request in problem.requests], LEAST_PRIORITY)
    return np.asarray(urgency / urgency.min(initial=1.0) * max(least, longest), dtype=np.float64)


def _gather(matrix: Floats, rows: Ints) -> Floats:
    return np.ascontiguousarray(matrix[np.ix_(rows, rows)], dtype=np.float64)


def _rows(problem: RideProblem) -> tuple[list[Halt], Ints, Floats, tuple[tuple[int, ...], ...]]:
    """Halts in order (stops of requests, then rests) with their whole numbers and figures."""
    halts: list[Halt] = []
    meta: list[tuple[int, int, int]] = []
    figures: list[tuple[float, ...]] = []
    for r, request in enumerate(problem.requests):
        at = len(halts)
        pair = request.dropoff is not None
        for stop, sign in ((request.pickup, 1.0), (request.dropoff, -1.0)):
            if stop is None:
                continue
            kind = (PICKUP if sign > 0 else DROPOFF) if pair else SINGLE
            halts.append(Halt(stop, r))
            meta.append((kind, r, (at + 1 if sign > 0 else at) if pair else -1))
            load = (sign * request.seats, sign * request.wheelchairs)
            figures.append((stop.earliest, stop.latest, stop.service, *load, request.longest_ride))
    rests_of = []
    for car in problem.vehicles:
        mine = []
        for rest in sorted(car.rests, key=lambda rest: rest.earliest):
            mine.append(len(halts))
            halts.append(Halt(None, -1))
            meta.append((REST, -1, -1))
            figures.append((rest.earliest, rest.latest, rest.minutes, 0.0, 0.0, np.inf))
        rests_of.append(tuple(mine))
    whole = np.array(meta, dtype=np.int64).reshape(len(halts), 3)
    return halts, whole, np.array(figures, dtype=np.float64).reshape(len(halts), 6), tuple(rests_of)


def build(problem: RideProblem, seed: int) -> Built:
    """Flat arrays of a problem: rows are stops of requests in order, then rests, then depots."""
    requests, vehicles = problem.requests, problem.vehicles
    halts, meta, figures, rests_of = _rows(problem)
    # A rest's own row is never read: it is taken where the car stands.
    places = [halt.stop.place if halt.stop else 0 for halt in halts]
    depots = sorted({car.start for car in vehicles} | {car.end for car in vehicles})
    row_of = {place: len(halts) + k for k, place in enumerate(depots)}
    rows = np.array(places + depots, dtype=np.int64)
    allowed = np.array([[_may_take(q, car) for car in vehicles] for q in requests], dtype=np.bool_)
    allowed = allowed.reshape(len(requests), len(vehicles))
    distance = _gather(problem.distance, rows)
    detour = 2.0 * float(distance.max(initial=1.0)) + 1.0
    extra = _strangers(problem)
    paces = sorted({car.pace for car in vehicles}) or [1.0]
    minutes = _gather(problem.minutes, rows)
    fixed = PENALTY_IN_DETOURS * detour if problem.objective == "vehicles" else 0.0
    rng = np.random.default_rng(seed)
    first = np.flatnonzero(np.isin(meta[:, KIND], (SINGLE, PICKUP)))
    instance = Instance(
        distance=distance,
        minutes=np.stack([minutes * pace for pace in paces]),
        halt=figures,
        meta=meta,
        pickup=first.astype(np.int64),
        dropoff=meta[first, PARTNER],
        penalty=_penalties(problem, figures, float(distance.max(initial=0.0)), PENALTY_IN_DETOURS * detour) + fixed,
        allowed=allowed,
        depot=np.array(
            [[row_of[c.start], row_of[c.end], paces.index(c.pace)] for c in vehicles], dtype=np.int64
        ).reshape(-1, 3),
        hours=np.array(
            [[c.earliest, c.latest, c.longest_route, problem.fair_load / 3600.0] for c in vehicles], dtype=np.float64
        ).reshape(-1, 4),
        room=np.array(
            [[c.seats, c.wheelchairs, c.folding, c.seats_per_fold] for c in vehicles], dtype=np.float64
        ).reshape(-1, 4),
        like=_likeness(vehicles, allowed, extra),
        fixed=np.full(len(vehicles), fixed, dtype=np.float64),
        near=np.zeros((0, 0), dtype=np.int64),
        kin=np.zeros((0, 0), dtype=np.int64),
        key=rng.integers(1, 2**63, size=len(requests), dtype=np.uint64),
        extra=extra,
        foes=_foes(problem),
    )
    _tighten(instance)
    near, kin = _neighbours(instance)
    return Built(instance._replace(near=near, kin=kin), tuple(halts), rests_of)


def empty_tours(built: Built) -> Tours:
    """Every car at its depot, nobody served."""
    p = built.instance
    cars, requests, width = len(p.depot), len(p.pickup), len(p.meta) + 2
    halts = np.zeros((cars, width), dtype=np.int64)
    length = np.zeros(cars, dtype=np.int64)
    for k, rests in enumerate(built.rests_of):
        halts[k, : len(rests)] = rests
        length[k] = len(rests)
    return Tours(
        halts=halts,
        length=length,
        where=np.zeros((cars, width + 2, 2), dtype=np.int64),
        clock=np.zeros((cars, width + 2, 5)),
        cost=np.zeros(cars),
        version=np.zeros(cars, dtype=np.int64),
        clients=np.zeros(cars, dtype=np.int64),
        home=np.full(requests, -1, dtype=np.int64),
    )


def bench_for(built: Built, seed: int) -> Bench:
    """Scratch space of one chain."""
    p = built.instance
    cars, requests, width = len(p.depot), len(p.pickup), len(p.meta) + 4
    scrambled = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return Bench(
        time=np.zeros(width),
        place=np.zeros(width, dtype=np.int64),
        trial=np.zeros(width, dtype=np.int64),
        position=np.zeros(width, dtype=np.int64),
        time_of=np.zeros(width),
        out=np.zeros(requests + 1, dtype=np.int64),
        order=np.zeros(requests + 1),
        touched=np.zeros(cars + 1, dtype=np.int64),
        is_touched=np.zeros(cars, dtype=np.bool_),
        known=np.zeros((requests, cars, 3), dtype=np.int64),
        delta=np.zeros((requests, cars)),
        counter=np.zeros(4, dtype=np.int64),
        random=np.array([scrambled | 1], dtype=np.uint64),
        likes_seen=np.zeros(cars + 1, dtype=np.int64),
    )


def empty_pool(built: Built, routes: int = POOL_ROUTES) -> Pool:
    """Room for good routes."""
    width = len(built.instance.meta) + 2
    # A pool of very long routes is capped by memory, not by count.
    routes = max(500, min(routes, 6_000_000 // width))
    return Pool(
        slot=np.zeros(2 * routes + 1, dtype=np.int64),
        name=np.zeros(routes, dtype=np.uint64),
        cost=np.zeros(routes),
        car=np.zeros(routes, dtype=np.int64),
        length=np.zeros(routes, dtype=np.int64),
        halts=np.zeros((routes, width), dtype=np.int64),
        filled=np.zeros(1, dtype=np.int64),
    )
