"""A car breaks down at 7: plan again with as little change as possible to what people were promised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from huangyai.engines.rides.plan import RidePlan
from huangyai.engines.rides.problem import NodeId, RideProblem, RideRequest
from huangyai.engines.rides.solving import Listener, solve


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
    tolerance: float = 10.0,
    threads: int = 1,
    progress: Listener | None = None,
) -> RidePlan:
    """Plan the changed day (`problem` without the broken car, cancelled or with new requests) near the promises.

    First every promised pick-up is held within `tolerance` minutes; only those who could not be taken so are then
    freed to their whole windows. `moved` says by how many minutes (later is above zero) each promise moved.
    """
    held = {request.id for request in problem.requests if request.id in promised}
    plan = solve(
        _hold(problem, promised, held, tolerance), seconds=seconds / 2, seed=seed, threads=threads, progress=progress
    )
    missed = held & set(plan.unserved)
    if missed:
        freed = _hold(problem, promised, held - missed, tolerance)
        second = solve(freed, seconds=seconds / 2, seed=seed, threads=threads, progress=progress)
        if len(second.unserved) < len(plan.unserved):
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
