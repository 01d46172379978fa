"""One day of cars as the engine reads it: every way of every person to every session, and every car that may go."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from django.utils import timezone

from huangyai.activities.models import Session
from huangyai.engines import rides
from huangyai.engines.rides.places import doubt_about, kilometres_between
from huangyai.kernel import Words
from huangyai.people.models import Person
from huangyai.transport.models import RidingNeeds, Stop, Vehicle
from huangyai.transport.queries.needs import apart_from, needs_of

Way = Literal["there", "back"]

RIDE_CAP_MINUTES = 45
# As much as ten who can wait.
_FIRST = 10.0
# What the municipality promises: how early one arrives at the most and at the least, how long one waits afterwards.
EARLIEST_ARRIVAL, LATEST_ARRIVAL, LONGEST_WAIT = 45.0, 5.0, 60.0
BOARDING_MINUTES = 2.0
SPEED_KMH = 30.0
BEFORE_AND_AFTER = 180.0
WHOLE_DAY = 1440.0

KINDS = {
    ("there", "pickup"): Stop.Kind.FETCH,
    ("there", "dropoff"): Stop.Kind.ARRIVE,
    ("back", "pickup"): Stop.Kind.LEAVE,
    ("back", "dropoff"): Stop.Kind.HOME,
}
ENDS = {kind: end for end, kind in KINDS.items()}

_NO_HOME = Words(
    th="ยังไม่มีตำแหน่งบ้านบนแผนที่ โปรดปักหมุดบ้านก่อน",
    en="Their home has no place on the map yet; put it there first.",
)
_NO_VENUE = Words(
    th="สถานที่จัดกิจกรรมยังไม่มีตำแหน่งบนแผนที่ โปรดปักหมุดสถานที่ก่อน",
    en="The place of the session is not on the map yet; put it there first.",
)


@dataclass(frozen=True, slots=True)
class Leg:
    """Somebody's way to a session, or home from it."""

    session: Session
    person: Person
    way: Way

    @property
    def key(self) -> str:
        """The engine's name of it."""
        return leg_key(self.session.pk, self.person.pk, self.way)


@dataclass(frozen=True, slots=True)
class CarDay:
    """A car that may go, from when, and from where if it has been somewhere already."""

    vehicle: Vehicle
    free_from: dt.datetime | None = None
    stands: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Halt:
    """Where a car stops, for whom, on the way to or from which session."""

    session_id: uuid.UUID
    person_id: uuid.UUID
    kind: Stop.Kind
    arrives_at: dt.datetime
    leaves_at: dt.datetime


def leg_key(session_id: uuid.UUID, person_id: uuid.UUID, way: str) -> str:
    """The engine's name of somebody's way."""
    return f"{session_id}:{person_id}:{way}"


def stop_key(stop: Stop) -> str:
    """The engine's name of a stop that was kept."""
    way, end = ENDS[Stop.Kind(stop.kind)]
    return f"{leg_key(stop.route.plan.session_id, stop.person_id, way)}:{end}"


def split_leg(key: str) -> tuple[uuid.UUID, uuid.UUID, str]:
    """Session, person and way of a leg's name."""
    session, person, way = key.split(":")
    return uuid.UUID(session), uuid.UUID(person), way


def midnight_of(day: dt.date) -> dt.datetime:
    """When the day begins here."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def minutes_into(day: dt.date, moment: dt.datetime) -> float:
    """Minutes after that midnight."""
    return (moment - midnight_of(day)).total_seconds() / 60


def halt_of(planned: rides.PlannedStop, day: dt.date) -> Halt:
    """A stop of the engine with clock times."""
    session, person, way, end = str(planned.node).split(":")
    midnight = midnight_of(day)
    # What people are told is when they get in or out; the car may have stood there waiting before.
    return Halt(
        uuid.UUID(session),
        uuid.UUID(person),
        KINDS[way, end],
        midnight + dt.timedelta(minutes=round(planned.begin, 1)),
        midnight + dt.timedelta(minutes=round(planned.leave, 1)),
    )


def day_problem(
    day: dt.date, legs: Sequence[Leg], cars: Sequence[CarDay], *, pins: Mapping[str, str] | None = None
) -> rides.RideProblem:
    """The day as the engine reads it; `pins` keeps a leg in its car. What can't be right is refused by name."""
    places = _Places()
    sessions = {leg.session.pk: leg.session for leg in legs}
    first = min((minutes_into(day, one.starts_at) for one in sessions.values()), default=0.0)
    last = max((minutes_into(day, one.ends_at) for one in sessions.values()), default=WHOLE_DAY)
    refused: dict[rides.problem.NodeId, Words] = {}
    requests = []
    needs = needs_of({leg.person.pk for leg in legs})
    apart = _kept_apart(legs, needs)
    for leg in legs:
        why = _doubt(leg)
        if why is not None:
            refused[leg.key] = why
        else:
            request = _request(day, leg, places, (pins or {}).get(leg.key), needs.get(leg.person.pk))
            requests.append(replace(request, apart_from=apart.get(leg.key, frozenset())))
    somewhere = next((leg.session.venue for leg in legs if leg.session.venue.latitude is not None), None)
    fallback = (somewhere.latitude or 0.0, somewhere.longitude or 0.0) if somewhere else (0.0, 0.0)
    vehicles = tuple(_vehicle(day, car, places, first, last, fallback) for car in cars)
    kilometres = kilometres_between(places.latitudes, places.longitudes)
    minutes = np.asarray(kilometres / SPEED_KMH * 60.0)
    return rides.RideProblem(vehicles, tuple(requests), kilometres, minutes, refused=refused)


