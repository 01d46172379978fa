"""Compiling the machine room once; afterwards it comes from the disk in a moment."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np

from huangyai.engines.rides._anneal import adopt
from huangyai.engines.rides._build import build, empty_tours
from huangyai.engines.rides._chain import Chain
from huangyai.engines.rides._insertion import find
from huangyai.engines.rides._times import timed
from huangyai.engines.rides.problem import RideProblem, RideRequest, Stop, Vehicle

_lock = threading.Lock()
_warm: list[bool] = []


def prepare(on_wait: Callable[[], None] | None = None) -> None:
    """Compile, or load from the disk, all that solving needs; `on_wait` is called if that takes over a second."""
    with _lock:
        if _warm:
            return
        timer = threading.Timer(1.0, on_wait or (lambda: None))
        timer.daemon = True
        timer.start()
        try:
            _exercise()
        finally:
            timer.cancel()
        _warm.append(True)


def _exercise() -> None:
    around = np.ones((3, 3)) - np.eye(3)
    ride = RideRequest("a", Stop("a+", 1, 0.0, 9.0), Stop("a-", 2, 0.0, 9.0), longest_ride=5.0)
    visit = RideRequest("b", Stop("b", 2, 0.0, 9.0))
    car = Vehicle("car", 0, 0, 0.0, 20.0, 4.0)
    built = build(RideProblem((car,), (ride, visit), around, around), 1)
    chain = Chain(built, 1)
    chain.start()
    chain.heat(1.0, 0.1, 100.0)
    chain.run(100, 1.0)
    chain.progress(0.0, [chain])
    adopt(built.instance, chain.best, chain.cur, chain.new, chain.dial)
    timed(built.instance, chain.best, chain.bench, 0)
    find(built.instance, empty_tours(built), chain.bench, 0, 0)
