"""The engine asked for a whole day, and for a day that has changed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huangyai.engines import rides
from huangyai.kernel import Words
from huangyai.transport.bridge.day import CarDay, Halt, Leg, day_problem, halt_of, minutes_into, split_leg
from huangyai.transport.models import Vehicle

SEED = 1
# Promised times are kept to the minute where that can be; then within what people bear.
KEPT, BORNE = 1.0, 10.0
# Seconds of search: so many in any case, and so many more for each way there or back.
_AT_LEAST, _A_WAY = 0.3, 0.05


@dataclass(frozen=True, slots=True)
class Run:
    """One car's day, or what is left of it."""

    vehicle: Vehicle
    halts: tuple[Halt, ...]
    reason: Words


@dataclass(frozen=True, slots=True)
class Fetched:
    """Who fetches whom; and who can't be fetched on which way to which session, with the reason."""

    runs: tuple[Run, ...]
    unserved: Mapping[tuple[uuid.UUID, uuid.UUID, str], Words]


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody was told: the car, and when it comes."""

    vehicle_id: uuid.UUID
    at: dt.datetime


def fetch_day(day: dt.date, legs: Sequence[Leg], cars: Sequence[CarDay], *, seconds: float) -> Fetched:
    """Plan the cars of a day: everybody there in time and home again, nobody longer on board than the cap."""
    enough = _enough(seconds, legs)
    return _read(day, cars, rides.solve(day_problem(day, legs, cars), seconds=enough, seed=SEED))


def rearrange_day(
    day: dt.date,
    legs: Sequence[Leg],
    cars: Sequence[CarDay],
    held: Mapping[str, Held],
    *,
    orders: rides.CarOrders,
    seconds: float,
) -> Fetched:
    """Plan a day again around what people were told.

    First everybody stays in their car at their time and only who has no car yet is fitted in; if somebody is left,
    times may move by what people bear; and only then people change cars.
    """
    going = {str(car.vehicle.pk) for car in cars}
    pins = {key: str(told.vehicle_id) for key, told in held.items() if str(told.vehicle_id) in going}
    promised: dict[rides.problem.NodeId, float] = {key: minutes_into(day, told.at) for key, told in held.items()}
    best: rides.RidePlan | None = None
    each = _enough(seconds, legs) / 3
    for pinned, tolerance in ((pins, KEPT), (pins, BORNE), ({}, BORNE)):
        problem = day_problem(day, legs, cars, pins=pinned)
        plan = rides.replan(problem, promised, seconds=each, seed=SEED, orders=orders, tolerance=tolerance)
        if best is None or len(plan.unserved) < len(best.unserved):
            best = plan
        if not set(best.unserved) - set(problem.refused):
            break
    if best is None:
        raise AssertionError
    return _read(day, cars, best)


def _enough(seconds: float, legs: Sequence[Leg]) -> float:
    """A day of few ways is searched through sooner; nobody at the counter waits for what can't get better."""
    return min(seconds, _AT_LEAST + _A_WAY * len(legs))


def _read(day: dt.date, cars: Sequence[CarDay], plan: rides.RidePlan) -> Fetched:
    by_id = {str(car.vehicle.pk): car.vehicle for car in cars}
    runs = tuple(
        Run(by_id[str(route.vehicle)], tuple(halt_of(stop, day) for stop in route.stops), route.why)
        for route in plan.routes
        if route.stops
    )
    return Fetched(runs, {split_leg(str(key)): why for key, why in plan.unserved.items()})
