"""When can each halt of a route begin? Exact with ride caps, route duration and rests.

Every rule has the form t_j >= t_i + c: travel pushes later halts, a ride cap pushes the pick-up after its
drop-off, a duration cap pushes the start after the return. The least solution is found by pushing and scanning
again from the place that moved; a route is feasible exactly when no time passes its latest. The greatest solution
is its mirror.
"""

from __future__ import annotations

from huangyai.engines.rides._arrays import DROPOFF, PICKUP, REST, TOLERANCE, Floats, Instance, Ints
from huangyai.engines.rides._numba import compiled


@compiled
def locate(p: Instance, car: int, halts: Ints, length: int, place: Ints) -> None:
    """Fill the matrix row of each position; a rest is taken where the car stands."""
    here = p.start[car]
    place[0] = here
    for i in range(length):
        node = halts[i]
        if p.kind[node] != REST:
            here = node
        place[i + 1] = here
    place[length + 1] = p.end[car]


@compiled
def earliest_times(
    p: Instance, car: int, halts: Ints, length: int, place: Ints, time: Floats, position: Ints
) -> bool:
    """Fill `time` with the least begin of every position; False when no schedule keeps all rules."""
    time[0] = p.leave[car]
    for i in range(length):
        time[i + 1] = p.earliest[halts[i]]
        position[halts[i]] = i + 1
    time[length + 1] = p.leave[car]
    pushes = 0
    most = 6 * length + 30
    i = 1
    leave = time[0]
    while i <= length + 1:
        arrive = leave + p.minutes[place[i - 1], place[i]]
        if arrive > time[i]:
            time[i] = arrive
        begin = time[i]
        if i > length:
            if begin > p.back[car] + TOLERANCE:
                return False
            if begin - p.longest[car] > time[0] + TOLERANCE:
                time[0] = begin - p.longest[car]
                pushes += 1
                if pushes > most:
                    return False
                i = 1
                leave = time[0]
                continue
            return True
        node = halts[i - 1]
        if begin > p.latest[node] + TOLERANCE:
            return False
        if p.kind[node] == DROPOFF:
            r = p.request[node]
            taken = p.pickup[r]
            need = begin - p.ride[r] - p.service[taken]
            k = position[taken]
            if need > time[k] + TOLERANCE:
                pushes += 1
                if need > p.latest[taken] + TOLERANCE or pushes > most:
                    return False
                time[k] = need
                i = k + 1
                leave = need + p.service[taken]
                continue
        leave = begin + p.service[node]
        i += 1
    return True


@compiled
def latest_times(
    p: Instance, car: int, halts: Ints, length: int, place: Ints, time: Floats, position: Ints
) -> None:
    """Fill `time` with the greatest begin of every position of a feasible route; needs `position` filled."""
    time[0] = p.back[car]
    for i in range(length):
        time[i + 1] = p.latest[halts[i]]
    time[length + 1] = p.back[car]
    pushes = 0
    most = 6 * length + 30
    i = length
    while i >= 0:
        service = 0.0 if i == 0 else p.service[halts[i - 1]]
        begin = time[i + 1] - p.minutes[place[i], place[i + 1]] - service
        if begin < time[i]:
            time[i] = begin
        if i == 0:
            if time[length + 1] > time[0] + p.longest[car] + TOLERANCE and pushes < most:
                time[length + 1] = time[0] + p.longest[car]
                pushes += 1
                i = length
                continue
        elif p.kind[halts[i - 1]] == PICKUP:
            r = p.request[halts[i - 1]]
            k = position[p.dropoff[r]]
            limit = time[i] + service + p.ride[r]
            if time[k] > limit + TOLERANCE and pushes < most:
                time[k] = limit
                pushes += 1
                i = k - 1
                continue
        i -= 1
