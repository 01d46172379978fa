"""Ruin, recreate, accept by simulated annealing; in slices of work, so that the caller can look at the clock."""

from __future__ import annotations

import math

from huangyai.engines.rides._arrays import (
    DROPOFF,
    KIND,
    PICKUP,
    REQUEST,
    REST,
    Bench,
    Floats,
    Instance,
    Pool,
    Tours,
)
from huangyai.engines.rides._numba import compiled
from huangyai.engines.rides._pool import remember
from huangyai.engines.rides._random import draw, draw_below
from huangyai.engines.rides._recreate import recreate_by_regret, recreate_in_order
from huangyai.engines.rides._ruin import ruin_alike, ruin_by_chance, ruin_strings, ruin_tour
from huangyai.engines.rides._tours import copy_all, copy_car, rebuild, sweep, touch

# Places in the `dial` array.
HOT, COLD, BEGUN, PLANNED, VALUE, BEST, CLOSE = 0, 1, 2, 3, 4, 5, 6
GUIDED = 7
# How often each way of ruining is used; what is left takes out whole tours.
STRINGS, ALIKE, CHANCE = 0.40, 0.50, 0.08
IN_ORDER, BLINK, NOISE = 0.40, 0.02, 0.10
LONGEST_STRING = 12
TIME_WEIGHT = 0.05
BANK_TRIES = 16


@compiled
def value_of(p: Instance, t: Tours) -> float:
    """What annealing minimises: distance, fixed costs of cars, penalties of those left out."""
    total = 0.0
    for car in range(t.length.shape[0]):
        total += t.cost[car]
    for r in range(t.home.shape[0]):
        if t.home[r] < 0:
            total += p.penalty[r]
    return total


@compiled
def empty_sweep(p: Instance, t: Tours, b: Bench, count: int) -> int:
    """Close the gaps in ruined tours; where the triangle inequality fails, more must come out."""
    for k in range(1, b.touched[0] + 1):
        car = b.touched[k]
        while not sweep(p, t, b, car) and t.length[car] > 0:
            for i in range(t.length[car]):
                r = p.meta[t.halts[car, i], REQUEST]
                if r >= 0 and t.home[r] >= 0:
                    t.home[r] = -1
                    b.out[count] = r
                    count += 1
                    break
    return count


@compiled
def shift_rest(p: Instance, t: Tours, b: Bench, car: int) -> None:
    """Try a driver's break at another position of the tour, where nobody is on board."""
    length = t.length[car]
    if length < 2:
        return
    for i in range(length):
        if p.meta[t.halts[car, i], KIND] == REST:
            goal = draw_below(b.random, length)
            node = t.halts[car, i]
            step = 1 if goal > i else -1
            k = i
            while k != goal:
                t.halts[car, k] = t.halts[car, k + step]
                k += step
            t.halts[car, goal] = node
            on_board = 0
            for m in range(goal):
                if p.meta[t.halts[car, m], KIND] == PICKUP:
                    on_board += 1
                elif p.meta[t.halts[car, m], KIND] == DROPOFF:
                    on_board -= 1
            if on_board > 0 or not rebuild(p, t, b, car):
                k = goal
                while k != i:
                    t.halts[car, k] = t.halts[car, k - step]
                    k -= step
                t.halts[car, i] = node
                rebuild(p, t, b, car)
            return


@compiled
def build_first(p: Instance, cur: Tours, b: Bench) -> None:
    """A first plan from what is there: everybody who is out goes in by greatest regret."""
    b.touched[0] = 0
    b.is_touched[:] = False
    count = 0
    for r in range(cur.home.shape[0]):
        if cur.home[r] < 0:
            b.out[count] = r
            count += 1
    recreate_by_regret(p, cur, b, count, 0.0)


