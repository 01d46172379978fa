"""From a problem to its allocation."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from huangyai.engines.portfolio import _highs
from huangyai.engines.portfolio.allocation import Allocation, BrokenPin, Floor, Grant, Progress
from huangyai.engines.portfolio.mip import Answer, Mip
from huangyai.engines.portfolio.model import Model, build_model, thousands
from huangyai.engines.portfolio.problem import AllocationProblem
from huangyai.engines.portfolio.reasons import explain_projects, why_pin_broken
from huangyai.engines.portfolio.relaxation import relax_promises
from huangyai.engines.portfolio.spending import grants_of, overspent
from huangyai.kernel import Refusal

# An allocation this close to its bound is not worth a longer wait: one part in two thousand.
_GOOD_ENOUGH = 5e-4
_NOTHING = Answer(None, 0.0, 0.0, proven=False)


def allocate(
    problem: AllocationProblem, *, seconds: float = 30.0, seed: int = 1, progress: Progress | None = None
) -> Allocation:
    """Choose projects, sources and years so that the most weighted need is met under every ceiling.

    No group or village stays below its floor and every pin is kept, as far as the ceilings allow; what they
    don't allow
    is named with the amount that is missing, and the rest is still allocated.

    Parameters
    ----------
    seconds
        Wall time in all; the answer depends on the seed alone unless the clock cut the search short.
    seed
        The solver's seed.
    progress
        Told of each better allocation: objective, bound, seconds.

    Raises
    ------
    Refusal
        When the time was too short to find any allocation.
    """
    search = _Search(problem, build_model(problem), time.monotonic(), seconds, seed, progress)
    broken = search.find_best()
    search.let_votes_decide()
    chosen = search.chosen
    model, answer = search.model, search.answer
    prices = _prices(problem, model)
    objective = sum((problem.worth(problem.projects[number]) for number, _ in _running(problem, chosen)), Fraction(0))
    bound = max(float(objective), answer.bound)
    return Allocation(
        chosen=chosen,
        objective=float(objective),
        bound=bound,
        gap=(bound - float(objective)) / float(objective) if objective else float(bound > 0),
        shadow_prices=prices,
        reasons=explain_projects(problem, chosen, prices),
        floors=_floors(problem, chosen),
        broken_pins=tuple(
            BrokenPin(pin.project, pin.year, pin.source, why_pin_broken(problem, pin))
            for pin in (problem.pins[at] for at in broken)
        ),
        seconds=time.monotonic() - search.began,
    )


@dataclass(slots=True)
class _Search:
    problem: AllocationProblem
    model: Model
    began: float
    seconds: float
    seed: int
    progress: Progress | None
    answer: Answer = _NOTHING
    chosen: tuple[Grant, ...] = ()

    def find_best(self) -> tuple[int, ...]:
        """Find the allocation that meets most need; returns the positions of the pins that had to be broken."""
        broken: tuple[int, ...] = ()
        self.answer = self._ask(self.model.mip, self.model.objective, self.progress)
        if self.answer.impossible:
            broken = relax_promises(self.model, seconds=self._left(), seed=self.seed)
            self.answer = self._ask(self.model.mip, self.model.objective, self.progress)
        self._take()
        while over := overspent(self.problem, self.chosen):
            # The solver's tolerance let a ceiling slip by some satang: take that much off its row and ask again.
            for (source, year), excess in over.items():
                self.model.mip.row_high[self.model.ceiling_rows[source, year]] -= thousands(excess) + 1e-5
            self.answer = self._ask(self.model.mip, self.model.objective, None)
            self._take()
        return broken

    def let_votes_decide(self) -> None:
        """Among allocations that meet the same need, take the one with most votes for what it funds."""
        votes = {
            column: float(self.problem.projects[number].votes)
            for (number, _), columns in self.model.runs.items()
            for column, _ in columns
            if self.problem.projects[number].votes
        }
        if not votes:
            return
        kept = self.model.mip.copy()
        kept.row(
            [(column, worth) for column, worth in self.model.objective.items() if worth], low=self.answer.value - 1e-6
        )
        better = self._ask(kept, votes, None)
        if better.values is not None:
            chosen = grants_of(self.problem, self.model, better.values)
            if not overspent(self.problem, chosen):
                self.chosen = chosen

    def _left(self) -> float:
        return max(0.1, self.seconds - (time.monotonic() - self.began))

    def _ask(self, mip: Mip, objective: Mapping[int, float], progress: Progress | None) -> Answer:
        return _highs.maximise(
            mip, objective, seconds=self._left(), seed=self.seed, gap=_GOOD_ENOUGH, progress=progress
        )

    def _take(self) -> None:
        if self.answer.values is None:
            raise Refusal(
                "no-allocation-in-time",
                th="หมดเวลาก่อนพบการจัดสรร โปรดเพิ่ม --seconds",
                en="No allocation was found in time; please give more --seconds.",
            )
        self.chosen = grants_of(self.problem, self.model, self.answer.values)


def _running(problem: AllocationProblem, chosen: tuple[Grant, ...]) -> list[tuple[int, str]]:
    numbers = {project.id: number for number, project in enumerate(problem.projects)}
    return sorted({(numbers[grant.project], grant.year) for grant in chosen})


def _floors(problem: AllocationProblem, chosen: tuple[Grant, ...]) -> tuple[Floor, ...]:
    met: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for number, _ in _running(problem, chosen):
        project = problem.projects[number]
        for group, amount in project.need.items():
            met["groups", group] += amount
        for village, amount in project.villages.items():
            met["villages", village] += amount
    return tuple(
        Floor(kind, name, floor, met["groups" if kind == "groups" else "villages", name])
        for kind, floors in (("groups", problem.group_floors), ("villages", problem.village_floors))
        for name, floor in floors.items()
    )


def _prices(problem: AllocationProblem, model: Model) -> dict[str, dict[str, float]]:
    rows = _highs.row_prices(model.mip, model.objective, seconds=10.0)
    prices: dict[str, dict[str, float]] = {source.id: {} for source in problem.sources}
    for (source, year), row in model.ceiling_rows.items():
        if rows:
            # The program counts thousands of baht; a price is per baht.
            prices[problem.sources[source].id][year] = max(0.0, round(rows[row] / 1000, 12))
    return prices
