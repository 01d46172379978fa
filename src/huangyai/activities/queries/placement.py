"""Who should come, and which times are taken already."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import holidays
from django.utils import timezone

from huangyai.activities.models import Activity, Enrolment, Session, Venue
from huangyai.activities.rules import Life, TimeSlot, keys_between, life_of
from huangyai.people.models import Person
from huangyai.people.rules import age_on
from huangyai.targets.models import RegisterRow
from huangyai.targets.queries import confirmed_people


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody the joint meeting confirmed for an activity, with how their week looks."""

    person: Person
    age: int | None
    life: Life
    village_id: uuid.UUID | None


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
