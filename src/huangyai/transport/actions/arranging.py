"""A day that was promised is planned again: done stops stay, everybody else keeps car and time where that can be."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from huangyai.kernel import Actor, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.people.models import Person
from huangyai.transport.actions.storing import (
    Changed,
    is_as_before,
    refresh_figures,
    replace_stops,
    store_runs,
    told_times,
    what_changed,
)
from huangyai.transport.actions.telling import tell_changes, tell_left
from huangyai.transport.bridge import CarDay, Held, Leg, Run, Way, leg_key, orders_kept, rearrange_day
from huangyai.transport.models import Replanning, RidePlan, Stop, Vehicle
from huangyai.transport.queries.day import CarRun, is_past, plans_on, runs_on
from huangyai.transport.queries.fleet import CarStanding, cars_on

_WAY: dict[str, Way] = {
    Stop.Kind.FETCH: "there",
    Stop.Kind.ARRIVE: "there",
    Stop.Kind.LEAVE: "back",
    Stop.Kind.HOME: "back",
}
_ON_BOARD = Words(
    th="อยู่บนรถคันที่เสีย โปรดโทรหาคนขับและส่งรถไปรับต่อทันที",
    en="On board of the car that broke down; ring the driver and send a car to them now.",
)


@dataclass(frozen=True, slots=True)
class Underway:
    """A day with what is still open: the ways to plan, the cars that may go, and what people were told."""

    runs: list[CarRun]
    cars: list[CarDay]
    legs: list[Leg]
    held: dict[str, Held]
    stranded: dict[tuple[uuid.UUID, uuid.UUID, str], Words]

    @property
    def open_stops(self) -> dict[Vehicle, list[Stop]]:
        """What is left of each car's day."""
        return {run.vehicle: run.open for run in self.runs}


def usable_cars(day: dt.date) -> list[CarStanding]:
    """The cars that may go on this day; a sentence when there is none."""
    cars = cars_on(day)
    if not cars:
        raise Refusal("no-vehicle", th="ยังไม่มีรถในระบบ โปรดเพิ่มรถก่อนจัดเส้นทาง", en="There is no car yet; add one first.")
    usable = [car for car in cars if car.may_go]
    if not usable:
        why = [car.faults.stops[0] for car in cars]
        raise Refusal(
            "no-car-may-go",
            th="ไม่มีรถที่ใช้ได้ในวันนั้น: " + " · ".join(words.th for words in why),
            en="No car may go on that day: " + " ".join(words.en for words in why),
        )
    return usable


def look_at(day: dt.date, now: dt.datetime) -> Underway:
    """What stands, what is done, and what can still be planned again."""
    # Who plans the same day at the same moment waits here.
    list(RidePlan.objects.select_for_update(of=("self",)).filter(session__starts_at__date=day).order_by("pk"))
    runs = runs_on(day)
    standing = {run.vehicle.pk: run for run in runs}
    today = timezone.localtime(now).date() == day
    cars = []
    for car in usable_cars(day):
        run = standing.get(car.vehicle.pk)
        done = run.done if run else []
        free = run.free_from(now if today else done[-1].leaves_at) if run and done else now if today else None
        cars.append(CarDay(car.vehicle, free, _place(done[-1]) if done else None))
    going = {car.vehicle.pk for car in cars}
    legs: dict[str, Leg] = {}
    held: dict[str, Held] = {}
    stranded: dict[tuple[uuid.UUID, uuid.UUID, str], Words] = {}
    missed = _missed(runs)
    for run in runs:
        if run.vehicle.pk not in going:
            stranded |= dict.fromkeys(_on_board(run), _ON_BOARD)
        for stop in _plannable(run, going):
            key = (stop.route.plan.session_id, stop.person_id)
            if key in missed:
                continue
            way = _WAY[stop.kind]
            leg = legs.setdefault(leg_key(*key, way), Leg(stop.route.plan.session, stop.person, way))
            if stop.kind in {Stop.Kind.FETCH, Stop.Kind.LEAVE}:
                held[leg.key] = Held(run.vehicle.pk, stop.arrives_at)
    return Underway(runs, cars, list(legs.values()), held, stranded)


def arrange(
    actor: Actor,
    day: dt.date,
    *,
    cause: str,
    why: str = "",
    new: Sequence[Leg] = (),
    now: dt.datetime | None = None,
    seconds: float,
) -> Replanning:
    """Plan the open rest of the day again with these new ways; say what moved, and tell whoever must hear it."""
    moment = now or timezone.now()
    at = look_at(day, moment)
    before = told_times(at.runs)
    planned = {leg.key for leg in (*at.legs, *new)}
    waiting = [leg for leg in _still_waiting(at.runs, day, moment) if leg.key not in planned]
    legs = [*at.legs, *new, *waiting]
    fetched = rearrange_day(day, legs, at.cars, at.held, orders=orders_kept(at.open_stops), seconds=seconds)
    replanning = begin_replanning(actor, day, cause, why)
    put_in_place(actor, day, at, fetched.runs, replanning)
    refresh_figures(day, dict(fetched.unserved) | at.stranded)
    finish_replanning(actor, day, replanning, what_changed(before, told_times(runs_on(day))))
    # Nothing changed for who was never promised anything; they hear all the same that no car comes.
    asked = {(leg.session.pk, leg.person.pk) for leg in new} - before.keys()
    tell_left(
        actor, replanning, {(session, who) for session, who, way in dict(fetched.unserved) if way == "there"} & asked
    )
    return replanning


