"""Sessions that an officer sets by hand, puts to another time or place, or calls off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from huangyai.activities.access import require_activity_work
from huangyai.activities.actions.enrolments import move_up, require_coming
from huangyai.activities.actions.telling import (
    tell_call_off,
    tell_of_move,
    tell_of_place,
    tell_of_waiting,
    withdraw_of_session,
)
from huangyai.activities.models import Activity, Attendance, Enrolment, Session, SessionCallOff, SignUp, Venue, Waiting
from huangyai.activities.queries import days_off, invited, placed_people, taken_times
from huangyai.activities.queries.enrolments import meetings_of, standing_enrolments, standing_waitings
from huangyai.activities.rules import TimeSlot, keys_between, needs_ride
from huangyai.activities.rules.enrolling import require_why
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.models import Person

_LONGEST = dt.timedelta(hours=14)


def hold_session(
    *,
    actor: Actor,
    activity: Activity,
    venue: Venue,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    expect_list: bool = False,
) -> Session:
    """Hold one more meeting at a time and place that an officer chose.

    With `expect_list`, those on the confirmed list who have no place yet and can come then are expected and told, as
    many as fit; without it the session waits for people to sign up.
    """
    require_activity_work(actor)
    with transaction.atomic():
        session = _make(actor, activity, venue, starts_at, ends_at)
        record(actor=actor, verb="session.held", subject=session, activity=activity.pk)
        if expect_list:
            _expect_list(actor, session)
    return session


def move_session(
    *, actor: Actor, session: Session, venue: Venue, starts_at: dt.datetime, ends_at: dt.datetime, reason: str
) -> Session:
    """Put a session to another time or place. It becomes a session of its own, to which its people are moved with their
    codes, their rides and the waiting list; all of them are told. Cars that were planned for the old time fetch nobody.
    """
    require_activity_work(actor)
    reason = require_why(reason)
    with transaction.atomic():
        session = _held(session)
        expected = list(standing_enrolments(session).select_related("person").order_by("made_at", "pk"))
        call_off = _end(actor, session, reason)
        moved = _make(actor, session.activity, venue, starts_at, ends_at)
        call_off.instead = moved
        call_off.save(update_fields=["instead"])
        fresh, waiting = _carry_over(actor, session, moved, expected)
        SignUp.objects.filter(session=session, answer__isnull=True).update(session=moved)
        record(actor=actor, verb="session.moved", subject=session, instead=moved.pk, people=len(fresh))
        tell_of_move(actor, session, moved, fresh)
        for person in waiting:
            tell_of_waiting(actor, moved, person)
        # A larger hall has room for those who wait; they are told by themselves.
        move_up(actor, moved)
    return moved


def call_off_session(*, actor: Actor, session: Session, reason: str) -> SessionCallOff:
    """The session is not held. Nobody is expected any more, and everybody who was is told.

    Of a course, whoever waited at this meeting waits at the next one, in their turn.
    """
    require_activity_work(actor)
    reason = require_why(reason)
    with transaction.atomic():
        session = _held(session)
        people = [one.person for one in standing_enrolments(session).select_related("person")]
        waiting = _waiting_here(session)
        following = next((one for one in meetings_of(session) if one.pk != session.pk), None)
        if following is not None:
            waiting.update(session=following)
        people += [one.person for one in waiting.select_related("person")]
        waiting.update(ended_at=timezone.now(), ending=Waiting.Ending.NOT_HELD)
        call_off = _end(actor, session, reason)
        record(actor=actor, verb="session.called-off", subject=session, people=len(people))
        tell_call_off(actor, session, people)
    return call_off


def _held(session: Session) -> Session:
    found = Session.objects.select_for_update(of=("self",), no_key=True)
    session = found.select_related("activity", "venue").get(pk=session.pk)
    require_coming(session)
    if Attendance.objects.filter(enrolment__session=session).exists():
        raise Refusal(
            "somebody-came",
            th="มีผู้เช็กชื่อเข้าร่วมแล้ว จึงเลื่อนหรืองดครั้งนี้ไม่ได้",
            en="Somebody has come already, so this session can't be moved or called off.",
        )
    return session


def _waiting_here(session: Session) -> QuerySet[Waiting]:
    """Of a course, only those who wait at this meeting; the others stay where they are."""
    return standing_waitings(session).filter(session=session)


def _make(actor: Actor, activity: Activity, venue: Venue, starts_at: dt.datetime, ends_at: dt.datetime) -> Session:
    if not dt.timedelta() < ends_at - starts_at <= _LONGEST:
        raise Refusal(
            "session-hours",
            th="เวลาเลิกต้องอยู่หลังเวลาเริ่มในวันเดียวกัน โปรดตรวจเวลา",
            en="The session has to end after it begins, on the same day. Look at the times again.",
        )
    if starts_at <= timezone.now():
        raise Refusal(
            "session-in-the-past",
            th="เวลาที่เลือกผ่านไปแล้ว โปรดเลือกวันและเวลาที่ยังมาไม่ถึง",
            en="That time is over. Choose a day and time to come.",
        )
    # Two officers at once for the same hall come one after the other.
    Venue.objects.select_for_update().get(pk=venue.pk)
    there = Session.objects.filter(venue=venue, starts_at__lt=ends_at, ends_at__gt=starts_at, call_off__isnull=True)
    other = there.select_related("activity").first()
    if other is not None:
        raise Refusal(
            "venue-taken",
            th=f"{venue.name}มี “{other.activity.name}” ในเวลานั้นแล้ว โปรดเลือกเวลาหรือสถานที่อื่น",
            en=f"“{other.activity.name}” is held at {venue.name} then. Choose another time or place.",
        )
    return Session.objects.create(
        municipality_id=actor.municipality_id, activity=activity, venue=venue, starts_at=starts_at, ends_at=ends_at
    )


def _expect_list(actor: Actor, session: Session) -> None:
    begins, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    day, keys = begins.date(), keys_between(begins, ends)
    slots = [TimeSlot.of_key(key) for key in sorted(keys)]
    off, taken = days_off(day, day), taken_times(day, day)
    placed = placed_people([session.activity], timezone.localdate())[session.activity_id]
    course = session.activity.meetings > 1 and bool(placed)
    able = [
        guest
        for guest in invited(session.activity, day)
        # Of a course that goes on, its own people come to one more meeting; otherwise those with no place yet.
        if (guest.person.pk in placed) == course
        and all(guest.week.allows(slot, off) for slot in slots)
        and keys.isdisjoint(taken.get(guest.person.pk, ()))
    ]
    room = min(session.activity.capacity, session.venue.capacity)
    made = Enrolment.objects.bulk_create(
        Enrolment(
            municipality_id=actor.municipality_id,
            session=session,
            person=guest.person,
            needs_ride=needs_ride(guest.age, wheelchair=guest.person.wheelchair),
        )
        for guest in able[:room]
    )
    if made:
        tell_of_place(actor, session, made)


def _end(actor: Actor, session: Session, reason: str) -> SessionCallOff:
    withdraw_of_session(actor, session)
    standing_enrolments(session).update(
        ended_at=timezone.now(), ended_by_id=actor.user_id, ending=Enrolment.Ending.NOT_HELD
    )
    call_off = SessionCallOff.objects.create(
        municipality_id=actor.municipality_id, session=session, reason=reason, called_off_by_id=actor.user_id
    )
    for_rides = settings.KNOWS.get("session-not-held", "")
    if for_rides:
        import_string(for_rides)(actor, session)
    return call_off


def _carry_over(
    actor: Actor, before: Session, moved: Session, expected: Sequence[Enrolment]
) -> tuple[list[Enrolment], list[Person]]:
    """The same people with the same codes, as many as fit. Whoever doesn't fit any more waits, since they signed up; those
    who waited keep their turn. Returns the carried over, and whom to tell that they wait.
    """
    room = min(moved.activity.capacity, moved.venue.capacity)
    codes = {one.pk: one.code for one in expected}
    # A code is on a card already; it goes along with its owner.
    Enrolment.objects.filter(pk__in=codes).update(code=None)
    fresh = Enrolment.objects.bulk_create(
        Enrolment(
            municipality_id=actor.municipality_id,
            session=moved,
            person=one.person,
            needs_ride=one.needs_ride,
            how=one.how,
            code=codes[one.pk],
        )
        for one in expected[:room]
    )
    waited = list(_waiting_here(before).select_related("person"))
    _waiting_here(before).update(session=moved)
    for one in expected[room:]:
        waits = Waiting.objects.create(
            municipality_id=actor.municipality_id,
            session=moved,
            person=one.person,
            needs_ride=one.needs_ride,
            how=one.how,
        )
        Waiting.objects.filter(pk=waits.pk).update(made_at=one.made_at)
    return fresh, [one.person for one in expected[room:]] + [one.person for one in waited]
