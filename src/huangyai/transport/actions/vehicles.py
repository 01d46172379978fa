"""Cars and their papers."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from huangyai.accounts.models import User
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.transport.access import require_ride_work
from huangyai.transport.models import Breakdown, CarPaper, Vehicle
from huangyai.transport.rules import Paper


def add_vehicle(
    *,
    actor: Actor,
    name: str,
    seats: int,
    wheelchair_places: int = 0,
    plate: str = "",
    driver: User | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
    owner: str = Vehicle.Owner.MUNICIPALITY,
    owner_name: str = "",
    works_from: dt.time | None = None,
    works_until: dt.time | None = None,
    rest_from: dt.time | None = None,
    rest_until: dt.time | None = None,
    rest_minutes: int = 0,
) -> Vehicle:
    """Add a car of the municipality, a partner or a volunteer, with the hours in which its driver drives."""
    require_ride_work(actor)
    _require_hours(works_from, works_until)
    _require_hours(rest_from, rest_until)
    with transaction.atomic():
        vehicle = Vehicle.objects.create(
            municipality_id=actor.municipality_id,
            name=name,
            plate=plate,
            seats=seats,
            wheelchair_places=wheelchair_places,
            driver=driver,
            latitude=latitude,
            longitude=longitude,
            owner=owner,
            owner_name=owner_name,
            works_from=works_from,
            works_until=works_until,
            rest_from=rest_from,
            rest_until=rest_until,
            rest_minutes=rest_minutes,
        )
        record(actor=actor, verb="vehicle.added", subject=vehicle)
    return vehicle


def change_vehicle(
    *,
    actor: Actor,
    vehicle: Vehicle,
    name: str,
    seats: int,
    wheelchair_places: int,
    plate: str,
    latitude: float | None,
    longitude: float | None,
    owner: str,
    owner_name: str,
    works_from: dt.time | None,
    works_until: dt.time | None,
    rest_from: dt.time | None,
    rest_until: dt.time | None,
    rest_minutes: int,
) -> Vehicle:
    """Put right what a car holds, where it stands and when its driver drives. Days that are planned stay planned."""
    require_ride_work(actor)
    _require_hours(works_from, works_until)
    _require_hours(rest_from, rest_until)
    with transaction.atomic():
        vehicle.name, vehicle.plate = name, plate
        vehicle.seats, vehicle.wheelchair_places = seats, wheelchair_places
        vehicle.latitude, vehicle.longitude = latitude, longitude
        vehicle.owner, vehicle.owner_name = owner, owner_name
        vehicle.works_from, vehicle.works_until = works_from, works_until
        vehicle.rest_from, vehicle.rest_until, vehicle.rest_minutes = rest_from, rest_until, rest_minutes
        vehicle.save()
        record(actor=actor, verb="vehicle.changed", subject=vehicle)
    return vehicle


def _require_hours(works_from: dt.time | None, works_until: dt.time | None) -> None:
    if works_from and works_until and works_until <= works_from:
        raise Refusal(
            "hours-end-before-they-begin",
            th="เวลาทำงานและเวลาพักของคนขับต้องสิ้นสุดหลังเวลาเริ่ม",
            en="The driver’s hours and break must end after they begin.",
        )


def name_driver(*, actor: Actor, vehicle: Vehicle, driver: User | None) -> Vehicle:
    """Say who drives a car from now on; nobody, when its driver is gone."""
    require_ride_work(actor)
    with transaction.atomic():
        vehicle.driver = driver
        vehicle.save(update_fields=["driver"])
        record(actor=actor, verb="vehicle.driver_named", subject=vehicle, driver=driver.pk if driver else None)
    return vehicle


def note_paper(*, actor: Actor, vehicle: Vehicle, kind: str, valid_until: dt.date, number: str = "") -> CarPaper:
    """Write down until when a paper of the car, or the licence of its driver, is valid. The newest counts."""
    require_ride_work(actor)
    licence = Paper(kind) is Paper.LICENCE
    if licence and vehicle.driver_id is None:
        raise Refusal(
            "no-driver",
            th="รถคันนี้ยังไม่ได้ระบุคนขับ จึงบันทึกใบอนุญาตขับรถไม่ได้",
            en="This car has no driver written down, so there is no licence to write down.",
        )
    with transaction.atomic():
        paper = CarPaper.objects.create(
            municipality_id=actor.municipality_id,
            kind=kind,
            vehicle=None if licence else vehicle,
            driver_id=vehicle.driver_id if licence else None,
            valid_until=valid_until,
            number=number,
            noted_by_id=actor.user_id,
        )
        record(actor=actor, verb="car_paper.noted", subject=paper, vehicle=vehicle.pk, paper=kind)
    return paper


def report_breakdown(*, actor: Actor, vehicle: Vehicle, day: dt.date, why: str) -> Breakdown:
    """The car does not go from this day on, until somebody says that it is mended."""
    require_ride_work(actor)
    with transaction.atomic():
        Vehicle.objects.select_for_update(of=("self",)).get(pk=vehicle.pk)
        if Breakdown.objects.filter(vehicle=vehicle, mended_at__isnull=True).exists():
            raise Refusal(
                "broken-already",
                th=f"บันทึกไว้แล้วว่า{vehicle.name}เสีย",
                en=f"{vehicle.name} is written down as broken already.",
            )
        breakdown = Breakdown.objects.create(
            municipality_id=actor.municipality_id, vehicle=vehicle, broke_on=day, why=why, reported_by_id=actor.user_id
        )
        record(actor=actor, verb="vehicle.broke_down", subject=breakdown, vehicle=vehicle.pk)
    return breakdown


def mend_vehicle(*, actor: Actor, vehicle: Vehicle) -> int:
    """The car goes again; what was planned without it stays so until somebody plans again."""
    require_ride_work(actor)
    with transaction.atomic():
        broken = list(Breakdown.objects.select_for_update(of=("self",)).filter(vehicle=vehicle, mended_at__isnull=True))
        for breakdown in broken:
            breakdown.mended_at, breakdown.mended_by_id = timezone.now(), actor.user_id
            breakdown.save(update_fields=["mended_at", "mended_by_id"])
            record(actor=actor, verb="vehicle.mended", subject=breakdown, vehicle=vehicle.pk)
    return len(broken)
