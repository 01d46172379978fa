"""What came of an occupation activity is written down step by step."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from huangyai.activities.access import require_activity_work
from huangyai.activities.models import Activity, Enrolment, Livelihood
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.models import Person


def write_livelihood(
    *,
    actor: Actor,
    activity: Activity,
    person: Person,
    step: str,
    day: dt.date,
    baht_a_month: Decimal | None = None,
) -> Livelihood:
    """Write down that somebody who came to an occupation activity has learnt, practises, earns, or was asked again."""
    require_activity_work(actor)
    if activity.kind != Activity.Kind.OCCUPATION:
        raise Refusal(
            "not-an-occupation",
            th="กิจกรรมนี้ไม่ใช่กิจกรรมอาชีพ จึงไม่ต้องติดตามรายได้",
            en="This activity teaches no occupation, so no income is followed.",
        )
    if day > timezone.localdate():
        raise Refusal(
            "day-still-to-come",
            th="วันที่ยังมาไม่ถึง โปรดบันทึกเมื่อถึงวันนั้นแล้ว",
            en="That day is still to come; write it down when it has come.",
        )
    came = Enrolment.objects.filter(session__activity=activity, person=person, attendance__isnull=False)
    if not came.exists():
        raise Refusal(
            "never-came",
            th="ผู้นี้ยังไม่เคยมาร่วมกิจกรรมนี้ โปรดบันทึกการมาร่วมก่อน",
            en="This person has not come to the activity yet; write down attendance first.",
        )
    with transaction.atomic():
        reached, new = Livelihood.objects.get_or_create(
            municipality_id=actor.municipality_id,
            activity=activity,
            person=person,
            step=Livelihood.Step(step).value,
            defaults={"day": day, "baht_a_month": baht_a_month, "written_by_id": actor.user_id},
        )
        if not new:
            raise Refusal("step-there", th="ขั้นนี้บันทึกไว้แล้ว", en="This step is written down already.")
        record(actor=actor, verb=f"livelihood.{reached.step}", subject=reached, activity=activity.pk)
    return reached
