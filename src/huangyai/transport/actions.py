from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from huangyai.accounts.models import User
from huangyai.activities.models import Enrolment, Session
from huangyai.kernel import Actor, BuddhistDate, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.outbox.actions import send_message
from huangyai.outbox.models import Message
from huangyai.outbox.rules import at_the_clock, tellable
from huangyai.people.models import Person
from huangyai.transport.access import require_driving, require_ride_work
from huangyai.transport.bridge import RIDE_CAP_MINUTES, Fetched, fetch
from huangyai.transport.models import Boarding, RidePlan, Route, Stop, Vehicle
from huangyai.transport.queries import pickup_key

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
    """Plan who fetches whom for a session: everybody who needs a ride, there and home, within the ride cap.

    Everybody is told their own time through the outbox, and who can't be fetched is told that too.
    """
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
        _tell_times(actor, plan, session, fetched)
    return plan


def _tell_times(actor: Actor, plan: RidePlan, session: Session, fetched: Fetched) -> None:
    """Each hears when the car stands before their own door; nobody hears of anybody else."""
    if session.starts_at <= timezone.now():
        return
    begins = timezone.localtime(session.starts_at)
    day = BuddhistDate(begins.date())
    activity, venue = session.activity.name, session.venue.name
    what = tellable(
        Words(th=f"ไปร่วม{activity} ที่{venue}", en=f"to {activity}, {venue}"),
        Words(th="ไปร่วมกิจกรรมของเทศบาล", en="to the municipality’s activity"),
    )
    when = Words(th=day.with_weekday("th"), en=day.with_weekday("en"))
    sorry = Words(
        th=f"{when.th} รถของเทศบาลยังไปรับท่าน{what.th}ไม่ได้ เจ้าหน้าที่จะติดต่อเรื่องการเดินทาง",
        en=f"{when.en}: the municipality’s car can’t fetch you {what.en} yet. An officer will contact you.",
    )
    own = {person: sorry for person, _why in fetched.unserved}
    for run in fetched.runs:
        home = {halt.person_id: halt.arrives_at for halt in run.halts if halt.kind == Stop.Kind.HOME}
        for halt in run.halts:
            if halt.kind == Stop.Kind.FETCH:
                own[halt.person_id] = _time_of(halt.arrives_at, home.get(halt.person_id), when, what)
    send_message(
        actor=actor,
        to=Person.objects.filter(pk__in=own),
        purpose=Message.Purpose.PICKUP,
        key=pickup_key(plan.pk),
        occasion=tellable(
            Words(th=f"รถรับส่ง: {activity}", en=f"Car: {activity}"),
            Words(th="รถรับส่งของเทศบาล", en="The municipality’s car"),
        ),
        text=Words(
            th=f"{when.th} รถของเทศบาลจะไปรับท่านที่บ้าน {what.th} แล้วส่งกลับ",
            en=f"{when.en}: the municipality’s car fetches you at home, {what.en}, and brings you back.",
        ),
        own_texts=own,
        useful_until=session.starts_at,
    )


def _time_of(fetch_at: dt.datetime, home_at: dt.datetime | None, when: Words, what: Words) -> Words:
    comes = timezone.localtime(fetch_at)
    th = f"{when.th} รถของเทศบาลจะไปรับท่านที่บ้าน เวลา {at_the_clock(comes)} {what.th}"
    en = f"{when.en}: the municipality’s car fetches you at home at {comes:%H:%M}, {what.en}."
    if home_at is not None:
        back = timezone.localtime(home_at)
        th += f" แล้วส่งถึงบ้านประมาณ {at_the_clock(back)}"
        en += f" You are home again at about {back:%H:%M}."
    return Words(th=th, en=en)


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
