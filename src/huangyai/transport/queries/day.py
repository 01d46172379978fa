"""A day of cars as it is promised now."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.utils import timezone

from huangyai.activities.models import Enrolment, Session
from huangyai.kernel import Actor, Words
from huangyai.people.models import Person
from huangyai.transport.access import visible_routes
from huangyai.transport.models import Cancellation, Replanning, RidePlan, Route, Stop, Vehicle
from huangyai.transport.rules import Call, calls_done, free_from

_IN = {Stop.Kind.FETCH, Stop.Kind.LEAVE}


@dataclass(slots=True)
class CarRun:
    """One car's stops of the day in their order."""

    vehicle: Vehicle
    stops: list[Stop] = field(default_factory=list)
    route: Route | None = None

    @property
    def calls(self) -> list[Call]:
        """The stops as the rules read them."""
        return [
            Call(
                1 if stop.kind in _IN else -1,
                stop.leaves_at,
                hasattr(stop, "boarding") or hasattr(stop, "arrival") or is_past(stop),
            )
            for stop in self.stops
        ]

    @property
    def done(self) -> list[Stop]:
        """Stops that stay as they are, because the car is on its way or has been."""
        return self.stops[: calls_done(self.calls)]

    @property
    def open(self) -> list[Stop]:
        """Stops that can still be planned again."""
        return self.stops[calls_done(self.calls) :]

    def free_from(self, now: dt.datetime) -> dt.datetime:
        """When the car can begin something new."""
        return free_from(self.calls, now)


def is_past(stop: Stop) -> bool:
    """A way to a session that has begun: driven or not, nobody plans it again."""
    return stop.kind in {Stop.Kind.FETCH, Stop.Kind.ARRIVE} and stop.route.plan.session.starts_at <= timezone.now()


def current_stops() -> models.QuerySet[Stop]:
    """What people are promised now, with all that a board, a sheet or a driver's page says about it."""
    return (
        Stop.objects.filter(replaced_by__isnull=True, route__plan__session__call_off__isnull=True)
        .select_related(
            "person__household__village",
            "boarding",
            "arrival",
            "route__vehicle__driver",
            "route__plan__session__venue",
            "route__plan__session__activity",
        )
        .order_by("route__vehicle__name", "route__vehicle_id", "order")
    )


def runs_on(day: dt.date) -> list[CarRun]:
    """Every car that goes on this day, with all its stops; for actions, which have asked who may."""
    return _by_car(current_stops().filter(route__plan__session__starts_at__date=day))


def visible_runs_on(actor: Actor, day: dt.date) -> list[CarRun]:
    """The cars of a day that one may see."""
    return _by_car(current_stops().filter(route__plan__session__starts_at__date=day, route__in=visible_routes(actor)))


def run_of(actor: Actor, route: Route) -> CarRun:
    """All that this route's car does on its day, one session after the other."""
    day = timezone.localtime(route.plan.session.starts_at).date()
    stops = current_stops().filter(
        route__plan__session__starts_at__date=day,
        route__vehicle_id=route.vehicle_id,
        route__in=visible_routes(actor),
    )
    return CarRun(route.vehicle, list(stops), route)


def route_mark(stops: Iterable[Stop]) -> str:
    """A mark that is another one as soon as the office puts a stop in, takes one out or moves its time."""
    said = ",".join(f"{stop.pk.hex}@{stop.arrives_at.isoformat()}" for stop in stops)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def day_of(plan: RidePlan) -> dt.date:
    """On which day the cars of this plan go."""
    return timezone.localtime(plan.session.starts_at).date()


def riders_of(sessions: Sequence[Session]) -> list[Enrolment]:
    """Who is to be fetched to these sessions, without who has said that they don't come."""
    cancelled = Cancellation.objects.filter(
        session_id=models.OuterRef("session_id"), person_id=models.OuterRef("person_id"), taken_back_at__isnull=True
    )
    return list(
        Enrolment.objects.filter(
            session__in=sessions, needs_ride=True, ended_at__isnull=True, person__death__isnull=True
        )
        .exclude(models.Exists(cancelled))
        .select_related("person__household", "session__venue", "session__activity")
        .order_by("session__starts_at", "person__sort_key", "pk")
    )


def riding(plan: RidePlan) -> models.QuerySet[Person]:
    """Who is fetched, or waits to be fetched, to this plan's session."""
    promised = Stop.objects.filter(route__plan=plan, replaced_by__isnull=True).values("person_id")
    waiting = [one["person"] for one in plan.unserved]
    found = Person.objects.filter(models.Q(pk__in=promised) | models.Q(pk__in=waiting))
    return found.select_related("household__village").order_by("sort_key", "pk")


def could_ride(plan: RidePlan) -> models.QuerySet[Person]:
    """Who is expected at the session and no car fetches; they can still be added."""
    expected = Enrolment.objects.filter(session_id=plan.session_id, ended_at__isnull=True).values("person_id")
    promised = Stop.objects.filter(route__plan=plan, replaced_by__isnull=True)
    there, back = (promised.filter(kind=kind).values("person_id") for kind in (Stop.Kind.FETCH, Stop.Kind.LEAVE))
    found = Person.objects.filter(pk__in=expected).exclude(models.Q(pk__in=there) & models.Q(pk__in=back))
    return found.select_related("household__village").order_by("sort_key", "pk")


