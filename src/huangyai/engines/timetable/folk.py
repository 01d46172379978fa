"""People aggregated: whoever could use exactly the same openings counts as one number, not as many
persons."""

from __future__ import annotations

from dataclasses import dataclass

from huangyai.engines.timetable.openings import Openings
from huangyai.engines.timetable.problem import TimetableProblem


@dataclass(frozen=True, slots=True)
class Folk:
    """`count` people of one group with the same possibilities.

    `usable` maps an activity to the openings (positions) that they could use; `classes` are the problem's
    classes in it.
    """

    group: str
    count: int
    usable: dict[int, tuple[int, ...]]
    classes: tuple[int, ...]


def gather_folk(problem: TimetableProblem, openings: Openings) -> tuple[Folk, ...]:
    """The problem's people as folk; those who could use no opening at all have an empty `usable`."""
    free_masks = [sum(1 << at for at in opening.run) for opening in openings.openings]
    by_activity: dict[int, list[int]] = {}
    for position, opening in enumerate(openings.openings):
        by_activity.setdefault(opening.activity, []).append(position)
    alike: dict[tuple[object, ...], list[int]] = {}
    usable_of: dict[tuple[object, ...], dict[int, tuple[int, ...]]] = {}
    for number, people in enumerate(problem.people):
        if not people.count:
            continue
        free = sum(1 << at for at, slot in enumerate(problem.slots) if slot.id in people.free)
        usable: dict[int, tuple[int, ...]] = {}
        for at, positions in by_activity.items():
            if not problem.welcomes(problem.activities[at], people):
                continue
            can = tuple(
                position
                for position in positions
                if free_masks[position] & ~free == 0
                and (
                    people.reachable is None
                    or openings.room_kinds[openings.openings[position].room_kind].place in people.reachable
                )
            )
            if can:
                usable[at] = can
        key = (people.group, tuple(usable.items()))
        alike.setdefault(key, []).append(number)
        usable_of[key] = usable
    return tuple(
        Folk(
            group=str(key[0]),
            count=sum(problem.people[number].count for number in classes),
            usable=usable_of[key],
            classes=tuple(classes),
        )
        for key, classes in alike.items()
    )
