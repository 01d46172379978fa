"""Runs of cars as rows: routes, stops, figures; and what a new plan changed for whom."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huangyai.activities.models import Enrolment
from huangyai.kernel import Actor, Words
from huangyai.transport.bridge import RIDE_CAP_MINUTES, Halt, Leg, Run, Way, kilometres_by_session, longest_rides
from huangyai.transport.models import Replanning, RidePlan, Route, Stop, Vehicle
from huangyai.transport.queries.day import CarRun, plans_on, runs_on
from huangyai.transport.rules import Shift, shifted

Told = dict[tuple[uuid.UUID, uuid.UUID], tuple[dt.datetime, Vehicle]]


@dataclass(frozen=True, slots=True)
class Changed:
    """What a new plan means for one person at one session."""

    session_id: uuid.UUID
    person_id: uuid.UUID
    shift: Shift
    car_before: str
    car_after: str

    def as_line(self) -> dict[str, str | None]:
        """As the row of the replanning keeps it."""
        return {
            "session": str(self.session_id),
            "person": str(self.person_id),
            "before": self.shift.before.isoformat() if self.shift.before else None,
            "after": self.shift.after.isoformat() if self.shift.after else None,
            "car_before": self.car_before,
            "car_after": self.car_after,
        }


def told_times(runs: Sequence[CarRun]) -> Told:
    """When each was told that the car stands before the door, and which car."""
    return {
        (stop.route.plan.session_id, stop.person_id): (stop.arrives_at, run.vehicle)
        for run in runs
        for stop in run.stops
        if stop.kind == Stop.Kind.FETCH
    }


def what_changed(before: Told, after: Told) -> list[Changed]:
    """Everybody who must hear something new."""
    found = []
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        shift = Shift(old[0] if old else None, new[0] if new else None, bool(old and new and old[1].pk != new[1].pk))
        if shifted(shift):
            found.append(Changed(*key, shift, old[1].name if old else "", new[1].name if new else ""))
    return sorted(found, key=lambda one: (str(one.shift.after or one.shift.before), str(one.person_id)))


def store_runs(actor: Actor, day: dt.date, runs: Sequence[Run], kept: Mapping[uuid.UUID, int]) -> None:
    """Write the stops of each car; `kept` says how many of its stops stay before them."""
    plans = {plan.session_id: plan for plan in plans_on(day)}
    for run in runs:
        routes: dict[uuid.UUID, Route] = {}
        first = kept.get(run.vehicle.pk, 0) + 1
        stops = []
        for order, halt in enumerate(run.halts, start=first):
            plan = plans[halt.session_id]
            if plan.pk not in routes:
                routes[plan.pk] = _route(actor, plan, run)
            stops.append(
                Stop(
                    municipality_id=actor.municipality_id,
                    route=routes[plan.pk],
                    order=order,
                    kind=halt.kind,
                    person_id=halt.person_id,
                    arrives_at=halt.arrives_at,
                    leaves_at=halt.leaves_at,
                )
            )
        Stop.objects.bulk_create(stops)


def replace_stops(run: CarRun, replanning: Replanning) -> None:
    """What was promised for the rest of this car's day is no longer so."""
    Stop.objects.filter(pk__in=[stop.pk for stop in run.open]).update(replaced_by=replanning)


def is_as_before(run: CarRun, halts: Sequence[Halt]) -> bool:
    """The rest of the car's day is the same, to the minute that people were told."""

    def told(session: uuid.UUID, person: uuid.UUID, kind: str, at: dt.datetime) -> tuple[object, ...]:
        return session, person, str(kind), round(at.timestamp() / 60)

    return [told(s.route.plan.session_id, s.person_id, s.kind, s.arrives_at) for s in run.open] == [
        told(h.session_id, h.person_id, h.kind, h.arrives_at) for h in halts
    ]


def refresh_figures(
    day: dt.date,
    unserved: Mapping[tuple[uuid.UUID, uuid.UUID, str], Words] | None = None,
    *,
    of: set[uuid.UUID] | None = None,
) -> list[RidePlan]:
    """Kilometres, the longest ride and who can't be fetched, anew from what is promised now."""
    stops_of = {run.vehicle: run.stops for run in runs_on(day)}
    kilometres, longest = kilometres_by_session(stops_of), longest_rides(stops_of)
    left: dict[uuid.UUID, dict[uuid.UUID, Words]] = defaultdict(dict)
    for (session, person, _way), why in (unserved or {}).items():
        left[session].setdefault(person, why)
    plans = plans_on(day)
    for plan in plans:
        plan.kilometres = kilometres.get(plan.session_id, 0.0)
        plan.longest_ride_minutes = longest.get(plan.session_id, 0.0)
        plan.ride_cap_minutes = RIDE_CAP_MINUTES
        if unserved is not None and (of is None or plan.session_id in of):
            plan.unserved = [
                {"person": str(person), "why": why.as_dict()} for person, why in left[plan.session_id].items()
            ]
        plan.save(update_fields=["kilometres", "longest_ride_minutes", "ride_cap_minutes", "unserved"])
    return plans


def legs_both_ways(riders: Sequence[Enrolment]) -> list[Leg]:
    """There and home again for each."""
    ways: tuple[Way, Way] = ("there", "back")
    return [Leg(rider.session, rider.person, way) for rider in riders for way in ways]


def _route(actor: Actor, plan: RidePlan, run: Run) -> Route:
    route, made = Route.objects.get_or_create(
        municipality_id=actor.municipality_id, plan=plan, vehicle=run.vehicle, defaults={"reason": run.reason}
    )
    if not made:
        route.reason = run.reason
        route.save(update_fields=["reason"])
    return route
