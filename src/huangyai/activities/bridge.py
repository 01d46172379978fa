"""Activities, venues and people's weeks as the timetable engine reads them, and the sessions back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from huangyai.activities.models import Activity, Venue
from huangyai.activities.queries import Invited
from huangyai.activities.rules import TimeSlot, free_slots
from huangyai.engines import timetable
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
    """The sessions, what could not be placed and why, and how many people can come to something."""

    placed: tuple[Placed, ...]
    unplaced: Mapping[uuid.UUID, Words]
    total: int
    served: int


def place(
    activities: Mapping[Activity, Sequence[Invited]],
    venues: Sequence[Venue],
    slots: Sequence[TimeSlot],
    holidays: Collection[dt.date],
    *,
    taken: Mapping[uuid.UUID, Collection[str]],
    seconds: float,
) -> Timetable:
    """Place each activity once, so that the fewest people are left with nothing that they can come to.

    `taken` says in which slots a venue or a person has something else already.
    """
    interests: dict[uuid.UUID, set[str]] = {}
    lives = {}
    for activity, guests in activities.items():
        for guest in guests:
            interests.setdefault(guest.person.pk, set()).add(str(activity.pk))
            lives[guest.person.pk] = (guest.life, guest.village_id)
    classes = Counter((*lives[pk], frozenset(wanted), frozenset(taken.get(pk, ()))) for pk, wanted in interests.items())
    problem = timetable.TimetableProblem(
        slots=tuple(timetable.Slot(slot.key, day=slot.key, hours=3.0) for slot in slots),
        rooms=tuple(
            timetable.Room(
                str(venue.pk),
                place=str(venue.pk),
                capacity=venue.capacity,
                free=frozenset(slot.key for slot in slots) - frozenset(taken.get(venue.pk, ())),
            )
            for venue in venues
        ),
        staff=(),
        activities=tuple(timetable.Activity(str(activity.pk), capacity=activity.capacity) for activity in activities),
        people=tuple(
            timetable.PeopleClass(
                f"c{index}",
                count=count,
                free=free_slots(life, slots, holidays) - busy,
                interests=wanted,
                group=str(village or life),
            )
            for index, ((life, village, wanted, busy), count) in enumerate(
                sorted(
                    classes.items(),
                    key=lambda item: (item[0][0], str(item[0][1]), sorted(item[0][2]), sorted(item[0][3])),
                )
            )
        ),
    )
    solved = timetable.solve(problem, seconds=seconds, seed=1)
    by_id = {str(activity.pk): activity for activity in activities}
    rooms = {str(venue.pk): venue for venue in venues}
    return Timetable(
        placed=tuple(Placed(by_id[p.activity], rooms[p.room], TimeSlot.of_key(p.slot), p.why) for p in solved.placed),
        unplaced={by_id[u.activity].pk: u.why for u in solved.unplaced},
        total=solved.reach.total,
        served=solved.reach.served,
    )
