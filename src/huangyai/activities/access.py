from __future__ import annotations

from django.db import models

from huangyai.activities.models import Activity, Enrolment, Session
from huangyai.kernel import Actor, NotAllowed, Role


def visible_activities(actor: Actor) -> models.QuerySet[Activity]:
    """What is offered is public."""
    return Activity.objects.all()


def visible_sessions(actor: Actor) -> models.QuerySet[Session]:
    """When and where is public; who comes is not."""
    return Session.objects.all()


def visible_enrolments(actor: Actor) -> models.QuerySet[Enrolment]:
    """Who is expected: staff and volunteers who hold the session; others see themselves."""
    if actor.system or actor.is_any(Role.OFFICER, Role.PLANNER, Role.LEADER, Role.VOLUNTEER):
        return Enrolment.objects.all()
    return Enrolment.objects.filter(person_id=actor.person_id) if actor.person_id else Enrolment.objects.none()


def require_activity_work(actor: Actor) -> None:
    """Officers hold activities."""
    if not (actor.system or actor.is_any(Role.OFFICER)):
        raise NotAllowed


def require_attendance_work(actor: Actor) -> None:
    """Officers and volunteers write down who came."""
    if not (actor.system or actor.is_any(Role.OFFICER, Role.VOLUNTEER)):
        raise NotAllowed
