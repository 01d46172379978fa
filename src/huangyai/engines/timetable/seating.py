"""With the timetable fixed: who attends what, so that nobody is in two places at once and as many as
possible come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from huangyai.engines.timetable.folk import Folk
from huangyai.engines.timetable.mip import Mip
from huangyai.engines.timetable.openings import Openings


@dataclass(slots=True)
class Seating:
    """Columns of attendances: ``comes[k, a, t]`` of folk k attend activity a when it begins at t."""

    mip: Mip
    comes: dict[tuple[int, int, int], int]


def add_seating(
    mip: Mip,
    openings: Openings,
    folk: tuple[Folk, ...],
    held: Mapping[int, int],
    first: dict[tuple[int, int], int],
    *,
    used: frozenset[int] | None = None,
) -> Seating:
    """Add every attendance, not only the first, to a program; with `used`, only those openings exist."""
    comes: dict[tuple[int, int, int], int] = {}
    seats_at: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    comers_at: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, people in enumerate(folk):
        busy: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for activity, usable in people.usable.items():
            by_start: dict[int, list[int]] = defaultdict(list)
            for position in usable:
                if used is None or position in used:
                    by_start[openings.openings[position].run[0]].append(position)
            mine: list[tuple[int, float]] = [(first[number, activity], 1.0)]
            for start, positions in by_start.items():
                most = min(people.count, max(openings.openings[position].seats for position in positions))
                column = comes[number, activity, start] = mip.column(0, most, whole=used is not None)
                mine.append((column, -1.0))
                mip.row(
                    [
                        (column, 1.0),
                        *(
                            (held[at], -float(min(people.count, openings.openings[at].seats)))
                            for at in positions
                        ),
                    ],
                    high=0,
                )
                for at in openings.openings[positions[0]].run:
                    busy[at].append((column, 1.0))
                seats_at[activity, start].update({at: openings.openings[at].seats for at in positions})
                comers_at[activity, start].append(column)
            mip.row(mine, high=0)
        for terms in busy.values():
            if len(terms) > 1:
                mip.row(terms, high=people.count)
    for key, comers in comers_at.items():
        mip.row(
            [
                *((one, 1.0) for one in comers),
                *((held[at], -float(seats)) for at, seats in seats_at[key].items()),
            ],
            high=0,
        )
    return Seating(mip, comes)


def name_attendances(
    folk: tuple[Folk, ...], counts: list[int], coming: dict[int, dict[int, tuple[int, tuple[int, ...]]]]
) -> dict[tuple[int, int], int]:
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
