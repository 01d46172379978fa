"""Putting requests back: in an order with blinks (Christiaens and Vanden Berghe 2020), or by greatest regret."""

from __future__ import annotations

import numpy as np

from huangyai.engines.rides._arrays import CHAIRS, EARLIEST, LATEST, SEATS, Bench, Instance, Tours
from huangyai.engines.rides._insertion import find
from huangyai.engines.rides._numba import compiled
from huangyai.engines.rides._random import draw
from huangyai.engines.rides._tours import put, touch


@compiled
def arrange(p: Instance, b: Bench, count: int) -> None:
    """Order the requests that are out: by chance, heaviest, farthest, nearest, narrowest window, earliest."""
    which = draw(b.random)
    for k in range(count):
        r = b.out[k]
        up = p.pickup[r]
        chance = draw(b.random)
        if which < 0.35:
            b.order[k] = chance
        elif which < 0.55:
            b.order[k] = -p.halt[up, SEATS] - 2.0 * p.halt[up, CHAIRS] + 0.01 * chance
        elif which < 0.7:
            b.order[k] = -p.distance[p.depot[0, 0], up] + 0.01 * chance
        elif which < 0.8:
            b.order[k] = p.distance[p.depot[0, 0], up] + 0.01 * chance
        elif which < 0.9:
            b.order[k] = p.halt[up, LATEST] - p.halt[up, EARLIEST] + 0.01 * chance
        else:
            b.order[k] = p.halt[up, EARLIEST] + 0.01 * chance
    for i in range(1, count):
        r = b.out[i]
        rank = b.order[i]
        j = i - 1
        while j >= 0 and b.order[j] > rank:
            b.out[j + 1] = b.out[j]
            b.order[j + 1] = b.order[j]
            j -= 1
        b.out[j + 1] = r
        b.order[j + 1] = rank


@compiled
def recreate_in_order(p: Instance, t: Tours, b: Bench, count: int, blink: float) -> None:
    """Each request in turn to its cheapest place; with a small chance a car is overlooked."""
    cars = t.length.shape[0]
    arrange(p, b, count)
    for k in range(count):
        r = b.out[k]
        best = np.inf
        chosen = -1
        b.likes_seen[:] = 0
        for car in range(cars):
            if t.version[car] < 0:
                if b.likes_seen[p.like[car]] > 0:
                    continue
                b.likes_seen[p.like[car]] = 1
            if not p.allowed[r, car] or draw(b.random) < blink:
                continue
            if b.known[r, car, 0] != t.version[car]:
                find(p, t, b, r, car)
            delta = b.delta[r, car]
            if delta < best:
                best = delta
                chosen = car
        if chosen >= 0:
            touch(b, chosen)
            put(p, t, b, r, chosen, b.known[r, chosen, 1], b.known[r, chosen, 2])


@compiled
def recreate_by_regret(p: Instance, t: Tours, b: Bench, count: int, noise: float) -> None:
    """Next the request that would lose most by waiting: its second-best car against its best."""
    cars = t.length.shape[0]
    left = count
    while left > 0:
        pick = -1
        pick_car = -1
        worth = -np.inf
        for k in range(left):
            r = b.out[k]
            best = np.inf
            second = np.inf
            chosen = -1
            b.likes_seen[:] = 0
            for car in range(cars):
                if t.version[car] < 0:
                    # A second empty car of the same kind is a second chance at the same price.
                    b.likes_seen[p.like[car]] += 1
                    if b.likes_seen[p.like[car]] > 2:
                        continue
                if b.known[r, car, 0] != t.version[car]:
                    find(p, t, b, r, car)
                delta = b.delta[r, car]
                if noise > 0.0 and delta < np.inf:
                    delta *= 1.0 + noise * (draw(b.random) - 0.5)
                if delta < best:
                    second = best
                    best = delta
                    chosen = car
                elif delta < second:
                    second = delta
            if chosen < 0:
                continue
            regret = second - best
            if second == np.inf:
                regret = 1e12
            regret = regret * p.penalty[r] if regret >= 1e12 else regret
            if regret > worth or (regret == worth and best < b.delta[b.out[pick], pick_car]):
                worth = regret
                pick = k
                pick_car = chosen
        if pick < 0:
            return
        r = b.out[pick]
        touch(b, pick_car)
        put(p, t, b, r, pick_car, b.known[r, pick_car, 1], b.known[r, pick_car, 2])
        left -= 1
        # Keep everybody in `out`: the caller still needs the whole list.
        b.out[pick] = b.out[left]
        b.out[left] = r
