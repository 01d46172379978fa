"""One chain of annealing: its plans, its memory, and how it takes over a plan found elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from huangyai.engines.rides._anneal import (
    BEGUN,
    BEST,
    CLOSE,
    COLD,
    HOT,
    PLANNED,
    VALUE,
    adopt,
    anneal,
    build_first,
    settle,
    value_of,
)
from huangyai.engines.rides._arrays import REQUEST, Bench, Floats, Pool, Tours
from huangyai.engines.rides._build import Built, bench_for, empty_pool, empty_tours
from huangyai.engines.rides._tours import copy_all, distance_of, rebuild
from huangyai.engines.rides.plan import Progress


@dataclass(slots=True)
class Chain:
    """A chain's state; everything random in it comes from its own seed."""

    built: Built
    seed: int
    cur: Tours = field(init=False)
    new: Tours = field(init=False)
    best: Tours = field(init=False)
    bench: Bench = field(init=False)
    pool: Pool = field(init=False)
    dial: Floats = field(init=False)

    def __post_init__(self) -> None:
        self.cur, self.new, self.best = (empty_tours(self.built) for _ in range(3))
        self.bench = bench_for(self.built, self.seed)
        self.pool = empty_pool(self.built)
        self.dial = np.zeros(8, dtype=np.float64)
        self.dial[CLOSE] = 1.03

    def start(self, laid: dict[int, list[int]] | None = None) -> None:
        """Build the first plan, from rows of halts (breaks included) that are laid down for some cars."""
        p, b = self.built.instance, self.bench
        settle(p, self.cur, b)
        for car in range(len(p.depot)):
            # Hours too short for the driver's own breaks: such a car stays at home.
            if not rebuild(p, self.cur, b, car):
                p.allowed[:, car] = False
        for car, rows in (laid or {}).items():
            self._lay(car, rows)
        build_first(p, self.cur, b)
        copy_all(self.cur, self.new)
        copy_all(self.cur, self.best)
        self.dial[VALUE] = self.dial[BEST] = value_of(p, self.cur)

    def _lay(self, car: int, rows: list[int]) -> None:
        p, b, cur = self.built.instance, self.bench, self.cur
        bare = cur.halts[car, : cur.length[car]].copy()
        cur.halts[car, : len(rows)] = rows
        cur.length[car] = len(rows)
        members = p.meta[rows, REQUEST]
        if p.allowed[members[members >= 0], car].all() and rebuild(p, cur, b, car):
            cur.home[members[members >= 0]] = car
            return
        cur.halts[car, : len(bare)] = bare
        cur.length[car] = len(bare)
        rebuild(p, cur, b, car)

    def heat(self, hot: float, cold: float, planned: float) -> None:
        """Set temperatures and the work over which they fall."""
        self.dial[HOT], self.dial[COLD] = hot, cold
        self.dial[BEGUN], self.dial[PLANNED] = float(self.bench.counter[2]), max(planned, 1.0)

    def run(self, work: int, mean_out: float) -> None:
        """Anneal for some units of work."""
        p = self.built.instance
        anneal(p, self.cur, self.new, self.best, self.bench, self.pool, self.dial, work, mean_out)

    def take_over(self, tours: Tours) -> None:
        """Continue from another plan, and keep it when it is the best."""
        p = self.built.instance
        adopt(p, tours, self.cur, self.new, self.dial)
        if self.dial[VALUE] < self.dial[BEST] - 1e-7:
            copy_all(self.cur, self.best)
            self.dial[BEST] = self.dial[VALUE]

    def serve_whoever_fits(self) -> None:
        """A last look at the best plan: nobody is left out who fits into it as it is."""
        p = self.built.instance
        build_first(p, self.best, self.bench)
        self.dial[BEST] = value_of(p, self.best)

    def reset(self, tours: Tours) -> None:
        """Start anew from a plan, which becomes the best; needed when the instance's prices changed."""
        p = self.built.instance
        for target in (self.cur, self.new, self.best):
            settle(p, tours, self.bench)
            copy_all(tours, target)
        self.bench.known[:, :, 0] = 0
        self.dial[VALUE] = self.dial[BEST] = value_of(p, self.cur)

    def forget_routes(self) -> None:
        """Empty the pool."""
        self.pool.slot[:] = 0
        self.pool.filled[0] = 0

    @property
    def best_value(self) -> float:
        """What the best plan costs, penalties included."""
        return float(self.dial[BEST])

    @property
    def distance(self) -> float:
        """Distance of the best plan alone."""
        return float(distance_of(self.built.instance, self.best))

    def progress(self, seconds: float, chains: list[Chain]) -> Progress:
        """Best of all chains so far."""
        best = min(chains, key=lambda chain: chain.best_value)
        return Progress(
            seconds=seconds,
            cost=best.distance,
            unserved=int(np.count_nonzero(best.best.home < 0)),
            vehicles=int(np.count_nonzero(best.best.clients)),
            iterations=sum(int(chain.bench.counter[1]) for chain in chains),
        )

    @property
    def work(self) -> int:
        """Units of work done so far; the same on every machine."""
        return int(self.bench.counter[2])
