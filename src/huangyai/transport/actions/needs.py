"""What somebody needs on the way is written down."""

from __future__ import annotations

from django.db import transaction

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record, record_look
from huangyai.people.models import Person
from huangyai.transport.access import require_ride_work
from huangyai.transport.models import RidingNeeds
from huangyai.transport.queries.needs import APART_PURPOSE
from huangyai.vault.sealing import seal

MOST_COMPANIONS = 4
LONGEST_BOARDING, SHORTEST_RIDE, LONGEST_RIDE = 30, 10, 180


def write_riding_needs(
    *,
    actor: Actor,
    person: Person,
    companions: int = 0,
    boarding_minutes: int | None = None,
    longest_minutes: int | None = None,
    comes_first: bool = False,
    apart_from: Person | None = None,
) -> RidingNeeds:
    """Write down who comes along, how many minutes getting in and a ride may take, and with whom somebody must not ride.

    It counts when cars are planned next; what was promised stays. What was written before stays readable.
    """
    require_ride_work(actor)
    possible = (
        0 <= companions <= MOST_COMPANIONS
        and (boarding_minutes is None or 1 <= boarding_minutes <= LONGEST_BOARDING)
        and (longest_minutes is None or SHORTEST_RIDE <= longest_minutes <= LONGEST_RIDE)
    )
    if not possible:
        raise Refusal(
            "riding-needs-impossible",
            th=f"ผู้ร่วมเดินทางไม่เกิน {MOST_COMPANIONS} คน ขึ้นรถ 1–{LONGEST_BOARDING} นาที นั่งรถ {SHORTEST_RIDE}–{LONGEST_RIDE} นาที",
            en=f"At most {MOST_COMPANIONS} companions, 1 to {LONGEST_BOARDING} minutes to get in, "
            f"{SHORTEST_RIDE} to {LONGEST_RIDE} minutes in the car.",
        )
    if apart_from is not None and apart_from.pk == person.pk:
        raise Refusal(
            "apart-from-oneself",
            th="เลือกคนเดียวกันไม่ได้ โปรดเลือกคนที่ต้องแยกรถกับผู้นี้",
            en="That is the same person; choose with whom they must not ride.",
        )
    here = actor.municipality_id
    with transaction.atomic():
        needs = RidingNeeds.objects.create(
            municipality_id=here,
            person=person,
            companions=companions,
            boarding_minutes=boarding_minutes,
            longest_minutes=longest_minutes,
            comes_first=comes_first,
            apart_sealed=seal(here, str(apart_from.pk), purpose=APART_PURPOSE) if apart_from else None,
            noted_by_id=actor.user_id,
        )
        record(actor=actor, verb="riding-needs.written", subject=needs, person=person.pk)
    return needs


def look_at_apart(*, actor: Actor, needs: RidingNeeds) -> None:
    """Somebody of the office reads with whom a person must not ride; that is written down."""
    require_ride_work(actor)
    record_look(actor=actor, subject=needs, reason="must not ride together")
