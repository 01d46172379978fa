"""Times when the confirmed people can come."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from huangyai.activities.access import require_activity_work
from huangyai.activities.bridge import Placed, place
from huangyai.activities.models import Activity, Enrolment, Session, Venue
from huangyai.activities.queries import Invited, enrolled_people, invited, public_holidays, taken_times
from huangyai.activities.rules import HOURS, free_slots, needs_ride, slots_between
from huangyai.kernel import Actor, Refusal, Words
from huangyai.ledger.actions import record

_TIMETABLE_SECONDS = 20.0


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
