from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db import models
from django.db.models import Count, Q, Sum
from django.utils import timezone

from huangyai.accounts.models import Membership, User
from huangyai.activities.models import Session
from huangyai.kernel import Actor, NotFound, Role, Words
from huangyai.outbox.queries import Told, told
from huangyai.people.models import Person
from huangyai.plan.models import Project
from huangyai.transport.access import visible_ride_plans, visible_routes, visible_vehicles
from huangyai.transport.models import Boarding, RidePlan, Route, Stop, Vehicle
from huangyai.transport.queries.day import CarRun, current_stops

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


# What people are promised now.
_PROMISED = Q(routes__stops__isnull=False, routes__stops__replaced_by__isnull=True)


class RideCounts(TypedDict):
    """What a list counts beside each row."""

    cars: int
    people: int


class Riding(TypedDict):
    """What a list of sessions counts beside each."""

    riding: int


@dataclass(frozen=True, slots=True)
class RideFigures:
    """What rides did for a project."""

    kilometres: float
    fetched: int
    wheelchairs: int


def ride_plans(actor: Actor) -> models.QuerySet[WithAnnotations[RidePlan, RideCounts]]:
    """Ride plans, newest session first."""
    return (
        visible_ride_plans(actor)
        .select_related("session__activity", "session__venue")
        .annotate(
            cars=Count("routes", filter=_PROMISED, distinct=True),
            people=Count("routes__stops__person", filter=_PROMISED, distinct=True),
        )
        .order_by("-session__starts_at")
    )


def ride_plan(actor: Actor, plan_id: uuid.UUID) -> WithAnnotations[RidePlan, RideCounts]:
    """One ride plan, or NotFound."""
    found = ride_plans(actor).filter(pk=plan_id).first()
    if found is None:
        raise NotFound
    return found


def routes(actor: Actor, plan: RidePlan) -> list[Route]:
    """A plan's routes with their stops, ready for the board and the route sheet."""
    stops = current_stops().order_by("order")
    found = (
        visible_routes(actor)
        .filter(plan=plan)
        .select_related("vehicle")
        .prefetch_related(models.Prefetch("stops", stops))
        .order_by("vehicle__name")
    )
    return [route for route in found if route.stops.all()]


