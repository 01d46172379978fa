"""What people need on the way."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from huangyai.activities.models import Enrolment
from huangyai.people.models import Person
from huangyai.transport.models import RidingNeeds
from huangyai.vault.sealing import unseal

APART_PURPOSE = "riding.apart"


def needs_of(people: Iterable[uuid.UUID]) -> dict[uuid.UUID, RidingNeeds]:
    """What counts now for each of these people, where something was written down. One query."""
    newest = RidingNeeds.objects.filter(person__in=list(people)).order_by("person_id", "-made_at", "-id")
    return {row.person_id: row for row in newest.distinct("person_id")}


def people_ever_fetched(with_them: uuid.UUID | None = None) -> QuerySet[Person]:
    """Everybody who stood on a list to be fetched, in Thai order; `with_them` too, who is written down already."""
    asked = Enrolment.objects.filter(needs_ride=True).values("person_id")
    found = Person.objects.filter(Q(pk__in=asked, death__isnull=True) | Q(pk=with_them))
    return found.order_by("sort_key", "pk")


def needs_told(person: Person) -> list[RidingNeeds]:
    """What was written down about somebody, newest first."""
    return list(RidingNeeds.objects.filter(person=person).select_related("noted_by")[:10])


def apart_from(needs: RidingNeeds) -> uuid.UUID | None:
    """With whom somebody must not ride; for the planner, and for the office's page, which writes down who looked."""
    if needs.apart_sealed is None:
        return None
    return uuid.UUID(unseal(needs.municipality_id, needs.apart_sealed, purpose=APART_PURPOSE))
