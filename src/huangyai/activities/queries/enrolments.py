"""Who is expected at a session, and who came."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence

from django.db import models
from django.utils import timezone

from huangyai.activities.access import require_attendance_work, visible_enrolments
from huangyai.activities.models import Activity, Enrolment, Session, Waiting
from huangyai.activities.rules.codes import CODE_LENGTH, tidy_code
from huangyai.kernel import Actor, NotFound
from huangyai.people.models import Person
from huangyai.plan.models import Project


def enrolments(actor: Actor, session: Session) -> models.QuerySet[Enrolment]:
    """Who is expected at a session, in Thai order, and whether they came."""
    return (
        visible_enrolments(actor)
        .filter(session=session, ended_at__isnull=True)
        .select_related("person__household__village", "attendance")
        .order_by("person__sort_key")
    )


def placed_people(activities: Sequence[Activity], first_day: dt.date) -> dict[uuid.UUID, set[uuid.UUID]]:
    """Who has a place in these activities from that day on, by activity."""
    standing = Enrolment.objects.filter(
        session__activity__in=activities, session__starts_at__date__gte=first_day, ended_at__isnull=True
    )
    placed: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for activity, person in standing.values_list("session__activity_id", "person_id"):
        placed[activity].add(person)
    return placed


def enrolments_of_person(actor: Actor, person: Person) -> list[Enrolment]:
    """Where somebody was expected, and whether they came; newest first."""
    found = (
        visible_enrolments(actor)
        .filter(person=person, ended_at__isnull=True)
        .select_related("session__activity", "session__venue", "attendance")
    )
    return list(found.order_by("-session__starts_at")[:50])


def attendance_of_project(project: Project) -> tuple[int, int, int]:
    """Expected, came, and how many different people came."""
    expected = Enrolment.objects.filter(session__activity__project=project, ended_at__isnull=True)
    came = expected.filter(attendance__isnull=False)
    return expected.count(), came.count(), came.values("person_id").distinct().count()


def people_who_came() -> models.QuerySet[Person]:
    """Everybody who came to at least one session."""
    return Person.objects.filter(pk__in=Enrolment.objects.filter(attendance__isnull=False).values("person_id"))


def standing_enrolments(session: Session) -> models.QuerySet[Enrolment]:
    """Everybody who is expected at a session and has not called off."""
    return Enrolment.objects.filter(session=session, ended_at__isnull=True)


def standing_waitings(session: Session) -> models.QuerySet[Waiting]:
    """Who waits for a place; in a course, at any of its meetings. Whoever came first stands first."""
    found = Waiting.objects.filter(ended_at__isnull=True)
    if session.activity.meetings > 1:
        return found.filter(session__activity=session.activity).order_by("made_at", "pk")
    return found.filter(session=session).order_by("made_at", "pk")


def waitings(actor: Actor, session: Session) -> models.QuerySet[Waiting]:
    """The waiting list, for those who hold the session."""
    require_attendance_work(actor)
    return standing_waitings(session).select_related("person__household__village", "session")


def meetings_of(session: Session) -> list[Session]:
    """The session itself and, where the activity is a course, its coming meetings."""
    if session.activity.meetings < 2:
        return [session]
    coming = models.Q(pk=session.pk) | models.Q(starts_at__gt=timezone.now(), call_off__isnull=True)
    return list(Session.objects.filter(coming, activity=session.activity).order_by("starts_at", "pk"))


def enrolment_with_code(code: str) -> Enrolment | None:
    """Whose card this code stands on, calling off included; nobody for a code that is not whole."""
    tidy = tidy_code(code)
    if len(tidy) != CODE_LENGTH:
        return None
    found = Enrolment.objects.filter(code=tidy)
    return found.select_related("person", "session__activity", "session__venue", "attendance").first()


def enrolment_by_code(actor: Actor, code: str) -> Enrolment:
    """Whose card this is, for those at the door; NotFound for an unknown one or somebody who called off."""
    require_attendance_work(actor)
    found = enrolment_with_code(code)
    if found is None or found.ended_at is not None:
        raise NotFound
    return found


def enrolment(actor: Actor, enrolment_id: uuid.UUID) -> Enrolment:
    """One enrolment that stands, or NotFound."""
    found = (
        visible_enrolments(actor)
        .filter(pk=enrolment_id, ended_at__isnull=True)
        .select_related("person", "session__activity", "session__venue")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def waiting(actor: Actor, waiting_id: uuid.UUID) -> Waiting:
    """One line of a waiting list, or NotFound."""
    require_attendance_work(actor)
    found = Waiting.objects.filter(pk=waiting_id, ended_at__isnull=True).select_related("person", "session").first()
    if found is None:
        raise NotFound
    return found
