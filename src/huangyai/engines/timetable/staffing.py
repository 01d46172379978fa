"""From counted rooms and trainers to named ones: what the program left open because nothing tells them
apart."""

from __future__ import annotations

from collections import defaultdict

from huangyai.engines.timetable.model import Demand, Model, demand_of
from huangyai.engines.timetable.openings import Openings
from huangyai.engines.timetable.problem import TimetableProblem


def name_rooms(openings: Openings, used: frozenset[int]) -> dict[int, str]:
    """The room of each used opening: first come, first served among rooms of one kind is always enough."""
    rooms: dict[int, str] = {}
    busy: dict[str, set[int]] = defaultdict(set)
    for position in sorted(used, key=lambda at: (openings.openings[at].run[0], at)):
        opening = openings.openings[position]
        for room in openings.room_kinds[opening.room_kind].rooms:
            if busy[room].isdisjoint(opening.run):
                rooms[position] = room
                busy[room].update(opening.run)
                break
    return rooms


def deal_trainers(
    problem: TimetableProblem, openings: Openings, model: Model, values: list[float], used: frozenset[int]
) -> dict[int, tuple[int, ...]]:
    """The trainers (positions in `staff`) of each used opening, dealt out among activities that begin together with the
    same candidates."""
    free: dict[tuple[Demand, int], list[int]] = defaultdict(list)
    for (demand, start, trainer), column in model.teaches.items():
        if values[column] > 0.5:
            free[demand, start].append(trainer)
    dealt: dict[int, tuple[int, ...]] = {}
    for position in sorted(used):
        opening = openings.openings[position]
        activity, start = opening.activity, opening.run[0]
        needed = max(problem.activities[activity].staff, len(openings.must[activity]))
        waiting = free[demand_of(problem, openings, activity, start), start] if needed else []
        dealt[position] = tuple(waiting[:needed])
        del waiting[:needed]
    return dealt
