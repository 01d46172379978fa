"""The cheapest feasible place for a request in a tour: cheap tests first, the exact one for improvements only."""

from __future__ import annotations

import numpy as np

from huangyai.engines.rides._arrays import REST, TOLERANCE, Bench, Instance, Tours
from huangyai.engines.rides._numba import compiled
from huangyai.engines.rides._schedule import earliest_times, locate
from huangyai.engines.rides._tours import fits


@compiled
def would_hold(p: Instance, t: Tours, b: Bench, request: int, car: int, first: int, second: int) -> bool:
    """The exact test: the tour with the request inserted keeps every time rule."""
    halts = t.halts[car]
    length = t.length[car]
    drop = p.dropoff[request]
    trial = b.trial
    n = 0
    for i in range(length + 1):
        if i == first:
            trial[n] = p.pickup[request]
            n += 1
        if i == second and drop >= 0:
            trial[n] = drop
            n += 1
        if i < length:
            trial[n] = halts[i]
            n += 1
    b.counter[2] += n
    locate(p, car, trial, n, b.place)
    return earliest_times(p, car, trial, n, b.place, b.time, b.position)


@compiled
def next_place(p: Instance, t: Tours, car: int, i: int) -> int:
    """Matrix row that the car goes to after position i, rests passed over."""
    length = t.length[car]
    k = i + 1
    while k <= length and p.kind[t.halts[car, k - 1]] == REST:
        k += 1
    return int(t.where[car, k])


@compiled
def deadline(p: Instance, t: Tours, car: int, i: int) -> float:
    """Latest arrival at position i that can still hold; for a rest, which moves along, only its own."""
    if i <= t.length[car]:
        node = t.halts[car, i - 1]
        if p.kind[node] == REST:
            return float(p.latest[node])
    return float(t.late[car, i])


@compiled
def find_single(p: Instance, t: Tours, b: Bench, request: int, car: int) -> None:
    """Best place for a single visit."""
    node = p.pickup[request]
    length = t.length[car]
    where = t.where[car]
    best = np.inf
    base = 0.0
    if t.clients[car] == 0:
        base = p.fixed[car] + p.distance[p.start[car], p.end[car]]
    b.first[request, car] = -1
    if fits(p, car, t.seats[car, 0] + p.seats[node], t.chairs[car, 0] + p.chairs[node]):
        for i in range(length + 1):
            a = where[i]
            service = 0.0 if i == 0 else p.service[t.halts[car, i - 1]]
            begin = max(p.earliest[node], t.early[car, i] + service + p.minutes[a, node])
            b.counter[2] += 1
            if begin > p.latest[node] + TOLERANCE:
                break
            c = next_place(p, t, car, i)
            delta = base + p.distance[a, node] + p.distance[node, c] - p.distance[a, c]
            if delta >= best:
                continue
            onward = begin + p.service[node]
            if i == length or p.kind[t.halts[car, i]] != REST:
                onward += p.minutes[node, c]
            if onward <= deadline(p, t, car, i + 1) + TOLERANCE and would_hold(p, t, b, request, car, i, -1):
                best = delta
                b.first[request, car] = i
    b.delta[request, car] = best


@compiled
def find_pair(p: Instance, t: Tours, b: Bench, request: int, car: int) -> None:
    """Best places for a pick-up and its drop-off."""
    up = p.pickup[request]
    down = p.dropoff[request]
    length = t.length[car]
    where = t.where[car]
    halts = t.halts[car]
    early = t.early[car]
    seats = p.seats[up]
    chairs = p.chairs[up]
    ride = p.ride[request] + TOLERANCE
    last_up = p.latest[up] + TOLERANCE
    last_down = p.latest[down] + TOLERANCE
    direct = p.minutes[up, down]
    best = np.inf
    base = 0.0
    if t.clients[car] == 0:
        base = p.fixed[car] + p.distance[p.start[car], p.end[car]]
    b.first[request, car] = -1
    work = 0
    for i in range(length + 1):
        a = where[i]
        service = 0.0 if i == 0 else p.service[halts[i - 1]]
        begin = max(p.earliest[up], early[i] + service + p.minutes[a, up])
        work += 1
        if begin > last_up:
            break
        if not fits(p, car, t.seats[car, i] + seats, t.chairs[car, i] + chairs):
            continue
        at_rest = i < length and p.kind[halts[i]] == REST
        c = next_place(p, t, car, i)
        around = p.distance[a, c]
        leave = begin + p.service[up]
        # The drop-off right after the pick-up.
        delta = base + p.distance[a, up] + p.distance[up, down] + p.distance[down, c] - around
        if delta < best:
            arrive = max(p.earliest[down], leave + direct)
            if arrive <= last_down:
                onward = arrive + p.service[down]
                if not at_rest:
                    onward += p.minutes[down, c]
                if onward <= deadline(p, t, car, i + 1) + TOLERANCE and would_hold(
                    p, t, b, request, car, i, i
                ):
                    best = delta
                    b.first[request, car] = i
                    b.second[request, car] = i
        if at_rest or i == length:
            continue
        to_up = base + p.distance[a, up] + p.distance[up, c] - around
        if to_up >= best:
            continue
        carried = p.minutes[up, c]
        clock = max(early[i + 1], leave + carried)
        if clock > t.late[car, i + 1] + TOLERANCE:
            continue
        for j in range(i + 1, length + 1):
            # At position j with the passenger on board.
            work += 1
            node = halts[j - 1]
            if p.kind[node] == REST or carried > ride:
                break
            if not fits(p, car, t.seats[car, j] + seats, t.chairs[car, j] + chairs):
                break
            d = where[j]
            off = clock + p.service[node]
            arrive = max(p.earliest[down], off + p.minutes[d, down])
            if arrive > last_down:
                break
            e = next_place(p, t, car, j)
            delta = to_up + p.distance[d, down] + p.distance[down, e] - p.distance[d, e]
            if delta < best and carried + p.service[node] + p.minutes[d, down] <= ride:
                onward = arrive + p.service[down]
                if j == length or p.kind[halts[j]] != REST:
                    onward += p.minutes[down, e]
                if onward <= deadline(p, t, car, j + 1) + TOLERANCE and would_hold(
                    p, t, b, request, car, i, j
                ):
                    best = delta
                    b.first[request, car] = i
                    b.second[request, car] = j
            if j == length:
                break
            f = where[j + 1]
            carried += p.service[node] + p.minutes[d, f]
            clock = max(early[j + 1], off + p.minutes[d, f])
            if clock > t.late[car, j + 1] + TOLERANCE:
                break
    b.counter[2] += work
    b.delta[request, car] = best


@compiled
def find(p: Instance, t: Tours, b: Bench, request: int, car: int) -> float:
    """Extra cost of the best insertion, remembered for as long as the tour keeps its content."""
    b.counter[2] += 1
    if b.known[request, car] != t.version[car]:
        b.known[request, car] = t.version[car]
        if not p.allowed[request, car]:
            b.delta[request, car] = np.inf
            b.first[request, car] = -1
        elif p.dropoff[request] >= 0:
            find_pair(p, t, b, request, car)
        else:
            find_single(p, t, b, request, car)
    return float(b.delta[request, car])
