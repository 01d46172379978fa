from __future__ import annotations

import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from huangyai.kernel import Actor, NotFound
from huangyai.volunteers.access import visible_hours, visible_volunteers
from huangyai.volunteers.models import GivenHours, Volunteer


@dataclass(frozen=True, slots=True)
class VolunteerLine:
    """A volunteer as lists show one."""

    volunteer: Volunteer
    hours: Decimal


def volunteers(actor: Actor) -> list[VolunteerLine]:
    """Volunteers by village, with the hours they gave."""
    found = visible_volunteers(actor).select_related("user", "village").annotate(hours=Sum("given__hours"))
    return [VolunteerLine(v, v.hours or Decimal(0)) for v in found.order_by("village__number", "user__display_name")]


def volunteer(actor: Actor, volunteer_id: uuid.UUID) -> Volunteer:
    """One volunteer, or NotFound."""
    found = visible_volunteers(actor).select_related("user", "village").filter(pk=volunteer_id).first()
    if found is None:
        raise NotFound
    return found


def volunteer_of_account(actor: Actor) -> Volunteer | None:
    """The actor as a volunteer, if they are one."""
    return Volunteer.objects.filter(user_id=actor.user_id).select_related("village").first() if actor.user_id else None


def hours_of(actor: Actor, volunteer: Volunteer) -> list[GivenHours]:
    """What a volunteer gave, newest first."""
    return list(visible_hours(actor).filter(volunteer=volunteer).order_by("-day"))


def count_volunteers() -> int:
    """How many people volunteer here; public."""
    return Volunteer.objects.count()
