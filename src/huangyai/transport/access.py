from __future__ import annotations

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.transport.models import RidePlan, Route, Vehicle


def visible_ride_plans(actor: Actor) -> models.QuerySet[RidePlan]:
    """Officers and leaders see all; a driver sees the plans of their own car."""
    if actor.system or actor.is_any(Role.OFFICER, Role.LEADER):
        return RidePlan.objects.all()
    if actor.is_any(Role.DRIVER):
        return RidePlan.objects.filter(routes__vehicle__driver_id=actor.user_id).distinct()
    return RidePlan.objects.none()


def visible_routes(actor: Actor) -> models.QuerySet[Route]:
    """Routes with names and homes: the office, and each driver their own."""
    if actor.system or actor.is_any(Role.OFFICER, Role.LEADER):
        return Route.objects.all()
    if actor.is_any(Role.DRIVER):
        return Route.objects.filter(vehicle__driver_id=actor.user_id)
    return Route.objects.none()


def visible_vehicles(actor: Actor) -> models.QuerySet[Vehicle]:
    """The cars."""
    return (
        Vehicle.objects.all() if actor.system or actor.is_staff or actor.is_any(Role.DRIVER) else Vehicle.objects.none()
    )


def require_ride_work(actor: Actor) -> None:
    """Officers plan rides."""
    if not (actor.system or actor.is_any(Role.OFFICER)):
        raise NotAllowed


def may_plan(actor: Actor) -> bool:
    """Plan rides and change them."""
    return actor.is_any(Role.OFFICER)


def may_see_phones(actor: Actor) -> bool:
    """A person's telephone number is for whoever drives them and for the office."""
    return actor.is_any(Role.OFFICER, Role.DRIVER)


def may_drive(actor: Actor) -> bool:
    """Say who got in: drivers on their own routes, officers for them."""
    return actor.is_any(Role.OFFICER, Role.DRIVER)


def require_driving(actor: Actor, route: Route) -> None:
    """The driver of this car, or an officer for them."""
    if not (
        actor.system
        or actor.is_any(Role.OFFICER)
        or (actor.is_any(Role.DRIVER) and route.vehicle.driver_id == actor.user_id)
    ):
        raise NotAllowed
