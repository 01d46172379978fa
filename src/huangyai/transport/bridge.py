"""A session's people and the cars as the ride engine reads them, and the routes back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from huangyai.activities.models import Enrolment, Session
from huangyai.engines import rides
from huangyai.kernel import Words
from huangyai.transport.models import Stop, Vehicle

RIDE_CAP_MINUTES = 45
_KINDS = {
    ("there", "pickup"): Stop.Kind.FETCH,
    ("there", "dropoff"): Stop.Kind.ARRIVE,
    ("back", "pickup"): Stop.Kind.LEAVE,
    ("back", "dropoff"): Stop.Kind.HOME,
}

_NO_PLACE = Words(
    th="ยังไม่มีตำแหน่งบ้านบนแผนที่ โปรดปักหมุดบ้านก่อน",
    en="Their home has no place on the map yet; put it there first.",
)


@dataclass(frozen=True, slots=True)
class Halt:
    """Where a car stops, for whom."""

    person_id: uuid.UUID
    kind: Stop.Kind
    arrives_at: dt.datetime
    leaves_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Run:
    """One car's day."""

    vehicle: Vehicle
    halts: tuple[Halt, ...]
    reason: Words


@dataclass(frozen=True, slots=True)
class Fetched:
    """Who fetches whom; and who can't be fetched, with the reason."""

    runs: tuple[Run, ...]
    kilometres: float
    longest_ride_minutes: float
    unserved: tuple[tuple[uuid.UUID, Words], ...]


def fetch(session: Session, riders: Sequence[Enrolment], vehicles: Sequence[Vehicle], *, seconds: float) -> Fetched:
    """Plan the cars for one session: everybody there in time and home again, nobody longer on board than the cap."""
    midnight = session.starts_at.replace(hour=0, minute=0, second=0, microsecond=0)
    begins = (session.starts_at - midnight).total_seconds() / 60
    ends = (session.ends_at - midnight).total_seconds() / 60
    place = rides.Spot(session.venue.latitude or 0.0, session.venue.longitude or 0.0)
    passengers = [
        rides.Passenger(
            str(rider.person_id),
            rides.Spot(rider.person.household.latitude, rider.person.household.longitude),
            wheelchair=rider.person.wheelchair,
        )
        for rider in riders
        if rider.person.household
        and rider.person.household.latitude is not None
        and rider.person.household.longitude is not None
    ]
    cars = [
        rides.Car(
            str(vehicle.pk),
            rides.Spot(vehicle.latitude or place.latitude, vehicle.longitude or place.longitude),
            from_minute=max(0.0, begins - 180),
            until_minute=min(1440.0, ends + 180),
            seats=vehicle.seats,
            wheelchairs=vehicle.wheelchair_places,
        )
        for vehicle in vehicles
    ]
    terms = rides.DayTerms(earliest_arrival=45.0, longest_wait_after=60.0, longest_ride=float(RIDE_CAP_MINUTES))
    plan = rides.solve(
        rides.municipal_day(passengers, rides.Session(place, begins, ends), cars, terms=terms),
        seconds=seconds,
        seed=1,
    )
    by_id = {str(vehicle.pk): vehicle for vehicle in vehicles}
    runs = tuple(
        Run(
            by_id[str(route.vehicle)],
            tuple(_halt(stop, midnight) for stop in route.stops),
            route.why,
        )
        for route in plan.routes
        if route.stops
    )
    homeless = {rider.person_id for rider in riders} - {uuid.UUID(str(passenger.id)) for passenger in passengers}
    unserved = {uuid.UUID(str(request).split(":")[0]): words for request, words in plan.unserved.items()}
    unserved.update(dict.fromkeys(homeless, _NO_PLACE))
    return Fetched(runs, plan.cost, _longest_ride(runs), tuple(unserved.items()))


def _halt(stop: rides.PlannedStop, midnight: dt.datetime) -> Halt:
    person, way, end = str(stop.node).split(":")
    # What people are told is when they get in or out; the car may have stood there waiting before.
    return Halt(
        uuid.UUID(person),
        _KINDS[way, end],
        midnight + dt.timedelta(minutes=round(stop.begin, 1)),
        midnight + dt.timedelta(minutes=round(stop.leave, 1)),
    )


def _longest_ride(runs: Sequence[Run]) -> float:
    longest = 0.0
    for run in runs:
        boarded: dict[uuid.UUID, dt.datetime] = {}
        for halt in run.halts:
            if halt.kind in {Stop.Kind.FETCH, Stop.Kind.LEAVE}:
                boarded[halt.person_id] = halt.leaves_at
            elif halt.person_id in boarded:
                longest = max(longest, (halt.arrives_at - boarded[halt.person_id]).total_seconds() / 60)
    return longest
