"""Taking requests out: by chance, by likeness (Shaw), by strings of neighbouring tours, or a whole tour."""

from __future__ import annotations

import numpy as np

from huangyai.engines.rides._arrays import EARLY, REQUEST, Bench, Instance, Tours
from huangyai.engines.rides._numba import compiled
from huangyai.engines.rides._random import draw, draw_below
from huangyai.engines.rides._tours import touch


@compiled
def take(t: Tours, b: Bench, request: int, count: int) -> int:
    """Take one request out; returns the new count."""
    touch(b, t.home[request])
    t.home[request] = -1
    b.out[count] = request
    return count + 1


@compiled
def ruin_by_chance(p: Instance, t: Tours, b: Bench, count: int, most: int) -> int:
    """Any requests."""
    requests = p.pickup.shape[0]
    for _ in range(most):
        r = draw_below(b.random, requests)
        if t.home[r] >= 0:
            count = take(t, b, r, count)
    return count


@compiled
def ruin_alike(p: Instance, t: Tours, b: Bench, count: int, most: int, by_time: float) -> int:
    """A request and those most like it in place and present time, the likest most probably (Shaw 1998)."""
    requests = p.pickup.shape[0]
    seed = draw_below(b.random, requests)
    if t.home[seed] < 0:
        return count
    for car in range(t.length.shape[0]):
        for i in range(t.length[car]):
            b.time_of[t.halts[car, i]] = t.clock[car, i + 1, EARLY]
    up = p.pickup[seed]
    down = p.dropoff[seed] if p.dropoff[seed] >= 0 else up
    others = 0
    for k in range(requests):
        if t.home[k] < 0 or k == seed:
            continue
        first = p.pickup[k]
        last = p.dropoff[k] if p.dropoff[k] >= 0 else first
        apart = p.distance[up, first] + p.distance[down, last]
        apart += by_time * (abs(b.time_of[up] - b.time_of[first]) + abs(b.time_of[down] - b.time_of[last]))
        b.order[k] = apart * (0.2 + draw(b.random))
        others += 1
    count = take(t, b, seed, count)
    for _ in range(min(most - 1, others)):
        best = np.inf
        chosen = -1
        for k in range(requests):
            if t.home[k] >= 0 and b.order[k] < best:
                best = b.order[k]
                chosen = k
        count = take(t, b, chosen, count)
    return count


@compiled
def ruin_tour(p: Instance, t: Tours, b: Bench, count: int, most: int) -> int:
    """All of one tour, when it is not too long."""
    r = draw_below(b.random, p.pickup.shape[0])
    car = t.home[r]
    if car < 0:
        return count
    if t.clients[car] > 3 * most:
        return ruin_by_chance(p, t, b, count, most)
    for i in range(t.length[car]):
        q = p.meta[t.halts[car, i], REQUEST]
        if q >= 0 and t.home[q] >= 0:
            count = take(t, b, q, count)
    return count


@compiled
def ruin_strings(p: Instance, t: Tours, b: Bench, count: int, most: int, longest: int) -> int:
    """Strings of halts from tours near a request."""
    start = draw_below(b.random, p.pickup.shape[0])
    tours = 0
    used = 0
    for car in range(t.length.shape[0]):
        if t.clients[car] > 0:
            tours += 1
            used += t.length[car]
    if tours == 0:
        return count
    mean = used / tours
    cap = min(float(longest), mean)
    strings = int(draw(b.random) * (4.0 * most / (1.0 + cap))) + 1
    width = p.near.shape[1]
    for step in range(width + 1):
        if strings == 0:
            break
        r = start if step == 0 else p.near[start, step - 1]
        car = t.home[r]
        if car < 0 or b.is_touched[car]:
            continue
        length = t.length[car]
        node = p.pickup[r]
        if p.dropoff[r] >= 0 and draw(b.random) < 0.5:
            node = p.dropoff[r]
        at = 0
        for i in range(length):
            if t.halts[car, i] == node:
                at = i
                break
        span = 1 + draw_below(b.random, max(1, min(length, int(cap))))
        keep = 0
        if span > 1 and draw(b.random) < 0.5:
            # A string with a kept part in its middle.
            while span + keep < length and draw(b.random) < 0.5:
                keep += 1
        whole = span + keep
        low = max(0, at - whole + 1)
        high = min(at, length - whole)
        begin = low + draw_below(b.random, high - low + 1) if high >= low else low
        hole = begin + 1 + draw_below(b.random, span) if keep > 0 else -1
        for i in range(begin, min(length, begin + whole)):
            if keep > 0 and hole <= i < hole + keep:
                continue
            q = p.meta[t.halts[car, i], REQUEST]
            if q >= 0 and t.home[q] >= 0:
                count = take(t, b, q, count)
        touch(b, car)
        strings -= 1
    return count
