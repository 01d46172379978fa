"""Which households belong to a community (ชุมชน), and who sits in its committee."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.access import require_registry_work
from huangyai.people.models import CommunityHousehold, CommunitySeat, Household, Person
from huangyai.places.models import Community


def join_community(*, actor: Actor, community: Community, households: Sequence[Household]) -> int:
    """Households belong to this community from today; those of another one leave it. Returns how many came."""
    require_registry_work(actor)
    today = timezone.localdate()
    here = CommunityHousehold.objects.filter(household__in=households, ends_on__isnull=True)
    with transaction.atomic():
        stay = set(here.filter(community=community).values_list("household_id", flat=True))
        here.exclude(community=community).update(ends_on=today)
        came = [
            CommunityHousehold(
                municipality_id=actor.municipality_id, community=community, household=home, begins_on=today
            )
            for home in households
            if home.pk not in stay
        ]
        CommunityHousehold.objects.bulk_create(came, batch_size=2000)
        record(actor=actor, verb="community.joined", subject=community, households=len(came))
    return len(came)


def leave_community(*, actor: Actor, membership: CommunityHousehold) -> CommunityHousehold:
    """A household belongs to the community no longer."""
    require_registry_work(actor)
    with transaction.atomic():
        membership.ends_on = timezone.localdate()
        membership.save(update_fields=["ends_on"])
        record(actor=actor, verb="community.left", subject=membership, household=membership.household_id)
    return membership


def take_seat(
    *, actor: Actor, community: Community, person: Person, duty: str, begins_on: dt.date | None = None
) -> CommunitySeat:
    """Somebody takes a seat in the community's committee. A new chair ends the former chair's time."""
    require_registry_work(actor)
    day = begins_on or timezone.localdate()
    sitting = CommunitySeat.objects.filter(community=community, ends_on__isnull=True)
    with transaction.atomic():
        if sitting.filter(person=person, duty=duty).exists():
            raise Refusal("sits-already", th="คนนี้อยู่ในตำแหน่งนี้แล้ว", en="This person holds this seat already.")
        if duty == CommunitySeat.Duty.CHAIR:
            sitting.filter(duty=duty).update(ends_on=day)
        seat = CommunitySeat.objects.create(
            municipality_id=actor.municipality_id, community=community, person=person, duty=duty, begins_on=day
        )
        record(actor=actor, verb="community-seat.taken", subject=seat, person=person.pk, duty=duty)
    return seat


def leave_seat(*, actor: Actor, seat: CommunitySeat) -> CommunitySeat:
    """Somebody's time in the committee ends today."""
    require_registry_work(actor)
    with transaction.atomic():
        seat.ends_on = timezone.localdate()
        seat.save(update_fields=["ends_on"])
        record(actor=actor, verb="community-seat.left", subject=seat)
    return seat
