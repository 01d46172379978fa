"""A car breaks down at 7: plan again with as little change as possible to what people were promised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from huangyai.engines.rides.moving import orders_of
from huangyai.engines.rides.plan import CarOrders, RidePlan
from huangyai.engines.rides.problem import NodeId, RideProblem, RideRequest
from huangyai.engines.rides.solving import Listener, solve

PROMISED_FIRST = 10.0
FIRST_SHARE = 0.55


def promised_times(plan: RidePlan) -> dict[NodeId, float]:
    """When each person was told that the car comes: the begin of the first stop of each request."""
    times: dict[NodeId, float] = {}
    for route in plan.routes:
        for stop in route.stops:
            if stop.request is not None:
                times.setdefault(stop.request, stop.begin)
    return times


def replan(
    problem: RideProblem,
    promised: Mapping[NodeId, float],
    *,
    seconds: float,
    seed: int,
    orders: CarOrders | None = None,
    tolerance: float = 10.0,
    threads: int = 1,
    progress: Listener | None = None,
) -> RidePlan:
    """Plan the changed day (`problem` without the broken car, cancelled or with new requests) near the promises.

    `promised` gives the minute at which each request was told that the car comes (`promised_times`), `orders` the
    halts of each car as they were planned (`orders_of`): the new plan begins with what is left of them, so that most
    people keep their car too. First every promised pick-up is held within `tolerance` minutes; only those who could
    not be taken so are then freed to their whole windows, and somebody who was promised a ride is never left behind
    for somebody who was not. `moved` says by how many minutes (later is above zero) each promise moved.
    """
    held = {request.id for request in problem.requests if request.id in promised}
    firm = replace(
        problem,
        requests=tuple(
            replace(request, priority=request.priority * PROMISED_FIRST) if request.id in held else request
            for request in problem.requests
        ),
    )
    plan = solve(
        _hold(firm, promised, held, tolerance),
        seconds=FIRST_SHARE * seconds,
        seed=seed,
        threads=threads,
        progress=progress,
        start=orders,
    )
    missed = held & set(plan.unserved)
    if missed:
        freed = _hold(firm, promised, held - missed, tolerance)
        second = solve(
            freed,
            seconds=seconds - plan.seconds,
            seed=seed,
            threads=threads,
            progress=progress,
            start=orders_of(plan),
        )
        if len(held & set(second.unserved)) <= len(missed):
            plan = replace(second, seconds=plan.seconds + second.seconds)
    now = promised_times(plan)
    return replace(plan, moved={r: now[r] - promised[r] for r in held if r in now})


def _hold(problem: RideProblem, promised: Mapping[NodeId, float], held: set[NodeId], tolerance: float) -> RideProblem:
    return replace(
        problem,
        requests=tuple(
            _near(request, promised[request.id], tolerance) if request.id in held else request
            for request in problem.requests
        ),
    )


def _near(request: RideRequest, time: float, tolerance: float) -> RideRequest:
    stop = request.pickup
    earliest, latest = max(stop.earliest, time - tolerance), min(stop.latest, time + tolerance)
    if latest < earliest:
        return request
    return replace(request, pickup=replace(stop, earliest=earliest, latest=latest))
