from __future__ import annotations

from django.db import transaction

from huangyai.accounts.models import User
from huangyai.activities.models import Enrolment, Session
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.transport.access import require_driving, require_ride_work
from huangyai.transport.bridge import RIDE_CAP_MINUTES, fetch
from huangyai.transport.models import Boarding, RidePlan, Route, Stop, Vehicle

DEFAULT_SECONDS = 5.0


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
) -> Vehicle:
    """Add a car of the municipality or a partner."""
    require_ride_work(actor)
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
        )
        record(actor=actor, verb="vehicle.added", subject=vehicle)
    return vehicle


def plan_rides(*, actor: Actor, session: Session, seconds: float = DEFAULT_SECONDS) -> RidePlan:
    """Plan who fetches whom for a session: everybody who needs a ride, there and home, within the ride cap."""
    require_ride_work(actor)
    with transaction.atomic():
        # Two officers at once get one plan.
        Session.objects.select_for_update().get(pk=session.pk)
        return _plan(actor, session, seconds)


def _plan(actor: Actor, session: Session, seconds: float) -> RidePlan:
    if RidePlan.objects.filter(session=session).exists():
        raise Refusal(
            "rides-planned",
            th="ครั้งนี้จัดรถไว้แล้ว โปรดเปิดแผนรับส่งเดิม",
            en="Rides for this session are planned; open that plan.",
        )
    riders = list(
        Enrolment.objects.filter(session=session, needs_ride=True)
        .select_related("person__household")
        .order_by("person__sort_key", "pk")
    )
    vehicles = list(Vehicle.objects.order_by("name"))
    if not riders:
        raise Refusal("nobody-to-fetch", th="ครั้งนี้ไม่มีใครขอรถรับส่ง", en="Nobody needs a ride to this session.")
    if not vehicles:
        raise Refusal("no-vehicle", th="ยังไม่มีรถในระบบ โปรดเพิ่มรถก่อนจัดเส้นทาง", en="There is no car yet; add one first.")
    fetched = fetch(session, riders, vehicles, seconds=seconds)
    with transaction.atomic():
        plan = RidePlan.objects.create(
            municipality_id=actor.municipality_id,
            session=session,
            kilometres=fetched.kilometres,
            longest_ride_minutes=fetched.longest_ride_minutes,
            ride_cap_minutes=RIDE_CAP_MINUTES,
            unserved=[{"person": str(person), "why": why.as_dict()} for person, why in fetched.unserved],
        )
        for run in fetched.runs:
            route = Route.objects.create(
                municipality_id=actor.municipality_id, plan=plan, vehicle=run.vehicle, reason=run.reason
            )
            Stop.objects.bulk_create(
                Stop(
                    municipality_id=actor.municipality_id,
                    route=route,
                    order=order,
                    kind=halt.kind,
                    person_id=halt.person_id,
                    arrives_at=halt.arrives_at,
                    leaves_at=halt.leaves_at,
                )
                for order, halt in enumerate(run.halts, start=1)
            )
        record(
            actor=actor,
            verb="rides.planned",
            subject=plan,
            session=session.pk,
            riders=len(riders),
            unserved=len(fetched.unserved),
        )
    return plan


def record_boarding(*, actor: Actor, stop: Stop, on_board: bool) -> Boarding:
    """The driver says whether the person got in."""
    require_driving(actor, stop.route)
    if stop.kind not in {Stop.Kind.FETCH, Stop.Kind.LEAVE}:
        raise Refusal(
            "nobody-gets-in",
            th="จุดนี้เป็นจุดลงรถ บันทึกการขึ้นรถได้เฉพาะจุดที่มีคนขึ้น",
            en="People get out here; say who is on board where they get in.",
        )
    with transaction.atomic():
        boarding, made = Boarding.objects.get_or_create(
            municipality_id=actor.municipality_id,
            stop=stop,
            defaults={"on_board": on_board, "recorded_by_id": actor.user_id},
        )
        if not made and boarding.on_board != on_board:
            boarding.on_board = on_board
            boarding.recorded_by_id = actor.user_id
            boarding.save(update_fields=["on_board", "recorded_by_id"])
        record(actor=actor, verb="boarding.recorded", subject=boarding, on_board=on_board)
    return boarding
