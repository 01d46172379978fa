"""Finds a good timetable quickly and proves how good it is: relax, dive, improve in parts, then branch and bound.

The linear relaxation of the aggregated model is nearly tight, but its optimum spreads each activity over
many openings, so
that branch and bound alone finds good whole answers late. Diving fixes the surest openings and solves again (Danna,
Rothberg and Le Pape, Exploring relaxation induced neighborhoods to improve MIP solutions, 2005, give the family); then
parts of the timetable are opened again while the rest stays (large neighbourhood search, Shaw 1998).
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from huangyai.engines.timetable._highs import Relaxation, branch_and_bound
from huangyai.engines.timetable.mip import INFINITY, Answer, Mip, Objective
from huangyai.kernel import Chance

_DIVE_STEP = 0.35
_LEFT_BY_DIVE = 12
_PART = 10
_PATIENCE = 6
_NODES = 60
_ROUNDS = 4
_NEAR = 0.005
_ROWS_A_ROUND = 400
_WORTH_A_ROUND = 1e-3


def maximise(
    mip: Mip,
    objective: Objective,
    *,
    choices: list[list[int]],
    seconds: float,
    seed: int,
    start: list[float] | None = None,
    slack: float = 0.0,
    goal: float = INFINITY,
    limit: float = INFINITY,
) -> Answer:
    """The best columns within `seconds`, or the first with `goal`, or those at hand once no columns can reach it.

    Of each of the `choices` at most one column is used; no columns are known to exceed `limit`.
    """
    climb = _Climb(mip, objective, choices, time.monotonic() + seconds, seed, slack, start, goal, limit)
    return climb.run()


@dataclass(slots=True)
class _Climb:
    mip: Mip
    objective: Objective
    choices: list[list[int]]
    deadline: float
    seed: int
    slack: float
    best: list[float] | None
    goal: float
    bound: float

    def run(self) -> Answer:
        if not self.mip.low:
            return Answer([], 0.0, 0.0, proven=True)
        if self._done():
            return self._answer()
        relaxation = Relaxation(self.mip, self.objective)
        root = self._tightened(relaxation)
        if root is None:
            return self._prove()
        self.bound = min(self.bound, root[0])
        if not self._done():
            self._dive(relaxation, root[1])
        if not self._done():
            self._improve_parts()
        return self._answer() if self._done() else self._prove()

    def _left(self) -> float:
        return max(0.0, self.deadline - time.monotonic())

    def _value(self, values: list[float] | None) -> float:
        if values is None:
            return float("-inf")
        return sum(worth * values[column] for column, worth in self.objective.items())

    def _done(self) -> bool:
        value = self._value(self.best)
        decided = value >= self.goal - 1e-6 or (self.bound < self.goal - 1e-6 and self.goal < INFINITY)
        return decided or self._left() <= 0 or self.bound - value <= max(self.slack, 1e-6)

    def _tightened(self, relaxation: Relaxation) -> tuple[float, list[float]] | None:
        found = relaxation.solve(self._left())
        for _ in range(_ROUNDS):
            if found is not None and found[0] - self._value(self.best) <= _NEAR * abs(found[0]):
                break  # Nothing left to gain that would be worth the time.
            broken = [] if found is None else self.mip.adopt(found[1], _ROWS_A_ROUND)
            if found is None or not broken:
                break
            before = found[0]
            for row in broken:
                relaxation.add_row(row.terms, 0.0)
            found = relaxation.solve(self._left()) or found
            if before - found[0] <= _WORTH_A_ROUND * abs(before):
                break
        return found

    def _dive(self, relaxation: Relaxation, values: list[float]) -> None:
        fixed: dict[int, int] = {}
        while len(self.choices) - len(fixed) > _LEFT_BY_DIVE and self._left() > 0:
            surest = sorted(
                (
                    (-max(values[column] for column in columns), at)
                    for at, columns in enumerate(self.choices)
                    if at not in fixed and any(values[column] > 1e-6 for column in columns)
                )
            )
            if not surest:
                break
            step = [at for weight, at in surest if weight < -0.9]
            step = step or [at for _, at in surest[: max(1, int(_DIVE_STEP * len(surest)))]]
            for at in step:
                fixed[at] = max(self.choices[at], key=lambda column: values[column])
                relaxation.fix(fixed[at], 1, 1)
            found = relaxation.solve(self._left())
            if found is None or found[0] <= self._value(self.best) + self.slack:
                for at in step:
                    del fixed[at]
                break
            values = found[1]
        if self.best is None or len(self.choices) - len(fixed) <= 2 * _PART:
            self._solve_part(fixed, nodes=4 * _NODES, seed=self.seed)

    def _improve_parts(self) -> None:
        chance = Chance(self.seed)
        size, idle = _PART, 0
        while self.choices and self.best is not None and idle < _PATIENCE and not self._done():
            size = min(size, len(self.choices))
            open_again = set(chance.sample(range(len(self.choices)), size))
            kept = {}
            for at, columns in enumerate(self.choices):
                used = next((column for column in columns if self.best[column] > 0.5), None)
                if used is None:
                    open_again.add(at)
                elif at not in open_again:
                    kept[at] = used
            before = self._value(self.best)
            complete = self._solve_part(kept, nodes=_NODES, seed=chance.randrange(2**31))
            if self._value(self.best) > before + 1e-6:
                idle = 0
            else:
                idle += 1
                size = size + 4 if complete else max(6, size - 3)

    def _solve_part(self, kept: dict[int, int], *, nodes: int, seed: int) -> bool:
        part = self.mip.copy()
        for at, used in kept.items():
            for column in self.choices[at]:
                # It may also fall out: trainers' hours that fit in fractions need not fit in whole numbers.
                part.high[column] = float(column == used)
        answer = branch_and_bound(
            part, self.objective, seconds=self._left(), seed=seed, start=self.best, slack=self.slack, nodes=nodes
        )
        if answer.values is not None and answer.value > self._value(self.best):
            self.best = answer.values
        return answer.proven

    def _prove(self) -> Answer:
        answer = branch_and_bound(
            self.mip, self.objective, seconds=self._left(), seed=self.seed, start=self.best, slack=self.slack
        )
        if answer.impossible:
            return answer
        self.bound = min(self.bound, answer.bound)
        if answer.values is not None and answer.value > self._value(self.best):
            self.best = answer.values
        return self._answer()

    def _answer(self) -> Answer:
        value = self._value(self.best)
        bound = max(self.bound, value)
        return Answer(self.best, value, bound, proven=bound - value <= max(self.slack, 1e-6))
