"""Where the search for a timetable stands: the program, the best answer so far, and the levels done."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field

from huangyai.engines.timetable.board import Board
from huangyai.engines.timetable.columns import board_as_columns, hang_columns
from huangyai.engines.timetable.folk import Folk
from huangyai.engines.timetable.mip import Answer, Objective
from huangyai.engines.timetable.model import Model
from huangyai.engines.timetable.openings import Openings
from huangyai.engines.timetable.problem import TimetableProblem
from huangyai.engines.timetable.rearranging import Rearranging
from huangyai.engines.timetable.seating import Coming, seat_people
from huangyai.engines.timetable.solvers import Solver
from huangyai.engines.timetable.timetable import Level, Progress
from huangyai.kernel import Chance

_SEATING_SECONDS = 20.0


@dataclass(slots=True)
class Search:
    """Where the search stands: the program, the best columns so far, and the levels done."""

    problem: TimetableProblem
    openings: Openings
    folk: tuple[Folk, ...]
    model: Model
    board: Board
    solver: Solver
    deadline: float
    seed: int
    progress: Progress | None = None
    levels: list[Level] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    served: int = 0
    most_served: int = 0
    served_columns: dict[str, int] = field(default_factory=dict)
    group_floors: dict[str, int] = field(default_factory=dict)
    comes: dict[tuple[int, int], int] = field(default_factory=dict)
    coming: Coming = field(default_factory=dict)

    def draft(self) -> None:
        """A valid timetable to show and improve from the first moment."""
        Rearranging(self.board, self.openings.pinned, Chance(self.seed)).draft()
        self.values = board_as_columns(self.problem, self.folk, self.model, self.board)

    def rearrange(self, targets: dict[str, int], *, rounds: int, seconds: float, enough: int) -> None:
        """Improve the best timetable so far by hanging activities elsewhere; see `Rearranging.improve`."""
        hang_columns(self.problem, self.model, self.board, self.values, self.used(self.values))
        rearranging = Rearranging(self.board, self.openings.pinned, Chance(self.seed), targets)
        rearranging.improve(rounds=rounds, until=time.monotonic() + seconds, enough=enough)
        self.values = board_as_columns(self.problem, self.folk, self.model, self.board)
        for group, column in self.served_columns.items():
            self.values[column] = float(self.board.crowd.served(group))

    def ask(
        self,
        objective: Objective,
        seconds: float,
        *,
        slack: float = 0.0,
        goal: float = math.inf,
        limit: float = math.inf,
    ) -> Answer:
        """Ask the solver for the best columns, starting from the best so far; nothing is adopted."""
        return self.solver(
            self.model.mip,
            objective,
            choices=self.model.choices,
            seconds=seconds,
            seed=self.seed,
            start=self.values,
            slack=slack,
            goal=goal,
            limit=limit,
        )

    def solve(
        self,
        objective: Objective,
        part: float,
        *,
        slack: float = 0.0,
        goal: float = math.inf,
        limit: float = math.inf,
    ) -> tuple[Answer, float]:
        """Ask for `part` of the time that is left and adopt what was found; returns the seconds it took, too."""
        began = time.monotonic()
        answer = self.ask(objective, part * max(0.0, self.deadline - began), slack=slack, goal=goal, limit=limit)
        if answer.values is not None:
            self.values = answer.values
        return answer, time.monotonic() - began

    def note(self, name: str, value: float, bound: float, seconds: float) -> None:
        """Record a level and tell whoever is waiting."""
        level = Level(name, value, bound, seconds, proven=math.isclose(value, bound, abs_tol=1e-6))
        self.levels.append(level)
        if self.progress is not None:
            self.progress(level)

    def used(self, values: list[float]) -> frozenset[int]:
        """The openings (positions) that these columns use."""
        return frozenset(at for at, column in enumerate(self.model.held) if values[column] > 0.5)

    def first_served(self) -> int:
        """People with at least one activity, as the best columns have it."""
        return math.ceil(sum(self.values[column] for column in self.model.first.values()) - 1e-6)

    def seat(self, values: list[float]) -> Coming:
        """Seat whole people in these openings, keeping what earlier levels reached."""
        return seat_people(
            self.openings,
            self.folk,
            self.used(values),
            self.served,
            self.group_floors,
            solver=self.solver,
            seed=self.seed,
            seconds=_SEATING_SECONDS,
        )

    def adopt(self, values: list[float], coming: Coming) -> None:
        """Take these columns as the best ones, with attendances and first attendances as people were seated."""
        self.values, self.coming = values[:], coming
        self.values.extend([0.0] * (len(self.model.mip.low) - len(self.values)))
        for column in self.served_columns.values():
            self.values[column] = 0.0
        for (number, activity), column in self.comes.items():
            self.values[column] = float(coming.get(number, {}).get(activity, (0,))[0])
        for number, people in enumerate(self.folk):
            still = people.count
            for activity in people.usable:
                here = min(still, coming.get(number, {}).get(activity, (0,))[0])
                self.values[self.model.first[number, activity]] = float(here)
                self.values[self.served_columns[people.group]] += here
                still -= here
