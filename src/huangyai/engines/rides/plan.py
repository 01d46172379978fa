"""What comes out: the routes with their times, who could not be taken and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from huangyai.engines.rides.problem import NodeId
from huangyai.kernel import Words

# The halts of each car by name, in their order: a plan as it is stored, or made by hand.
CarOrders = Mapping[NodeId, Sequence[NodeId]]


@dataclass(frozen=True, slots=True)
class PlannedStop:
    """A halt with its times in minutes; `load` is the seats and wheelchair places taken on leaving."""

    node: NodeId
    request: NodeId | None
    arrive: float
    begin: float
    leave: float
    load: float

    def as_dict(self) -> dict[str, Any]:
        """As `huangyai rides --json` prints it."""
        return {
            "node": self.node,
            "arrive": round(self.arrive, 6),
            "begin": round(self.begin, 6),
            "leave": round(self.leave, 6),
            "load": int(self.load) if float(self.load).is_integer() else self.load,
        }


@dataclass(frozen=True, slots=True)
class Route:
    """One car's tour, from leaving its depot at `start` until `finish`; `why` says why this order and car."""

    vehicle: NodeId
    stops: tuple[PlannedStop, ...]
    start: float
    finish: float
    distance: float
    why: Words


@dataclass(frozen=True, slots=True)
class RidePlan:
    """A valid plan: every rule is kept for everybody in it. `unserved` names the others, each with a sentence.

    `idle` names the cars that could not be used at all, such as one whose driver has no valid licence.
    """

    routes: tuple[Route, ...]
    unserved: dict[NodeId, Words]
    cost: float
    seconds: float
    first_feasible_seconds: float
    iterations: int = 0
    moved: dict[NodeId, float] = field(default_factory=dict)
    idle: dict[NodeId, Words] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """As `huangyai rides --json` prints it."""
        return {
            "cost": round(self.cost, 6),
            "unserved": list(self.unserved),
            "routes": [[stop.node for stop in route.stops] for route in self.routes],
            "stops": [[stop.as_dict() for stop in route.stops] for route in self.routes],
            "seconds": round(self.seconds, 3),
            "first_feasible_seconds": round(self.first_feasible_seconds, 4),
            "vehicles": [route.vehicle for route in self.routes],
            "starts": [round(route.start, 6) for route in self.routes],
            "finishes": [round(route.finish, 6) for route in self.routes],
            "reasons": {str(request): words.as_dict() for request, words in self.unserved.items()},
            "idle": {str(car): words.as_dict() for car, words in self.idle.items()},
            "why": [route.why.as_dict() for route in self.routes],
            "iterations": self.iterations,
        }


@dataclass(frozen=True, slots=True)
class Progress:
    """Best so far while the solver runs."""

    seconds: float
    cost: float
    unserved: int
    vehicles: int
    iterations: int
