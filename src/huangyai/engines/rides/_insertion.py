"""The cheapest feasible place for a request in a tour: cheap tests first, the exact one for improvements."""

from __future__ import annotations

import numpy as np

from huangyai.engines.rides._arrays import (
    ABOARD,
    BACK,
    CHAIRS,
    CHAIRS_ABOARD,
    DEADLINE,
    EARLIEST,
    EARLY,
    FAIR,
    HERE,
    KIND,
    LATEST,
    LONGEST,
    NEXT,
    OFF,
    PACE,
    REST,
    RIDE,
    SEATS,
    SERVICE,
    TOLERANCE,
    Bench,
    Floats,
    Instance,
    Ints,
    Tours,
)
from huangyai.engines.rides._numba import compiled
from huangyai.engines.rides._schedule import settle_times
from huangyai.engines.rides._tours import fits, service_of


@compiled
def would_hold(
    minutes: Floats,
    halt: Floats,
    meta: Ints,
    hours: Floats,
    tours: Ints,
    length: int,
    where: Ints,
    clock: Floats,
    trial: Ints,
    place: Ints,
    time: Floats,
    position: Ints,
    car: int,
    up: int,
    down: int,
    first: int,
    second: int,
) -> bool:
    """The exact test: the tour with the stops inserted after `first` and `second` keeps every time rule."""
    here = where[car, 0, HERE]
    place[0] = here
    time[0] = clock[car, 0, EARLY]
    n = 0
    for i in range(length + 1):
        if i == first:
            trial[n] = up
            n += 1
            place[n] = up
            position[up] = n
            time[n] = halt[up, EARLIEST]
            here = up
        if i == second:
            trial[n] = down
            n += 1
            place[n] = down
            position[down] = n
            time[n] = halt[down, EARLIEST]
            here = down
        if i < length:
            node = tours[car, i]
            trial[n] = node
            n += 1
            if meta[node, KIND] != REST:
                here = node
            place[n] = here
            position[node] = n
            time[n] = clock[car, i + 1, EARLY]
    place[n + 1] = where[car, length + 1, HERE]
    time[n + 1] = clock[car, length + 1, EARLY]
    last = second + 2 if down >= 0 else first + 1
    # A rest after the last insertion moves with it, so the halt behind it is the first that may be calm.
    while last < n and meta[trial[last], KIND] == REST:
        last += 1
    return settle_times(
        minutes,
        halt,
        meta,
        hours[car, BACK],
        hours[car, LONGEST],
        trial,
        n,
        place,
        time,
        position,
        first + 1,
        last,
    )


@compiled
def beside_distance(p: Instance, t: Tours, request: int, car: int) -> float:
    """What a request costs in a car apart from its detour: opening the car, a carer it doesn't know, unfair load."""
    price = float(p.extra[request, car])
    if t.clients[car] == 0:
        price += p.fixed[car] + p.distance[p.depot[car, 0], p.depot[car, 1]]
    if p.hours[car, FAIR] > 0.0:
        now = service_of(p, t, car)
        more = p.halt[p.pickup[request], SERVICE]
        if p.dropoff[request] >= 0:
            more += p.halt[p.dropoff[request], SERVICE]
        price += p.hours[car, FAIR] * (2.0 * now + more) * more
    return price


@compiled
def last_place_without_foes(p: Instance, t: Tours, request: int, car: int, first: int) -> int:
    """Boarding after position `first`, the last position at which to get off before a foe boards; -1 with one there."""
    length = t.length[car]
    last = length
    for f in range(p.foes.shape[1]):
        foe = p.foes[request, f]
        if foe < 0:
            break
        if t.home[foe] != car:
            continue
        boards = 0
        for i in range(length):
            node = t.halts[car, i]
            if node == p.pickup[foe]:
                boards = i + 1
            elif node == p.dropoff[foe] and boards <= first < i + 1:
                return -1
        if boards > first:
            last = min(last, boards - 1)
    return int(last)


@compiled
def find_single(p: Instance, t: Tours, b: Bench, request: int, car: int) -> float:
    """Best place for a single visit."""
    node = p.pickup[request]
    length = t.length[car]
    best = np.inf
    base = beside_distance(p, t, request, car)
    distance, minutes, halt, meta = p.distance, p.minutes[p.depot[car, PACE]], p.halt, p.meta
    halts, where, clock = t.halts, t.where, t.clock
    seats = clock[car, 0, ABOARD] + halt[node, SEATS]
    chairs = clock[car, 0, CHAIRS_ABOARD] + halt[node, CHAIRS]
    most_seats = seats
    most_chairs = chairs
    for i in range(1, length + 1):
        most_seats = max(most_seats, clock[car, i, ABOARD] + halt[node, SEATS])
        most_chairs = max(most_chairs, clock[car, i, CHAIRS_ABOARD] + halt[node, CHAIRS])
    if not fits(p.room, car, most_seats, most_chairs):
        return best
    work = 0
    last = halt[node, LATEST] + TOLERANCE
    for i in range(length + 1):
        a = where[car, i, HERE]
        begin = max(halt[node, EARLIEST], clock[car, i, OFF] + minutes[a, node])
        work += 1
        if begin > last:
            break
        c = where[car, i, NEXT]
        delta = base + distance[a, node] + distance[node, c] - distance[a, c]
        if delta >= best:
            continue
        onward = begin + halt[node, SERVICE]
        if i == length or meta[halts[car, i], KIND] != REST:
            onward += minutes[node, c]
        if onward > clock[car, i + 1, DEADLINE] + TOLERANCE:
            continue
        work += length // 2
        if would_hold(
            minutes, halt, meta, p.hours, halts, length, where, clock,
            b.trial, b.place, b.time, b.position, car, node, -1, i, -1,
        ):  # fmt: skip
            best = delta
            b.known[request, car, 1] = i
    b.counter[2] += work
    return best


