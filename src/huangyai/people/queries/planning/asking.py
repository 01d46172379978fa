"""Whom and when a request names, read from what it asks."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils import timezone

from huangyai.kernel import Refusal
from huangyai.people.models import (
    ID_PURPOSE,
    ChangeRequest,
    Death,
    HouseholdMember,
    Person,
)
from huangyai.people.rules import require_past_day
from huangyai.vault.sealing import unseal


def sealed_id(request: ChangeRequest) -> str:
    """The thirteen digits that a request brings, opened; nothing if it brings none."""
    if not request.asked_sealed:
        return ""
    return unseal(request.municipality_id, request.asked_sealed, purpose=ID_PURPOSE)


def asked_person(request: ChangeRequest, role: str) -> Person:
    """The one who plays this part in what is asked, such as “mother”."""
    return Person.objects.get(pk=request.asked[role])


def living_person(request: ChangeRequest, role: str) -> Person:
    """The same, refused where the register says that they have died."""
    person = asked_person(request, role)
    require_living(person)
    return person


def require_living(person: Person) -> None:
    """Refuse a change about somebody who has died."""
    if Death.objects.filter(person=person).exists():
        raise Refusal(
            "has-died",
            th=f"ทะเบียนบันทึกแล้วว่า {person.full_name} เสียชีวิต",
            en=f"The register says already that {person.full_name} has died.",
        )


def asked_people(request: ChangeRequest) -> list[Person]:
    """Everybody whom the request names, in its order."""
    wanted = [uuid.UUID(pk) for pk in request.asked["people"]]
    found = Person.objects.in_bulk(wanted)
    return [found[pk] for pk in wanted]


def current_stays(person: Person) -> Sequence[HouseholdMember]:
    """The houses in which somebody is a member today."""
    return list(HouseholdMember.objects.filter(person=person, ends_on__isnull=True).select_related("person"))


def members_of(household_id: uuid.UUID | None) -> Sequence[HouseholdMember]:
    """Who is a member of a household today."""
    if household_id is None:
        return []
    rows = HouseholdMember.objects.filter(household_id=household_id, ends_on__isnull=True)
    return list(rows.select_related("person").order_by("made_at", "pk"))


def asked_day(request: ChangeRequest, key: str) -> dt.date:
    """The day that is asked for; one that has not come yet is refused."""
    return require_past_day(dt.date.fromisoformat(str(request.asked[key])), timezone.localdate())
