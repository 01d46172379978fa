"""With the timetable fixed: who attends what, so that nobody is in two places at once and as many as
possible come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from huangyai.engines.timetable.folk import Folk
from huangyai.engines.timetable.mip import Mip
from huangyai.engines.timetable.openings import Openings
from huangyai.engines.timetable.solvers import Solver

# For each folk and activity: how many come, and the slots (positions) in which it runs.
Coming = dict[int, dict[int, tuple[int, tuple[int, ...]]]]


def seat_people(
    openings: Openings,
    folk: tuple[Folk, ...],
    used: frozenset[int],
    least_served: int,
    group_floors: Mapping[str, int],
    *,
    solver: Solver,
    seed: int,
    seconds: float,
) -> Coming:
    """Whole numbers of people for the openings in use: as many attendances as possible, nobody in two places at once.

    At least `least_served` different people attend something, and of each group at least its floor.
    """
    mip = Mip()
    by_group: dict[str, list[int]] = defaultdict(list)
    comes: dict[tuple[int, int], int] = {}
    comers: dict[int, list[int]] = defaultdict(list)
    for number, people in enumerate(folk):
        usable = {
            activity: position
            for activity, positions in people.usable.items()
            for position in positions
            if position in used
        }
        busy: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for activity, position in usable.items():
            column = comes[number, activity] = mip.column(0, min(people.count, openings.openings[position].seats))
            comers[position].append(column)
            for at in openings.openings[position].run:
                busy[at].append((column, 1.0))
        for terms in busy.values():
            if len(terms) > 1:
                mip.row(terms, high=people.count)
        if usable:
            different = mip.column(0, people.count)
            by_group[people.group].append(different)
            mip.row([(different, 1.0), *((comes[number, activity], -1.0) for activity in usable)], high=0)
    for position, columns in comers.items():
        mip.row([(column, 1.0) for column in columns], high=openings.openings[position].seats)
    for group, columns in by_group.items():
        mip.row([(column, 1.0) for column in columns], low=group_floors.get(group, 0))
    different_people = [(column, 1.0) for columns in by_group.values() for column in columns]
    mip.row(different_people, low=least_served)
    answer = solver(mip, dict.fromkeys(comes.values(), 1.0), choices=[], seconds=seconds, seed=seed, slack=0.99)
    run_of = {openings.openings[at].activity: openings.openings[at].run for at in used}
    coming: Coming = defaultdict(dict)
    for (number, activity), column in comes.items():
        count = round(answer.values[column]) if answer.values is not None else 0
        if count:
            coming[number][activity] = (count, run_of[activity])
    return dict(coming)


def name_attendances(folk: tuple[Folk, ...], counts: list[int], coming: Coming) -> dict[tuple[int, int], int]:
    """How many of each class attend each activity.

    `counts` are people by class; `coming[k][a]` says how many of folk k come to activity a, and when it
    runs. Whoever has
    nothing yet comes first, so that as many different people as possible attend something.
    """
    attends: dict[tuple[int, int], int] = defaultdict(int)
    for number, sessions in coming.items():
        persons = [people_class for people_class in folk[number].classes for _ in range(counts[people_class])]
        had = [0] * len(persons)
        busy: list[set[int]] = [set() for _ in persons]
        for activity, (count, run) in sorted(sessions.items(), key=lambda item: (item[1][1], item[0])):
            willing = sorted((had[at], at) for at in range(len(persons)) if busy[at].isdisjoint(run))
            for _, at in willing[:count]:
                had[at] += 1
                busy[at].update(run)
                attends[persons[at], activity] += 1
    return dict(attends)
