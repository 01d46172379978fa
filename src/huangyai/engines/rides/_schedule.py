"""When can each halt of a route begin? Exact with ride caps, route duration and rests.

Every rule has the form t_j >= t_i + c: travel pushes later halts, a ride cap pushes the pick-up after its
drop-off, a duration cap pushes the start after the return. The least solution is found by pushing and scanning
again from the place that moved; a route is feasible exactly when no time passes its latest. The greatest
solution is its mirror.
"""

from __future__ import annotations

from huangyai.engines.rides._arrays import (
    BACK,
    DROPOFF,
    EARLIEST,
    KIND,
    LATEST,
    LEAVE,
    LONGEST,
    PACE,
    PARTNER,
    PICKUP,
    REST,
    RIDE,
    SERVICE,
    TOLERANCE,
    Floats,
    Instance,
    Ints,
)
from huangyai.engines.rides._numba import compiled


@compiled
def settle_times(
    minutes: Floats,
    halt: Floats,
    meta: Ints,
    back: float,
    longest: float,
    halts: Ints,
    length: int,
    place: Ints,
    time: Floats,
    position: Ints,
    begin_at: int,
    calm_after: int,
) -> bool:
    """Raise `time` to the least schedule; False when no schedule keeps all rules.

    `time` holds lower bounds, exact before position `begin_at`. From `calm_after` on they are the times of a route
    that is known to hold: once one of them is not raised, the rest holds as it did.
    """
    pushes = 0
    most = 6 * length + 30
    i = begin_at
    leave = time[i - 1]
    if i > 1:
        leave += halt[halts[i - 2], SERVICE]
    while i <= length:
        node = halts[i - 1]
        arrive = leave + minutes[place[i - 1], place[i]]
        if arrive > time[i]:
            time[i] = arrive
        elif i > calm_after and pushes == 0:
            return True
        begin = time[i]
        if begin > halt[node, LATEST] + TOLERANCE:
            return False
        if meta[node, KIND] == DROPOFF:
            taken = meta[node, PARTNER]
            need = begin - halt[node, RIDE] - halt[taken, SERVICE]
            k = position[taken]
            if need > time[k] + TOLERANCE:
                pushes += 1
                if need > halt[taken, LATEST] + TOLERANCE or pushes > most:
                    return False
                time[k] = need
                i = k + 1
                leave = need + halt[taken, SERVICE]
                continue
        leave = begin + halt[node, SERVICE]
        i += 1
        if i > length:
            end = leave + minutes[place[length], place[length + 1]]
            if end > time[i]:
                time[i] = end
            if time[i] > back + TOLERANCE:
                return False
            if time[i] - longest > time[0] + TOLERANCE:
                time[0] = time[i] - longest
                pushes += 1
                if pushes > most:
                    return False
                i = 1
                leave = time[0]
    return True


@compiled
def earliest_times(p: Instance, car: int, halts: Ints, length: int, place: Ints, time: Floats, position: Ints) -> bool:
    """Fill `place`, `position` and `time` (least begin) of a whole route; False when its rules can't be kept."""
    here = p.depot[car, 0]
    place[0] = here
    time[0] = p.hours[car, LEAVE]
    for i in range(length):
        node = halts[i]
        if p.meta[node, KIND] != REST:
            # A rest is taken where the car stands.
            here = node
        place[i + 1] = here
        time[i + 1] = p.halt[node, EARLIEST]
        position[node] = i + 1
    place[length + 1] = p.depot[car, 1]
    time[length + 1] = p.hours[car, LEAVE]
    return settle_times(
        p.minutes[p.depot[car, PACE]],
        p.halt,
        p.meta,
        p.hours[car, BACK],
        p.hours[car, LONGEST],
        halts,
        length,
        place,
        time,
        position,
        1,
        length + 2,
    )


@compiled
def latest_times(p: Instance, car: int, halts: Ints, length: int, place: Ints, time: Floats, position: Ints) -> None:
    """Fill `time` with the greatest begin of every position of a feasible route; needs `position` filled."""
    minutes = p.minutes[p.depot[car, PACE]]
    time[0] = p.hours[car, BACK]
    for i in range(length):
        time[i + 1] = p.halt[halts[i], LATEST]
    time[length + 1] = p.hours[car, BACK]
    pushes = 0
    most = 6 * length + 30
    i = length
    while i >= 0:
        service = 0.0 if i == 0 else p.halt[halts[i - 1], SERVICE]
        begin = time[i + 1] - minutes[place[i], place[i + 1]] - service
        if begin < time[i]:
            time[i] = begin
        if i == 0:
            if time[length + 1] > time[0] + p.hours[car, LONGEST] + TOLERANCE and pushes < most:
                time[length + 1] = time[0] + p.hours[car, LONGEST]
                pushes += 1
                i = length
                continue
        elif p.meta[halts[i - 1], KIND] == PICKUP:
            down = p.meta[halts[i - 1], PARTNER]
            k = position[down]
            limit = time[i] + service + p.halt[down, RIDE]
            if time[k] > limit + TOLERANCE and pushes < most:
                time[k] = limit
                pushes += 1
                i = k - 1
                continue
        i -= 1
