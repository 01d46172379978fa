"""What a timetable must decide: which activity is held when, where and by whom, so that people can come."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of time, such as Saturday morning; slots of one day that stand side by side follow each
    other."""

    id: str
    day: str = ""
    hours: float = 1.0


@dataclass(frozen=True, slots=True)
class Room:
    """A room in a place that people can or can't reach; `free` are the slots in which it may be used."""

    id: str
    place: str
    capacity: int
    free: frozenset[str]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Trainer:
    """Someone of the staff: what they can teach, when they are free, and at most how many hours (None:
    no limit)."""

    id: str
    skills: frozenset[str]
    free: frozenset[str]
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """Something to hold once: `length` slots in a row, at most `capacity` people, `staff` trainers with
    `skill`.

    `kind` is the kind of room it needs (empty: any); `topic` is what people's interests name;
    `groups` are the groups it is for (empty: everyone).
    """

    id: str
    kind: str = ""
    length: int = 1
    capacity: int | None = None
    skill: str = ""
    staff: int = 0
    groups: frozenset[str] = frozenset()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class PeopleClass:
    """So many people who are free at the same times, like the same things and reach the same places.

    `interests` name activities, topics or kinds; None means everything. `reachable` are places; None means
    every place.
    """

    id: str
    count: int
    free: frozenset[str]
    interests: frozenset[str] | None = None
    reachable: frozenset[str] | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pin (only so) or a ban (never so) by a person: each part that is given must match."""

    activity: str = ""
    slot: str = ""
    room: str = ""
    staff: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class TimetableProblem:
    """Everything that is known before the timetable is made. Ids are unique in each list; see
    `read_problem`."""

    slots: tuple[Slot, ...]
    rooms: tuple[Room, ...]
    staff: tuple[Trainer, ...]
    activities: tuple[Activity, ...]
    people: tuple[PeopleClass, ...]
    pins: tuple[Rule, ...] = ()
    bans: tuple[Rule, ...] = ()

    def stretches(self, length: int) -> tuple[tuple[int, ...], ...]:
        """Each run of `length` slots of one day that follow each other, as positions in `slots`."""
        runs = []
        for start in range(len(self.slots) - length + 1):
            run = tuple(range(start, start + length))
            if len({self.slots[at].day for at in run}) == 1:
                runs.append(run)
        return tuple(runs)

    def welcomes(self, activity: Activity, people: PeopleClass) -> bool:
        """Whether the activity is meant for these people and they would want it."""
        meant = not activity.groups or people.group in activity.groups
        wanted = people.interests is None or bool(
            people.interests & {activity.id, activity.topic or activity.kind, activity.kind}
        )
        return meant and wanted
