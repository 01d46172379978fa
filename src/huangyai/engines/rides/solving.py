"""Solve a day of rides: a first plan at once, then a better one for as long as there is time.

Method: ruin and recreate (Ropke and Pisinger 2006; strings and blinks after Christiaens and Vanden Berghe 2020)
under simulated annealing, exact tests of ride caps by least fixpoint, and now and then the best combination of all
good routes seen (set partitioning). Time is counted in units of work, so the same seed gives the same plan as long
as the machine is not slower than `WORK_A_SECOND`; a slower one stops at the clock with the best plan so far.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from huangyai.engines.rides._arrays import TOLERANCE
from huangyai.engines.rides._build import Built, build
from huangyai.engines.rides._chain import Chain
from huangyai.engines.rides._finish import finish
from huangyai.engines.rides._fleet import shed_cars
from huangyai.engines.rides._recombine import recombine
from huangyai.engines.rides.laying import lay_down
from huangyai.engines.rides.plan import CarOrders, Progress, RidePlan
from huangyai.engines.rides.problem import RideProblem
from huangyai.engines.rides.warming import prepare

Listener = Callable[[Progress], bool | None]

# Benchmarks on a busy machine count the seconds of the processor instead.
read_clock = time.monotonic

WORK_A_SECOND = 18_000_000
SLICES, SLICES_A_SECOND = 60, 5.0
RECOMBINE_AT = (0.3, 0.55, 0.75, 0.9, 0.97)
RECOMBINE_SHARE = 0.06
HOT, WARM, COLD = 1.0, 0.3, 0.025
FLEET_SHARE = 0.35
MEAN_OUT = 8.0


def solve(
    problem: RideProblem,
    *,
    seconds: float,
    seed: int,
    threads: int = 1,
    progress: Listener | None = None,
    start: CarOrders | None = None,
) -> RidePlan:
    """Plan the rides: serve everybody who can be served first, then what the problem's objective asks.

    `seconds` counts from after compilation. `progress` hears the best so far and may return False to stop; the
    plan returned is valid at any time. With `start` (the halts of each car) it begins from what still holds of that
    plan instead of from nothing.
    """
    prepare()
    began = read_clock()
    built = build(problem, seed)
    chains = [Chain(built, seed * 1_000_003 + k) for k in range(max(1, threads))]
    laid = lay_down(problem, built, start) if start else {}
    chains[0].start(laid)
    first = read_clock() - began
    if problem.objective == "vehicles" and seconds > 0:
        limit = began + FLEET_SHARE * seconds
        shed_cars(chains[0], int(FLEET_SHARE * seconds * WORK_A_SECOND), lambda: read_clock() > limit)
    if len(problem.requests) > 1 and len(problem.vehicles) and seconds > 0:
        for chain in chains[1:]:
            chain.start(laid)
        _improve(built, chains, began, seconds, progress, HOT if not laid else WARM)
    best = min(chains, key=lambda chain: chain.best_value)
    best.serve_whoever_fits()
    return finish(problem, built, best, seconds=read_clock() - began, first=first)


def _improve(
    built: Built, chains: list[Chain], began: float, seconds: float, progress: Listener | None, hot: float
) -> None:
    requests = len(built.instance.pickup)
    scale = max(chains[0].distance, TOLERANCE) / requests
    budget = seconds * WORK_A_SECOND - chains[0].work
    for chain in chains:
        chain.heat(hot * scale, COLD * scale, budget)
    recombine_at = [share for share in RECOMBINE_AT if requests > 3]
    with ThreadPoolExecutor(max_workers=len(chains)) as crew:
        slices = max(SLICES, int(SLICES_A_SECOND * seconds))
        for part in range(slices):
            list(crew.map(lambda chain: chain.run(int(budget / slices), min(MEAN_OUT, requests / 2)), chains))
            elapsed = read_clock() - began
            if progress is not None and progress(chains[0].progress(elapsed, chains)) is False:
                return
            if elapsed >= seconds:
                return
            if recombine_at and (part + 1) / slices >= recombine_at[0]:
                recombine_at.pop(0)
                _recombine(built, chains, min(RECOMBINE_SHARE * seconds, seconds - elapsed))


def _recombine(built: Built, chains: list[Chain], seconds: float) -> None:
    best = min(chains, key=lambda chain: chain.best_value)
    pools = [chain.pool for chain in chains]
    tours = recombine(built, pools, best.best, best.bench, seconds=seconds)
    for chain in chains:
        chain.forget_routes()
        if tours is not None:
            chain.take_over(tours)
