from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction

from huangyai.accounts.models import User
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.places.models import Village
from huangyai.volunteers.access import require_own_hours, require_volunteer_work
from huangyai.volunteers.models import GivenHours, Volunteer


def welcome_volunteer(*, actor: Actor, user: User, village: Village, kind: str = Volunteer.Kind.HEALTH) -> Volunteer:
    """Take somebody in as a volunteer of a village."""
    require_volunteer_work(actor)
    with transaction.atomic():
        volunteer = Volunteer.objects.create(
            municipality_id=actor.municipality_id, user=user, village=village, kind=kind
        )
        record(actor=actor, verb="volunteer.welcomed", subject=volunteer, village=village.code)
    return volunteer


def give_hours(*, actor: Actor, volunteer: Volunteer, day: dt.date, hours: Decimal, purpose: str) -> GivenHours:
    """Write down time given on one day."""
    require_own_hours(actor, volunteer)
    if not Decimal(0) < hours <= Decimal(24):
        raise Refusal(
            "hours-impossible",
            th="จำนวนชั่วโมงต้องมากกว่า 0 และไม่เกิน 24 โปรดแก้ไข",
            en="Hours must be more than 0 and at most 24; please correct.",
        )
    with transaction.atomic():
        given = GivenHours.objects.create(
            municipality_id=actor.municipality_id, volunteer=volunteer, day=day, hours=hours, purpose=purpose
        )
        record(actor=actor, verb="hours.given", subject=given)
    return given
