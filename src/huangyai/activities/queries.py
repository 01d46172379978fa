from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

import holidays
from django.db import models
from django.db.models import Count, Q, Sum
from django.utils import timezone

from huangyai.activities.access import visible_activities, visible_enrolments, visible_sessions
from huangyai.activities.models import Activity, Attendance, Enrolment, Expense, Session, Venue
from huangyai.activities.rules import Life, TimeSlot, keys_between, life_of
from huangyai.kernel import Actor, NotFound
from huangyai.people.models import Person
from huangyai.people.rules import age_on
from huangyai.plan.models import Project
from huangyai.plan.rules.disbursement import HeldSession
from huangyai.targets.models import RegisterRow
from huangyai.targets.queries import confirmed_people

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class PeopleCounts(TypedDict):
    """What a list counts beside each row."""

    expected: int
    came: int
    riding: int


class SessionCounts(TypedDict):
    """What a list counts beside each row."""

    held: int


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody the joint meeting confirmed for an activity, with how their week looks."""

    person: Person
    age: int | None
    life: Life
    village_id: uuid.UUID | None


def activities(actor: Actor) -> models.QuerySet[WithAnnotations[Activity, SessionCounts]]:
    """Activities with their project."""
    return visible_activities(actor).select_related("project").annotate(held=Count("sessions"))


def activity(actor: Actor, activity_id: uuid.UUID) -> Activity:
    """One activity, or NotFound."""
    found = activities(actor).filter(pk=activity_id).first()
    if found is None:
        raise NotFound
    return found


def sessions(actor: Actor) -> models.QuerySet[WithAnnotations[Session, PeopleCounts]]:
    """Sessions in time, with how many are expected and how many came."""
    return (
        visible_sessions(actor)
        .select_related("activity__project", "venue")
        .annotate(
            expected=Count("enrolments", distinct=True),
            came=Count("enrolments", filter=Q(enrolments__attendance__isnull=False), distinct=True),
            riding=Count("enrolments", filter=Q(enrolments__needs_ride=True), distinct=True),
        )
    )


def session(actor: Actor, session_id: uuid.UUID) -> WithAnnotations[Session, PeopleCounts]:
    """One session, or NotFound."""
    found = sessions(actor).filter(pk=session_id).first()
    if found is None:
        raise NotFound
    return found


def enrolments(actor: Actor, session: Session) -> models.QuerySet[Enrolment]:
    """Who is expected at a session, in Thai order, and whether they came."""
    return (
        visible_enrolments(actor)
        .filter(session=session)
        .select_related("person__household__village", "attendance")
        .order_by("person__sort_key")
    )


def sessions_of_project(project: Project) -> list[Session]:
    """A project's sessions, in time."""
    return list(sessions(Actor.machine(project.municipality_id, "thread")).filter(activity__project=project))


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


def expenses_of(session: Session) -> list[Expense]:
    """What was paid for a session."""
    return list(Expense.objects.filter(session=session).order_by("paid_on"))


def spent_on(project: Project) -> Decimal:
    """What a project's sessions have cost so far."""
    return Expense.objects.filter(session__activity__project=project).aggregate(total=Sum("baht"))["total"] or Decimal(
        0
    )


def spent_in_all() -> Decimal:
    """What all sessions have cost; public."""
    return Expense.objects.aggregate(total=Sum("baht"))["total"] or Decimal(0)


def attendance_of_project(project: Project) -> tuple[int, int, int]:
    """Expected, came, and how many different people came."""
    expected = Enrolment.objects.filter(session__activity__project=project)
    came = expected.filter(attendance__isnull=False)
    return expected.count(), came.count(), came.values("person_id").distinct().count()


def people_who_came() -> models.QuerySet[Person]:
    """Everybody who came to at least one session."""
    return Person.objects.filter(pk__in=Enrolment.objects.filter(attendance__isnull=False).values("person_id"))


def invited(activity: Activity, day: dt.date) -> list[Invited]:
    """Whom the joint meeting confirmed for this activity's project; fails clearly when nobody was."""
    target_list = activity.project.target_list
    if target_list is None:
        return []
    pupils = set(
        RegisterRow.objects.filter(register__kind="school", person__isnull=False).values_list("person_id", flat=True)
    )
    found = []
    for person in confirmed_people(target_list).order_by("sort_key", "pk"):
        age = age_on(person.birth_date, day)
        village = person.household.village_id if person.household else None
        found.append(Invited(person, age, life_of(age, in_school=person.pk in pupils), village))
    return found


def enrolled_people(activities: Sequence[Activity]) -> set[uuid.UUID]:
    """Who already has a place in one of these activities."""
    return set(Enrolment.objects.filter(session__activity__in=activities).values_list("person_id", flat=True))


def venues() -> list[Venue]:
    """Where sessions can be held."""
    return list(Venue.objects.order_by("name"))


def taken_times(slots: Sequence[TimeSlot]) -> dict[uuid.UUID, set[str]]:
    """In which of these slots each venue and each person has a session already."""
    if not slots:
        return {}
    days = (slots[0].day, slots[-1].day)
    there = Session.objects.filter(starts_at__date__range=days).values_list("pk", "venue_id", "starts_at", "ends_at")
    keys = {pk: keys_between(timezone.localtime(first), timezone.localtime(last)) for pk, _, first, last in there}
    taken: dict[uuid.UUID, set[str]] = {}
    for pk, venue, _, _ in there:
        taken.setdefault(venue, set()).update(keys[pk])
    for session, person in Enrolment.objects.filter(session__in=keys).values_list("session_id", "person_id"):
        taken.setdefault(person, set()).update(keys[session])
    return taken


def public_holidays(first: dt.date, last: dt.date) -> set[dt.date]:
    """Thailand's public holidays in a span of days."""
    calendar = holidays.country_holidays("TH", years=range(first.year, last.year + 1))
    return {day for day in calendar if first <= day <= last}


def count_attendance() -> tuple[int, int]:
    """Sessions held and visits to them; public."""
    return Session.objects.filter(enrolments__attendance__isnull=False).distinct().count(), Attendance.objects.count()


def enrolments_of_person(actor: Actor, person: Person) -> list[Enrolment]:
    """Where somebody was expected, and whether they came; newest first."""
    found = (
        visible_enrolments(actor)
        .filter(person=person)
        .select_related("session__activity", "session__venue", "attendance")
    )
    return list(found.order_by("-session__starts_at")[:50])
