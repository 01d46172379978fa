"""Somebody is moved to another car by hand: what breaks, and when does the car come now?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from huangyai.engines.rides.breaches import Breach
from huangyai.engines.rides.by_hand import KILOMETRE_BADNESS, Day, HandRoute
from huangyai.engines.rides.plan import CarOrders, RidePlan, Route
from huangyai.engines.rides.problem import NodeId, RideProblem

DROPOFF_REACH = 8


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a plan made by hand means: `routes` with their new times, and what breaks (nothing: it can be done).

    `moved` says by how many minutes each promised pick-up moves (later is above zero, unmoved ones left out),
    `extra` how many kilometres more are driven than before the change.
    """

    routes: tuple[Route, ...]
    breaches: tuple[Breach, ...]
    moved: dict[NodeId, float] = field(default_factory=dict)
    extra: float = 0.0

    @property
    def holds(self) -> bool:
        """Whether every rule is kept."""
        return not self.breaches


def orders_of(plan: RidePlan) -> dict[NodeId, list[NodeId]]:
    """The halts of each car in their order, as `weigh_routes`, `move_request` and `replan` take them."""
    return {route.vehicle: [stop.node for stop in route.stops] for route in plan.routes}


def weigh_routes(
    problem: RideProblem,
    orders: CarOrders,
    *,
    promised: Mapping[NodeId, float] | None = None,
    called: Mapping[NodeId, str] | None = None,
) -> Weighed:
    """Times of tours in a given order, and every rule that they break.

    `orders` gives each car's halts by name (`orders_of` a plan, or what was stored); `promised` the minute at which
    each request was told that the car comes. Halts that the problem doesn't know (cancelled people) are passed over.
    `called` gives the names of requests and cars to use in the sentences.
    """
    day = Day(problem, promised or {}, called)
    routes = [day.time(car, halts) for car, halts in orders.items() if car in day.vehicles]
    return _weighed(day, routes)


def move_request(
    problem: RideProblem,
    orders: CarOrders,
    request: NodeId,
    to: NodeId | None,
    *,
    promised: Mapping[NodeId, float] | None = None,
    called: Mapping[NodeId, str] | None = None,
) -> Weighed:
    """Take somebody out of their car and put them into car `to` at the place that breaks least (None: nobody's).

    Only the two cars that change are weighed and returned, the one left first. The orders given are not changed.
    """
    day = Day(problem, promised or {}, called)
    halves = day.halts_of(request)
    before = 0.0
    routes: list[HandRoute] = []
    for car, halts in orders.items():
        if car in day.vehicles and car != to and halves[0] in halts:
            before += day.length(car, halts)
            routes.append(day.time(car, [node for node in halts if node not in halves]))
    if to is not None:
        old = list(orders.get(to, ()))
        before += day.length(to, old)
        routes.append(_least_breaking(day, to, [node for node in old if node not in halves], halves))
    return _weighed(day, routes, before)


def _least_breaking(day: Day, car: NodeId, halts: list[NodeId], halves: list[NodeId]) -> HandRoute:
    trials = []
    for i in day.near(car, halts, halves):
        last = min(len(halts), i + DROPOFF_REACH) if len(halves) > 1 else i
        for j in range(i, last + 1):
            trial = [*halts[:i], halves[0], *halts[i:j], *halves[1:], *halts[j:]]
            trials.append((day.length(car, trial), trial))
    best: HandRoute | None = None
    for kilometres, trial in sorted(trials, key=lambda pair: pair[0]):
        # From here on even a tour that broke nothing would be worse for its length alone.
        if best is not None and KILOMETRE_BADNESS * kilometres >= best.badness:
            break
        weighed = day.time(car, trial)
        if best is None or weighed.badness < best.badness:
            best = weighed
    assert best is not None
    return best


def _weighed(day: Day, routes: list[HandRoute], before: float | None = None) -> Weighed:
    moved: dict[NodeId, float] = {}
    for route in routes:
        moved.update(day.moved(route))
    after = sum(route.kilometres for route in routes)
    return Weighed(
        tuple(day.as_route(route) for route in routes),
        tuple(breach for route in routes for breach in route.breaches),
        moved,
        0.0 if before is None else after - before,
    )
