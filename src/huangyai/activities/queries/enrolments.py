"""Who is expected at a session, and who came."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import models

from huangyai.activities.access import visible_enrolments
from huangyai.activities.models import Activity, Enrolment, Session
from huangyai.kernel import Actor
from huangyai.people.models import Person
from huangyai.plan.models import Project


def enrolments(actor: Actor, session: Session) -> models.QuerySet[Enrolment]:
    """Who is expected at a session, in Thai order, and whether they came."""
    return (
        visible_enrolments(actor)
        .filter(session=session)
        .select_related("person__household__village", "attendance")
        .order_by("person__sort_key")
    )


def enrolled_people(activities: Sequence[Activity]) -> set[uuid.UUID]:
    """Who already has a place in one of these activities."""
    return set(Enrolment.objects.filter(session__activity__in=activities).values_list("person_id", flat=True))


def enrolments_of_person(actor: Actor, person: Person) -> list[Enrolment]:
    """Where somebody was expected, and whether they came; newest first."""
    found = (
        visible_enrolments(actor)
        .filter(person=person)
        .select_related("session__activity", "session__venue", "attendance")
    )
    return list(found.order_by("-session__starts_at")[:50])


def attendance_of_project(project: Project) -> tuple[int, int, int]:
    """Expected, came, and how many different people came."""
    expected = Enrolment.objects.filter(session__activity__project=project)
    came = expected.filter(attendance__isnull=False)
    return expected.count(), came.count(), came.values("person_id").distinct().count()


def people_who_came() -> models.QuerySet[Person]:
    """Everybody who came to at least one session."""
    return Person.objects.filter(pk__in=Enrolment.objects.filter(attendance__isnull=False).values("person_id"))
