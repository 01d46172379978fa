"""When activities meet, and how many come."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from django.db import models
from django.db.models import Count, Q, Sum
from django.utils import timezone

from huangyai.activities.access import visible_sessions
from huangyai.activities.models import Attendance, Enrolment, Expense, Session
from huangyai.activities.rules.enrolling import is_full
from huangyai.kernel import Actor, NotFound
from huangyai.plan.models import Project
from huangyai.plan.rules.disbursement import HeldSession

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


# Who called off is no longer expected.
_STANDING = Q(enrolments__isnull=False, enrolments__ended_at__isnull=True)


class PeopleCounts(TypedDict):
    """What a list counts beside each row."""

    expected: int
    came: int
    riding: int


def sessions(actor: Actor) -> models.QuerySet[WithAnnotations[Session, PeopleCounts]]:
    """Sessions in time, with how many are expected and how many came."""
    return (
        visible_sessions(actor)
        .select_related("activity__project", "venue", "call_off__instead")
        .annotate(
            expected=Count("enrolments", filter=_STANDING, distinct=True),
            came=Count("enrolments", filter=Q(enrolments__attendance__isnull=False), distinct=True),
            riding=Count("enrolments", filter=_STANDING & Q(enrolments__needs_ride=True), distinct=True),
        )
    )


def session(actor: Actor, session_id: uuid.UUID) -> WithAnnotations[Session, PeopleCounts]:
    """One session, or NotFound."""
    found = sessions(actor).filter(pk=session_id).first()
    if found is None:
        raise NotFound
    return found


def sessions_of_project(project: Project) -> list[Session]:
    """A project's sessions, in time."""
    held = sessions(Actor.machine(project.municipality_id, "thread")).filter(call_off__isnull=True)
    return list(held.filter(activity__project=project))


def held_sessions(project_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[HeldSession]]:
    """The sessions to which somebody came, of each of these projects, as the papers of a payment want them."""
    found: dict[uuid.UUID, list[HeldSession]] = defaultdict(list)
    spent = dict(
        Expense.objects.filter(session__activity__project__in=project_ids)
        .order_by()
        .values_list("session_id")
        .annotate(baht=Sum("baht"))
    )
    held = (
        Session.objects.filter(activity__project__in=project_ids)
        .select_related("activity")
        .annotate(came=Count("enrolments", filter=Q(enrolments__attendance__isnull=False)))
        .filter(came__gt=0)
        .order_by("starts_at", "pk")
    )
    for session in held:
        day = timezone.localdate(session.starts_at)
        baht = spent.get(session.pk, Decimal(0))
        found[session.activity.project_id].append(HeldSession(day, session.activity.name, session.came, baht))
    return found


def count_attendance() -> tuple[int, int]:
    """Sessions held and visits to them; public."""
    return Session.objects.filter(enrolments__attendance__isnull=False).distinct().count(), Attendance.objects.count()


def coming_sessions() -> models.QuerySet[Session]:
    """What is held from now on; public."""
    coming = Session.objects.filter(starts_at__gt=timezone.now(), call_off__isnull=True)
    return coming.select_related("activity", "venue").order_by("starts_at", "pk")


def meetings_with(session: Session) -> list[Session]:
    """All meetings of the course that a session belongs to; only itself where it is no course."""
    if session.activity.meetings < 2:
        return [session]
    held = Session.objects.filter(activity=session.activity, call_off__isnull=True)
    return list(held.select_related("activity", "venue"))


def is_session_full(session: Session) -> bool:
    """Nobody more fits; public, as a yes or no."""
    expected = Enrolment.objects.filter(session=session, ended_at__isnull=True).count()
    return is_full(expected, session.activity.capacity, session.venue.capacity)
