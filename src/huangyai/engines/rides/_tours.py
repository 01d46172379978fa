"""Changing tours: put a request in, take requests out, and keep what follows from the content up to date."""

from __future__ import annotations

from huangyai.engines.rides._arrays import (
    ABOARD,
    CHAIRS,
    CHAIRS_ABOARD,
    DEADLINE,
    DROPOFF,
    EARLY,
    FAIR,
    HERE,
    KIND,
    LATEST,
    NEXT,
    OFF,
    REQUEST,
    REST,
    SEATS,
    SERVICE,
    SINGLE,
    Bench,
    Floats,
    Instance,
    Tours,
)
from huangyai.engines.rides._numba import compiled
from huangyai.engines.rides._schedule import earliest_times, latest_times


@compiled
def fits(room: Floats, car: int, seats: float, chairs: float) -> bool:
    """Whether that many seats and wheelchairs fit at the same time."""
    over = chairs - room[car, 1]
    if over <= 0.0:
        return bool(seats <= room[car, 0])
    return bool(over <= room[car, 2] and seats + over * room[car, 3] <= room[car, 0])


@compiled
def service_of(p: Instance, t: Tours, car: int) -> float:
    """Minutes of boarding and visits on a car's tour."""
    total = 0.0
    for i in range(t.length[car]):
        if p.meta[t.halts[car, i], KIND] != REST:
            total += p.halt[t.halts[car, i], SERVICE]
    return total


@compiled
def distance_of(p: Instance, t: Tours) -> float:
    """Distance of a whole plan, whatever else it weighs."""
    total = 0.0
    for car in range(t.length.shape[0]):
        if t.clients[car] > 0:
            for i in range(t.length[car] + 1):
                total += p.distance[t.where[car, i, HERE], t.where[car, i + 1, HERE]]
    return total


@compiled
def rebuild(p: Instance, t: Tours, b: Bench, car: int) -> bool:
    """Recompute what follows from the halts of a car; False when its rules can't be kept."""
    halts = t.halts[car]
    length = t.length[car]
    b.counter[0] += 1
    b.counter[2] += 2 * length
    t.version[car] = b.counter[0]
    place = b.place
    if not earliest_times(p, car, halts, length, place, b.time, b.position):
        return False
    where = t.where[car]
    clock = t.clock[car]
    seats = 0.0
    chairs = 0.0
    clients = 0
    rests = 0
    cost = 0.0
    beside = 0.0
    for i in range(length):
        node = halts[i]
        kind = p.meta[node, KIND]
        clock[i + 1, EARLY] = b.time[i + 1]
        clock[i + 1, OFF] = b.time[i + 1] + p.halt[node, SERVICE]
        cost += p.distance[place[i], place[i + 1]]
        if kind == SINGLE:
            # What is brought from the depot or kept to the end fills its place all the way.
            seats += p.halt[node, SEATS]
            chairs += p.halt[node, CHAIRS]
        if kind == REST:
            rests += 1
        elif kind != DROPOFF:
            clients += 1
            beside += p.extra[p.meta[node, REQUEST], car]
    cost += p.distance[place[length], place[length + 1]]
    clock[0, EARLY] = b.time[0]
    clock[0, OFF] = b.time[0]
    clock[length + 1, EARLY] = b.time[length + 1]
    latest_times(p, car, halts, length, place, b.time, b.position)
    clock[0, ABOARD] = seats
    clock[0, CHAIRS_ABOARD] = chairs
    onward = place[length + 1]
    where[length + 1, HERE] = onward
    where[length + 1, NEXT] = onward
    clock[length + 1, DEADLINE] = b.time[length + 1]
    for i in range(length, -1, -1):
        where[i, HERE] = place[i]
        where[i, NEXT] = onward
        if i > 0:
            node = halts[i - 1]
            if p.meta[node, KIND] == REST:
                # It moves along with the halt before it, so only its own window is sure.
                clock[i, DEADLINE] = p.halt[node, LATEST]
            else:
                clock[i, DEADLINE] = b.time[i]
                onward = place[i]
    for i in range(length):
        node = halts[i]
        if p.meta[node, KIND] != SINGLE:
            seats += p.halt[node, SEATS]
            chairs += p.halt[node, CHAIRS]
        clock[i + 1, ABOARD] = seats
        clock[i + 1, CHAIRS_ABOARD] = chairs
    t.clients[car] = clients
    if clients == 0:
        t.cost[car] = 0.0
        if rests == 0:
            # An empty car is always the same empty car: what is known about it stays known.
            t.version[car] = -1 - car
    else:
        if p.hours[car, FAIR] > 0.0:
            beside += p.hours[car, FAIR] * service_of(p, t, car) ** 2
        t.cost[car] = cost + p.fixed[car] + beside
    return True


@compiled
def put(p: Instance, t: Tours, b: Bench, request: int, car: int, first: int, second: int) -> None:
    """Insert the pick-up after position `first` and the drop-off after (old) position `second`."""
    halts = t.halts[car]
    length = t.length[car]
    drop = p.dropoff[request]
    if drop >= 0:
        for i in range(length - 1, second - 1, -1):
            halts[i + 2] = halts[i]
        halts[second + 1] = drop
        for i in range(second - 1, first - 1, -1):
            halts[i + 1] = halts[i]
        halts[first] = p.pickup[request]
        t.length[car] = length + 2
    else:
        for i in range(length - 1, first - 1, -1):
            halts[i + 1] = halts[i]
        halts[first] = p.pickup[request]
        t.length[car] = length + 1
    t.home[request] = car
    rebuild(p, t, b, car)


@compiled
def sweep(p: Instance, t: Tours, b: Bench, car: int) -> bool:
    """Drop from a car the halts of requests that are no longer at home there."""
    halts = t.halts[car]
    kept = 0
    for i in range(t.length[car]):
        node = halts[i]
        r = p.meta[node, REQUEST]
        if r < 0 or t.home[r] == car:
            halts[kept] = node
            kept += 1
    t.length[car] = kept
    return rebuild(p, t, b, car)


@compiled
def copy_car(source: Tours, target: Tours, car: int) -> None:
    """Copy one car's tour with all that follows from it."""
    length = source.length[car]
    target.length[car] = length
    target.cost[car] = source.cost[car]
    target.version[car] = source.version[car]
    target.clients[car] = source.clients[car]
    for i in range(length):
        target.halts[car, i] = source.halts[car, i]
    for i in range(length + 2):
        for k in range(2):
            target.where[car, i, k] = source.where[car, i, k]
        for k in range(5):
            target.clock[car, i, k] = source.clock[car, i, k]


@compiled
def copy_all(source: Tours, target: Tours) -> None:
    """Copy a whole plan."""
    for car in range(source.length.shape[0]):
        if source.version[car] != target.version[car]:
            copy_car(source, target, car)
    target.home[:] = source.home


@compiled
def touch(b: Bench, car: int) -> None:
    """Remember that a car's tour was changed in this iteration."""
    if not b.is_touched[car]:
        b.is_touched[car] = True
        b.touched[0] += 1
        b.touched[b.touched[0]] = car
