from __future__ import annotations

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.volunteers.models import GivenHours, Volunteer


def visible_volunteers(actor: Actor) -> models.QuerySet[Volunteer]:
    """Staff see all volunteers; a volunteer sees themselves."""
    if actor.system or actor.is_staff:
        return Volunteer.objects.all()
    return Volunteer.objects.filter(user_id=actor.user_id) if actor.user_id else Volunteer.objects.none()


def may_welcome(actor: Actor) -> bool:
    """Officers take volunteers in."""
    return actor.system or actor.is_any(Role.OFFICER, Role.ADMINISTRATOR)


def require_volunteer_work(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_welcome(actor):
        raise NotAllowed


def may_give_hours(actor: Actor, volunteer: Volunteer) -> bool:
    """Volunteers write down their own hours; officers may for them."""
    own = volunteer.user_id == actor.user_id and actor.is_any(Role.VOLUNTEER)
    return actor.system or actor.is_any(Role.OFFICER) or own


def require_own_hours(actor: Actor, volunteer: Volunteer) -> None:
    """Refuse everyone else."""
    if not may_give_hours(actor, volunteer):
        raise NotAllowed


def visible_hours(actor: Actor) -> models.QuerySet[GivenHours]:
    """Hours of the volunteers one may see."""
    return GivenHours.objects.filter(volunteer__in=visible_volunteers(actor))
