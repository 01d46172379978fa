"""What people need on the way."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet

from huangyai.activities.models import Enrolment
from huangyai.people.models import Person
from huangyai.transport.models import RidingNeeds


def needs_of(people: Iterable[uuid.UUID]) -> dict[uuid.UUID, RidingNeeds]:
    """What counts now for each of these people, where something was written down. One query."""
    newest = RidingNeeds.objects.filter(person__in=list(people)).order_by("person_id", "-made_at", "-id")
    return {row.person_id: row for row in newest.distinct("person_id")}


def people_ever_fetched() -> QuerySet[Person]:
    """Everybody who stood on a list to be fetched, in Thai order."""
    asked = Enrolment.objects.filter(needs_ride=True).values("person_id")
    return Person.objects.filter(pk__in=asked, death__isnull=True).order_by("sort_key", "pk")


def needs_told(person: Person) -> list[RidingNeeds]:
    """What was written down about somebody, newest first."""
    return list(RidingNeeds.objects.filter(person=person).select_related("noted_by", "apart_from")[:10])