def route(actor: Actor, route_id: uuid.UUID) -> Route:
    """One route, or NotFound."""
    stops = current_stops().order_by("order")
    found = (
        visible_routes(actor)
        .select_related("vehicle", "plan__session__activity", "plan__session__venue")
        .prefetch_related(models.Prefetch("stops", stops))
        .filter(pk=route_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def stop(actor: Actor, stop_id: uuid.UUID) -> Stop:
    """One stop of a route that one may see, or NotFound."""
    found = (
        Stop.objects.filter(pk=stop_id, route__in=visible_routes(actor))
        .select_related("route__vehicle", "route__plan__session")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def next_pickup(stops: Sequence[Stop]) -> Stop | None:
    """The next home where somebody waits to be fetched and nothing is recorded yet."""
    return next((stop for stop in stops if stop.kind == Stop.Kind.FETCH and not hasattr(stop, "boarding")), None)


def vehicles(actor: Actor) -> list[Vehicle]:
    """The cars."""
    return list(visible_vehicles(actor).select_related("driver").order_by("name"))


def drivers() -> models.QuerySet[User]:
    """Who drives in this municipality."""
    here = Membership.objects.filter(role=Role.DRIVER.value)
    return User.objects.filter(pk__in=here.values("user_id")).order_by("display_name")


def driver_routes(actor: Actor, day: dt.date) -> list[Route]:
    """A driver's routes of one day, one for each of their cars: its page goes from session to session."""
    found = (
        visible_routes(actor)
        .filter(
            plan__session__starts_at__date=day, plan__session__call_off__isnull=True, vehicle__driver_id=actor.user_id
        )
        .filter(models.Exists(Stop.objects.filter(route_id=models.OuterRef("pk"), replaced_by__isnull=True)))
        .select_related("vehicle", "plan__session__activity", "plan__session__venue")
        .order_by("plan__session__starts_at", "pk")
    )
    first: dict[uuid.UUID, Route] = {}
    for route in found:
        first.setdefault(route.vehicle_id, route)
    return list(first.values())


def figures_of_project(project: Project) -> RideFigures:
    """Kilometres driven and people fetched for a project."""
    plans = RidePlan.objects.filter(session__activity__project=project, session__call_off__isnull=True)
    fetched = Boarding.objects.filter(on_board=True, stop__kind=Stop.Kind.FETCH, stop__route__plan__in=plans)
    return RideFigures(
        plans.aggregate(total=Sum("kilometres"))["total"] or 0.0,
        fetched.values("stop__person_id").distinct().count(),
        fetched.filter(Q(stop__person__wheelchair=True)).values("stop__person_id").distinct().count(),
    )


def fetched_by_project() -> dict[uuid.UUID, int]:
    """How many different people each project fetched from home."""
    fetched = Boarding.objects.filter(on_board=True, stop__kind=Stop.Kind.FETCH).order_by()
    by_project = fetched.values_list("stop__route__plan__session__activity__project_id")
    return dict(by_project.annotate(people=Count("stop__person", distinct=True)))


def count_fetched() -> int:
    """How many rides to sessions were given; public."""
    return Boarding.objects.filter(on_board=True, stop__kind=Stop.Kind.FETCH).count()


def sessions_without_rides() -> models.QuerySet[WithAnnotations[Session, Riding]]:
    """Sessions with people to fetch and no rides planned, the next one first, with how many wait to be fetched."""
    riding = Count("enrolments", filter=Q(enrolments__needs_ride=True, enrolments__ended_at__isnull=True))
    waiting = Session.objects.annotate(riding=riding).filter(riding__gt=0)
    planned = RidePlan.objects.values("session_id")
    return waiting.exclude(pk__in=planned).select_related("activity").order_by("starts_at")


def sessions_to_fetch() -> models.QuerySet[WithAnnotations[Session, Riding]]:
    """Sessions to come for which cars can still be planned."""
    return sessions_without_rides().filter(starts_at__gte=timezone.now())


def plan_of_session(actor: Actor, session: Session) -> RidePlan | None:
    """The plan of a session's cars, if there is one."""
    return ride_plans(actor).filter(session=session).first()


def pickup_key(plan_id: uuid.UUID) -> str:
    """The natural key of telling the times of a ride plan."""
    return f"rides:{plan_id}"


def told_of(actor: Actor, plan: RidePlan) -> Told | None:
    """How many of a plan's people have heard their time; only for those who may read messages."""
    key = pickup_key(plan.pk)
    return told(actor, [key]).get(key)


def unserved(actor: Actor, plan: RidePlan) -> list[tuple[Person, Words]]:
    """Who can't be fetched, and why; for the office."""
    if not (actor.system or actor.is_any(Role.OFFICER, Role.LEADER)):
        return []
    people = Person.objects.in_bulk([one["person"] for one in plan.unserved])
    return [(person, Words.of(one["why"])) for one in plan.unserved if (person := people.get(uuid.UUID(one["person"])))]


def route_places(runs: Sequence[CarRun]) -> dict[str, object]:
    """The day's cars as GeoJSON: homes by number, never by name, and straight lines, because no road is invented."""
    features: list[dict[str, object]] = []
    venues = {}
    for number, run in enumerate(runs):
        tone, line = number % 6 + 1, []
        for stop in run.stops:
            home, venue = stop.person.household, stop.route.plan.session.venue
            venues[venue.pk] = venue
            if stop.kind in {Stop.Kind.FETCH, Stop.Kind.HOME}:
                if home is None or home.longitude is None:
                    continue
                line.append([home.longitude, home.latitude])
                if stop.kind == Stop.Kind.FETCH:
                    text = f"{run.vehicle.name} · {stop.order}"
                    features.append(_point(home.longitude, home.latitude, home.house_no, text, tone))
            elif venue.longitude is not None and line[-1:] != [[venue.longitude, venue.latitude]]:
                line.append([venue.longitude, venue.latitude])
        if len(line) > 1:
            geometry = {"type": "LineString", "coordinates": line}
            features.append(
                {
                    "type": "Feature",
                    "geometry": geometry,
                    "properties": {"name": run.vehicle.name, "text": "", "tone": tone},
                }
            )
    features += [_point(one.longitude, one.latitude, one.name, "", "green") for one in venues.values() if one.longitude]
    return {"type": "FeatureCollection", "features": features}


def _point(longitude: float | None, latitude: float | None, name: str, text: str, tone: int | str) -> dict[str, object]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": {"name": name, "text": text, "tone": tone},
    }


@dataclass(frozen=True, slots=True)
class WaitingDay:
    """A day with sessions whose people wait for a car."""

    day: dt.date
    sessions: int
    people: int


def waiting_days() -> list[WaitingDay]:
    """Days that can be planned in one click, the next one first."""
    days: dict[dt.date, list[int]] = {}
    for session in sessions_to_fetch():
        days.setdefault(timezone.localtime(session.starts_at).date(), []).append(session.riding)
    return [WaitingDay(day, len(riding), sum(riding)) for day, riding in days.items()]
