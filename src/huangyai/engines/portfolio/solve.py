"""From a problem to its allocation."""

from __future__ import annotations

import time
from collections import defaultdict
from fractions import Fraction

from huangyai.engines.portfolio import _highs
from huangyai.engines.portfolio.allocation import Allocation, BrokenPin, Floor, Grant, Progress
from huangyai.engines.portfolio.mip import Answer
from huangyai.engines.portfolio.model import Model, build_model, thousands
from huangyai.engines.portfolio.problem import AllocationProblem
from huangyai.engines.portfolio.reasons import explain_projects, why_pin_broken
from huangyai.engines.portfolio.relaxation import relax_promises
from huangyai.engines.portfolio.spending import grants_of, overspent
from huangyai.kernel import Refusal

# An allocation this close to its bound is not worth a longer wait: one part in ten thousand.
_GOOD_ENOUGH = 1e-4


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
    began = time.monotonic()
    model = build_model(problem)

    def search() -> Answer:
        left = max(0.1, seconds - (time.monotonic() - began))
        return _highs.maximise(
            model.mip, model.objective, seconds=left, seed=seed, gap=_GOOD_ENOUGH, progress=progress
        )

    answer = search()
    broken: tuple[int, ...] = ()
    if answer.impossible:
        broken = relax_promises(model, seconds=max(0.1, seconds - (time.monotonic() - began)), seed=seed)
        answer = search()
    if answer.values is None:
        raise Refusal(
            "no-allocation-in-time",
            th="หมดเวลาก่อนพบการจัดสรร โปรดเพิ่ม --seconds",
            en="No allocation was found in time; please give more --seconds.",
        )
    chosen = grants_of(problem, model, answer.values)
    while over := overspent(problem, chosen):
        # The solver's tolerance let a ceiling slip by some satang: take that much off its row and ask again.
        for (source, year), excess in over.items():
            model.mip.row_high[model.ceiling_rows[source, year]] -= thousands(excess) + 1e-5
        answer = search()
        if answer.values is None:
            raise Refusal(
                "no-allocation-in-time",
                th="หมดเวลาก่อนพบการจัดสรร โปรดเพิ่ม --seconds",
                en="No allocation was found in time; please give more --seconds.",
            )
        chosen = grants_of(problem, model, answer.values)
    prices = _prices(problem, model)
    objective = sum(
        (problem.worth(problem.projects[number]) for number, _ in _running(problem, chosen)), Fraction(0)
    )
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
        seconds=time.monotonic() - began,
    )


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
