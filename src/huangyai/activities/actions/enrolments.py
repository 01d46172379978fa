"""Who is expected at a session, who waits for a place, and who came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from huangyai.activities.access import require_activity_work, require_attendance_work, require_enrolling
from huangyai.activities.actions.telling import tell_of_place, tell_of_waiting, tell_off
from huangyai.activities.models import Attendance, Enrolment, How, Session, SessionCallOff, Waiting
from huangyai.activities.queries.enrolments import meetings_of, standing_enrolments, standing_waitings
from huangyai.activities.rules.enrolling import is_full
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.models import Person


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands after signing up: with a place, or on the waiting list."""

    enrolment: Enrolment | None
    waiting: Waiting | None


def enrol(*, actor: Actor, session: Session, person: Person, needs_ride: bool, how: str = How.COUNTER) -> Enrolment:
    """Expect one more person at a session; at all coming meetings, where the activity is a course."""
    require_activity_work(actor)
    with transaction.atomic():
        require_held(session)
        enrolment = take_place(actor, session, person, needs_ride=needs_ride, how=how)
        if enrolment is None:
            raise Refusal(
                "session-full",
                th="ครั้งนี้เต็มแล้ว โปรดเลือกครั้งอื่น หรือเพิ่มจำนวนที่รับก่อน",
                en="This session is full; choose another or add places.",
            )
    return enrolment


def sign_up_person(*, actor: Actor, session: Session, person: Person, needs_ride: bool, how: str) -> Standing:
    """Somebody whom one knows signs up: they get a place, or wait for one; they are told which.

    Officers do this for everybody, volunteers for the people of the homes that they watch over.
    """
    require_enrolling(actor, person)
    with transaction.atomic():
        return give_place_or_wait(actor, session, person, needs_ride=needs_ride, how=how)


def give_place_or_wait(actor: Actor, session: Session, person: Person, *, needs_ride: bool, how: str) -> Standing:
    """A place, or a line on the waiting list; signing up twice is signing up once."""
    require_coming(session)
    if enrolment := take_place(actor, session, person, needs_ride=needs_ride, how=how):
        standing_waitings(session).filter(person=person).update(ended_at=timezone.now(), ending=Waiting.Ending.MOVED_UP)
        tell_of_place(actor, session, [enrolment])
        return Standing(enrolment, None)
    waiting, fresh = Waiting.objects.get_or_create(
        municipality_id=actor.municipality_id,
        session=session,
        person=person,
        ended_at=None,
        defaults={"needs_ride": needs_ride, "how": how},
    )
    if fresh:
        record(actor=actor, verb="person.waits", subject=waiting, session=session.pk, person=person.pk)
        tell_of_waiting(actor, session, person)
    elif needs_ride and not waiting.needs_ride:
        waiting.needs_ride = True
        waiting.save(update_fields=["needs_ride"])
        record(actor=actor, verb="ride.asked", subject=waiting, session=session.pk)
    return Standing(None, waiting)


def require_coming(session: Session) -> None:
    """Nobody signs up for what has begun."""
    if session.starts_at <= timezone.now():
        raise Refusal(
            "session-begun",
            th="ครั้งนี้เริ่มหรือผ่านไปแล้ว โปรดเลือกครั้งต่อไป",
            en="This session has begun or is over; choose a later one.",
        )
    require_held(session)


def require_held(session: Session) -> None:
    """Nobody is expected at what was called off."""
    if SessionCallOff.objects.filter(session=session).exists():
        raise Refusal(
            "session-not-held",
            th="ครั้งนี้งดหรือเลื่อนไปแล้ว โปรดเลือกครั้งอื่น",
            en="This session is not held then; choose another one.",
        )


def call_off(
    *, actor: Actor, enrolment: Enrolment, only_this: bool = False, ending: str = Enrolment.Ending.OFFICE
) -> list[Enrolment]:
    """Somebody doesn't come; of a course, to none of the coming meetings. Returns who moved up to the free place."""
    require_enrolling(actor, enrolment.person)
    with transaction.atomic():
        return end_enrolment(actor, enrolment, only_this=only_this, ending=ending)


