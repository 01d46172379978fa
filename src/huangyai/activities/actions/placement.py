"""Times when the confirmed people can come."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from huangyai.activities.access import require_activity_work
from huangyai.activities.actions.telling import tell_of_place
from huangyai.activities.bridge import Given, Placed, place
from huangyai.activities.models import Activity, Enrolment, PlacementRule, Session, Unplaced, Venue
from huangyai.activities.queries import (
    Invited,
    days_off,
    empty_sessions,
    invited,
    placed_people,
    placement_rules,
    taken_times,
)
from huangyai.activities.rules import HOURS, DaysOff, PartOfDay, TimeSlot, keys_between, needs_ride, slots_between
from huangyai.kernel import Actor, Refusal, Words
from huangyai.ledger.actions import record

_TIMETABLE_SECONDS = 20.0
_A_WEEK = dt.timedelta(days=7)
# A weekly course that finds its hall taken goes on a week later, at most so many times.
_WEEKS_SKIPPED = 8


@dataclass(frozen=True, slots=True)
class PlacedSessions:
    """What the planner did: sessions with their people, what could not be placed, and how many have a place in something."""

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
    tell: bool = False,
    seconds: float = _TIMETABLE_SECONDS,
) -> PlacedSessions:
    """Find times when the confirmed people can come, make the sessions, and expect those people there.

    Sessions with promised people stay where they are, and whoever has a place in an activity gets no second one; a
    session that nobody was promised yet is moved instead of doubled. An activity of several meetings goes on weekly
    at the same time and place. With `tell`, everybody who gets a place hears of it through the outbox.
    """
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
    placed_before = placed_people(activities, first_day)
    waiting = {
        activity: [guest for guest in found if guest.person.pk not in placed_before[activity.pk]]
        for activity, found in guests.items()
    }
    waiting = {activity: found for activity, found in waiting.items() if found}
    if not waiting:
        raise Refusal(
            "everybody-has-place",
            th="ทุกคนในบัญชีของกิจกรรมที่เลือกมีที่นั่งในช่วงนี้แล้ว หากต้องการจัดรอบใหม่ โปรดเลือกช่วงวันถัดไป",
            en="Everybody on the lists of these activities has a place from that day on. For another round, choose later days.",
        )
    weeks = max((activity.meetings for activity in activities), default=1) + _WEEKS_SKIPPED
    last_week = last_day + weeks * _A_WEEK
    off = days_off(first_day, last_week)
    empty = empty_sessions(activities, slots)
    busy = taken_times(first_day, last_week, without=empty)
    given = Given(
        off,
        busy,
        placement_rules(activities),
        [(session, _keys_of(session)) for session in empty],
    )
    timetable = place(waiting, venues, slots, given, seconds=seconds)
    with transaction.atomic():
        # Whoever signed up while times were looked for was told the old one: their session stays.
        ids = [session.pk for session in empty]
        list(Session.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=ids).order_by("pk"))
        taken = set(Enrolment.objects.filter(session__in=ids).values_list("session_id", flat=True))
        empty = [session for session in empty if session.pk not in taken]
        # While times were looked for, a hall may have been taken or somebody have signed up.
        list(Venue.objects.select_for_update().filter(pk__in=[venue.pk for venue in venues]).order_by("pk"))
        busy = taken_times(first_day, last_week, without=empty)
        placed_before = placed_people(activities, first_day)
        waiting = {
            activity: [guest for guest in found if guest.person.pk not in placed_before[activity.pk]]
            for activity, found in waiting.items()
        }
        making = _Making(actor, off, busy, empty, set().union(*placed_before.values()))
        made = [
            session
            for placed in timetable.placed
            if placed.slot.key not in busy.get(placed.venue.pk, ())
            for session in making.hold(placed, waiting[placed.activity], timetable.seats.get(placed.activity.pk, ()))
        ]
        if tell:
            making.tell()
        everybody = {guest.person.pk for found in guests.values() for guest in found}
        served = len(everybody & making.served)
        Unplaced.objects.bulk_create(
            Unplaced(
                municipality_id=actor.municipality_id,
                activity_id=activity,
                first_day=first_day,
                last_day=last_day,
                why=why,
            )
            for activity, why in timetable.unplaced.items()
        )
        record(
            actor=actor,
            verb="sessions.placed",
            kind="activities.session",
            sessions=[session.pk for session in made],
            can_come=served,
            of=len(everybody),
        )
    return PlacedSessions(tuple(made), timetable.unplaced, len(everybody), served)


def rule_placement(
    *,
    actor: Actor,
    activity: Activity,
    kind: str,
    why: str,
    weekday: int | None = None,
    part: str = "",
    venue: Venue | None = None,
) -> PlacementRule:
    """Pin an activity to a day of the week, a part of the day or a place, or ban it from there, with the reason."""
    require_activity_work(actor)
    if weekday is None and not part and venue is None:
        raise Refusal(
            "rule-says-nothing",
            th="โปรดเลือกวัน ช่วงเวลา หรือสถานที่อย่างน้อยหนึ่งอย่าง",
            en="Choose a day, a part of the day or a place.",
        )
    with transaction.atomic():
        rule = PlacementRule.objects.create(
            municipality_id=actor.municipality_id,
            activity=activity,
            kind=PlacementRule.Kind(kind).value,
            weekday=weekday,
            part=PartOfDay(part).value if part else "",
            venue=venue,
            why=why,
            written_by_id=actor.user_id,
        )
        record(actor=actor, verb="placement.ruled", subject=rule, activity=activity.pk, rule=kind)
    return rule


def end_placement_rule(*, actor: Actor, rule: PlacementRule) -> None:
    """Take a pin or ban back; placements made under it stay."""
    require_activity_work(actor)
    with transaction.atomic():
        if PlacementRule.objects.filter(pk=rule.pk, ended_at__isnull=True).update(ended_at=timezone.now()):
            record(actor=actor, verb="placement.rule-ended", subject=rule, activity=rule.activity_id)


def _keys_of(session: Session) -> set[str]:
    return keys_between(timezone.localtime(session.starts_at), timezone.localtime(session.ends_at))


class _Making:
    """Sessions made one after the other, so that each knows what the ones before took up."""

    def __init__(
        self,
        actor: Actor,
        off: DaysOff,
        busy: dict[uuid.UUID, set[str]],
        empty: Sequence[Session],
        served: set[uuid.UUID],
    ) -> None:
        self._actor = actor
        self._off = off
        self._busy = busy
        self._empty = list(empty)
        self.served = served
        self._promised: list[tuple[Session, list[Enrolment]]] = []

    def hold(self, placed: Placed, guests: Sequence[Invited], seated: Collection[uuid.UUID]) -> list[Session]:
        """The sessions of one placement: the first, and for a course the weekly ones that follow.

        `seated` are those to whom the timetable gives a seat here so that nobody else is left with nothing.
        """
        made = [self._make(placed, placed.slot, placed.reason)]
        chosen = self._expect(made[0], placed.slot, guests, seated)
        slot = placed.slot
        for _ in range(placed.activity.meetings - 1 + _WEEKS_SKIPPED):
            if len(made) == placed.activity.meetings:
                break
            slot = TimeSlot(slot.day + _A_WEEK, slot.part)
            if slot.key in self._busy.get(placed.venue.pk, ()):
                continue
            number = len(made) + 1
            reason = Words(
                th=f"ครั้งที่ {number} จาก {placed.activity.meetings} วันในสัปดาห์และเวลาเดียวกับครั้งแรก",
                en=f"Meeting {number} of {placed.activity.meetings}, on the same day and time as the first.",
            )
            made.append(self._make(placed, slot, reason))
            self._expect(made[-1], slot, chosen, seated)
        return made

    def tell(self) -> None:
        """Everybody hears of the place that they have; of a course, once."""
        told: set[tuple[uuid.UUID, uuid.UUID]] = set()
        for session, enrolments in self._promised:
            fresh = [one for one in enrolments if (session.activity_id, one.person_id) not in told]
            told |= {(session.activity_id, one.person_id) for one in fresh}
            if fresh:
                tell_of_place(self._actor, session, fresh)

    def _make(self, placed: Placed, slot: TimeSlot, reason: Words) -> Session:
        begins, ends = HOURS[slot.part]
        zone = ZoneInfo(settings.TIME_ZONE)
        self._busy.setdefault(placed.venue.pk, set()).add(slot.key)
        session = next((one for one in self._empty if one.activity_id == placed.activity.pk), None)
        if session is None:
            session = Session(municipality_id=self._actor.municipality_id, activity=placed.activity)
        else:
            self._empty.remove(session)
            record(
                actor=self._actor,
                verb="session.moved",
                subject=session,
                before=session.starts_at.isoformat(),
                after=slot.key,
            )
        session.venue = placed.venue
        session.starts_at = dt.datetime.combine(slot.day, begins, zone)
        session.ends_at = dt.datetime.combine(slot.day, ends, zone)
        session.placement_reason = reason
        session.save()
        return session

    def _expect(
        self, session: Session, slot: TimeSlot, guests: Sequence[Invited], seated: Collection[uuid.UUID]
    ) -> list[Invited]:
        """Those who can come then and have nothing else: first whom the timetable seats here, then those with no place
        anywhere, then by name.
        """
        able = [
            guest
            for guest in guests
            if guest.week.allows(slot, self._off) and slot.key not in self._busy.get(guest.person.pk, ())
        ]
        able.sort(key=lambda guest: (guest.person.pk not in seated, guest.person.pk in self.served))
        chosen = able[: min(session.activity.capacity, session.venue.capacity)]
        for guest in chosen:
            self.served.add(guest.person.pk)
            self._busy.setdefault(guest.person.pk, set()).add(slot.key)
        made = Enrolment.objects.bulk_create(
            Enrolment(
                municipality_id=self._actor.municipality_id,
                session=session,
                person=guest.person,
                needs_ride=needs_ride(guest.age, wheelchair=guest.person.wheelchair),
            )
            for guest in chosen
        )
        self._promised.append((session, made))
        return chosen
