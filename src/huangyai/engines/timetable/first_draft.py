"""A timetable made in one pass, so that there is a valid one to show and improve from the first moment."""

from __future__ import annotations

from collections import defaultdict

from huangyai.engines.timetable.folk import Folk
from huangyai.engines.timetable.model import Model, demand_of
from huangyai.engines.timetable.openings import Openings
from huangyai.engines.timetable.problem import TimetableProblem


def draft_timetable(problem: TimetableProblem, openings: Openings, folk: tuple[Folk, ...], model: Model) -> list[float]:
    """The model's columns for a greedy timetable.

    Pinned activities first, then those with the fewest openings; each takes the opening that serves most of the people
    who have nothing yet, with the trainers who have most hours left.
    """
    values = [0.0] * len(model.mip.low)
    ways: dict[int, list[int]] = defaultdict(list)
    for at, opening in enumerate(openings.openings):
        ways[opening.activity].append(at)
    waiting = [people.count for people in folk]
    wanted: dict[int, list[int]] = defaultdict(list)
    for number, people in enumerate(folk):
        for usable in people.usable.values():
            for at in usable:
                wanted[at].append(number)
    rooms: dict[tuple[int, int], int] = defaultdict(int)
    busy: set[tuple[int, int]] = set()
    spent: dict[int, float] = defaultdict(float)

    def left(trainer: int) -> float:
        limit = problem.staff[trainer].limit
        return (1e9 if limit is None else limit) - spent[trainer]

    for activity in sorted(ways, key=lambda one: (one not in openings.pinned, len(ways[one]), one)):
        needed = max(problem.activities[activity].staff, len(openings.must[activity]))
        best: tuple[int, int, list[int]] | None = None
        for at in ways[activity]:
            opening = openings.openings[at]
            size = len(openings.room_kinds[opening.room_kind].rooms)
            if any(rooms[opening.room_kind, slot] >= size for slot in opening.run):
                continue
            hours = sum(problem.slots[slot].hours for slot in opening.run)
            able = [
                one
                for one in openings.trainers[activity, opening.run[0]]
                if left(one) >= hours and not any((one, slot) in busy for slot in opening.run)
            ]
            if len(able) < needed or not openings.must[activity] <= set(able):
                continue
            serves = min(opening.seats, sum(waiting[number] for number in wanted[at]))
            if best is None or serves > best[0]:
                able.sort(key=lambda one: (one not in openings.must[activity], -left(one), one))
                best = (serves, at, able[:needed])
        if best is None or (not best[0] and activity not in openings.pinned):
            continue
        _, at, trainers = best
        opening = openings.openings[at]
        values[model.held[at]] = 1.0
        for slot in opening.run:
            rooms[opening.room_kind, slot] += 1
            busy.update((one, slot) for one in trainers)
        demand = demand_of(problem, openings, activity, opening.run[0]) if needed else None
        for one in trainers:
            spent[one] += sum(problem.slots[slot].hours for slot in opening.run)
            if demand is not None:
                values[model.teaches[demand, opening.run[0], one]] = 1.0
        seats = opening.seats
        for number in wanted[at]:
            here = min(seats, waiting[number])
            waiting[number] -= here
            seats -= here
            if here:
                values[model.first[number, activity]] = float(here)
    return values
