"""Activities, venues and people's weeks as the timetable engine reads them, and the sessions back."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from huangyai.activities.models import Activity, PlacementRule, Session, Venue
from huangyai.activities.queries import Invited
from huangyai.activities.rules import DaysOff, TimeSlot, needs_ride, open_keys
from huangyai.engines import timetable
from huangyai.engines.rides.places import kilometres_between
from huangyai.kernel import Words


@dataclass(frozen=True, slots=True)
class Placed:
    """When and where an activity's session is held, and why."""

    activity: Activity
    venue: Venue
    slot: TimeSlot
    reason: Words


@dataclass(frozen=True, slots=True)
class Timetable:
    """The sessions, what could not be placed and why, and who has a seat in what."""

    placed: tuple[Placed, ...]
    unplaced: Mapping[uuid.UUID, Words]
    seats: Mapping[uuid.UUID, Collection[uuid.UUID]]


@dataclass(frozen=True, slots=True)
class Given:
    """What is fixed before times are looked for.

    `taken` says in which slots a venue or a person has something else already, `rules` what a person pinned or banned,
    `empty` the sessions that nobody was promised yet, each with the slots it takes: no other activity gets its place.
    """

    days_off: DaysOff
    taken: Mapping[uuid.UUID, Collection[str]]
    rules: Sequence[PlacementRule] = ()
    empty: Sequence[tuple[Session, Collection[str]]] = ()


def place(
    activities: Mapping[Activity, Sequence[Invited]],
    venues: Sequence[Venue],
    slots: Sequence[TimeSlot],
    given: Given,
    *,
    seconds: float,
) -> Timetable:
    """Place each activity once, so that the fewest people are left with nothing that they can come to."""
    pins, bans = _pins_and_bans(given.rules, slots, venues)
    for session, keys in given.empty:
        others = [activity for activity in activities if activity.pk != session.activity_id]
        bans += [timetable.Rule(str(one.pk), key, str(session.venue_id)) for one in others for key in sorted(keys)]
    problem = timetable.TimetableProblem(
        slots=tuple(timetable.Slot(slot.key, day=slot.key, hours=3.0) for slot in slots),
        rooms=tuple(
            timetable.Room(
                str(venue.pk),
                place=str(venue.pk),
                capacity=venue.capacity,
                free=frozenset(slot.key for slot in slots) - frozenset(given.taken.get(venue.pk, ())),
                kind=venue.kind,
            )
            for venue in venues
        ),
        staff=(),
        activities=tuple(
            timetable.Activity(str(activity.pk), kind=activity.room_kind, capacity=activity.capacity)
            for activity in activities
        ),
        people=_people(activities, venues, slots, given),
        pins=tuple(pins),
        bans=tuple(bans),
    )
    solved = timetable.solve(problem, seconds=seconds, seed=1)
    seats: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for attending in solved.attends:
        seats[uuid.UUID(attending.activity)].add(uuid.UUID(attending.people))
    by_id = {str(activity.pk): activity for activity in activities}
    rooms = {str(venue.pk): venue for venue in venues}
    return Timetable(
        placed=tuple(Placed(by_id[p.activity], rooms[p.room], TimeSlot.of_key(p.slot), p.why) for p in solved.placed),
        unplaced={by_id[u.activity].pk: u.why for u in solved.unplaced},
        seats=seats,
    )


def _people(
    activities: Mapping[Activity, Sequence[Invited]], venues: Sequence[Venue], slots: Sequence[TimeSlot], given: Given
) -> tuple[timetable.PeopleClass, ...]:
    """Everybody by themselves, so that the answer says who attends what; the engine counts equal ones together."""
    interests: dict[uuid.UUID, set[str]] = {}
    guests: dict[uuid.UUID, Invited] = {}
    for activity, invited in activities.items():
        for guest in invited:
            interests.setdefault(guest.person.pk, set()).add(str(activity.pk))
            guests[guest.person.pk] = guest
    free = {week: open_keys(week, slots, given.days_off) for week in {guest.week for guest in guests.values()}}
    # No life is left behind; where all are of one, no village is.
    by_life = len({guest.life for guest in guests.values()}) > 1
    return tuple(
        timetable.PeopleClass(
            str(pk),
            count=1,
            free=free[guest.week] - frozenset(given.taken.get(pk, ())),
            interests=frozenset(interests[pk]),
            reachable=_within_reach(guest, venues),
            group=str(guest.life if by_life else guest.village_id or guest.life),
        )
        for pk, guest in guests.items()
    )


def _within_reach(guest: Invited, venues: Sequence[Venue]) -> frozenset[str] | None:
    """The venues that somebody gets to by themselves; None (all) for those who are fetched or named no distance."""
    furthest, home = guest.week.furthest_km, guest.person.household
    if (
        furthest is None
        or home is None
        or home.latitude is None
        or home.longitude is None
        or needs_ride(guest.age, wheelchair=guest.person.wheelchair)
    ):
        return None
    near = set()
    for venue in venues:
        if venue.latitude is None or venue.longitude is None:
            near.add(str(venue.pk))
            continue
        way = kilometres_between((home.latitude, venue.latitude), (home.longitude, venue.longitude))
        if way[0][1] <= furthest:
            near.add(str(venue.pk))
    return frozenset(near)


def _pins_and_bans(
    rules: Sequence[PlacementRule], slots: Sequence[TimeSlot], venues: Sequence[Venue]
) -> tuple[list[timetable.Rule], list[timetable.Rule]]:
    """A pin forbids everything else; where only one slot is left it is the engine's own pin. Each reason is said once."""
    pins: list[timetable.Rule] = []
    bans: list[timetable.Rule] = []
    for rule in rules:
        activity, room = str(rule.activity_id), str(rule.venue_id) if rule.venue_id else ""
        inside = [slot.key for slot in slots if _matches(rule, slot)]
        if rule.kind == PlacementRule.Kind.BAN:
            made = [timetable.Rule(activity, key, room) for key in inside]
        else:
            made = list(_all_but(activity, room, inside, slots, venues))
            if len(inside) == 1:
                pins.append(timetable.Rule(activity, inside[0], room, why=rule.why))
        if made:
            first = made[0]
            made[0] = timetable.Rule(first.activity, first.slot, first.room, why=rule.why)
        bans += made
    return pins, bans


def _matches(rule: PlacementRule, slot: TimeSlot) -> bool:
    return (rule.weekday is None or rule.weekday == slot.day.weekday()) and rule.part in ("", slot.part)


def _all_but(
    activity: str, room: str, inside: Collection[str], slots: Sequence[TimeSlot], venues: Sequence[Venue]
) -> Iterator[timetable.Rule]:
    for slot in slots:
        if slot.key not in inside:
            yield timetable.Rule(activity, slot.key)
    for venue in venues:
        if room and str(venue.pk) != room:
            yield timetable.Rule(activity, room=str(venue.pk))
