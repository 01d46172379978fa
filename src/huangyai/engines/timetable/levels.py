"""One aim after the other: each level keeps what the earlier ones reached and asks for the next best."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from dataclasses import dataclass, field

from huangyai.engines.timetable.folk import Folk
from huangyai.engines.timetable.mip import Answer, Objective
from huangyai.engines.timetable.model import Model
from huangyai.engines.timetable.openings import Openings
from huangyai.engines.timetable.problem import TimetableProblem
from huangyai.engines.timetable.seating import add_seating
from huangyai.engines.timetable.solvers import Solver
from huangyai.engines.timetable.timetable import Level, Progress

# What part of the time a level may take before it hands over; time that a level leaves goes to the next.
_PARTS = {"left_with_nothing": 0.4, "worst_served_group": 0.6, "total_reach": 0.6, "staff_hours": 1.0}


@dataclass(slots=True)
class Search:
    """Where the search stands: the program, the best columns so far, and the levels done."""

    problem: TimetableProblem
    openings: Openings
    folk: tuple[Folk, ...]
    model: Model
    solver: Solver
    deadline: float
    seed: int
    progress: Progress | None = None
    levels: list[Level] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def run(self) -> frozenset[int]:
        """The openings (positions) that are used in the end."""
        self.values = [0.0] * len(self.model.mip.low)
        self._honour_pins()
        self._serve_most()
        self._lift_worst_group()
        self._reach_and_spare()
        return frozenset(at for at, column in enumerate(self.model.held) if self.values[column] > 0.5)

    def _solve(self, objective: Objective, name: str, *, slack: float = 0.0) -> tuple[Answer, float]:
        began = time.monotonic()
        share = _PARTS.get(name, 0.5) * max(0.0, self.deadline - began)
        start = self.values if any(self.values) else None
        answer = self.solver(
            self.model.mip, objective, seconds=share, seed=self.seed, start=start, slack=slack
        )
        if answer.values is not None:
            self.values = answer.values
        return answer, time.monotonic() - began

    def _note(self, name: str, value: float, bound: float, seconds: float) -> None:
        level = Level(name, value, bound, seconds, proven=math.isclose(value, bound, abs_tol=1e-6))
        self.levels.append(level)
        if self.progress is not None:
            self.progress(level)

    def _honour_pins(self) -> None:
        ways: dict[int, list[int]] = defaultdict(list)
        for at, opening in enumerate(self.openings.openings):
            if opening.activity in self.openings.pinned:
                ways[opening.activity].append(self.model.held[at])
        if not ways:
            return
        columns = [column for some in ways.values() for column in some]
        answer, _ = self._solve(dict.fromkeys(columns, 1.0), "pins", slack=0.99)
        kept = round(answer.value) if answer.values is not None else 0
        self.model.mip.row([(column, 1.0) for column in columns], low=kept)

    def _serve_most(self) -> None:
        could = sum(people.count for people in self.folk if people.usable)
        first = list(self.model.first.values())
        answer, seconds = self._solve(dict.fromkeys(first, 1.0), "left_with_nothing", slack=0.99)
        served = round(sum(self.values[column] for column in first))
        most = min(could, math.floor(answer.bound + 1e-6)) if math.isfinite(answer.bound) else could
        self._note("left_with_nothing", could - served, could - max(served, most), seconds)
        self.model.mip.row([(column, 1.0) for column in first], low=served)

    def _lift_worst_group(self) -> None:
        members: dict[str, list[int]] = defaultdict(list)
        could: dict[str, int] = defaultdict(int)
        for number, people in enumerate(self.folk):
            if people.usable:
                could[people.group] += people.count
                members[people.group].extend(self.model.first[number, activity] for activity in people.usable)
        if not members:
            self._note("worst_served_group", 1.0, 1.0, 0.0)
            return
        worst = self.model.mip.column(0, 1, whole=False)
        for group, columns in members.items():
            self.model.mip.row([*((column, 1.0) for column in columns), (worst, -float(could[group]))], low=0)
        self.values.append(0.0)
        self.values[worst] = self._worst_share(members, could)
        answer, seconds = self._solve({worst: 1.0}, "worst_served_group")
        share = self._worst_share(members, could)
        self._note("worst_served_group", share, max(share, min(1.0, answer.bound)), seconds)
        for group, columns in members.items():
            floor = math.ceil(share * could[group] - 1e-6)
            self.model.mip.row([(column, 1.0) for column in columns], low=floor)

    def _worst_share(self, members: dict[str, list[int]], could: dict[str, int]) -> float:
        return min(
            round(sum(self.values[column] for column in columns)) / could[group]
            for group, columns in members.items()
        )

    def _reach_and_spare(self) -> None:
        seating = add_seating(
            self.model.mip, self.openings, self.folk, dict(enumerate(self.model.held)), self.model.first
        )
        run_of = {
            opening.activity: opening.run[0]
            for at, opening in enumerate(self.openings.openings)
            if self.values[self.model.held[at]] > 0.5
        }
        self.values.extend([0.0] * (len(self.model.mip.low) - len(self.values)))
        for (number, activity), column in self.model.first.items():
            if self.values[column] > 0:
                self.values[seating.comes[number, activity, run_of[activity]]] = self.values[column]
        comes = list(seating.comes.values())
        answer, seconds = self._solve(dict.fromkeys(comes, 1.0), "total_reach", slack=0.99)
        reach = round(sum(self.values[column] for column in comes))
        self._note("total_reach", reach, max(reach, self._most_reach(answer.bound)), seconds)
        self.model.mip.row([(column, 1.0) for column in comes], low=reach)
        hours = self._staff_hours()
        answer, seconds = self._solve({column: -cost for column, cost in hours.items()}, "staff_hours")
        spent = sum(cost * self.values[column] for column, cost in hours.items())
        least = -answer.bound if math.isfinite(answer.bound) else 0.0
        self._note("staff_hours", spent, max(0.0, min(spent, least)), seconds)

    def _most_reach(self, bound: float) -> int:
        seats: dict[int, int] = defaultdict(int)
        for opening in self.openings.openings:
            seats[opening.activity] = max(seats[opening.activity], opening.seats)
        most = sum(seats.values())
        return min(most, math.floor(bound + 1e-6)) if math.isfinite(bound) else most

    def _staff_hours(self) -> dict[int, float]:
        hours: dict[int, float] = {}
        for at, opening in enumerate(self.openings.openings):
            activity = self.problem.activities[opening.activity]
            trainers = max(activity.staff, len(self.openings.must[opening.activity]))
            hours[self.model.held[at]] = trainers * sum(
                self.problem.slots[slot].hours for slot in opening.run
            )
        return hours