@compiled
def anneal(
    p: Instance,
    cur: Tours,
    new: Tours,
    best: Tours,
    b: Bench,
    pool: Pool,
    dial: Floats,
    work: int,
    mean_out: float,
) -> None:
    """Run until `work` units of work are done; `best` is always a valid plan.

    With dial[GUIDED] > 0, whoever is left out becomes dearer by that much each time, and the run ends when nobody
    is (absence counts of Christiaens and Vanden Berghe 2020).
    """
    until = b.counter[2] + work
    requests = p.pickup.shape[0]
    while b.counter[2] < until:
        b.counter[1] += 1
        progress = min(1.0, (b.counter[2] - dial[BEGUN]) / dial[PLANNED])
        heat = dial[HOT] * math.pow(dial[COLD] / dial[HOT], progress)
        b.touched[0] = 0
        b.is_touched[:] = False
        before = 0.0
        count = 0
        # Some of those who were left out get another chance.
        tries = 0
        begin = draw_below(b.random, requests)
        for k in range(requests):
            r = (begin + k) % requests
            if new.home[r] < 0:
                b.out[count] = r
                count += 1
                before += p.penalty[r]
                tries += 1
                if tries >= BANK_TRIES:
                    break
        waiting = count
        if dial[GUIDED] > 0.0:
            if waiting == 0:
                return
            for k in range(waiting):
                p.penalty[b.out[k]] += dial[GUIDED]
                before += dial[GUIDED]
        most = 1 + draw_below(b.random, int(2.0 * mean_out))
        most = min(most, max(1, requests // 2))
        which = draw(b.random)
        if which < STRINGS:
            count = ruin_strings(p, new, b, count, int(mean_out), LONGEST_STRING)
        elif which < STRINGS + ALIKE:
            count = ruin_alike(p, new, b, count, most, TIME_WEIGHT)
        elif which < STRINGS + ALIKE + CHANCE:
            count = ruin_by_chance(p, new, b, count, most)
        else:
            count = ruin_tour(p, new, b, count, int(mean_out))
        if count == waiting and waiting == 0:
            b.counter[2] += 60
            continue
        # Looking things up is work too, or a run in which everything is known would never end.
        b.counter[2] += 60 + count * new.length.shape[0] // 4
        count = empty_sweep(p, new, b, count)
        if p.meta.shape[0] > 0 and p.meta[p.meta.shape[0] - 1, KIND] == REST:
            for k in range(1, b.touched[0] + 1):
                shift_rest(p, new, b, b.touched[k])
        if draw(b.random) < IN_ORDER:
            recreate_in_order(p, new, b, count, BLINK)
        else:
            recreate_by_regret(p, new, b, count, NOISE)
        after = 0.0
        for k in range(count):
            if new.home[b.out[k]] < 0:
                after += p.penalty[b.out[k]]
        for k in range(1, b.touched[0] + 1):
            car = b.touched[k]
            after += new.cost[car]
            before += cur.cost[car]
        change = after - before
        if change < -heat * math.log(1e-300 + draw(b.random)):
            dial[VALUE] += change
            good = dial[VALUE] < dial[BEST] * dial[CLOSE]
            for k in range(1, b.touched[0] + 1):
                car = b.touched[k]
                copy_car(new, cur, car)
                if good:
                    remember(p, new, pool, car)
            for k in range(count):
                cur.home[b.out[k]] = new.home[b.out[k]]
            if dial[VALUE] < dial[BEST] - 1e-7:
                dial[VALUE] = value_of(p, cur)
                dial[BEST] = dial[VALUE]
                copy_all(cur, best)
        else:
            for k in range(1, b.touched[0] + 1):
                copy_car(cur, new, b.touched[k])
            for k in range(count):
                new.home[b.out[k]] = cur.home[b.out[k]]


@compiled
def adopt(p: Instance, source: Tours, cur: Tours, new: Tours, dial: Floats) -> None:
    """Continue from another plan."""
    for car in range(source.length.shape[0]):
        copy_car(source, cur, car)
        copy_car(source, new, car)
    cur.home[:] = source.home
    new.home[:] = source.home
    dial[VALUE] = value_of(p, cur)


@compiled
def settle(p: Instance, t: Tours, b: Bench) -> None:
    """Recompute every tour, and who is at home where, from the halts alone."""
    t.home[:] = -1
    for car in range(t.length.shape[0]):
        for i in range(t.length[car]):
            r = p.meta[t.halts[car, i], REQUEST]
            if r >= 0:
                t.home[r] = car
        touch(b, car)
        rebuild(p, t, b, car)
