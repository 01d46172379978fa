"""Changing tours: put a request in, take requests out, and keep what follows from the content up to date."""

from __future__ import annotations

from huangyai.engines.rides._arrays import REST, SINGLE, Bench, Instance, Tours
from huangyai.engines.rides._numba import compiled
from huangyai.engines.rides._schedule import earliest_times, latest_times, locate


@compiled
def fits(p: Instance, car: int, seats: float, chairs: float) -> bool:
    """Whether that many seats and wheelchairs fit at the same time."""
    over = chairs - p.room[car, 1]
    if over <= 0.0:
        return bool(seats <= p.room[car, 0])
    return bool(over <= p.room[car, 2] and seats + over * p.room[car, 3] <= p.room[car, 0])


@compiled
def rebuild(p: Instance, t: Tours, b: Bench, car: int) -> bool:
    """Recompute what follows from the halts of a car; False when its rules can't be kept."""
    halts = t.halts[car]
    length = t.length[car]
    place = t.where[car]
    locate(p, car, halts, length, place)
    b.counter[0] += 1
    t.version[car] = b.counter[0]
    if not earliest_times(p, car, halts, length, place, t.early[car], b.position):
        return False
    latest_times(p, car, halts, length, place, t.late[car], b.position)
    seats = 0.0
    chairs = 0.0
    clients = 0
    rests = 0
    for i in range(length):
        kind = p.kind[halts[i]]
        if kind == SINGLE:
            # What is brought from the depot or kept to the end fills its place all the way.
            seats += p.seats[halts[i]]
            chairs += p.chairs[halts[i]]
        if kind == REST:
            rests += 1
    t.seats[car, 0] = seats
    t.chairs[car, 0] = chairs
    cost = 0.0
    for i in range(length):
        node = halts[i]
        if p.kind[node] != SINGLE:
            seats += p.seats[node]
            chairs += p.chairs[node]
        t.seats[car, i + 1] = seats
        t.chairs[car, i + 1] = chairs
        cost += p.distance[place[i], place[i + 1]]
        r = p.request[node]
        if r >= 0 and p.pickup[r] == node:
            clients += 1
    cost += p.distance[place[length], place[length + 1]]
    t.clients[car] = clients
    if clients == 0:
        t.cost[car] = 0.0
        if rests == 0:
            # An empty car is always the same empty car: what is known about it stays known.
            t.version[car] = -1 - car
    else:
        t.cost[car] = cost + p.fixed[car]
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
        r = p.request[node]
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
        target.where[car, i] = source.where[car, i]
        target.early[car, i] = source.early[car, i]
        target.late[car, i] = source.late[car, i]
        target.seats[car, i] = source.seats[car, i]
        target.chairs[car, i] = source.chairs[car, i]


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