def overlooked(plan: RidePlan) -> list[Person]:
    """Who asked for a car since the rides were planned: in no car, and not among those who can't be fetched."""
    promised = Stop.objects.filter(route__plan=plan, replaced_by__isnull=True).values_list("person_id", flat=True)
    known = {str(person) for person in promised} | {one["person"] for one in plan.unserved}
    return [rider.person for rider in riders_of([plan.session]) if str(rider.person_id) not in known]


def expected_no_more(plan: RidePlan) -> models.QuerySet[Person]:
    """Whom a car is still to fetch though they called off, or have died."""
    expected = Enrolment.objects.filter(
        session_id=plan.session_id, ended_at__isnull=True, person__death__isnull=True
    ).values("person_id")
    promised = Stop.objects.filter(route__plan=plan, replaced_by__isnull=True).values("person_id")
    return Person.objects.filter(pk__in=promised).exclude(pk__in=expected).order_by("sort_key", "pk")


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What one replanning did to one person."""

    person: Person
    before: dt.datetime | None
    after: dt.datetime | None
    car_before: str
    car_after: str

    @property
    def minutes(self) -> int:
        """Later (above zero) or earlier, in minutes."""
        return round((self.after - self.before).total_seconds() / 60) if self.before and self.after else 0


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """One replanning with its lines, as the board shows what moved."""

    replanning: Replanning
    lines: list[ChangeLine]


def changes_on(actor: Actor, day: dt.date) -> list[ChangedDay]:
    """What was planned again on this day, newest first; only for those who see all the cars."""
    if not visible_routes(actor).filter(plan__session__starts_at__date=day).exists() or actor.user_id is None:
        return []
    found = list(Replanning.objects.filter(day=day).select_related("done_by")[:10])
    ids = {line["person"] for one in found for line in one.changes}
    people = {str(pk): person for pk, person in Person.objects.in_bulk(list(ids)).items()}
    return [
        ChangedDay(
            one,
            [
                ChangeLine(
                    people[line["person"]],
                    _moment(line["before"]),
                    _moment(line["after"]),
                    line["car_before"],
                    line["car_after"],
                )
                for line in one.changes
                if line["person"] in people
            ],
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class LiveCar:
    """How far a car is: what the office sees without ringing the driver up."""

    run: CarRun
    fetched: int
    missed: int
    left: int
    next: Stop | None
    late_minutes: int


def live_state(runs: Sequence[CarRun], now: dt.datetime) -> list[LiveCar]:
    """Fetched, not come out and still to fetch, and how late the last word of the driver was."""
    return [_live(run, now) for run in runs]


def _live(run: CarRun, now: dt.datetime) -> LiveCar:
    fetch = [stop for stop in run.stops if stop.kind == Stop.Kind.FETCH]
    said = [stop for stop in fetch if hasattr(stop, "boarding")]
    upcoming = next_open(run.stops)
    late = max(0, round((now - upcoming.arrives_at).total_seconds() / 60)) if upcoming else 0
    came = sum(1 for stop in said if stop.boarding.on_board)
    return LiveCar(run, came, len(said) - came, len(fetch) - len(said), upcoming, late if late < 24 * 60 else 0)


def open_stops(stops: Sequence[Stop]) -> list[Stop]:
    """The stops on which the driver has not said anything, leaving out whoever didn't come out."""
    missed = {
        (stop.person_id, stop.route.plan_id)
        for stop in stops
        if stop.kind == Stop.Kind.FETCH and hasattr(stop, "boarding") and not stop.boarding.on_board
    }
    return [
        stop
        for stop in stops
        if (stop.person_id, stop.route.plan_id) not in missed
        and not (hasattr(stop, "boarding") if stop.kind in _IN else hasattr(stop, "arrival"))
    ]


def next_open(stops: Sequence[Stop]) -> Stop | None:
    """The next stop on which the driver has not said anything."""
    return next(iter(open_stops(stops)), None)


def unserved_on(plans: Sequence[RidePlan]) -> list[tuple[Person, Words, RidePlan]]:
    """Who can't be fetched on these plans, and why."""
    wanted = {one["person"] for plan in plans for one in plan.unserved}
    people = {str(pk): person for pk, person in Person.objects.in_bulk(list(wanted)).items()}
    return [
        (people[one["person"]], Words.of(one["why"]), plan)
        for plan in plans
        for one in plan.unserved
        if one["person"] in people
    ]


def plans_on(day: dt.date) -> list[RidePlan]:
    """Every ride plan of a day."""
    found = RidePlan.objects.filter(session__starts_at__date=day, session__call_off__isnull=True)
    return list(found.select_related("session__activity", "session__venue").order_by("session__starts_at", "pk"))


def _by_car(stops: models.QuerySet[Stop]) -> list[CarRun]:
    runs: dict[uuid.UUID, CarRun] = {}
    for stop in stops:
        run = runs.setdefault(stop.route.vehicle_id, CarRun(stop.route.vehicle))
        run.stops.append(stop)
        run.route = run.route or stop.route
    return list(runs.values())


def _moment(written: str | None) -> dt.datetime | None:
    return timezone.localtime(dt.datetime.fromisoformat(written)) if written else None
