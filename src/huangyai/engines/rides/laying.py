"""An earlier plan as the beginning of a new one: what of it still keeps every rule."""

from __future__ import annotations

from huangyai.engines.rides._build import Built
from huangyai.engines.rides.by_hand import Day, HandRoute
from huangyai.engines.rides.plan import CarOrders
from huangyai.engines.rides.problem import NodeId, RideProblem

TRIES = 12


def lay_down(problem: RideProblem, built: Built, orders: CarOrders) -> dict[int, list[int]]:
    """Rows of halts for each car: its old order without the people for whom it breaks a rule now."""
    day = Day(problem, {})
    row_of = {halt.stop.node: row for row, halt in enumerate(built.halts) if halt.stop is not None}
    laid: dict[int, list[int]] = {}
    for k, car in enumerate(problem.vehicles):
        route = _what_holds(day, car.id, list(orders.get(car.id, ())))
        if route is None:
            continue
        rests = iter(built.rests_of[k])
        laid[k] = [next(rests) if halt.request is None else row_of[halt.node] for halt in route.halts]
    return laid


def _what_holds(day: Day, car: NodeId, nodes: list[NodeId]) -> HandRoute | None:
    nodes = [node for node in nodes if node in day.halts]
    for _ in range(TRIES):
        if not nodes:
            return None
        route = day.time(car, nodes)
        if not route.breaches:
            return route
        blamed = {breach.request for breach in route.breaches} - {None}
        if not blamed:
            # The driver's hours or break: the last on the tour is the likeliest to be in the way.
            last = day.halts[nodes[-1]].request
            blamed = {last.id if last else None}
        gone = {node for request in blamed if request is not None for node in day.halts_of(request)}
        nodes = [node for node in nodes if node not in gone]
    return None
