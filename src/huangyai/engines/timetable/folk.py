"""People aggregated: whoever could use exactly the same openings counts as one number, not as many
persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from huangyai.engines.timetable.openings import Openings
from huangyai.engines.timetable.problem import PeopleClass, TimetableProblem


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
    possible = _Possible(problem, openings)
    alike: dict[tuple[object, ...], list[int]] = {}
    usable_of: dict[tuple[object, ...], dict[int, tuple[int, ...]]] = {}
    for number, people in enumerate(problem.people):
        if not people.count:
            continue
        within = possible.openings_for(people)
        usable = {
            at: can
            for at, ways in possible.of_activity.items()
            if ways & within
            and problem.welcomes(problem.activities[at], people)
            and (can := possible.positions(ways & within))
        }
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


class _Possible:
    """Sets of openings as bits, so that each combination of free slots and reachable places is worked out once."""

    def __init__(self, problem: TimetableProblem, openings: Openings) -> None:
        self._problem, self._openings = problem, openings
        self.of_activity: dict[int, int] = defaultdict(int)
        self._in_slot: dict[str, int] = defaultdict(int)
        self._in_place: dict[str, int] = defaultdict(int)
        for position, opening in enumerate(openings.openings):
            self.of_activity[opening.activity] |= 1 << position
            self._in_place[openings.room_kinds[opening.room_kind].place] |= 1 << position
            for at in opening.run:
                self._in_slot[problem.slots[at].id] |= 1 << position
        self._known: dict[tuple[frozenset[str], frozenset[str] | None], int] = {}
        self._positions: dict[int, tuple[int, ...]] = {}

    def openings_for(self, people: PeopleClass) -> int:
        """Openings in places that they reach, in slots in which they are free."""
        key = (people.free, people.reachable)
        if key not in self._known:
            within = (1 << len(self._openings.openings)) - 1
            if people.reachable is not None:
                within = _union(self._in_place[place] for place in people.reachable)
            self._known[key] = within & ~_union(
                openings for slot, openings in self._in_slot.items() if slot not in people.free
            )
        return self._known[key]

    def positions(self, openings: int) -> tuple[int, ...]:
        """The openings' positions, in order."""
        if openings not in self._positions:
            found, rest = [], openings
            while rest:
                lowest = rest & -rest
                found.append(lowest.bit_length() - 1)
                rest ^= lowest
            self._positions[openings] = tuple(found)
        return self._positions[openings]


def _union(sets: Iterable[int]) -> int:
    together = 0
    for one in sets:
        together |= one
    return together
