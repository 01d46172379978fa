"""What the driver says on the way."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from huangyai.activities.actions import record_attendance
from huangyai.activities.models import Enrolment
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.transport.access import require_driving, require_ride_work
from huangyai.transport.models import Arrival, Boarding, RidePlan, Stop

BY_CAR = "car"
_TOGETHER = dt.timedelta(minutes=15)


def record_boarding(*, actor: Actor, stop: Stop, on_board: bool, at: dt.datetime | None = None) -> Boarding:
    """The driver says whether the person got in, and when (a phone without network says it later)."""
    require_driving(actor, stop.route)
    _require_promised(stop)
    if stop.kind not in {Stop.Kind.FETCH, Stop.Kind.LEAVE}:
        raise Refusal(
            "nobody-gets-in",
            th="จุดนี้เป็นจุดลงรถ บันทึกการขึ้นรถได้เฉพาะจุดที่มีคนขึ้น",
            en="People get out here; say who is on board where they get in.",
        )
    moment = _believable(at)
    with transaction.atomic():
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
        record(actor=actor, verb="boarding.recorded", subject=boarding, on_board=on_board)
    return boarding


def record_arrival(*, actor: Actor, stop: Stop, at: dt.datetime | None = None) -> Arrival:
    """The car stands at the stop; said once."""
    require_driving(actor, stop.route)
    _require_promised(stop)
    moment = _believable(at)
    with transaction.atomic():
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
    """Everybody who gets out at the session there and then: the driver says it once."""
    if stop.kind != Stop.Kind.ARRIVE:
        return []
    until = stop.arrives_at + _TOGETHER
    return list(
        Stop.objects.filter(
            route_id=stop.route_id,
            kind=Stop.Kind.ARRIVE,
            replaced_by__isnull=True,
            order__gt=stop.order,
            arrives_at__lte=until,
        )
    )


def _require_promised(stop: Stop) -> None:
    if stop.replaced_by_id is not None:
        raise Refusal(
            "stop-replaced",
            th="จุดนี้เปลี่ยนแผนไปแล้ว โปรดเปิดเส้นทางใหม่",
            en="This stop was planned again; open the route anew.",
        )


def _believable(at: dt.datetime | None) -> dt.datetime:
    """A phone's clock counts within the last day; a wrong one is not believed."""
    now = timezone.now()
    return at if at is not None and now - dt.timedelta(days=1) <= at <= now else now
