"""Changes at seven in the morning: somebody does not come, somebody comes too, a car breaks down, a hand moves somebody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from huangyai.activities.actions import enrol
from huangyai.activities.models import Enrolment, Session
from huangyai.kernel import Actor, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.people.models import Person
from huangyai.transport.access import require_ride_work
from huangyai.transport.actions.arranging import (
    Underway,
    arrange,
    begin_replanning,
    finish_replanning,
    look_at,
    put_in_place,
)
from huangyai.transport.actions.storing import Changed, refresh_figures, told_times, what_changed
from huangyai.transport.actions.telling import forget_untold
from huangyai.transport.actions.vehicles import report_breakdown
from huangyai.transport.bridge import Leg, MovedByHand, Way, move_by_hand
from huangyai.transport.models import Breakdown, Cancellation, Replanning, RidePlan, Stop, Vehicle
from huangyai.transport.queries.day import day_of, runs_on

REPLAN_SECONDS = 3.0
_WAYS: tuple[Way, Way] = ("there", "back")
_BEGINS: dict[Way, str] = {"there": Stop.Kind.FETCH, "back": Stop.Kind.LEAVE}


def cancel_ride(*, actor: Actor, plan: RidePlan, person: Person, why: str = "") -> Replanning:
    """Somebody does not come: the car passes their house, and everybody else keeps the time that was promised."""
    require_ride_work(actor)
    day = day_of(plan)
    with transaction.atomic():
        # Who plans the same day at the same moment waits here; what they wrote is read afterwards.
        held = RidePlan.objects.select_for_update(of=("self",)).filter(session__starts_at__date=day).order_by("pk")
        plan = next(one for one in held if one.pk == plan.pk)
        runs = runs_on(day)
        before = told_times(runs)
        open_stops = [
            stop.pk
            for run in runs
            for stop in run.open
            if stop.person_id == person.pk and stop.route.plan_id == plan.pk
        ]
        waiting = [one for one in plan.unserved if one["person"] != str(person.pk)]
        if not open_stops and len(waiting) == len(plan.unserved):
            raise Refusal(
                "not-riding",
                th="ไม่มีเที่ยวรถของผู้นี้ที่ยังยกเลิกได้ โปรดเปิดแผนใหม่",
                en="There is no ride of this person left to cancel; open the plan anew.",
            )
        Cancellation.objects.get_or_create(
            municipality_id=actor.municipality_id,
            session=plan.session,
            person=person,
            taken_back_at=None,
            defaults={"why": why, "noted_by_id": actor.user_id},
        )
        replanning = begin_replanning(actor, day, Replanning.Cause.CANCELLED, why)
        Stop.objects.filter(pk__in=open_stops).update(replaced_by=replanning)
        RidePlan.objects.filter(pk=plan.pk).update(unserved=waiting)
        refresh_figures(day)
        forget_untold(actor, plan, [person.pk])
        finish_replanning(actor, day, replanning, what_changed(before, told_times(runs_on(day))))
    return replanning


def add_ride(
    *, actor: Actor, plan: RidePlan, person: Person, seconds: float = REPLAN_SECONDS, now: dt.datetime | None = None
) -> Replanning:
    """Somebody comes too: fitted in where the others keep car and time, or move as little as can be."""
    require_ride_work(actor)
    with transaction.atomic():
        _expect_with_ride(actor, plan.session, person)
        promised = Stop.objects.filter(route__plan=plan, person=person, replaced_by__isnull=True)
        kinds = set(promised.values_list("kind", flat=True))
        # Who was fetched after all may still have no way home.
        ways = [way for way in _WAYS if _BEGINS[way] not in kinds]
        if not ways:
            raise Refusal(
                "riding-already",
                th="ผู้นี้มีรถรับส่งในครั้งนี้แล้ว",
                en="A car fetches this person to this session already.",
            )
        return arrange(
            actor,
            day_of(plan),
            cause=Replanning.Cause.ADDED,
            new=[Leg(plan.session, person, way) for way in ways],
            seconds=seconds,
            now=now,
        )


def replan_without(
    *,
    actor: Actor,
    plan: RidePlan,
    vehicle: Vehicle,
    why: str,
    seconds: float = REPLAN_SECONDS,
    now: dt.datetime | None = None,
) -> Replanning:
    """A car breaks down: the others take its people over; who can’t be fetched now is named and told."""
    require_ride_work(actor)
    with transaction.atomic():
        day = day_of(plan)
        # A car that broke down before may still be promised on later days.
        if not Breakdown.objects.filter(vehicle=vehicle, mended_at__isnull=True, broke_on__lte=day).exists():
            report_breakdown(actor=actor, vehicle=vehicle, day=day, why=why)
        return arrange(
            actor,
            day,
            cause=Replanning.Cause.BREAKDOWN,
            why=f"{vehicle.name}: {why}"[:200],
            seconds=seconds,
            now=now,
        )


@dataclass(frozen=True, slots=True)
class WeighedMove:
    """What moving somebody by hand would do, before it is saved."""

    breaks: tuple[Words, ...]
    changes: list[Changed]
    extra_kilometres: float


def weigh_move(
    *, actor: Actor, plan: RidePlan, person: Person, to: Vehicle, now: dt.datetime | None = None
) -> WeighedMove:
    """See at once what breaks, and whose time moves, when somebody is put into another car. Nothing is saved."""
    require_ride_work(actor)
    with transaction.atomic():
        at = look_at(day_of(plan), now or timezone.now())
        moved = _move(at, plan, person, to)
    return WeighedMove(moved.breaks, _changes_of(at, moved), moved.extra_kilometres)


def move_rider(
    *, actor: Actor, plan: RidePlan, person: Person, to: Vehicle, now: dt.datetime | None = None
) -> Replanning:
    """Put somebody into another car; refused with the sentence when a rule would break."""
    require_ride_work(actor)
    day = day_of(plan)
    with transaction.atomic():
        at = look_at(day, now or timezone.now())
        moved = _move(at, plan, person, to)
        if moved.breaks:
            raise Refusal(
                "move-breaks",
                th="ย้ายไม่ได้: " + " · ".join(words.th for words in moved.breaks),
                en="This can’t be moved: " + " ".join(words.en for words in moved.breaks),
            )
        before = told_times(at.runs)
        replanning = begin_replanning(actor, day, Replanning.Cause.MOVED, "")
        _put_moved(actor, day, at, moved, replanning)
        refresh_figures(day)
        finish_replanning(actor, day, replanning, what_changed(before, told_times(runs_on(day))))
    return replanning


def _move(at: Underway, plan: RidePlan, person: Person, to: Vehicle) -> MovedByHand:
    if to.pk not in {car.vehicle.pk for car in at.cars}:
        raise Refusal(
            "car-stays",
            th=f"{to.name} ใช้ไม่ได้ในวันนั้น ดูเหตุผลในหน้าข้อมูลรถ",
            en=f"{to.name} can’t go on that day; its page says why.",
        )
    moving = [leg for leg in at.legs if leg.person.pk == person.pk and leg.session.pk == plan.session_id]
    if not moving:
        raise Refusal(
            "not-riding",
            th="ไม่มีเที่ยวรถของผู้นี้ที่ยังย้ายได้ โปรดเปิดแผนใหม่",
            en="There is no ride of this person left to move; open the plan anew.",
        )
    day = day_of(plan)
    return move_by_hand(day, at.legs, at.cars, at.open_stops, at.held, moving=[leg.key for leg in moving], to=to.pk)


def _put_moved(actor: Actor, day: dt.date, at: Underway, moved: MovedByHand, replanning: Replanning) -> None:
    """Only the cars that the hand touched change."""
    touched = {run.vehicle.pk for run in moved.runs}
    put_in_place(
        actor,
        day,
        Underway([run for run in at.runs if run.vehicle.pk in touched], at.cars, at.legs, at.held, at.stranded),
        moved.runs,
        replanning,
    )


def _changes_of(at: Underway, moved: MovedByHand) -> list[Changed]:
    before = told_times(at.runs)
    touched = {run.vehicle.pk for run in moved.runs}
    after = {key: told for key, told in before.items() if told[1].pk not in touched}
    for run in at.runs:
        if run.vehicle.pk in touched:
            after |= told_times([type(run)(run.vehicle, run.done)])
    for made in moved.runs:
        for halt in made.halts:
            if halt.kind == Stop.Kind.FETCH:
                after[halt.session_id, halt.person_id] = (halt.arrives_at, made.vehicle)
    return what_changed(before, after)


def _expect_with_ride(actor: Actor, session: Session, person: Person) -> None:
    """They are expected at the session, with a car; a cancellation is taken back."""
    expected = Enrolment.objects.filter(session=session, person=person, ended_at__isnull=True).first()
    if expected is None:
        expected = enrol(actor=actor, session=session, person=person, needs_ride=True)
    elif not expected.needs_ride:
        expected.needs_ride = True
        expected.save(update_fields=["needs_ride"])
        record(actor=actor, verb="ride.asked", subject=expected, session=session.pk)
    Cancellation.objects.filter(session=session, person=person, taken_back_at__isnull=True).update(
        taken_back_at=timezone.now()
    )
