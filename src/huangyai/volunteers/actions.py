from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from huangyai.accounts.models import User
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.places.models import Village
from huangyai.volunteers.access import require_own_hours, require_volunteer_work
from huangyai.volunteers.models import GivenHours, Volunteer
from huangyai.volunteers.rules import require_hours, require_purpose


def welcome_volunteer(*, actor: Actor, user: User, village: Village, kind: str = Volunteer.Kind.HEALTH) -> Volunteer:
    """Take somebody in as a volunteer of a village."""
    require_volunteer_work(actor)
    if Volunteer.objects.filter(user=user).exists():
        raise Refusal(
            "already-volunteer",
            th="คนนี้เป็นจิตอาสาอยู่แล้ว โปรดเปิดรายการเดิม",
            en="This person is a volunteer already; open their entry.",
        )
    with transaction.atomic():
        volunteer = Volunteer.objects.create(
            municipality_id=actor.municipality_id, user=user, village=village, kind=kind
        )
        record(actor=actor, verb="volunteer.welcomed", subject=volunteer, village=village.code)
    return volunteer


def give_hours(*, actor: Actor, volunteer: Volunteer, day: dt.date, hours: Decimal, purpose: str) -> GivenHours:
    """Write down time given on one day."""
    require_own_hours(actor, volunteer)
    already = GivenHours.objects.filter(volunteer=volunteer, day=day).aggregate(all=Sum("hours"))["all"]
    require_hours(hours, given_that_day=already or Decimal(0), day=day, today=timezone.localdate())
    purpose = require_purpose(purpose)
    with transaction.atomic():
        given = GivenHours.objects.create(
            municipality_id=actor.municipality_id, volunteer=volunteer, day=day, hours=hours, purpose=purpose
        )
        record(actor=actor, verb="hours.given", subject=given)
    return given
