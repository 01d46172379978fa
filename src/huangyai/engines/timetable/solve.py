"""From a problem to its timetable."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import replace

from huangyai.engines.timetable.board import Board
from huangyai.engines.timetable.crowd import gather_crowd
from huangyai.engines.timetable.folk import Folk, gather_folk
from huangyai.engines.timetable.levels import honour_pins, reach_most, serve_most, spare_staff
from huangyai.engines.timetable.model import build_model
from huangyai.engines.timetable.openings import Openings, find_openings
from huangyai.engines.timetable.problem import TimetableProblem
from huangyai.engines.timetable.reasons import why_here, why_impossible, why_left_out
from huangyai.engines.timetable.search import Search
from huangyai.engines.timetable.seating import Coming, name_attendances
from huangyai.engines.timetable.solvers import SolverName, find_solver
from huangyai.engines.timetable.staffing import deal_trainers, name_rooms
from huangyai.engines.timetable.timetable import Attendance, Level, Placement, Progress, Reach, Timetable, Unplaced
from huangyai.engines.timetable.worst_group import lift_worst_group


def solve(
    problem: TimetableProblem,
    *,
    seconds: float = 60.0,
    seed: int = 1,
    progress: Progress | None = None,
    solver: SolverName = "highs",
) -> Timetable:
    """Place activities so that as few people as possible are left with nothing they could attend.

    Four aims, one after the other, each keeping what the earlier ones reached: fewest people left with
    nothing; the
    worst-served group's share of people served (among those who could attend something); most attendances
    in all;
    fewest staff hours. Every level carries its proven bound. Pins are kept before anything else; a pin that
    can't be
    kept is named among the unplaced.

    Parameters
    ----------
    seconds
        Wall time for all levels together. The answer depends on the seed alone unless the clock cut a level
        short.
    seed
        The solver's seed.
    progress
        Told after each level.
    solver
        ``highs`` or ``cp-sat``; both solve the same program. One process can load only one of them (see
        `solvers`).
    """
    deadline = time.monotonic() + seconds
    openings = find_openings(problem)
    folk = gather_folk(problem, openings)
    model = build_model(problem, openings, folk)
    board = Board(problem, openings, gather_crowd(openings, folk))
    search = Search(problem, openings, folk, model, board, find_solver(solver), deadline, seed, progress)
    search.draft()
    for level in (honour_pins, serve_most, lift_worst_group, reach_most, spare_staff):
        level(search)
    used = search.used(search.values)
    coming = search.coming
    attends = name_attendances(folk, [people.count for people in problem.people], coming)
    attended = {activity for sessions in coming.values() for activity, (count, _) in sessions.items() if count}
    used = frozenset(
        at
        for at in used
        if openings.openings[at].activity in attended or openings.openings[at].activity in openings.pinned
    )
    dealt = deal_trainers(problem, openings, model, search.values, used)
    staff = {position: tuple(problem.staff[one].id for one in trainers) for position, trainers in dealt.items()}
    groups = _groups(problem, folk, coming)
    reach = Reach(
        sum(reach.total for reach in groups.values()),
        sum(reach.could for reach in groups.values()),
        sum(reach.served for reach in groups.values()),
    )
    return Timetable(
        placed=_placements(problem, openings, folk, used, staff, coming),
        unplaced=_unplaced(problem, openings, folk, used, staff),
        levels=_final_levels(search.levels, reach.left),
        attends=tuple(
            Attendance(problem.people[people].id, problem.activities[activity].id, count)
            for (people, activity), count in sorted(attends.items())
        ),
        reach=reach,
        groups=groups,
    )


def _final_levels(levels: list[Level], left: int) -> tuple[Level, ...]:
    """A later level may find that fewer people need to be left with nothing than the first one did in its time."""
    first = levels[0]
    if left < first.value:
        first = replace(first, value=left, proven=left <= first.bound)
    return (first, *levels[1:])


def _groups(problem: TimetableProblem, folk: tuple[Folk, ...], coming: Coming) -> dict[str, Reach]:
    total: dict[str, int] = defaultdict(int)
    could: dict[str, int] = defaultdict(int)
    served: dict[str, int] = defaultdict(int)
    for people in problem.people:
        total[people.group] += people.count
    for number, one in enumerate(folk):
        could[one.group] += one.count if one.usable else 0
        served[one.group] += min(one.count, sum(count for count, _ in coming.get(number, {}).values()))
    return {group: Reach(total[group], could[group], served[group]) for group in sorted(total)}


def _placements(
    problem: TimetableProblem,
    openings: Openings,
    folk: tuple[Folk, ...],
    used: frozenset[int],
    staff: dict[int, tuple[str, ...]],
    coming: Coming,
) -> tuple[Placement, ...]:
    rooms = name_rooms(openings, used)
    placed = []
    for at in sorted(used, key=lambda at: (openings.openings[at].run[0], openings.openings[at].activity)):
        opening = openings.openings[at]
        here = {
            number: sessions[opening.activity][0] for number, sessions in coming.items() if opening.activity in sessions
        }
        why = why_here(
            opening,
            coming=sum(here.values()),
            only_this=sum(count for number, count in here.items() if len(coming[number]) == 1),
            could=sum(people.count for people in folk if at in people.usable.get(opening.activity, ())),
            pinned=opening.activity in openings.pinned,
        )
        placed.append(
            Placement(
                problem.activities[opening.activity].id,
                problem.slots[opening.run[0]].id,
                rooms[at],
                staff[at],
                why,
            )
        )
    return tuple(placed)


def _unplaced(
    problem: TimetableProblem,
    openings: Openings,
    folk: tuple[Folk, ...],
    used: frozenset[int],
    staff: dict[int, tuple[str, ...]],
) -> tuple[Unplaced, ...]:
    held = {openings.openings[at].activity for at in used}
    possible = {opening.activity for opening in openings.openings}
    return tuple(
        Unplaced(
            activity.id,
            why_left_out(problem, openings, folk, used, staff, number)
            if number in possible
            else why_impossible(problem, activity),
        )
        for number, activity in enumerate(problem.activities)
        if number not in held
    )
