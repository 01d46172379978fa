"""Fewer cars first: empty one car after another for as long as everybody still finds a place."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from huangyai.engines.rides._anneal import BEST, GUIDED
from huangyai.engines.rides._arrays import Tours
from huangyai.engines.rides._build import Built, empty_tours
from huangyai.engines.rides._chain import Chain
from huangyai.engines.rides._tours import copy_all

SLICE = 400_000
FIRST_PRICE, PRICE_STEP, HEAT = 4.0, 0.3, 0.5


def _copy(built: Built, tours: Tours) -> Tours:
    copied = empty_tours(built)
    copy_all(tours, copied)
    return copied


def _without(built: Built, tours: Tours, car: int) -> Tours:
    """The plan with one car back at its depot and its people left out."""
    left = _copy(built, tours)
    rests = built.rests_of[car]
    left.halts[car, : len(rests)] = rests
    left.length[car] = len(rests)
    left.version[car] = 0
    return left


def shed_cars(chain: Chain, work: int, enough: Callable[[], bool]) -> None:
    """Shed cars within some units of work, then keep the cars that are left as the whole fleet.

    `enough` says when the clock or the caller wants to stop.
    """
    built = chain.built
    p = built.instance
    p.fixed[:] = 0.0
    penalty = p.penalty.copy()
    until = chain.work + work
    kept = _copy(built, chain.best)
    served = bool((kept.home >= 0).all())
    scale = max(chain.distance, 1e-9) / max(1, len(p.pickup))
    while served and chain.work < until and not enough():
        used = np.flatnonzero(kept.clients > 0)
        if len(used) < 2:
            break
        car = int(used[np.argmin(kept.clients[used])])
        allowed = p.allowed[:, car].copy()
        p.allowed[:, car] = False
        p.penalty[:] = FIRST_PRICE * scale
        chain.reset(_without(built, kept, car))
        chain.heat(HEAT * scale, HEAT * scale, 1.0)
        chain.dial[GUIDED], chain.dial[BEST] = PRICE_STEP * scale, -np.inf
        while chain.work < until and not enough() and (chain.cur.home < 0).any():
            chain.run(SLICE, 8.0)
        served = bool((chain.cur.home >= 0).all())
        if served:
            kept = _copy(built, chain.cur)
        else:
            p.allowed[:, car] = allowed
    chain.dial[GUIDED] = 0.0
    p.penalty[:] = penalty
    if (kept.home >= 0).all():
        p.allowed[:, kept.clients == 0] = False
    chain.reset(kept)
    chain.forget_routes()