def end_enrolment(actor: Actor, enrolment: Enrolment, *, only_this: bool, ending: str) -> list[Enrolment]:
    """The row stays and says when it ended and who ended it; those who wait move up in the order in which they came."""
    session = enrolment.session
    meetings = [session] if only_this else _held(session)
    standing = Enrolment.objects.filter(
        session__in=meetings, person=enrolment.person, ended_at__isnull=True, attendance__isnull=True
    )
    if not standing.update(ended_at=timezone.now(), ended_by_id=actor.user_id, ending=ending):
        raise Refusal(
            "not-expected",
            th="ผู้นี้ยกเลิกไปแล้ว หรือมาร่วมแล้ว",
            en="This person has called off already, or has come.",
        )
    record(
        actor=actor, verb="person.called-off", subject=enrolment, session=session.pk, meetings=len(meetings), by=ending
    )
    tell_off(actor, meetings, enrolment.person)
    return move_up(actor, session)


def leave_waiting_list(*, actor: Actor, waiting: Waiting) -> None:
    """Somebody no longer waits for a place."""
    require_enrolling(actor, waiting.person)
    with transaction.atomic():
        if Waiting.objects.filter(pk=waiting.pk, ended_at__isnull=True).update(
            ended_at=timezone.now(), ending=Waiting.Ending.WITHDRAWN
        ):
            record(actor=actor, verb="person.waits-no-longer", subject=waiting, session=waiting.session_id)


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
    with transaction.atomic():
        # Two phones at one door: whoever comes second finds what the first wrote.
        Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
        there = set(
            Attendance.objects.filter(enrolment__in=[e.pk for e in enrolments]).values_list("enrolment_id", flat=True)
        )
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


def take_place(actor: Actor, session: Session, person: Person, *, needs_ride: bool, how: str) -> Enrolment | None:
    """The enrolment at this session, old or new, with one at each coming meeting; None where one of them is full."""
    meetings = _held(session)
    expected: dict[object, Enrolment] = {}
    missing = []
    for meeting in meetings:
        there = standing_enrolments(meeting)
        if own := there.filter(person=person).first():
            if needs_ride and not own.needs_ride:
                # Somebody who stands on the list already asks for a car.
                own.needs_ride = True
                own.save(update_fields=["needs_ride"])
                record(actor=actor, verb="ride.asked", subject=own, session=meeting.pk)
            expected[meeting.pk] = own
        elif is_full(there.count(), meeting.activity.capacity, meeting.venue.capacity):
            return None
        else:
            missing.append(meeting)
    for meeting in missing:
        expected[meeting.pk] = Enrolment.objects.create(
            municipality_id=actor.municipality_id, session=meeting, person=person, needs_ride=needs_ride, how=how
        )
    enrolment = expected[session.pk]
    record(
        actor=actor,
        verb="person.enrolled",
        subject=enrolment,
        session=session.pk,
        person=person.pk,
        meetings=len(meetings),
    )
    return enrolment


def _held(session: Session) -> list[Session]:
    """The session and, of a course, its coming meetings; held, so that two people can't share the last place."""
    ids = [meeting.pk for meeting in meetings_of(session)]
    locked = Session.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk")
    found = list(locked.select_related("activity", "venue"))
    # Whoever waited here behind the officer that called it off finds that out now.
    off = set(SessionCallOff.objects.filter(session__in=ids).values_list("session_id", flat=True))
    if session.pk in off:
        require_held(session)
    return [meeting for meeting in found if meeting.pk not in off]


def move_up(actor: Actor, session: Session) -> list[Enrolment]:
    """Those who wait get the places that are free, in the order in which they came; each is told. Returns who moved up."""
    moved: list[Enrolment] = []
    for waiting in list(standing_waitings(session).select_related("session__activity", "session__venue", "person")):
        if waiting.session.starts_at <= timezone.now():
            continue
        enrolment = take_place(actor, waiting.session, waiting.person, needs_ride=waiting.needs_ride, how=waiting.how)
        if enrolment is None:
            # Whoever waits longest is not passed over.
            break
        waiting.ended_at, waiting.ending = timezone.now(), Waiting.Ending.MOVED_UP
        waiting.save(update_fields=["ended_at", "ending"])
        record(actor=actor, verb="person.moved-up", subject=enrolment, session=waiting.session_id)
        moved.append(enrolment)
        tell_of_place(actor, waiting.session, [enrolment], moved_up=True)
    return moved
