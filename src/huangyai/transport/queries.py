from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db import models
from django.db.models import Count, Q, Sum

from huangyai.kernel import Actor, NotFound
from huangyai.plan.models import Project
from huangyai.transport.access import visible_ride_plans, visible_routes, visible_vehicles
from huangyai.transport.models import Boarding, RidePlan, Route, Stop, Vehicle

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class RideCounts(TypedDict):
    """What a list counts beside each row."""

    cars: int
    people: int


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
        .annotate(cars=Count("routes", distinct=True), people=Count("routes__stops__person", distinct=True))
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
    stops = Stop.objects.select_related("person__household__village", "boarding").order_by("order")
    return list(
        visible_routes(actor)
        .filter(plan=plan)
        .select_related("vehicle")
        .prefetch_related(models.Prefetch("stops", stops))
        .order_by("vehicle__name")
    )


def route(actor: Actor, route_id: uuid.UUID) -> Route:
    """One route, or NotFound."""
    stops = Stop.objects.select_related("person__household__village", "boarding").order_by("order")
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
    found = Stop.objects.filter(pk=stop_id, route__in=visible_routes(actor)).select_related("route__vehicle").first()
    if found is None:
        raise NotFound
    return found


def vehicles(actor: Actor) -> list[Vehicle]:
    """The cars."""
    return list(visible_vehicles(actor).order_by("name"))


def driver_routes(actor: Actor, day: dt.date) -> list[Route]:
    """A driver's routes of one day."""
    return list(
        visible_routes(actor)
        .filter(plan__session__starts_at__date=day, vehicle__driver_id=actor.user_id)
        .select_related("vehicle", "plan__session__activity", "plan__session__venue")
    )


def figures_of_project(project: Project) -> RideFigures:
    """Kilometres driven and people fetched for a project."""
    plans = RidePlan.objects.filter(session__activity__project=project)
    fetched = Boarding.objects.filter(on_board=True, stop__kind=Stop.Kind.FETCH, stop__route__plan__in=plans)
    return RideFigures(
        plans.aggregate(total=Sum("kilometres"))["total"] or 0.0,
        fetched.values("stop__person_id").distinct().count(),
        fetched.filter(Q(stop__person__wheelchair=True)).values("stop__person_id").distinct().count(),
    )


def ride_plan_of_session(session_id: uuid.UUID) -> RidePlan | None:
    """The rides of a session, if they are planned."""
    return RidePlan.objects.filter(session_id=session_id).first()


def count_fetched() -> int:
    """How many rides to sessions were given; public."""
    return Boarding.objects.filter(on_board=True, stop__kind=Stop.Kind.FETCH).count()
