"""One aim after the other: each level keeps what the earlier ones reached and asks for the next best."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from dataclasses import dataclass, field

from huangyai.engines.timetable.first_draft import draft_timetable
from huangyai.engines.timetable.folk import Folk
from huangyai.engines.timetable.mip import Answer, Objective, Terms
from huangyai.engines.timetable.model import Model, add_comers
from huangyai.engines.timetable.openings import Openings
from huangyai.engines.timetable.problem import TimetableProblem
from huangyai.engines.timetable.seating import Coming, seat_people
from huangyai.engines.timetable.solvers import Solver
from huangyai.engines.timetable.timetable import Level, Progress

# What part of the time a level may take before it hands over; time that a level leaves goes to the next.
_PARTS = {"pins": 0.1, "left_with_nothing": 0.4, "worst_served_group": 0.7, "total_reach": 0.6}
_SEATING_SECONDS = 20.0


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
    served: int = 0
    most_served: int = 0
    served_columns: dict[str, int] = field(default_factory=dict)
    group_floors: dict[str, int] = field(default_factory=dict)
    comes: dict[tuple[int, int], int] = field(default_factory=dict)
    coming: Coming = field(default_factory=dict)

    def run(self) -> frozenset[int]:
        """The openings (positions) that are used in the end."""
        self.values = draft_timetable(self.problem, self.openings, self.folk, self.model)
        self._honour_pins()
        self._serve_most()
        self._lift_worst_group()
        self._reach_most()
        self._spare_staff()
        return self._used(self.values)

    def _ask(
        self,
        objective: Objective,
        seconds: float,
        *,
        slack: float = 0.0,
        goal: float = math.inf,
        limit: float = math.inf,
    ) -> Answer:
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

    def _solve(
        self, objective: Objective, part: float, *, slack: float = 0.0, limit: float = math.inf
    ) -> tuple[Answer, float]:
        began = time.monotonic()
        answer = self._ask(objective, part * max(0.0, self.deadline - began), slack=slack, limit=limit)
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
        self._solve(dict.fromkeys(columns, 1.0), _PARTS["pins"], slack=0.99)
        kept = round(sum(self.values[column] for column in columns))
        self.model.mip.row([(column, 1.0) for column in columns], low=kept)

    def _serve_most(self) -> None:
        could = sum(people.count for people in self.folk if people.usable)
        first = list(self.model.first.values())
        limit = min(could, self._most_seats())
        answer, seconds = self._solve(dict.fromkeys(first, 1.0), _PARTS["left_with_nothing"], slack=0.99, limit=limit)
        self.served = served = math.ceil(sum(self.values[column] for column in first) - 1e-6)
        most = min(limit, math.floor(answer.bound + 1e-6)) if math.isfinite(answer.bound) else limit
        self.most_served = max(served, most)
        self._note("left_with_nothing", could - served, could - max(served, most), seconds)
        self.model.mip.row([(column, 1.0) for column in first], low=served)

    def _lift_worst_group(self) -> None:
        """Ask for one share after another, halving the range between what is reached and what is still thinkable.

        Each question (can every group have at least this share?) counts people up to the share asked for, which is far
        easier for a solver than lifting a minimum.
        """
        began = time.monotonic()
        until = began + _PARTS["worst_served_group"] * max(0.0, self.deadline - began)
        could, served = self._count_groups()
        if not could:
            self._note("worst_served_group", 1.0, 1.0, 0.0)
            return
        mip = self.model.mip
        lifted = {group: mip.column(0, could[group], whole=False) for group in could}
        for group, column in lifted.items():
            mip.row([(column, 1.0), (served[group], -1.0)], high=0)
        self._adopt(self.values, self._seat(self.values))
        share = self._worst_share(could, served)
        high = tried = min(1.0, self.most_served / sum(could.values()))
        while (left := until - time.monotonic()) > 0 and (steps := _shares_between(could, share, tried)):
            asked = steps[len(steps) // 2]
            for group, column in lifted.items():
                mip.high[column] = math.ceil(asked * could[group] - 1e-6)
                self.values.extend([0.0] * (len(mip.low) - len(self.values)))
                self.values[column] = min(mip.high[column], self.values[served[group]])
            goal = sum(mip.high[column] for column in lifted.values())
            answer = self._ask(dict.fromkeys(lifted.values(), 1.0), left / 2, slack=0.99, goal=goal)
            found = self._worst_share(could, served, answer.values) if answer.values is not None else 0.0
            if answer.values is not None and found > share:
                share, self.values = found, answer.values
            if share < asked:
                tried = _below(could, asked)
                if answer.impossible or answer.bound < goal - 1e-6:
                    high = tried
        high = max(share, *(_shares_between(could, share, high) or [share]))
        self._note("worst_served_group", share, high, time.monotonic() - began)
        for group, column in lifted.items():
            mip.high[column] = could[group]
            self.group_floors[group] = math.ceil(share * could[group] - 1e-6)
            mip.low[served[group]] = self.group_floors[group]

    def _count_groups(self) -> tuple[dict[str, int], dict[str, int]]:
        """People of each group who could attend something, and columns with the whole number of those served.

        With these and the openings fixed, the rest is a flow in a network and comes out whole.
        """
        members: dict[str, list[int]] = defaultdict(list)
        could: dict[str, int] = defaultdict(int)
        for number, people in enumerate(self.folk):
            if people.usable:
                could[people.group] += people.count
                members[people.group].extend(self.model.first[number, activity] for activity in people.usable)
        self.served_columns = {group: self.model.mip.column(0, could[group]) for group in members}
        for group, columns in members.items():
            terms = [(self.served_columns[group], 1.0), *((column, -1.0) for column in columns)]
            self.model.mip.row(terms, low=0, high=0)
        return dict(could), self.served_columns

    def _worst_share(self, could: dict[str, int], served: dict[str, int], values: list[float] | None = None) -> float:
        values = values or self.values
        return min(round(values[served[group]]) / could[group] for group in could)

    def _reach_most(self) -> None:
        """The program first takes it that a person can be in two places at once; `_seat` counts what is true, and rows
        are added where the program was wrong.
        """
        mip, model = self.model.mip, self.model
        self.comes = add_comers(mip, self.openings, self.folk, model.held)
        for key, column in model.first.items():
            mip.row([(column, 1.0), (self.comes[key], -1.0)], high=0)
        self._adopt(self.values, self._seat(self.values))
        began, bound = time.monotonic(), math.inf
        objective = dict.fromkeys(self.comes.values(), 1.0)
        until = began + _PARTS["total_reach"] * max(0.0, self.deadline - began)
        while (left := until - time.monotonic()) > 0:
            answer = self._ask(objective, left, slack=0.99, limit=self._most_seats())
            bound = min(bound, answer.bound)
            if answer.values is None:
                break
            coming = self._seat(answer.values)
            if _attendances(coming) > _attendances(self.coming):
                self._adopt(answer.values, coming)
            if _attendances(self.coming) >= bound - 0.99 or not self._forbid_two_places(answer.values):
                break
        reach = _attendances(self.coming)
        most = min(self._most_seats(), math.floor(bound + 1e-6)) if math.isfinite(bound) else self._most_seats()
        self._note("total_reach", reach, max(reach, most), time.monotonic() - began)
        mip.row([(column, 1.0) for column in self.comes.values()], low=reach)

    def _spare_staff(self) -> None:
        began, least, reach = time.monotonic(), 0.0, _attendances(self.coming)
        hours = self._staff_hours()
        while (left := self.deadline - time.monotonic()) > 0:
            answer = self._ask({column: -cost for column, cost in hours.items()}, left)
            least = max(least, -answer.bound) if math.isfinite(answer.bound) else least
            if answer.values is None:
                break
            coming = self._seat(answer.values)
            if _attendances(coming) >= reach:
                self._adopt(answer.values, coming)
                break
            if not self._forbid_two_places(answer.values):
                break
        spent = sum(cost * self.values[column] for column, cost in hours.items())
        self._note("staff_hours", spent, min(spent, least), time.monotonic() - began)

    def _used(self, values: list[float]) -> frozenset[int]:
        return frozenset(at for at, column in enumerate(self.model.held) if values[column] > 0.5)

    def _seat(self, values: list[float]) -> Coming:
        return seat_people(
            self.openings,
            self.folk,
            self._used(values),
            self.served,
            self.group_floors,
            solver=self.solver,
            seed=self.seed,
            seconds=_SEATING_SECONDS,
        )

    def _adopt(self, values: list[float], coming: Coming) -> None:
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

    def _forbid_two_places(self, values: list[float]) -> bool:
        """Add a row for each folk and slot with more attendances than people; whether there was any."""
        run_of = {self.openings.openings[at].activity: self.openings.openings[at].run for at in self._used(values)}
        found = False
        for number, people in enumerate(self.folk):
            here: dict[int, list[int]] = defaultdict(list)
            for activity in people.usable:
                if values[self.comes[number, activity]] > 1e-6:
                    for slot in run_of.get(activity, ()):
                        here[slot].append(activity)
            for slot, activities in here.items():
                if sum(values[self.comes[number, activity]] for activity in activities) > people.count + 1e-6:
                    self._forbid(number, slot, activities)
                    found = True
        return found

    def _forbid(self, number: int, slot: int, activities: list[int]) -> None:
        people = self.folk[number]
        terms: Terms = []
        for activity in activities:
            column = self.comes[number, activity]
            terms.append((column, 1.0))
            terms.extend(
                (self.model.held[at], -self.model.mip.high[column])
                for at in people.usable[activity]
                if slot not in self.openings.openings[at].run
            )
        self.model.mip.row(terms, high=people.count)

    def _most_seats(self) -> int:
        """Seats of every activity in its largest opening: no timetable has more attendances."""
        seats: dict[int, int] = defaultdict(int)
        for opening in self.openings.openings:
            seats[opening.activity] = max(seats[opening.activity], opening.seats)
        return sum(seats.values())

    def _staff_hours(self) -> dict[int, float]:
        hours: dict[int, float] = {}
        for at, opening in enumerate(self.openings.openings):
            activity = self.problem.activities[opening.activity]
            trainers = max(activity.staff, len(self.openings.must[opening.activity]))
            hours[self.model.held[at]] = trainers * sum(self.problem.slots[slot].hours for slot in opening.run)
        return hours


def _attendances(coming: Coming) -> int:
    return sum(count for sessions in coming.values() for count, _ in sessions.values())


def _shares_between(could: dict[str, int], low: float, high: float) -> list[float]:
    """The shares that some whole number of people in some group is, above `low` and up to `high`, in order."""
    return sorted(
        {
            count / size
            for size in could.values()
            for count in range(math.floor(low * size), math.floor(high * size + 1e-6) + 1)
            if low + 1e-9 < count / size <= high + 1e-9
        }
    )


def _below(could: dict[str, int], share: float) -> float:
    """The next smaller such share."""
    return max((math.ceil(share * size - 1e-6) - 1) / size for size in could.values())
