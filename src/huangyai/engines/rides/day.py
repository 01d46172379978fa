"""A municipal day: who comes to which session, fetched from home and brought back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from huangyai.engines.rides.licences import doubt_about_licence
from huangyai.engines.rides.places import doubt_about, kilometres_between
from huangyai.engines.rides.problem import NodeId, Rest, RideProblem, RideRequest, Stop, Vehicle
from huangyai.kernel import Words

NO_SESSION = Words(
    th="ยังไม่ได้ระบุว่าไปกิจกรรมครั้งใด โปรดเลือกครั้งของกิจกรรม",
    en="It is not said to which session they go; choose one.",
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A point on the map in degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Session:
    """Where and when the activity is, in minutes after midnight."""

    place: Spot
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Passenger:
    """Somebody who needs a ride there and back. `companions` sit on ordinary seats.

    `session` is theirs when several are on one day; `longest_ride` their own cap where the day's is too long for
    them; `apart_from` names passengers who must never be in the car with them; `vehicles` the only cars allowed.
    """

    id: NodeId
    home: Spot
    wheelchair: bool = False
    companions: int = 0
    boarding_minutes: float = 2.0
    back_home: bool = True
    session: Session | None = None
    longest_ride: float | None = None
    priority: float = 1.0
    apart_from: frozenset[NodeId] = frozenset()
    vehicles: frozenset[NodeId] | None = None


@dataclass(frozen=True, slots=True)
class Car:
    """A car and its driver for the day; `licence_until` is asked for when the day's terms have a date."""

    id: NodeId
    depot: Spot
    from_minute: float
    until_minute: float
    seats: int
    wheelchairs: int = 0
    folding: int = 0
    rests: tuple[Rest, ...] = ()
    seats_per_fold: int = 1
    longest_route: float = float("inf")
    ends_at: Spot | None = None
    licence_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class DayTerms:
    """What the municipality promises: how early people arrive, how late they leave, how long they may sit.

    With a `date`, cars whose driver has no licence that holds on it stay at home, and the plan says so.
    """

    earliest_arrival: float = 30.0
    latest_arrival: float = 5.0
    longest_wait_after: float = 30.0
    longest_ride: float = 45.0
    speed_kmh: float = 30.0
    detour: float = 1.3
    date: dt.date | None = None


def ride_there(passenger: NodeId) -> str:
    """The name of somebody's way to the session."""
    return f"{passenger}:there"


def ride_back(passenger: NodeId) -> str:
    """The name of somebody's way home."""
    return f"{passenger}:back"


def municipal_day(
    passengers: Sequence[Passenger],
    session: Session | None,
    cars: Sequence[Car],
    *,
    terms: DayTerms = DayTerms(),
) -> RideProblem:
    """There-and-back requests for everybody, to the day's `session` or to their own; several sessions share the cars.

    Requests are named `<passenger>:there` and `<passenger>:back`, their stops `…:pickup` and `…:dropoff`. Whatever
    can't be right is named and left out, the rest is planned: a pin at sea or swapped, a session that ends before it
    begins, a driver without a licence date.
    """
    idle = _idle(cars, terms.date)
    running = [car for car in cars if car.id not in idle]
    sessions = list(dict.fromkeys(s for s in (p.session or session for p in passengers) if s is not None))
    spots = list(dict.fromkeys([s.place for s in sessions] + [p.home for p in passengers]))
    spots += [s for car in running for s in (car.depot, car.ends_at or car.depot) if s not in spots]
    row = {spot: k for k, spot in enumerate(spots)}
    kilometres = kilometres_between([s.latitude for s in spots], [s.longitude for s in spots], detour=terms.detour)
    requests: list[RideRequest] = []
    refused: dict[NodeId, Words] = {}
    for passenger in passengers:
        doubt = _doubt(passenger, passenger.session or session)
        going = passenger.session or session
        if doubt is not None or going is None:
            refused[ride_there(passenger.id)] = doubt or NO_SESSION
            if passenger.back_home:
                refused[ride_back(passenger.id)] = doubt or NO_SESSION
            continue
        requests += _rides(passenger, going, terms, row)
    vehicles = tuple(
        Vehicle(
            car.id,
            row[car.depot],
            row[car.ends_at or car.depot],
            car.from_minute,
            car.until_minute,
            float(car.seats),
            float(car.wheelchairs),
            float(car.folding),
            float(car.seats_per_fold),
            car.longest_route,
            car.rests,
        )
        for car in running
    )
    minutes = np.asarray(kilometres / terms.speed_kmh * 60.0)
    return RideProblem(vehicles, tuple(requests), kilometres, minutes, refused=refused, idle=idle)


def _idle(cars: Sequence[Car], date: dt.date | None) -> dict[NodeId, Words]:
    found: dict[NodeId, Words] = {}
    for car in cars:
        doubt = doubt_about(car.depot.latitude, car.depot.longitude)
        if doubt is None and date is not None:
            doubt = doubt_about_licence(car.licence_until, date)
        if doubt is not None:
            found[car.id] = doubt
    return found


def _doubt(passenger: Passenger, session: Session | None) -> Words | None:
    if session is not None and session.ends < session.begins:
        return Words(
            th="กิจกรรมเลิกก่อนเวลาเริ่ม โปรดแก้เวลาของกิจกรรม",
            en="The session ends before it begins; correct its times.",
        )
    spots = [passenger.home] + ([session.place] if session else [])
    return next((doubt for spot in spots if (doubt := doubt_about(spot.latitude, spot.longitude))), None)


def _rides(passenger: Passenger, session: Session, terms: DayTerms, row: dict[Spot, int]) -> list[RideRequest]:
    there, back = ride_there(passenger.id), ride_back(passenger.id)
    home, hall = row[passenger.home], row[session.place]
    service = passenger.boarding_minutes
    cap = terms.longest_ride if passenger.longest_ride is None else passenger.longest_ride
    arrive_from = session.begins - terms.earliest_arrival - service
    arrive_by = session.begins - terms.latest_arrival - service
    leave_by = session.ends + terms.longest_wait_after
    way_there = RideRequest(
        there,
        Stop(f"{there}:pickup", home, 0.0, arrive_by, service),
        Stop(f"{there}:dropoff", hall, arrive_from, arrive_by, service),
        seats=float(passenger.companions + (0 if passenger.wheelchair else 1)),
        wheelchairs=1.0 if passenger.wheelchair else 0.0,
        longest_ride=cap,
        vehicles=passenger.vehicles,
        priority=passenger.priority,
        apart_from=frozenset(leg for foe in passenger.apart_from for leg in (ride_there(foe), ride_back(foe))),
    )
    if not passenger.back_home:
        return [way_there]
    way_back = replace(
        way_there,
        id=back,
        pickup=Stop(f"{back}:pickup", hall, session.ends, leave_by, service),
        dropoff=Stop(f"{back}:dropoff", home, session.ends, leave_by + cap + service, service),
    )
    return [way_there, way_back]
