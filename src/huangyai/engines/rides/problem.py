"""What has to be planned: who rides from where to where and when, and which cars there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import numpy.typing as npt

from huangyai.kernel import Words

NodeId = int | str
Matrix = npt.NDArray[np.float64]
Objective = Literal["distance", "vehicles"]


@dataclass(frozen=True, slots=True)
class Stop:
    """One halt: the car may begin between `earliest` and `latest` and needs `service` minutes there.

    `place` is a row of the problem's matrices. Times are minutes after midnight, or the instance's own unit.
    """

    node: NodeId
    place: int
    earliest: float
    latest: float
    service: float = 0.0


@dataclass(frozen=True, slots=True)
class RideRequest:
    """A person (with companions) to fetch and bring; without `dropoff` a single visit, such as a home visit.

    `seats` counts ordinary seats, `wheelchairs` wheelchair places. A ride counts from the end of boarding to
    the beginning of getting off and may last `longest_ride`. `vehicles` names the only cars allowed, `apart_from`
    the requests that must never be in the car at the same time (one of the two naming the other is enough), `usual`
    the cars or carers whom the person knows. A higher `priority` is refused later.
    """

    id: NodeId
    pickup: Stop
    dropoff: Stop | None = None
    seats: float = 1.0
    wheelchairs: float = 0.0
    longest_ride: float = float("inf")
    vehicles: frozenset[NodeId] | None = None
    priority: float = 1.0
    apart_from: frozenset[NodeId] = frozenset()
    usual: frozenset[NodeId] = frozenset()


@dataclass(frozen=True, slots=True)
class Rest:
    """A driver's break of `minutes` that begins between `earliest` and `latest`, with nobody on board."""

    earliest: float
    latest: float
    minutes: float


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A car with its driver, or a carer on foot: where and when it starts and ends, and what it holds.

    Beyond `wheelchairs`, up to `folding` more wheelchairs fit when seats are folded, `seats_per_fold` seats for each.
    Travel takes `pace` times the problem's minutes: more than 1 on foot, less on a motorcycle between cars.
    """

    id: NodeId
    start: int
    end: int
    earliest: float
    latest: float
    seats: float
    wheelchairs: float = 0.0
    folding: float = 0.0
    seats_per_fold: float = 1.0
    longest_route: float = float("inf")
    rests: tuple[Rest, ...] = ()
    pace: float = 1.0


@dataclass(frozen=True, slots=True)
class RideProblem:
    """A day of rides. `distance` is what the plan pays (kilometres), `minutes` is what time it takes, by place.

    `refused` holds requests that the reader already found impossible, each with the sentence to show;
    they appear among the unserved and the rest is still planned; `idle` holds cars that must stay at home, and why.
    Beside the distance the plan weighs `stranger_cost` (kilometres) for each visit by somebody who is not `usual`,
    and `fair_load` (kilometres per squared hour) times the squared hours of service of each car or carer.
    """

    vehicles: tuple[Vehicle, ...]
    requests: tuple[RideRequest, ...]
    distance: Matrix
    minutes: Matrix
    objective: Objective = "distance"
    refused: dict[NodeId, Words] = field(default_factory=dict)
    idle: dict[NodeId, Words] = field(default_factory=dict)
    stranger_cost: float = 0.0
    fair_load: float = 0.0