def _still_waiting(runs: Sequence[CarRun], day: dt.date, now: dt.datetime) -> list[Leg]:
    """The ways of those whom no car could fetch yet: a new plan tries them again, and nobody drops off the list."""
    have = {leg_key(stop.route.plan.session_id, stop.person_id, _WAY[stop.kind]) for run in runs for stop in run.stops}
    ways: tuple[Way, Way] = ("there", "back")
    return [
        Leg(plan.session, person, way)
        for plan in plans_on(day)
        for person in Person.objects.filter(pk__in=[one["person"] for one in plan.unserved])
        .select_related("household")
        .order_by("sort_key", "pk")
        for way in ways
        if leg_key(plan.session_id, person.pk, way) not in have and (way == "back" or plan.session.starts_at > now)
    ]


def begin_replanning(actor: Actor, day: dt.date, cause: str, why: str) -> Replanning:
    """The row that says that a promised day was planned again, and why."""
    return Replanning.objects.create(
        municipality_id=actor.municipality_id, day=day, cause=cause, why=why, done_by_id=actor.user_id
    )


def put_in_place(actor: Actor, day: dt.date, at: Underway, runs: Sequence[Run], replanning: Replanning) -> None:
    """Write the new stops of the cars whose day changed; the others are not touched."""
    made = {run.vehicle.pk: run for run in runs}
    going = {car.vehicle.pk for car in at.cars}
    kept: dict[uuid.UUID, int] = {}
    same: set[uuid.UUID] = set()
    for run in at.runs:
        new = made.get(run.vehicle.pk)
        if run.vehicle.pk not in going:
            left = [stop.pk for stop in _plannable(run, going)]
            Stop.objects.filter(pk__in=left).update(replaced_by=replanning)
        elif is_as_before(run, new.halts if new else ()):
            same.add(run.vehicle.pk)
        else:
            replace_stops(run, replanning)
            kept[run.vehicle.pk] = run.done[-1].order if run.done else 0
    store_runs(actor, day, [run for pk, run in made.items() if pk not in same], kept)


def finish_replanning(actor: Actor, day: dt.date, replanning: Replanning, changes: Sequence[Changed]) -> None:
    """Keep what moved, record it, and tell those who must hear it."""
    replanning.changes = [one.as_line() for one in changes]
    replanning.save(update_fields=["changes"])
    record(
        actor=actor,
        verb="rides.replanned",
        subject=replanning,
        cause=str(replanning.cause),
        moved=len(changes),
        most_minutes=max((abs(one.shift.minutes) for one in changes), default=0),
    )
    tell_changes(actor, day, replanning, changes)


def _plannable(run: CarRun, going: set[uuid.UUID]) -> list[Stop]:
    """The stops that can be given to another car: of a broken car also those of the trip that it is on."""
    if run.vehicle.pk in going:
        return run.open
    boarded = {(stop.person_id, stop.route.plan_id, _WAY[stop.kind]) for stop in run.stops if hasattr(stop, "boarding")}
    return [
        stop
        for stop in run.stops
        if (stop.person_id, stop.route.plan_id, _WAY[stop.kind]) not in boarded and not is_past(stop)
    ]


def _on_board(run: CarRun) -> list[tuple[uuid.UUID, uuid.UUID, str]]:
    """Who got in and was not said to have got out."""
    inside: dict[tuple[uuid.UUID, uuid.UUID, str], bool] = {}
    for stop in run.stops:
        key = (stop.route.plan.session_id, stop.person_id, _WAY[stop.kind])
        if hasattr(stop, "boarding") and stop.boarding.on_board:
            inside[key] = True
        elif hasattr(stop, "arrival"):
            inside.pop(key, None)
    return list(inside)


def _missed(runs: Sequence[CarRun]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Who did not come out: nobody brings them home."""
    return {
        (stop.route.plan.session_id, stop.person_id)
        for run in runs
        for stop in run.stops
        if stop.kind == Stop.Kind.FETCH and hasattr(stop, "boarding") and not stop.boarding.on_board
    }


def _place(stop: Stop) -> tuple[float, float] | None:
    home, venue = stop.person.household, stop.route.plan.session.venue
    if stop.kind in {Stop.Kind.FETCH, Stop.Kind.HOME} and home and home.latitude is not None:
        return home.latitude, home.longitude or 0.0
    return (venue.latitude, venue.longitude or 0.0) if venue.latitude is not None else None
