from __future__ import annotations

import uuid
from collections.abc import Callable

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from huangyai.activities.models import Activity, ComingTimes, Enrolment, Livelihood, Session, SignUp
from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.people.models import Person

READERS = (
    Role.OFFICER,
    Role.PLANNER,
    Role.LEADER,
    Role.CASE_WORKER,
    Role.ADMINISTRATOR,
    Role.VOLUNTEER,
    Role.PARTNER,
)


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


def visible_coming_times(actor: Actor) -> models.QuerySet[ComingTimes]:
    """When somebody can come: those who ask and those who plan for them; others see what they said themselves."""
    if actor.system or actor.is_any(Role.OFFICER, Role.VOLUNTEER):
        return ComingTimes.objects.all()
    return ComingTimes.objects.filter(person_id=actor.person_id) if actor.person_id else ComingTimes.objects.none()


def visible_livelihoods(actor: Actor) -> models.QuerySet[Livelihood]:
    """What somebody earns: officers, who ask about it."""
    return Livelihood.objects.all() if actor.system or actor.is_any(Role.OFFICER) else Livelihood.objects.none()


def require_activity_work(actor: Actor) -> None:
    """Officers hold activities."""
    if not (actor.system or actor.is_any(Role.OFFICER)):
        raise NotAllowed


def require_attendance_work(actor: Actor) -> None:
    """Officers and volunteers write down who came."""
    if not (actor.system or actor.is_any(Role.OFFICER, Role.VOLUNTEER)):
        raise NotAllowed


def reachable_people(actor: Actor) -> models.QuerySet[Person]:
    """Whom one may sign up for something: officers everybody, volunteers the people of the homes they watch over."""
    if actor.system or actor.is_any(Role.OFFICER):
        return Person.objects.all()
    told: str = settings.KNOWS.get("watched-homes", "")
    if not told or not actor.is_any(Role.VOLUNTEER):
        return Person.objects.none()
    homes_of: Callable[[Actor], set[uuid.UUID]] = import_string(told)
    return Person.objects.filter(household__in=homes_of(actor))


def require_enrolling(actor: Actor, person: Person) -> None:
    """Refuse whoever may not sign this person up or call off for them."""
    if not reachable_people(actor).filter(pk=person.pk).exists():
        raise NotAllowed


def visible_sign_ups(actor: Actor) -> models.QuerySet[SignUp]:
    """Names and numbers that somebody wrote: officers, who answer them."""
    return SignUp.objects.all() if actor.system or actor.is_any(Role.OFFICER) else SignUp.objects.none()
