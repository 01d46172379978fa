"""Who is expected at a session, and who came."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from huangyai.activities.access import require_activity_work, require_attendance_work
from huangyai.activities.models import Attendance, Enrolment, Session
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.models import Person


def enrol(*, actor: Actor, session: Session, person: Person, needs_ride: bool) -> Enrolment:
    """Expect one more person at a session."""
    require_activity_work(actor)
    with transaction.atomic():
        # Two officers at once may not share the last place.
        Session.objects.select_for_update().get(pk=session.pk)
        expected = Enrolment.objects.filter(session=session)
        full = expected.count() >= min(session.activity.capacity, session.venue.capacity)
        if full and not expected.filter(person=person).exists():
            raise Refusal(
                "session-full",
                th="ครั้งนี้เต็มแล้ว โปรดเลือกครั้งอื่น หรือเพิ่มที่นั่งก่อน",
                en="This session is full; choose another or add places.",
            )
        enrolment, _ = Enrolment.objects.get_or_create(
            municipality_id=actor.municipality_id,
            session=session,
            person=person,
            defaults={"needs_ride": needs_ride},
        )
        record(actor=actor, verb="person.enrolled", subject=enrolment, session=session.pk, person=person.pk)
    return enrolment


def record_attendance(*, actor: Actor, session: Session, enrolments: Sequence[Enrolment], how: str = "list") -> int:
    """Write down who came; a name ticked twice counts once."""
    require_attendance_work(actor)
    others = [enrolment for enrolment in enrolments if enrolment.session_id != session.pk]
    if others:
        raise Refusal(
            "other-session",
            th="มีชื่อที่ไม่ได้นัดไว้ในครั้งนี้ โปรดเปิดรายชื่อใหม่",
            en="A name is not of this session; open the list again.",
        )
    there = set(
        Attendance.objects.filter(enrolment__in=[e.pk for e in enrolments]).values_list("enrolment_id", flat=True)
    )
    with transaction.atomic():
        made = Attendance.objects.bulk_create(
            Attendance(
                municipality_id=actor.municipality_id,
                enrolment=enrolment,
                how=how,
                recorded_by_id=actor.user_id,
            )
            for enrolment in enrolments
            if enrolment.pk not in there
        )
        record(actor=actor, verb="attendance.recorded", subject=session, came=len(made))
    return len(made)
