from __future__ import annotations

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.volunteers.models import GivenHours, Volunteer


def visible_volunteers(actor: Actor) -> models.QuerySet[Volunteer]:
    """Staff see all volunteers; a volunteer sees themselves."""
    if actor.system or actor.is_staff:
        return Volunteer.objects.all()
    return Volunteer.objects.filter(user_id=actor.user_id) if actor.user_id else Volunteer.objects.none()


def require_volunteer_work(actor: Actor) -> None:
    """Officers take volunteers in."""
    if not (actor.system or actor.is_any(Role.OFFICER, Role.ADMINISTRATOR)):
        raise NotAllowed


def require_own_hours(actor: Actor, volunteer: Volunteer) -> None:
    """Volunteers write down their own hours; officers may for them."""
    if not (actor.system or actor.is_any(Role.OFFICER) or volunteer.user_id == actor.user_id):
        raise NotAllowed


def visible_hours(actor: Actor) -> models.QuerySet[GivenHours]:
    """Hours of the volunteers one may see."""
    return GivenHours.objects.filter(volunteer__in=visible_volunteers(actor))
