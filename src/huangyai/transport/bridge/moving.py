"""Somebody is put into another car by hand: the two cars' new times, and what breaks."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from huangyai.engines import rides
from huangyai.kernel import Words
from huangyai.transport.bridge.day import CarDay, Leg, day_problem, halt_of, minutes_into, stop_key
from huangyai.transport.bridge.solving import Held, Run
from huangyai.transport.models import Stop, Vehicle

_BY_HAND = Words(th="เจ้าหน้าที่จัดเอง", en="Arranged by hand.")


@dataclass(frozen=True, slots=True)
class MovedByHand:
    """The cars that change, with their new stops; what breaks, in sentences; how many kilometres more."""

    runs: tuple[Run, ...]
    breaks: tuple[Words, ...]
    extra_kilometres: float


def orders_kept(stops_of: Mapping[Vehicle, Sequence[Stop]]) -> dict[rides.problem.NodeId, list[rides.problem.NodeId]]:
    """The stops of each car in their order, as the engine names them."""
    return {str(vehicle.pk): [stop_key(stop) for stop in stops] for vehicle, stops in stops_of.items()}


def move_by_hand(
    day: dt.date,
    legs: Sequence[Leg],
    cars: Sequence[CarDay],
    stops_of: Mapping[Vehicle, Sequence[Stop]],
    held: Mapping[str, Held],
    *,
    moving: Sequence[str],
    to: uuid.UUID,
) -> MovedByHand:
    """Put these ways of somebody into another car, each where it breaks least."""
    problem = day_problem(day, legs, cars)
    promised: dict[rides.problem.NodeId, float] = {key: minutes_into(day, told.at) for key, told in held.items()}
    orders: dict[rides.problem.NodeId, list[rides.problem.NodeId]] = orders_kept(stops_of)
    extra, changed = 0.0, {}
    breaks: dict[tuple[str, str], rides.Breach] = {}
    known = {request.id for request in problem.requests}
    for key in moving:
        if key not in known:
            continue
        weighed = rides.move_request(problem, orders, key, str(to), promised=promised)
        extra += weighed.extra
        # The second look at a car counts: its first may have been mended by what came after.
        touched = {str(route.vehicle) for route in weighed.routes}
        breaks = {at: one for at, one in breaks.items() if str(one.vehicle) not in touched}
        for route in weighed.routes:
            orders[route.vehicle] = [stop.node for stop in route.stops]
            changed[route.vehicle] = route
        breaks |= {(one.rule, f"{one.vehicle} {one.request}"): one for one in weighed.breaches}
    refused = [
        Words(
            th=f"{leg.person}: {problem.refused[leg.key].th}",
            en=f"{leg.person}: {problem.refused[leg.key].en}",
        )
        for leg in legs
        if leg.key in moving and leg.key in problem.refused
    ]
    by_id = {str(car.vehicle.pk): car.vehicle for car in cars}
    runs = tuple(
        Run(by_id[str(car)], tuple(halt_of(stop, day) for stop in route.stops), _BY_HAND)
        for car, route in changed.items()
    )
    said = _named(legs, cars)
    return MovedByHand(runs, (*refused, *(said(one.words) for one in breaks.values())), extra)


def _named(legs: Sequence[Leg], cars: Sequence[CarDay]) -> Callable[[Words], Words]:
    """The engine calls people and cars by their keys; the office by their names."""
    names = {leg.key: str(leg.person) for leg in legs} | {str(car.vehicle.pk): car.vehicle.name for car in cars}

    def say(words: Words) -> Words:
        th, en = words.th, words.en
        for key, name in names.items():
            th, en = th.replace(key, name), en.replace(key, name)
        return Words(th=th, en=en)

    return say
