from __future__ import annotations

import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import Sum

from huangyai.accounts.models import User
from huangyai.accounts.queries import Colleague, colleagues
from huangyai.kernel import Actor, NotFound, Role
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
    return [
        VolunteerLine(v, v.hours or Decimal(0)) for v in found.order_by("village__number", "user__display_name", "pk")
    ]


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
    return list(hours_given(actor, volunteer))


def hours_given(actor: Actor, volunteer: Volunteer) -> models.QuerySet[GivenHours]:
    """What a volunteer gave, newest first, to be shown page by page."""
    return visible_hours(actor).filter(volunteer=volunteer).order_by("-day", "-pk")


def total_hours(actor: Actor, volunteer: Volunteer) -> Decimal:
    """All the time that a volunteer gave."""
    return visible_hours(actor).filter(volunteer=volunteer).aggregate(all=Sum("hours"))["all"] or Decimal(0)


def not_yet_volunteers(actor: Actor) -> list[Colleague]:
    """Accounts with the volunteer's role that no village has taken in yet."""
    taken = set(Volunteer.objects.values_list("user_id", flat=True))
    return [colleague for colleague in colleagues(actor, Role.VOLUNTEER) if colleague.user_id not in taken]


def count_volunteers() -> int:
    """How many people volunteer here; public."""
    return Volunteer.objects.count()


def account_to_welcome(actor: Actor, user_id: uuid.UUID) -> User:
    """The account behind a choice in `not_yet_volunteers`, or NotFound."""
    if user_id not in {colleague.user_id for colleague in not_yet_volunteers(actor)}:
        raise NotFound
    return User.objects.get(pk=user_id)
