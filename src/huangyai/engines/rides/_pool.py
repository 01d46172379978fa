"""Good routes remembered while annealing, to be recombined exactly."""

from __future__ import annotations

import numpy as np

from huangyai.engines.rides._arrays import REQUEST, Instance, Pool, Tours
from huangyai.engines.rides._numba import compiled


@compiled
def remember(p: Instance, t: Tours, pool: Pool, car: int) -> None:
    """Keep a tour, the cheapest for its set of requests and kind of car; a full pool takes no more."""
    if t.clients[car] == 0:
        return
    name = np.uint64(p.like[car] + 1) * np.uint64(11400714819323198485)
    for i in range(t.length[car]):
        r = p.meta[t.halts[car, i], REQUEST]
        if r >= 0 and p.pickup[r] == t.halts[car, i]:
            name ^= p.key[r]
    room = pool.slot.shape[0]
    at = np.int64(name % np.uint64(room))
    while pool.slot[at] != 0:
        k = pool.slot[at] - 1
        if pool.name[k] == name:
            if t.cost[car] < pool.cost[k] - 1e-9:
                write(t, pool, car, int(k))
            return
        at += 1
        if at == room:
            at = np.int64(0)
    if pool.filled[0] >= pool.name.shape[0]:
        return
    new = int(pool.filled[0])
    pool.filled[0] = new + 1
    pool.slot[at] = new + 1
    pool.name[new] = name
    write(t, pool, car, new)


@compiled
def write(t: Tours, pool: Pool, car: int, k: int) -> None:
    """Copy a tour to a place of the pool."""
    pool.cost[k] = t.cost[car]
    pool.car[k] = car
    pool.length[k] = t.length[car]
    for i in range(t.length[car]):
        pool.halts[k, i] = t.halts[car, i]
