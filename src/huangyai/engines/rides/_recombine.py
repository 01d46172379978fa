"""The pool of good routes put together anew."""

from __future__ import annotations

import numpy as np

from huangyai.engines.rides._anneal import settle
from huangyai.engines.rides._arrays import DROPOFF, KIND, REQUEST, Bench, Pool, Tours
from huangyai.engines.rides._build import Built, empty_tours
from huangyai.engines.rides._highs import choose_routes

MOST_ROUTES = 6_000
MOST_NODES = 200


def recombine(built: Built, pools: list[Pool], best: Tours, bench: Bench, *, seconds: float) -> Tours | None:
    """The cheapest combination of pooled routes (with the best plan's own), or None when there is none."""
    p = built.instance
    by_set: dict[tuple[int, bytes], tuple[float, np.ndarray[tuple[int], np.dtype[np.int64]]]] = {}

    def offer(car: int, cost: float, halts: np.ndarray[tuple[int], np.dtype[np.int64]]) -> None:
        members = np.sort(p.meta[halts[p.meta[halts, KIND] != DROPOFF], REQUEST])
        members = members[members >= 0]
        name = (int(p.like[car]), members.tobytes())
        if len(members) and (name not in by_set or cost < by_set[name][0]):
            by_set[name] = (cost, halts)

    for pool in pools:
        count = int(pool.filled[0])
        # The latest come from the coldest, best part of the run.
        for c in range(max(0, count - MOST_ROUTES), count):
            offer(int(pool.car[c]), float(pool.cost[c]), pool.halts[c, : pool.length[c]])
    for car in range(len(best.length)):
        if best.clients[car]:
            offer(car, float(best.cost[car]), best.halts[car, : best.length[car]])
    if not by_set:
        return None
    names = list(by_set)
    members = [np.frombuffer(name[1], dtype=np.int64) for name in names]
    kind = np.array([name[0] for name in names], dtype=np.int64)
    fleet = np.bincount(p.like)
    cost = np.array([by_set[name][0] for name in names])
    chosen = choose_routes(members, cost, kind, p.penalty, fleet, seconds=seconds, nodes=MOST_NODES)
    if chosen is None:
        return None
    tours = empty_tours(built)
    turn = {node: k for rests in built.rests_of for k, node in enumerate(rests)}
    free = {k: [int(car) for car in np.flatnonzero(p.like == k)] for k in range(len(fleet))}
    for c in chosen:
        car = free[int(kind[c])].pop(0)
        halts = by_set[names[c]][1].copy()
        for i, node in enumerate(halts):
            if int(node) in turn:
                # Interchangeable cars have the same rests, under other numbers.
                halts[i] = built.rests_of[car][turn[int(node)]]
        tours.halts[car, : len(halts)] = halts
        tours.length[car] = len(halts)
    settle(p, tours, bench)
    return tours
