"""From the problem's own words to flat arrays, with windows tightened as far as the rules allow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from huangyai.engines.rides._arrays import (
    DROPOFF,
    PICKUP,
    REST,
    SINGLE,
    Bench,
    Floats,
    Instance,
    Ints,
    Pool,
    Tours,
)
from huangyai.engines.rides.problem import RideProblem, RideRequest, Stop, Vehicle

NEIGHBOURS = 60
POOL_ROUTES = 12_000
# Leaving one person at home must cost more than any detour that could fetch them.
PENALTY_IN_DETOURS = 20.0


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


def _likeness(
    vehicles: tuple[Vehicle, ...], allowed: np.ndarray[tuple[int, int], np.dtype[np.bool_]]
) -> Ints:
    kinds: dict[tuple[object, ...], int] = {}
    likes = []
    for k, car in enumerate(vehicles):
        name = (
            car.start, car.end, car.earliest, car.latest, car.seats, car.wheelchairs, car.folding,
            car.seats_per_fold, car.longest_route, car.rests, allowed[:, k].tobytes(),
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
    for r in range(p.pickup.shape[0]):
        up, down = int(p.pickup[r]), int(p.dropoff[r])
        cars = np.flatnonzero(p.allowed[r])
        if not len(cars):
            continue
        first = float(np.min(p.leave[cars] + p.minutes[p.start[cars], up]))
        p.earliest[up] = max(p.earliest[up], first)
        last = down if down >= 0 else up
        end = float(np.max(p.back[cars] - p.minutes[last, p.end[cars]])) - p.service[last]
        p.latest[last] = min(p.latest[last], end)
        if down < 0:
            continue
        direct = p.minutes[up, down]
        p.earliest[down] = max(p.earliest[down], p.earliest[up] + p.service[up] + direct)
        p.latest[up] = min(p.latest[up], p.latest[down] - direct - p.service[up])
        p.latest[down] = min(p.latest[down], p.latest[up] + p.service[up] + p.ride[r])
        p.earliest[up] = max(p.earliest[up], p.earliest[down] - p.ride[r] - p.service[up])


def _neighbours(p: Instance) -> tuple[Ints, Ints]:
    count = p.pickup.shape[0]
    up = p.pickup
    last = np.where(p.dropoff >= 0, p.dropoff, p.pickup)
    upup = p.distance[np.ix_(up, up)]
    ends = p.distance[np.ix_(last, last)]
    cross = p.distance[np.ix_(up, last)]
    near = np.minimum(np.minimum(upup, ends), np.minimum(cross, cross.T))
    middle_up = (p.earliest[up] + p.latest[up]) / 2
    middle_last = (p.earliest[last] + p.latest[last]) / 2
    gap = np.abs(middle_up[:, None] - middle_up[None, :]) + np.abs(
        middle_last[:, None] - middle_last[None, :]
    )
    kin = upup + ends + 0.25 * gap
    width = min(NEIGHBOURS, max(count - 1, 0))
    for matrix in (near, kin):
        np.fill_diagonal(matrix, np.inf)
    order = [
        np.ascontiguousarray(np.argsort(m, axis=1, kind="stable")[:, :width]).astype(np.int64)
        for m in (near, kin)
    ]
    return order[0], order[1]


def _gather(matrix: Floats, rows: Ints) -> Floats:
    return np.ascontiguousarray(matrix[np.ix_(rows, rows)], dtype=np.float64)


def build(problem: RideProblem, seed: int) -> Built:
    """Flat arrays of a problem: rows are stops of requests in order, then rests, then depots."""
    requests, vehicles = problem.requests, problem.vehicles
    halts: list[Halt] = []
    pickup, dropoff, kind = [], [], []
    for r, request in enumerate(requests):
        pickup.append(len(halts))
        halts.append(Halt(request.pickup, r))
        kind.append(SINGLE if request.dropoff is None else PICKUP)
        dropoff.append(-1)
        if request.dropoff is not None:
            dropoff[-1] = len(halts)
            halts.append(Halt(request.dropoff, r))
            kind.append(DROPOFF)
    stops = [halt.stop for halt in halts if halt.stop is not None]
    earliest = [s.earliest for s in stops]
    latest = [s.latest for s in stops]
    service = [s.service for s in stops]
    rests_of: list[tuple[int, ...]] = []
    for car in vehicles:
        mine = []
        for rest in sorted(car.rests, key=lambda rest: rest.earliest):
            mine.append(len(halts))
            halts.append(Halt(None, -1))
            kind.append(REST)
            earliest.append(rest.earliest)
            latest.append(rest.latest)
            service.append(rest.minutes)
        rests_of.append(tuple(mine))
    places = [halt.stop.place if halt.stop else vehicles[0].start for halt in halts]
    depots = sorted({car.start for car in vehicles} | {car.end for car in vehicles})
    row_of = {place: len(halts) + k for k, place in enumerate(depots)}
    rows = np.array(places + depots, dtype=np.int64)
    allowed = np.array([[_may_take(q, car) for car in vehicles] for q in requests], dtype=np.bool_)
    allowed = allowed.reshape(len(requests), len(vehicles))
    distance = _gather(problem.distance, rows)
    signs = [
        (1.0 if k != DROPOFF else -1.0) if h.request >= 0 else 0.0 for k, h in zip(kind, halts, strict=True)
    ]
    detour = 2.0 * float(distance.max(initial=1.0)) + 1.0
    fixed = PENALTY_IN_DETOURS * detour if problem.objective == "vehicles" else 0.0
    rng = np.random.default_rng(seed)
    instance = Instance(
        distance=distance,
        minutes=_gather(problem.minutes, rows),
        earliest=np.array(earliest, dtype=np.float64),
        latest=np.array(latest, dtype=np.float64),
        service=np.array(service, dtype=np.float64),
        seats=np.array(
            [s * requests[h.request].seats for s, h in zip(signs, halts, strict=True)], dtype=np.float64
        ),
        chairs=np.array(
            [s * requests[h.request].wheelchairs for s, h in zip(signs, halts, strict=True)], dtype=np.float64
        ),
        request=np.array([h.request for h in halts], dtype=np.int64),
        kind=np.array(kind, dtype=np.int64),
        pickup=np.array(pickup, dtype=np.int64),
        dropoff=np.array(dropoff, dtype=np.int64),
        ride=np.array([q.longest_ride for q in requests], dtype=np.float64),
        penalty=np.array(
            [q.priority * (PENALTY_IN_DETOURS * detour + fixed) for q in requests], dtype=np.float64
        ),
        allowed=allowed,
        start=np.array([row_of[car.start] for car in vehicles], dtype=np.int64),
        end=np.array([row_of[car.end] for car in vehicles], dtype=np.int64),
        leave=np.array([car.earliest for car in vehicles], dtype=np.float64),
        back=np.array([car.latest for car in vehicles], dtype=np.float64),
        longest=np.array([car.longest_route for car in vehicles], dtype=np.float64),
        room=np.array(
            [[car.seats, car.wheelchairs, car.folding, car.seats_per_fold] for car in vehicles],
            dtype=np.float64,
        ).reshape(len(vehicles), 4),
        like=_likeness(vehicles, allowed),
        fixed=np.full(len(vehicles), fixed, dtype=np.float64),
        near=np.zeros((0, 0), dtype=np.int64),
        kin=np.zeros((0, 0), dtype=np.int64),
        key=rng.integers(1, 2**63, size=len(requests), dtype=np.uint64),
    )
    _tighten(instance)
    near, kin = _neighbours(instance)
    return Built(instance._replace(near=near, kin=kin), tuple(halts), tuple(rests_of))


def empty_tours(built: Built) -> Tours:
    """Every car at its depot, nobody served."""
    p = built.instance
    cars, requests, width = len(p.start), len(p.pickup), len(p.kind) + 2
    halts = np.zeros((cars, width), dtype=np.int64)
    length = np.zeros(cars, dtype=np.int64)
    for k, rests in enumerate(built.rests_of):
        halts[k, : len(rests)] = rests
        length[k] = len(rests)
    wide = (cars, width + 2)
    return Tours(
        halts=halts,
        length=length,
        where=np.zeros(wide, dtype=np.int64),
        early=np.zeros(wide),
        late=np.zeros(wide),
        seats=np.zeros(wide),
        chairs=np.zeros(wide),
        cost=np.zeros(cars),
        version=np.zeros(cars, dtype=np.int64),
        clients=np.zeros(cars, dtype=np.int64),
        home=np.full(requests, -1, dtype=np.int64),
    )


def bench_for(built: Built, seed: int) -> Bench:
    """Scratch space of one chain."""
    p = built.instance
    cars, requests, width = len(p.start), len(p.pickup), len(p.kind) + 4
    scrambled = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return Bench(
        time=np.zeros(width),
        place=np.zeros(width, dtype=np.int64),
        trial=np.zeros(width, dtype=np.int64),
        position=np.zeros(width, dtype=np.int64),
        out=np.zeros(requests + 1, dtype=np.int64),
        order=np.zeros(requests + 1),
        touched=np.zeros(cars + 1, dtype=np.int64),
        is_touched=np.zeros(cars, dtype=np.bool_),
        known=np.zeros((requests, cars), dtype=np.int64),
        delta=np.zeros((requests, cars)),
        first=np.zeros((requests, cars), dtype=np.int64),
        second=np.zeros((requests, cars), dtype=np.int64),
        counter=np.zeros(4, dtype=np.int64),
        random=np.array([scrambled | 1], dtype=np.uint64),
        absence=np.zeros(requests),
        likes_seen=np.zeros(cars + 1, dtype=np.int64),
    )


def empty_pool(built: Built, routes: int = POOL_ROUTES) -> Pool:
    """Room for good routes."""
    width = len(built.instance.kind) + 2
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
