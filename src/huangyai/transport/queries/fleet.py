"""Cars, their papers, and which of them may go on a day."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import models

from huangyai.activities.models import Session
from huangyai.kernel import Actor, NotFound, Words
from huangyai.transport.access import visible_vehicles
from huangyai.transport.models import Breakdown, CarPaper, Refuelling, Route, Stop, Trip, Vehicle
from huangyai.transport.rules import PAPER_WORDS, Paper, faults_of_car
from huangyai.transport.rules.papers import CarFaults

_MOST = 400


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper by name, and its last day."""

    words: Words
    valid_until: dt.date | None


@dataclass(frozen=True, slots=True)
class CarStanding:
    """A car with the last day of each of its papers, and what keeps it at home on the day asked for."""

    vehicle: Vehicle
    papers: dict[Paper, dt.date | None]
    faults: CarFaults

    @property
    def may_go(self) -> bool:
        """Nothing keeps it at home."""
        return not self.faults.stops

    @property
    def paper_lines(self) -> list[PaperLine]:
        """Each paper that this car needs, by name."""
        return [PaperLine(words, self.papers.get(kind)) for kind, words in PAPER_WORDS.items()]


def vehicle(actor: Actor, vehicle_id: uuid.UUID) -> Vehicle:
    """One car, or NotFound."""
    found = visible_vehicles(actor).select_related("driver").filter(pk=vehicle_id).first()
    if found is None:
        raise NotFound
    return found


def standings(vehicles: Sequence[Vehicle], day: dt.date) -> list[CarStanding]:
    """How each car stands on a day."""
    of_car: dict[tuple[uuid.UUID, str], dt.date] = {}
    of_driver: dict[uuid.UUID, dt.date] = {}
    # The newest comes first and counts.
    for paper in CarPaper.objects.order_by("-made_at", "-id"):
        if paper.vehicle_id is not None:
            of_car.setdefault((paper.vehicle_id, paper.kind), paper.valid_until)
        elif paper.driver_id is not None:
            of_driver.setdefault(paper.driver_id, paper.valid_until)
    broken = {one.vehicle_id: one.why for one in Breakdown.objects.filter(mended_at__isnull=True, broke_on__lte=day)}
    found = []
    for one in vehicles:
        papers: dict[Paper, dt.date | None] = {
            kind: of_car.get((one.pk, kind.value)) for kind in Paper if kind is not Paper.LICENCE
        }
        papers[Paper.LICENCE] = of_driver.get(one.driver_id) if one.driver_id else None
        driver = one.driver.display_name if one.driver else ""
        faults = faults_of_car(one.name, papers, day, driver=driver, broken=broken.get(one.pk, ""))
        found.append(CarStanding(one, papers, faults))
    return found


def cars_on(day: dt.date) -> list[CarStanding]:
    """Every car, and whether it may go on this day; of two cars with one driver, only one does."""
    found = standings(list(Vehicle.objects.select_related("driver").order_by("name", "pk")), day)
    promised = set(
        Stop.objects.filter(route__plan__session__starts_at__date=day, replaced_by__isnull=True).values_list(
            "route__vehicle_id", flat=True
        )
    )
    driven: dict[uuid.UUID, CarStanding] = {}
    # The car that people were promised goes; otherwise the one that takes wheelchairs, then the larger one.
    for car in sorted(
        (one for one in found if one.may_go),
        key=lambda one: (one.vehicle.pk not in promised, -one.vehicle.wheelchair_places, -one.vehicle.seats),
    ):
        if car.vehicle.driver_id:
            driven.setdefault(car.vehicle.driver_id, car)
    return [_kept_at_home(car, driven.get(car.vehicle.driver_id)) if car.vehicle.driver_id else car for car in found]


def _kept_at_home(car: CarStanding, other: CarStanding | None) -> CarStanding:
    if other is None or other is car or not car.may_go:
        return car
    name, driver = car.vehicle.name, car.vehicle.driver.display_name if car.vehicle.driver else ""
    words = Words(
        th=f"{name} ไม่มีคนขับในวันนั้น เพราะ{driver}ขับ{other.vehicle.name}แล้ว ระบุคนขับคนอื่นได้ในหน้าข้อมูลรถคันนี้",
        en=f"{name} has no driver that day: {driver} drives {other.vehicle.name}. Name another driver on the car’s page.",
    )
    return replace(car, faults=CarFaults((*car.faults.stops, words), car.faults.asks))


def asked_about(cars: Sequence[CarStanding]) -> list[Words]:
    """What nobody wrote down, or what runs out soon; the cars go all the same."""
    return [words for car in cars if car.may_go for words in car.faults.asks]


@dataclass(frozen=True, slots=True)
class CarLog:
    """The last trips and refuellings of a car, with what they come to."""

    trips: list[Trip]
    refuellings: list[Refuelling]
    kilometres: int
    litres: Decimal
    baht: Decimal


def car_log(vehicle: Vehicle) -> CarLog:
    """The car's log: a year of trips at most, and its fuel."""
    trips = list(
        Trip.objects.filter(vehicle=vehicle).select_related("session__activity", "driver").order_by("-left_at")[:_MOST]
    )
    fuel = list(
        Refuelling.objects.filter(vehicle=vehicle)
        .select_related("session__activity__project")
        .order_by("-bought_on")[:_MOST]
    )
    return CarLog(
        trips[::-1],
        fuel[::-1],
        sum(trip.odometer_back - trip.odometer_out for trip in trips),
        sum((one.litres for one in fuel), Decimal(0)),
        sum((one.baht for one in fuel), Decimal(0)),
    )


def sessions_of_vehicle(vehicle: Vehicle) -> models.QuerySet[Session]:
    """Sessions to which this car fetched, newest first."""
    fetched = Route.objects.filter(vehicle=vehicle).values("plan__session_id")
    return Session.objects.filter(pk__in=fetched).select_related("activity", "venue").order_by("-starts_at")


def is_broken(vehicle: Vehicle) -> bool:
    """Somebody said that it broke down, and nobody that it is mended."""
    return Breakdown.objects.filter(vehicle=vehicle, mended_at__isnull=True).exists()


def last_route(vehicle: Vehicle) -> uuid.UUID | None:
    """The last route that this car had."""
    routes = Route.objects.filter(vehicle=vehicle).order_by("-made_at", "-pk")
    return routes.values_list("pk", flat=True).first()
