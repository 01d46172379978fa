"""Where and when each activity could be held at all, before anybody competes for rooms and trainers."""

from __future__ import annotations

from dataclasses import dataclass

from huangyai.engines.timetable.problem import Activity, Room, Rule, TimetableProblem, Trainer


@dataclass(frozen=True, slots=True)
class RoomKind:
    """Rooms that nothing tells apart (place, kind, capacity, free slots, pins, bans): only their number
    matters."""

    place: str
    capacity: int
    rooms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """One way to hold an activity: the slots it would take, in which kind of room, with seats for how
    many."""

    activity: int
    run: tuple[int, ...]
    room_kind: int
    seats: int


@dataclass(frozen=True, slots=True)
class Openings:
    """All openings, and for each activity and run of slots the trainers (positions in `staff`) who
    could take it."""

    room_kinds: tuple[RoomKind, ...]
    openings: tuple[Opening, ...]
    trainers: dict[tuple[int, int], tuple[int, ...]]
    must: tuple[frozenset[int], ...]
    pinned: frozenset[int]


def find_openings(problem: TimetableProblem) -> Openings:
    """Every opening that rooms, trainers, pins and bans leave."""
    kinds = _room_kinds(problem)
    rooms = {room.id: room for room in problem.rooms}
    openings: list[Opening] = []
    trainers: dict[tuple[int, int], tuple[int, ...]] = {}
    must: list[frozenset[int]] = []
    for number, activity in enumerate(problem.activities):
        pins = [pin for pin in problem.pins if pin.activity == activity.id]
        pinned_staff = {pin.staff for pin in pins if pin.staff}
        must.append(frozenset(at for at, one in enumerate(problem.staff) if one.id in pinned_staff))
        for run in problem.stretches(activity.length):
            times = [problem.slots[at].id for at in run]
            if any(pin.slot not in ("", times[0]) for pin in pins):
                continue
            able = tuple(
                at for at, trainer in enumerate(problem.staff) if trainer_can(problem, activity, trainer, times)
            )
            # Where no trainer is needed but one is pinned, the pinned one comes.
            if len(able) < activity.staff or not must[-1] <= set(able):
                continue
            here = [
                Opening(number, run, at, seats)
                for at, kind in enumerate(kinds)
                if (seats := _seats(problem, activity, rooms[kind.rooms[0]], times, pins))
            ]
            openings.extend(here)
            if here:
                trainers[number, run[0]] = able
    pinned = frozenset(
        at for at, one in enumerate(problem.activities) if any(pin.activity == one.id for pin in problem.pins)
    )
    return Openings(kinds, tuple(openings), trainers, tuple(must), pinned)


def trainer_can(problem: TimetableProblem, activity: Activity, trainer: Trainer, times: list[str]) -> bool:
    """Whether the trainer has the skill, is free in all these slots and no ban speaks against it."""
    return (
        (not activity.skill or activity.skill in trainer.skills)
        and trainer.free.issuperset(times)
        and not any(not ban.room and _forbids(ban, activity, times) and ban.staff == trainer.id for ban in problem.bans)
    )


def room_suits(activity: Activity, room: Room) -> bool:
    """Whether the room is of the kind that the activity needs."""
    return not activity.kind or activity.kind == room.kind


def banned(problem: TimetableProblem, activity: Activity, room: Room, times: list[str]) -> bool:
    """Whether a ban keeps the activity out of this room at these times, whoever teaches."""
    return any(not ban.staff and ban.room in ("", room.id) and _forbids(ban, activity, times) for ban in problem.bans)


def _forbids(ban: Rule, activity: Activity, times: list[str]) -> bool:
    return ban.activity in ("", activity.id) and (not ban.slot or ban.slot in times)


def _seats(problem: TimetableProblem, activity: Activity, room: Room, times: list[str], pins: list[Rule]) -> int:
    fits = (
        room_suits(activity, room)
        and room.free.issuperset(times)
        and all(pin.room in ("", room.id) for pin in pins)
        and not banned(problem, activity, room, times)
    )
    if not fits:
        return 0
    return room.capacity if activity.capacity is None else min(activity.capacity, room.capacity)


def _room_kinds(problem: TimetableProblem) -> tuple[RoomKind, ...]:
    named = {rule.room for rule in (*problem.pins, *problem.bans) if rule.room}
    alike: dict[tuple[object, ...], list[Room]] = {}
    for room in problem.rooms:
        own_name = room.id if room.id in named else ""
        alike.setdefault((room.place, room.kind, room.capacity, room.free, own_name), []).append(room)
    return tuple(
        RoomKind(rooms[0].place, rooms[0].capacity, tuple(room.id for room in rooms)) for rooms in alike.values()
    )
