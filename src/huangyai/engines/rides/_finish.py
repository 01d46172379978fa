"""From arrays back to a plan in the problem's own names."""

from __future__ import annotations

import numpy as np

from huangyai.engines.rides._anneal import settle
from huangyai.engines.rides._arrays import ABOARD, CHAIRS_ABOARD, HERE, KIND, PACE, REST, SERVICE
from huangyai.engines.rides._build import Built, empty_tours
from huangyai.engines.rides._chain import Chain
from huangyai.engines.rides._reasons import why_route, why_unserved
from huangyai.engines.rides._times import timed
from huangyai.engines.rides.plan import PlannedStop, RidePlan, Route
from huangyai.engines.rides.problem import NodeId, RideProblem
from huangyai.kernel import Words


def _route(problem: RideProblem, built: Built, chain: Chain, car: int) -> Route:
    p, t = built.instance, chain.best
    time = timed(p, t, chain.bench, car)
    place = t.where[car, :, HERE]
    length = int(t.length[car])
    minutes = p.minutes[p.depot[car, PACE]]
    distance = float(sum(p.distance[place[i], place[i + 1]] for i in range(length + 1)))
    stops = []
    previous = float(time[0])
    for i in range(1, length + 1):
        node = int(t.halts[car, i - 1])
        stop = built.halts[node].stop
        arrive = previous + float(minutes[place[i - 1], place[i]])
        begin = float(time[i])
        previous = begin + float(p.halt[node, SERVICE])
        if p.meta[node, KIND] == REST or stop is None:
            continue
        load = float(t.clock[car, i, ABOARD] + t.clock[car, i, CHAIRS_ABOARD])
        stops.append(
            PlannedStop(stop.node, problem.requests[built.halts[node].request].id, arrive, begin, previous, load)
        )
    finish = previous + float(minutes[place[length], place[length + 1]])
    why = why_route(p, t, car, time, distance)
    return Route(problem.vehicles[car].id, tuple(stops), float(time[0]), finish, distance, why)


def finish(problem: RideProblem, built: Built, chain: Chain, *, seconds: float, first: float) -> RidePlan:
    """The chain's best plan with times and reasons."""
    p, t = built.instance, chain.best
    routes = tuple(_route(problem, built, chain, car) for car in range(len(t.length)) if t.clients[car])
    unserved: dict[NodeId, Words] = dict(problem.refused)
    missing = np.flatnonzero(t.home < 0)
    if len(missing):
        empty = empty_tours(built)
        settle(p, empty, chain.bench)
        for r in missing:
            unserved[problem.requests[r].id] = why_unserved(p, empty, chain.bench, int(r))
    return RidePlan(
        routes=routes,
        unserved=unserved,
        cost=sum(route.distance for route in routes),
        seconds=seconds,
        first_feasible_seconds=first,
        iterations=int(chain.bench.counter[1]),
        idle=dict(problem.idle),
    )
