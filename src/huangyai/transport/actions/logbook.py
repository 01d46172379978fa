"""The car's log and its fuel, counted against the project's money."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction

from huangyai.activities.actions import pay_expense
from huangyai.activities.models import Session
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.transport.access import require_ride_work
from huangyai.transport.models import Refuelling, Trip, Vehicle


def note_trip(
    *,
    actor: Actor,
    vehicle: Vehicle,
    session: Session,
    left_at: dt.datetime,
    back_at: dt.datetime,
    odometer_out: int,
    odometer_back: int,
) -> Trip:
    """Write a line of the car's log: out and back, with what the odometer said."""
    require_ride_work(actor)
    if odometer_back < odometer_out or back_at < left_at:
        raise Refusal(
            "log-backwards",
            th="เวลากลับและเลขกิโลเมตรเมื่อกลับต้องไม่น้อยกว่าเมื่อออกเดินทาง โปรดตรวจตัวเลข",
            en="The time and the odometer when back can’t be less than when leaving; check the numbers.",
        )
    with transaction.atomic():
        Vehicle.objects.select_for_update(of=("self",)).get(pk=vehicle.pk)
        later = Trip.objects.filter(vehicle=vehicle, left_at__lt=left_at).order_by("-odometer_back").first()
        if later is not None and later.odometer_back > odometer_out:
            raise Refusal(
                "odometer-went-back",
                th=f"เลขกิโลเมตรเมื่อออก {odometer_out:,} น้อยกว่าเมื่อกลับครั้งก่อน ({later.odometer_back:,}) โปรดตรวจตัวเลข",
                en=f"The odometer when leaving, {odometer_out:,}, is less than when last back ({later.odometer_back:,}); "
                "check the numbers.",
            )
        trip = Trip.objects.create(
            municipality_id=actor.municipality_id,
            vehicle=vehicle,
            session=session,
            left_at=left_at,
            back_at=back_at,
            odometer_out=odometer_out,
            odometer_back=odometer_back,
            where_to=session.venue.name,
            driver_id=vehicle.driver_id,
            noted_by_id=actor.user_id,
        )
        record(actor=actor, verb="trip.noted", subject=trip, kilometres=odometer_back - odometer_out)
    return trip


def buy_fuel(
    *,
    actor: Actor,
    vehicle: Vehicle,
    session: Session,
    bought_on: dt.date,
    litres: Decimal,
    baht: Decimal,
    receipt: str = "",
) -> Refuelling:
    """Fuel for a car, paid from the money of the session's project; never more than the project has left."""
    require_ride_work(actor)
    with transaction.atomic():
        expense = pay_expense(
            actor=actor, session=session, baht=baht, what=f"น้ำมัน {vehicle.name} {litres:,.2f} ลิตร", paid_on=bought_on
        )
        bought = Refuelling.objects.create(
            municipality_id=actor.municipality_id,
            vehicle=vehicle,
            session=session,
            expense=expense,
            bought_on=bought_on,
            litres=litres,
            baht=baht,
            receipt=receipt,
        )
        record(actor=actor, verb="fuel.bought", subject=bought, litres=str(litres), baht=str(baht))
    return bought
