"""A car breaks down at 7: plan again with as little change as possible to what people were promised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from huangyai.engines.rides.moving import orders_of
from huangyai.engines.rides.plan import CarOrders, RidePlan
from huangyai.engines.rides.problem import NodeId, RideProblem, RideRequest
from huangyai.engines.rides.solving import Listener, solve

PROMISED_FIRST = 10.0
LEAST_PROMISED = 0.1
SAME_CAR_KM = 2.0
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
    firm = _keep_cars(_promised_first(problem, held), orders or {})
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


def _promised_first(problem: RideProblem, held: set[NodeId]) -> RideProblem:
    return replace(
        problem,
        requests=tuple(
            replace(request, priority=max(request.priority, LEAST_PROMISED) * PROMISED_FIRST)
            if request.id in held
            else request
            for request in problem.requests
        ),
    )


def _keep_cars(problem: RideProblem, orders: CarOrders) -> RideProblem:
    """Another car than the one that was told is worth a small detour, where familiar faces don't count already."""
    if problem.stranger_cost > 0:
        return problem
    running = {car.id for car in problem.vehicles}
    car_of = {node: car for car, nodes in orders.items() if car in running for node in nodes}
    return replace(
        problem,
        stranger_cost=SAME_CAR_KM,
        requests=tuple(
            replace(request, usual=frozenset({car_of[request.pickup.node]}))
            if request.pickup.node in car_of
            else replace(request, usual=frozenset())
            for request in problem.requests
        ),
    )


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
