"""Who fetches whom: for one session, or for all sessions of a day at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from huangyai.activities.models import Session
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.transport.access import require_ride_work
from huangyai.transport.actions.arranging import arrange, usable_cars
from huangyai.transport.actions.storing import legs_both_ways, refresh_figures, store_runs
from huangyai.transport.actions.telling import tell_times
from huangyai.transport.bridge import RIDE_CAP_MINUTES, CarDay, fetch_day
from huangyai.transport.models import Replanning, RidePlan
from huangyai.transport.queries import sessions_without_rides
from huangyai.transport.queries.day import plans_on, riders_of, runs_on

DEFAULT_SECONDS = 5.0


def plan_rides(*, actor: Actor, session: Session, seconds: float = DEFAULT_SECONDS) -> RidePlan:
    """Plan who fetches whom for a session: everybody who needs a ride, there and home, within the ride cap.

    Everybody is told their own time through the outbox, and who can't be fetched is told that too. What the cars do
    for other sessions of that day stays as it was promised.
    """
    plans = plan_sessions(actor=actor, sessions=[session], seconds=seconds)
    return next(plan for plan in plans if plan.session_id == session.pk)


def plan_day(*, actor: Actor, day: dt.date, seconds: float = DEFAULT_SECONDS) -> list[RidePlan]:
    """The whole day in one click: every session of the day with people to fetch and no cars yet."""
    require_ride_work(actor)
    return plan_sessions(
        actor=actor, sessions=list(sessions_without_rides().filter(starts_at__date=day)), seconds=seconds
    )


def plan_sessions(*, actor: Actor, sessions: Sequence[Session], seconds: float = DEFAULT_SECONDS) -> list[RidePlan]:
    """Plan the cars of several sessions of one day together, so that no car is promised twice."""
    require_ride_work(actor)
    days = {timezone.localtime(session.starts_at).date() for session in sessions}
    if not days:
        raise Refusal("nobody-to-fetch", th="วันนี้ไม่มีใครรอรถรับส่ง", en="Nobody waits for a car on this day.")
    if len(days) > 1:
        raise Refusal(
            "several-days",
            th="จัดรถได้ทีละวัน โปรดเลือกครั้งของวันเดียวกัน",
            en="Cars are planned one day at a time; choose sessions of one day.",
        )
    (day,) = days
    with transaction.atomic():
        # Two officers at once, even for two sessions of the day, come one after the other: no car is promised twice.
        list(Session.objects.select_for_update(of=("self",), no_key=True).filter(starts_at__date=day).order_by("pk"))
        return _plan(actor, day, sessions, seconds)


def _plan(actor: Actor, day: dt.date, sessions: Sequence[Session], seconds: float) -> list[RidePlan]:
    if RidePlan.objects.filter(session__in=sessions).exists():
        raise Refusal(
            "rides-planned",
            th="ครั้งนี้จัดรถไว้แล้ว โปรดเปิดแผนรับส่งเดิม",
            en="Rides for this session are planned; open that plan.",
        )
    riders = riders_of(sessions)
    if not riders:
        raise Refusal("nobody-to-fetch", th="ครั้งนี้ไม่มีใครขอรถรับส่ง", en="Nobody needs a ride to this session.")
    cars = usable_cars(day)
    legs = legs_both_ways(riders)
    standing = bool(runs_on(day))
    wanted = {rider.session_id for rider in riders}
    made = [
        RidePlan.objects.create(
            municipality_id=actor.municipality_id,
            session=session,
            kilometres=0.0,
            longest_ride_minutes=0.0,
            ride_cap_minutes=RIDE_CAP_MINUTES,
        )
        for session in sessions
        if session.pk in wanted
    ]
    if standing:
        arrange(actor, day, cause=Replanning.Cause.SESSION, new=legs, seconds=seconds)
    else:
        fetched = fetch_day(day, legs, [CarDay(car.vehicle) for car in cars], seconds=seconds)
        store_runs(actor, day, fetched.runs, {})
        refresh_figures(day, fetched.unserved)
    plans = [plan for plan in plans_on(day) if plan.session_id in wanted]
    for plan in plans:
        record(
            actor=actor,
            verb="rides.planned",
            subject=plan,
            session=plan.session_id,
            riders=sum(1 for rider in riders if rider.session_id == plan.session_id),
            unserved=len(plan.unserved),
        )
    if not standing:
        tell_times(actor, day, plans)
    return [plan for plan in plans if plan.pk in {one.pk for one in made}]