@compiled
def find_pair(p: Instance, t: Tours, b: Bench, request: int, car: int) -> float:
    """Best places for a pick-up and its drop-off."""
    up = p.pickup[request]
    down = p.dropoff[request]
    length = t.length[car]
    distance, minutes, halt, meta, room = p.distance, p.minutes[p.depot[car, PACE]], p.halt, p.meta, p.room
    halts, where, clock = t.halts, t.where, t.clock
    seats = halt[up, SEATS]
    chairs = halt[up, CHAIRS]
    ride = halt[down, RIDE] + TOLERANCE
    first_up = halt[up, EARLIEST]
    first_down = halt[down, EARLIEST]
    last_up = halt[up, LATEST] + TOLERANCE
    last_down = halt[down, LATEST] + TOLERANCE
    boarding = halt[up, SERVICE]
    alighting = halt[down, SERVICE]
    best = np.inf
    base = beside_distance(p, t, request, car)
    watched = p.foes.shape[1] > 0 and p.foes[request, 0] >= 0
    alone_until = length
    work = 0
    for i in range(length + 1):
        a = where[car, i, HERE]
        begin = max(first_up, clock[car, i, OFF] + minutes[a, up])
        work += 1
        if begin > last_up:
            break
        if not fits(room, car, clock[car, i, ABOARD] + seats, clock[car, i, CHAIRS_ABOARD] + chairs):
            continue
        if watched:
            alone_until = last_place_without_foes(p, t, request, car, i)
            work += length
            if alone_until < i:
                continue
        at_rest = i < length and meta[halts[car, i], KIND] == REST
        c = where[car, i, NEXT]
        to_up = base + distance[a, up] - distance[a, c]
        leave = begin + boarding
        # The drop-off right after the pick-up.
        delta = to_up + distance[up, down] + distance[down, c]
        if delta < best:
            arrive = max(first_down, leave + minutes[up, down])
            if arrive <= last_down:
                onward = arrive + alighting
                if not at_rest:
                    onward += minutes[down, c]
                if onward <= clock[car, i + 1, DEADLINE] + TOLERANCE:
                    work += length // 2
                    if would_hold(
                        minutes, halt, meta, p.hours, halts, length, where, clock,
                        b.trial, b.place, b.time, b.position, car, up, down, i, i,
                    ):  # fmt: skip
                        best = delta
                        b.known[request, car, 1] = i
                        b.known[request, car, 2] = i
        if at_rest or i == length:
            continue
        to_up += distance[up, c]
        if to_up >= best:
            continue
        carried = minutes[up, c]
        now = max(clock[car, i + 1, EARLY], leave + carried)
        if now > clock[car, i + 1, DEADLINE] + TOLERANCE:
            continue
        for j in range(i + 1, length + 1):
            # At position j with the passenger on board.
            work += 1
            if j > alone_until:
                break
            node = halts[car, j - 1]
            if carried > ride or meta[node, KIND] == REST:
                break
            if not fits(room, car, clock[car, j, ABOARD] + seats, clock[car, j, CHAIRS_ABOARD] + chairs):
                break
            d = where[car, j, HERE]
            off = now + halt[node, SERVICE]
            arrive = max(first_down, off + minutes[d, down])
            if arrive > last_down:
                break
            e = where[car, j, NEXT]
            carried += halt[node, SERVICE]
            delta = to_up + distance[d, down] + distance[down, e] - distance[d, e]
            if delta < best and carried + minutes[d, down] <= ride:
                onward = arrive + alighting
                if j == length or meta[halts[car, j], KIND] != REST:
                    onward += minutes[down, e]
                if onward <= clock[car, j + 1, DEADLINE] + TOLERANCE:
                    work += length // 2
                    if would_hold(
                        minutes, halt, meta, p.hours, halts, length, where, clock,
                        b.trial, b.place, b.time, b.position, car, up, down, i, j,
                    ):  # fmt: skip
                        best = delta
                        b.known[request, car, 1] = i
                        b.known[request, car, 2] = j
            if j == length:
                break
            f = where[car, j + 1, HERE]
            carried += minutes[d, f]
            now = max(clock[car, j + 1, EARLY], off + minutes[d, f])
            if now > clock[car, j + 1, DEADLINE] + TOLERANCE:
                break
    b.counter[2] += work
    return best


@compiled
def find(p: Instance, t: Tours, b: Bench, request: int, car: int) -> float:
    """Extra cost of the best insertion, remembered for as long as the tour keeps its content."""
    if b.known[request, car, 0] != t.version[car]:
        b.known[request, car, 0] = t.version[car]
        b.counter[2] += 3
        if not p.allowed[request, car]:
            b.delta[request, car] = np.inf
        elif p.dropoff[request] >= 0:
            b.delta[request, car] = find_pair(p, t, b, request, car)
        else:
            b.delta[request, car] = find_single(p, t, b, request, car)
    return float(b.delta[request, car])
