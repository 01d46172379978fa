"""The timetable as a mixed-integer program: rooms, trainers, and people counted rather than named.

Columns: ``held[o]`` an opening is used; ``teaches[d, t, s]`` a trainer takes something of demand class d
(activities
with the same candidates) that begins at t; ``first[k, a]`` how many of folk k get activity a as the one
that keeps them
from being left with nothing. With the openings fixed, `first` is a flow in a network: whole numbers come by
themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huangyai.engines.timetable.folk import Folk
from huangyai.engines.timetable.mip import Mip, Terms
from huangyai.engines.timetable.openings import Openings
from huangyai.engines.timetable.problem import TimetableProblem

Demand = tuple[frozenset[int], frozenset[int], int, int]


@dataclass(slots=True)
class Model:
    """The program and what its columns mean; `choices` are the openings' columns of each activity."""

    mip: Mip
    held: list[int]
    teaches: dict[tuple[Demand, int, int], int]
    first: dict[tuple[int, int], int]
    choices: list[list[int]]


def build_model(problem: TimetableProblem, openings: Openings, folk: tuple[Folk, ...]) -> Model:
    """Rooms, trainers and first attendances; the levels add their own rows."""
    mip = Mip()
    held = [mip.column() for _ in openings.openings]
    choices = _hold_once(mip, openings, held)
    _share_rooms(mip, openings, held)
    teaches = _share_trainers(mip, problem, openings, held)
    first = add_comers(mip, openings, folk, held)
    for number, people in enumerate(folk):
        mine = [(first[number, activity], 1.0) for activity in people.usable]
        if mine:
            mip.row(mine, high=people.count)
    return Model(mip, held, teaches, first, choices)


def demand_of(problem: TimetableProblem, openings: Openings, activity: int, start: int) -> Demand:
    """Activities that begin together with the same candidates may exchange their trainers."""
    must = openings.must[activity]
    return (
        frozenset(openings.trainers[activity, start]),
        must,
        problem.activities[activity].length,
        activity if must else -1,
    )


def _hold_once(mip: Mip, openings: Openings, held: list[int]) -> list[list[int]]:
    ways: dict[int, list[int]] = defaultdict(list)
    for position, opening in enumerate(openings.openings):
        ways[opening.activity].append(held[position])
    for columns in ways.values():
        mip.row([(column, 1) for column in columns], high=1)
    return list(ways.values())


def _share_rooms(mip: Mip, openings: Openings, held: list[int]) -> None:
    using: dict[tuple[int, int], list[int]] = defaultdict(list)
    for position, opening in enumerate(openings.openings):
        for at in opening.run:
            using[opening.room_kind, at].append(held[position])
    for (kind, _), columns in using.items():
        mip.row([(column, 1) for column in columns], high=len(openings.room_kinds[kind].rooms))


def _share_trainers(
    mip: Mip, problem: TimetableProblem, openings: Openings, held: list[int]
) -> dict[tuple[Demand, int, int], int]:
    wanted: dict[tuple[Demand, int], dict[int, int]] = defaultdict(dict)
    run_of: dict[tuple[Demand, int], tuple[int, ...]] = {}
    for position, opening in enumerate(openings.openings):
        activity = problem.activities[opening.activity]
        needed = max(activity.staff, len(openings.must[opening.activity]))
        if needed:
            demand = demand_of(problem, openings, opening.activity, opening.run[0])
            wanted[demand, opening.run[0]][held[position]] = needed
            run_of[demand, opening.run[0]] = opening.run
    teaches: dict[tuple[Demand, int, int], int] = {}
    busy: dict[tuple[int, int], list[int]] = defaultdict(list)
    hours: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (demand, start), needs in wanted.items():
        candidates, must, _, _ = demand
        run = run_of[demand, start]
        terms: list[tuple[int, float]] = [(column, -needed) for column, needed in needs.items()]
        for trainer in sorted(candidates):
            column = teaches[demand, start, trainer] = mip.column()
            terms.append((column, 1))
            hours[trainer].append((column, sum(problem.slots[at].hours for at in run)))
            for at in run:
                busy[trainer, at].append(column)
            if trainer in must:
                mip.row([(column, 1), *((one, -1) for one in needs)], low=0)
        mip.row(terms, low=0, high=0)
    for columns in busy.values():
        mip.row([(column, 1) for column in columns], high=1)
    for trainer, parts in hours.items():
        limit = problem.staff[trainer].limit
        if limit is not None:
            mip.row(parts, high=limit)
    return teaches


def add_comers(mip: Mip, openings: Openings, folk: tuple[Folk, ...], held: list[int]) -> dict[tuple[int, int], int]:
    """Columns for how many of each folk come to each activity, no more than its openings have seats."""
    coming: dict[tuple[int, int], int] = {}
    comers: dict[int, list[int]] = defaultdict(list)
    for number, people in enumerate(folk):
        for activity, usable in people.usable.items():
            most = min(people.count, max(openings.openings[position].seats for position in usable))
            coming[number, activity] = mip.column(0, most, whole=False)
            comers[activity].append(number)
    for activity, numbers in comers.items():
        # People who could use exactly the same openings of this activity share one row: together
        # they get no more
        # seats than those openings have. It follows from the rows below only for whole numbers,
        # so it tightens the bound.
        alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for number in numbers:
            alike[folk[number].usable[activity]].append(number)
        every = {position for usable in alike for position in usable}
        people_at: dict[int, int] = defaultdict(int)
        for usable, together in alike.items():
            crowd = sum(folk[number].count for number in together)
            for position in usable:
                people_at[position] += crowd
        for usable, together in alike.items():
            crowd = sum(folk[number].count for number in together)
            comers_here = [coming[number, activity] for number in together]
            mip.row(_seats(openings, held, comers_here, usable, dict.fromkeys(usable, crowd)), high=0)
            if len(together) > 1:
                for number in together:
                    column = coming[number, activity]
                    alone = dict.fromkeys(usable, folk[number].count)
                    mip.tighten(_seats(openings, held, [column], usable, alone))
        if len(alike) > 1:
            everyone = [coming[number, activity] for number in numbers]
            mip.row(_seats(openings, held, everyone, sorted(every), people_at), high=0)
    return coming


def _seats(
    openings: Openings, held: list[int], comers: list[int], usable: Sequence[int], people_at: Mapping[int, int]
) -> Terms:
    """Comers minus the seats of the openings that they could use, each opening for no more people than could come."""
    terms: Terms = [(column, 1.0) for column in comers]
    for position in usable:
        terms.append((held[position], -float(min(openings.openings[position].seats, people_at[position]))))
    return terms
