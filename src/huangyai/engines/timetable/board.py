"""A timetable in the making: what hangs where, which rooms and trainers are taken, and who has a seat."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from huangyai.engines.timetable.crowd import Crowd, CrowdMark
from huangyai.engines.timetable.openings import Openings
from huangyai.engines.timetable.problem import TimetableProblem
from huangyai.kernel import Chance

BoardMark = tuple[
    dict[int, int], dict[int, tuple[int, ...]], dict[tuple[int, int], int], list[int], list[int], list[float], CrowdMark
]

_NO_LIMIT = 1e9


@dataclass(frozen=True, slots=True)
class Run:
    """Openings of one activity that begin together: the slots they take as bits, hours, and who could teach.

    Each of the `ways` is an opening with its room kind, its seats and the people who could come.
    """

    slots: int
    hours: float
    ways: tuple[tuple[int, int, int, int], ...]
    trainers: tuple[int, ...]


class Board:
    """Activities hung into openings with their trainers (positions in `staff`); nothing is ever used twice at once."""

    def __init__(self, problem: TimetableProblem, openings: Openings, crowd: Crowd) -> None:
        self.openings, self.crowd = openings, crowd
        self.runs = _runs(problem, openings, crowd)
        self.run_of = [0] * len(openings.openings)
        self._hours = [0.0] * len(openings.openings)
        for runs in self.runs.values():
            for run in runs:
                for position, _, _, _ in run.ways:
                    self.run_of[position] = run.slots
                    self._hours[position] = run.hours
        self.needed = {at: max(problem.activities[at].staff, len(openings.must[at])) for at in self.runs}
        self.held: dict[int, int] = {}
        self.trainers: dict[int, tuple[int, ...]] = {}
        self.busy = [0] * len(problem.staff)
        self.hours_left = [_NO_LIMIT if one.limit is None else one.limit for one in problem.staff]
        self._taken: dict[tuple[int, int], int] = defaultdict(int)
        self._size = [len(kind.rooms) for kind in openings.room_kinds]
        # Of each room kind the slots, as bits, in which all its rooms are taken.
        self.full = [0] * len(openings.room_kinds)

    def mark(self) -> BoardMark:
        """What `go_back` needs to undo everything from here on."""
        taken, full = self._taken.copy(), self.full[:]
        return self.held.copy(), self.trainers.copy(), taken, full, self.busy[:], self.hours_left[:], self.crowd.mark()

    def go_back(self, mark: BoardMark) -> None:
        """The board as it was."""
        self.held, self.trainers, self._taken = mark[0].copy(), mark[1].copy(), mark[2].copy()
        self.full, self.busy, self.hours_left = mark[3][:], mark[4][:], mark[5][:]
        self.crowd.go_back(mark[6])

    def free_trainers(self, activity: int, run: Run) -> list[int] | None:
        """Who could teach it then besides what they have already; None when they are too few."""
        able = [
            one for one in run.trainers if not self.busy[one] & run.slots and self.hours_left[one] >= run.hours - 1e-9
        ]
        if len(able) < self.needed[activity] or not self.openings.must[activity] <= set(able):
            return None
        return able

    def choose_trainers(self, activity: int, able: list[int], chance: Chance) -> tuple[int, ...]:
        """Pinned trainers, then mostly those with the most hours left."""
        if not self.needed[activity]:
            return ()
        must = self.openings.must[activity]
        able.sort(key=lambda one: (one not in must, chance.random() * 4 - self.hours_left[one]))
        return tuple(able[: self.needed[activity]])

    def hang(self, position: int, trainers: tuple[int, ...]) -> None:
        """Hold the opening's activity there."""
        opening = self.openings.openings[position]
        self.held[opening.activity] = position
        self.trainers[opening.activity] = trainers
        for slot in opening.run:
            self._taken[opening.room_kind, slot] += 1
            if self._taken[opening.room_kind, slot] == self._size[opening.room_kind]:
                self.full[opening.room_kind] |= 1 << slot
        for one in trainers:
            self.busy[one] |= self.run_of[position]
            self.hours_left[one] -= self._hours[position]
        self.crowd.open(opening.activity, self.crowd.usable[position], opening.seats)

    def take_down(self, activity: int) -> None:
        """Don't hold the activity."""
        position = self.held.pop(activity)
        opening = self.openings.openings[position]
        for slot in opening.run:
            self._taken[opening.room_kind, slot] -= 1
            self.full[opening.room_kind] &= ~(1 << slot)
        for one in self.trainers.pop(activity):
            self.busy[one] ^= self.run_of[position]
            self.hours_left[one] += self._hours[position]
        self.crowd.close(activity)


def _runs(problem: TimetableProblem, openings: Openings, crowd: Crowd) -> dict[int, tuple[Run, ...]]:
    together: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    for position, opening in enumerate(openings.openings):
        together[opening.activity, opening.run].append(position)
    runs: dict[int, list[Run]] = defaultdict(list)
    for (activity, run), positions in together.items():
        slots = sum(1 << slot for slot in run)
        hours = sum(problem.slots[slot].hours for slot in run)
        ways = tuple(
            (at, openings.openings[at].room_kind, openings.openings[at].seats, crowd.usable[at]) for at in positions
        )
        runs[activity].append(Run(slots, hours, ways, openings.trainers[activity, run[0]]))
    return {activity: tuple(some) for activity, some in runs.items()}
