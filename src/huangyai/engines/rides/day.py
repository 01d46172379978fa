"""A municipal day: who comes to which session, fetched from home and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from huangyai.engines.rides.places import doubt_about, kilometres_between
from huangyai.engines.rides.problem import NodeId, Rest, RideProblem, RideRequest, Stop, Vehicle
from huangyai.kernel import Words


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the map in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Passenger:
    """Somebody who needs a ride there and back. `companions` sit on ordinary seats."""

    id: NodeId
    home: Spot
    wheelchair: bool = False
    companions: int = 0
    boarding_minutes: float = 2.0
    back_home: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """Where and when the activity is, in minutes after midnight."""

    place: Spot
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Car:
    """A car and its driver for the day."""

    id: NodeId
    depot: Spot
    from_minute: float
    until_minute: float
    seats: int
    wheelchairs: int = 0
    folding: int = 0
    rests: tuple[Rest, ...] = ()


@dataclass(frozen=True, slots=True)
class DayTerms:
    """What the municipality promises: how early people arrive, how late they leave, how long they may sit."""

    earliest_arrival: float = 30.0
    latest_arrival: float = 5.0
    longest_wait_after: float = 30.0
    longest_ride: float = 45.0
    speed_kmh: float = 30.0
    detour: float = 1.3


def ride_there(passenger: NodeId) -> str:
    """The name of somebody's way to the session."""
    return f"{passenger}:there"


def ride_back(passenger: NodeId) -> str:
    """The name of somebody's way home."""
    return f"{passenger}:back"


def municipal_day(
    passengers: Sequence[Passenger],
    session: Session,
    cars: Sequence[Car],
    *,
    terms: DayTerms = DayTerms(),
) -> RideProblem:
    """There-and-back requests for everybody; a pin that can't be right is refused by name, the rest planned.

    Requests are named `<passenger>:there` and `<passenger>:back`, their stops `…:pickup` and `…:dropoff`.
    """
    spots = [session.place, *(car.depot for car in cars), *(p.home for p in passengers)]
    kilometres = kilometres_between([s.latitude for s in spots], [s.longitude for s in spots], detour=terms.detour)
    first_home = 1 + len(cars)
    requests: list[RideRequest] = []
    refused: dict[NodeId, Words] = {}
    for k, passenger in enumerate(passengers):
        there, back = ride_there(passenger.id), ride_back(passenger.id)
        doubt = doubt_about(passenger.home.latitude, passenger.home.longitude)
        if doubt is not None:
            refused[there] = doubt
            if passenger.back_home:
                refused[back] = doubt
            continue
        seats = float(passenger.companions + (0 if passenger.wheelchair else 1))
        chairs = 1.0 if passenger.wheelchair else 0.0
        home, service = first_home + k, passenger.boarding_minutes
        arrive_from = session.begins - terms.earliest_arrival - service
        arrive_by = session.begins - terms.latest_arrival - service
        requests.append(
            RideRequest(
                there,
                Stop(f"{there}:pickup", home, 0.0, arrive_by, service),
                Stop(f"{there}:dropoff", 0, arrive_from, arrive_by, service),
                seats=seats,
                wheelchairs=chairs,
                longest_ride=terms.longest_ride,
            )
        )
        if passenger.back_home:
            leave_by = session.ends + terms.longest_wait_after
            requests.append(
                RideRequest(
                    back,
                    Stop(f"{back}:pickup", 0, session.ends, leave_by, service),
                    Stop(
                        f"{back}:dropoff",
                        home,
                        session.ends,
                        leave_by + terms.longest_ride + service,
                        service,
                    ),
                    seats=seats,
                    wheelchairs=chairs,
                    longest_ride=terms.longest_ride,
                )
            )
    vehicles = tuple(
        Vehicle(
            car.id, 1 + k, 1 + k, car.from_minute, car.until_minute, float(car.seats), float(car.wheelchairs),
            float(car.folding), rests=car.rests,
        )
        for k, car in enumerate(cars)
    )  # fmt: skip
    return RideProblem(
        vehicles,
        tuple(requests),
        kilometres,
        np.asarray(kilometres / terms.speed_kmh * 60.0),
        refused=refused,
    )