class _Places:
    """Each spot once, by number."""

    def __init__(self) -> None:
        self.number: dict[tuple[float, float], int] = {}

    def of(self, latitude: float, longitude: float) -> int:
        return self.number.setdefault((latitude, longitude), len(self.number))

    @property
    def latitudes(self) -> list[float]:
        return [spot[0] for spot in self.number]

    @property
    def longitudes(self) -> list[float]:
        return [spot[1] for spot in self.number]


def _doubt(leg: Leg) -> Words | None:
    venue, home = leg.session.venue, leg.person.household
    if venue.latitude is None or venue.longitude is None:
        return _NO_VENUE
    if home is None or home.latitude is None or home.longitude is None:
        return _NO_HOME
    return doubt_about(home.latitude, home.longitude)


def _kept_apart(
    legs: Sequence[Leg], needs: Mapping[uuid.UUID, RidingNeeds]
) -> dict[str, frozenset[rides.problem.NodeId]]:
    """With whom each must never be in the car at the same time, by the names of their ways."""
    ways: dict[uuid.UUID, set[rides.problem.NodeId]] = defaultdict(set)
    for leg in legs:
        ways[leg.person.pk].add(leg.key)
    return {
        leg.key: frozenset(ways[other])
        for leg in legs
        if (need := needs.get(leg.person.pk)) and (other := apart_from(need)) and other in ways
    }


def _request(
    day: dt.date, leg: Leg, places: _Places, pinned: str | None, needs: RidingNeeds | None
) -> rides.RideRequest:
    venue, home = leg.session.venue, leg.person.household
    at_venue = places.of(venue.latitude or 0.0, venue.longitude or 0.0)
    at_home = places.of(home.latitude or 0.0, home.longitude or 0.0) if home else at_venue
    begins, ends = minutes_into(day, leg.session.starts_at), minutes_into(day, leg.session.ends_at)
    stay = float(needs.boarding_minutes) if needs and needs.boarding_minutes else BOARDING_MINUTES
    cap = float(needs.longest_minutes) if needs and needs.longest_minutes else float(RIDE_CAP_MINUTES)
    along = needs.companions if needs else 0
    if leg.way == "there":
        arrive_by = begins - LATEST_ARRIVAL - stay
        pickup = rides.Stop(f"{leg.key}:pickup", at_home, 0.0, arrive_by, stay)
        dropoff = rides.Stop(f"{leg.key}:dropoff", at_venue, begins - EARLIEST_ARRIVAL - stay, arrive_by, stay)
    else:
        leave_by = ends + LONGEST_WAIT
        pickup = rides.Stop(f"{leg.key}:pickup", at_venue, ends, leave_by, stay)
        dropoff = rides.Stop(f"{leg.key}:dropoff", at_home, ends, leave_by + cap + stay, stay)
    return rides.RideRequest(
        leg.key,
        pickup,
        dropoff,
        seats=along + (0.0 if leg.person.wheelchair else 1.0),
        wheelchairs=1.0 if leg.person.wheelchair else 0.0,
        longest_ride=cap,
        vehicles=frozenset({pinned}) if pinned else None,
        priority=_FIRST if needs and needs.comes_first else 1.0,
    )


def _vehicle(
    day: dt.date, car: CarDay, places: _Places, first: float, last: float, fallback: tuple[float, float]
) -> rides.Vehicle:
    vehicle = car.vehicle
    depot = (
        (vehicle.latitude, vehicle.longitude)
        if vehicle.latitude is not None and vehicle.longitude is not None
        else fallback
    )
    earliest, latest = max(0.0, first - BEFORE_AND_AFTER), min(WHOLE_DAY, last + BEFORE_AND_AFTER)
    if vehicle.works_from is not None:
        earliest = max(earliest, vehicle.works_from.hour * 60.0 + vehicle.works_from.minute)
    if vehicle.works_until is not None:
        latest = min(latest, vehicle.works_until.hour * 60.0 + vehicle.works_until.minute)
    if car.free_from is not None:
        earliest = max(earliest, minutes_into(day, car.free_from))
    return rides.Vehicle(
        str(vehicle.pk),
        places.of(*(car.stands or depot)),
        places.of(*depot),
        earliest,
        max(earliest, latest),
        float(vehicle.seats),
        float(vehicle.wheelchair_places),
        rests=_rests(vehicle, earliest, latest),
    )


def _rests(vehicle: Vehicle, earliest: float, latest: float) -> tuple[rides.Rest, ...]:
    """The driver's break, as far as the day that is left has room for it."""
    if vehicle.rest_from is None or vehicle.rest_until is None or not vehicle.rest_minutes:
        return ()
    first = max(earliest, vehicle.rest_from.hour * 60.0 + vehicle.rest_from.minute)
    last = min(latest - vehicle.rest_minutes, vehicle.rest_until.hour * 60.0 + vehicle.rest_until.minute)
    return (rides.Rest(first, last, float(vehicle.rest_minutes)),) if first <= last else ()
