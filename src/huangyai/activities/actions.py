from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from huangyai.activities.access import require_activity_work, require_attendance_work
from huangyai.activities.bridge import Placed, place
from huangyai.activities.models import Activity, Attendance, Enrolment, Expense, Session, Venue
from huangyai.activities.queries import Invited, enrolled_people, invited, public_holidays, spent_on, taken_times
from huangyai.activities.rules import HOURS, free_slots, needs_ride, slots_between
from huangyai.kernel import Actor, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.people.models import Person
from huangyai.plan.models import PlanApproval, Project, YearMoney

_TIMETABLE_SECONDS = 20.0


def add_venue(
    *,
    actor: Actor,
    name: str,
    capacity: int,
    latitude: float | None = None,
    longitude: float | None = None,
    kind: str = "hall",
) -> Venue:
    """Add a place where sessions can be held."""
    require_activity_work(actor)
    with transaction.atomic():
        venue = Venue.objects.create(
            municipality_id=actor.municipality_id,
            name=name,
            capacity=capacity,
            latitude=latitude,
            longitude=longitude,
            kind=kind,
        )
        record(actor=actor, verb="venue.added", subject=venue)
    return venue


def design_activity(*, actor: Actor, project: Project, kind: str, name: str, capacity: int = 40) -> Activity:
    """Design an activity of an announced plan's project."""
    require_activity_work(actor)
    if not PlanApproval.objects.filter(plan=project.plan).exists():
        raise Refusal(
            "plan-not-approved",
            th="แผนนี้ยังไม่ประกาศใช้ จึงยังจัดกิจกรรมของโครงการไม่ได้",
            en="This plan is not announced yet, so its projects can't hold activities.",
        )
    with transaction.atomic():
        activity = Activity.objects.create(
            municipality_id=actor.municipality_id, project=project, kind=kind, name=name, capacity=capacity
        )
        record(actor=actor, verb="activity.designed", subject=activity, project=project.pk)
    return activity


@dataclass(frozen=True, slots=True)
class PlacedSessions:
    """What the planner did: sessions with their people, what could not be placed, and how many can come to something."""

    sessions: tuple[Session, ...]
    unplaced: Mapping[uuid.UUID, Words]
    total: int
    served: int


def place_sessions(
    *,
    actor: Actor,
    activities: Sequence[Activity],
    venues: Sequence[Venue],
    first_day: dt.date,
    last_day: dt.date,
    seconds: float = _TIMETABLE_SECONDS,
) -> PlacedSessions:
    """Find times when the confirmed people can come, make the sessions, and expect those people there."""
    require_activity_work(actor)
    slots = slots_between(first_day, last_day)
    if not venues:
        raise Refusal(
            "no-venue",
            th="ยังไม่มีสถานที่จัดกิจกรรมในระบบ โปรดเพิ่มสถานที่ก่อน",
            en="There is no place to hold a session yet; add one first.",
        )
    guests = {activity: invited(activity, first_day) for activity in activities}
    nobody = [activity for activity, found in guests.items() if not found]
    if nobody:
        raise Refusal(
            "nobody-confirmed",
            th=f"ยังไม่มีบัญชีกลุ่มเป้าหมายที่ที่ประชุมร่วมยืนยันสำหรับ “{nobody[0].name}” โปรดยืนยันรายชื่อก่อน",
            en=f"The joint meeting has confirmed nobody for “{nobody[0].name}”; confirm names first.",
        )
    days_off = public_holidays(first_day, last_day)
    busy = taken_times(slots)
    timetable = place(guests, venues, slots, days_off, taken=busy, seconds=seconds)
    with transaction.atomic():
        taken = enrolled_people(activities)
        made = []
        for placed in timetable.placed:
            session = _make_session(actor, placed)
            able = [
                guest
                for guest in guests[placed.activity]
                if placed.slot.key in free_slots(guest.life, [placed.slot], days_off)
                and placed.slot.key not in busy.get(guest.person.pk, ())
            ]
            _expect(actor, session, able, taken)
            made.append(session)
        record(
            actor=actor,
            verb="sessions.placed",
            kind="activities.session",
            sessions=[session.pk for session in made],
            can_come=timetable.served,
            of=timetable.total,
        )
    return PlacedSessions(tuple(made), timetable.unplaced, timetable.total, timetable.served)


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


def pay_expense(*, actor: Actor, session: Session, baht: Decimal, what: str, paid_on: dt.date) -> Expense:
    """Write down money spent on a session; never more than its project was given."""
    require_activity_work(actor)
    if baht <= 0:
        raise Refusal("amount-not-positive", th="จำนวนเงินต้องมากกว่าศูนย์", en="The amount must be more than zero.")
    with transaction.atomic():
        _require_money_left(session.activity.project, baht)
        expense = Expense.objects.create(
            municipality_id=actor.municipality_id, session=session, baht=baht, what=what, paid_on=paid_on
        )
        record(actor=actor, verb="expense.paid", subject=expense, session=session.pk, baht=str(baht))
    return expense


def _require_money_left(project: Project, baht: Decimal) -> None:
    # Held until the expense is written, so that two people can't spend the same money.
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    given = YearMoney.objects.filter(project=project).aggregate(total=Sum("allocated"))["total"] or Decimal(0)
    left = given - spent_on(project)
    if baht > left:
        raise Refusal(
            "more-than-given",
            th=f"โครงการนี้เหลือเงินที่จัดสรรไว้ {left:,.2f} บาท จึงจ่าย {baht:,.2f} บาทไม่ได้ โปรดจัดสรรเพิ่มก่อน",
            en=f"This project has {left:,.2f} baht left of what it was given, so {baht:,.2f} can't be spent; "
            "allocate more first.",
        )


def _make_session(actor: Actor, placed: Placed) -> Session:
    begins, ends = HOURS[placed.slot.part]
    zone = ZoneInfo(settings.TIME_ZONE)
    return Session.objects.create(
        municipality_id=actor.municipality_id,
        activity=placed.activity,
        venue=placed.venue,
        starts_at=dt.datetime.combine(placed.slot.day, begins, zone),
        ends_at=dt.datetime.combine(placed.slot.day, ends, zone),
        placement_reason=placed.reason,
    )


def _expect(actor: Actor, session: Session, able: Sequence[Invited], taken: set[uuid.UUID]) -> None:
    """Those with no place anywhere come first; then by name."""
    chosen = sorted(able, key=lambda guest: guest.person.pk in taken)[
        : min(session.activity.capacity, session.venue.capacity)
    ]
    taken.update(guest.person.pk for guest in chosen)
    Enrolment.objects.bulk_create(
        Enrolment(
            municipality_id=actor.municipality_id,
            session=session,
            person=guest.person,
            needs_ride=needs_ride(guest.age, wheelchair=guest.person.wheelchair),
        )
        for guest in chosen
    )
