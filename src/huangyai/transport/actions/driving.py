"""What the driver says on the way."""

from __future__ import annotations

import datetime as dt
from itertools import takewhile

from django.db import transaction
from django.utils import timezone

from huangyai.activities.actions import record_attendance
from huangyai.activities.models import Enrolment
from huangyai.kernel import Actor, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.transport.access import require_driving, require_ride_work
from huangyai.transport.models import Arrival, Boarding, RidePlan, Stop

BY_CAR = "car"
_TOGETHER = dt.timedelta(minutes=15)
_NO_WAY_HOME = Words(
    th="ขึ้นรถไปร่วมแล้ว แต่ยังไม่มีรถพากลับบ้าน โปรดจัดรถกลับ",
    en="They are on their way there, and no car brings them home yet.",
)


def record_boarding(*, actor: Actor, stop: Stop, on_board: bool, at: dt.datetime | None = None) -> Boarding:
    """The driver says whether the person got in, and when (a phone without network says it later)."""
    require_driving(actor, stop.route)
    if stop.kind not in {Stop.Kind.FETCH, Stop.Kind.LEAVE}:
        raise Refusal(
            "nobody-gets-in",
            th="จุดนี้เป็นจุดลงรถ บันทึกการขึ้นรถได้เฉพาะจุดที่มีคนขึ้น",
            en="People get out here; say who is on board where they get in.",
        )
    moment = _believable(at)
    with transaction.atomic():
        plan, stop = _as_promised_now(stop)
        boarding, made = Boarding.objects.get_or_create(
            municipality_id=actor.municipality_id,
            stop=stop,
            defaults={"on_board": on_board, "recorded_by_id": actor.user_id, "at": moment},
        )
        # A word that was kept on a phone never undoes what was said after it.
        newer = boarding.at is None or moment >= boarding.at
        if not made and boarding.on_board != on_board and newer:
            boarding.on_board, boarding.at = on_board, moment
            boarding.recorded_by_id = actor.user_id
            boarding.save(update_fields=["on_board", "recorded_by_id", "at"])
        if boarding.on_board and stop.kind == Stop.Kind.FETCH:
            _name_whoever_has_no_way_home(plan, stop)
        record(actor=actor, verb="boarding.recorded", subject=boarding, on_board=on_board)
    return boarding


def record_arrival(*, actor: Actor, stop: Stop, at: dt.datetime | None = None) -> Arrival:
    """The car stands at the stop; said once."""
    require_driving(actor, stop.route)
    moment = _believable(at)
    with transaction.atomic():
        _, stop = _as_promised_now(stop)
        for one in [stop, *_get_out_together(stop)]:
            arrival, made = Arrival.objects.get_or_create(
                municipality_id=actor.municipality_id,
                stop=one,
                defaults={"at": moment, "recorded_by_id": actor.user_id},
            )
            if made:
                record(actor=actor, verb="arrival.recorded", subject=arrival)
    return Arrival.objects.get(stop=stop)


def take_attendance(*, actor: Actor, plan: RidePlan) -> int:
    """Whoever was on board on the way to the session was there; returns how many are newly written down."""
    require_ride_work(actor)
    came = Stop.objects.filter(
        route__plan=plan, kind=Stop.Kind.FETCH, boarding__on_board=True, replaced_by__isnull=True
    ).values("person_id")
    expected = list(Enrolment.objects.filter(session_id=plan.session_id, person_id__in=came, ended_at__isnull=True))
    return record_attendance(actor=actor, session=plan.session, enrolments=expected, how=BY_CAR)


def _get_out_together(stop: Stop) -> list[Stop]:
    """Everybody who gets out at the session there and then, before the car fetches anybody else: said once."""
    if stop.kind != Stop.Kind.ARRIVE:
        return []
    until = stop.arrives_at + _TOGETHER
    later = Stop.objects.filter(route_id=stop.route_id, replaced_by__isnull=True, order__gt=stop.order).order_by(
        "order"
    )
    return list(takewhile(lambda one: one.kind == Stop.Kind.ARRIVE and one.arrives_at <= until, later))


def _as_promised_now(stop: Stop) -> tuple[RidePlan, Stop]:
    """The plan, held while something is said of it, and the stop: a phone without network names that of before a change.

    The same person at the same kind of stop of the same car is meant; in another car it is not this driver's word.
    """
    # Who plans the day again at this moment holds it too; what they wrote is read afterwards.
    plan = RidePlan.objects.select_for_update(of=("self",)).get(pk=stop.route.plan_id)
    promised = Stop.objects.filter(
        route__plan=plan,
        route__vehicle_id=stop.route.vehicle_id,
        person_id=stop.person_id,
        kind=stop.kind,
        replaced_by__isnull=True,
    )
    now = promised.select_related("route__vehicle", "route__plan__session").first()
    if now is None:
        raise Refusal(
            "stop-replaced",
            th="จุดนี้เปลี่ยนแผนไปแล้ว โปรดเปิดเส้นทางใหม่",
            en="This stop was planned again; open the route anew.",
        )
    return plan, now


def _name_whoever_has_no_way_home(plan: RidePlan, stop: Stop) -> None:
    """Somebody got in after all, when their way home had been given up: the office reads it on the board."""
    back = Stop.objects.filter(
        route__plan=plan, person_id=stop.person_id, kind=Stop.Kind.LEAVE, replaced_by__isnull=True
    )
    if not back.exists() and all(one["person"] != str(stop.person_id) for one in plan.unserved):
        plan.unserved = [*plan.unserved, {"person": str(stop.person_id), "why": _NO_WAY_HOME.as_dict()}]
        plan.save(update_fields=["unserved"])


def _believable(at: dt.datetime | None) -> dt.datetime:
    """A phone's clock counts within the last day; a wrong one is not believed."""
    now = timezone.now()
    return at if at is not None and now - dt.timedelta(days=1) <= at <= now else now
