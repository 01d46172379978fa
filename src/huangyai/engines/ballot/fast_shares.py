"""Equal Shares for large elections: the compiled count, its exact prices afterwards, and fractions where it is in
doubt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import gcd

import numpy as np

from huangyai.engines.ballot import _kernel as kernel
from huangyai.engines.ballot._layout import Field, Floats, Run, Whole
from huangyai.engines.ballot.completion import first_share, is_finished, is_overspent
from huangyai.engines.ballot.election import hold_election
from huangyai.engines.ballot.equal_shares import (
    Purchase,
    SharesCount,
    count_shares,
    free_projects,
    sold_projects,
)
from huangyai.engines.ballot.support import Support, measure_support

# Doubles hold whole numbers exactly up to here; larger elections are counted with fractions.
_LARGEST = 2**52
_STEPS_AT_ONCE = 256


def fits_compiled_count(support: Support) -> bool:
    """Whether every amount of this election is small enough for the compiled count."""
    weight = int((support.weight * np.repeat(support.people, np.diff(support.start))).sum())
    most = max(support.budget, sum(support.cost), weight, *support.factor)
    return most * max(1, int(support.weight.max(initial=1))) < _LARGEST


@cache
def load_compiled_count() -> None:
    """Have the machine code in memory before a clock starts (the first time ever it is compiled: some seconds)."""
    tiny = measure_support(hold_election(4, {"a": 1, "b": 4}, [["a"], ["b"]]), "cardinality")
    count, share = FastCount.of(tiny), first_share(tiny)
    count.raise_from(share)
    count.count(share)


@dataclass(frozen=True, slots=True)
class FastCount:
    """An election laid out for the compiled count."""

    support: Support
    field: Field
    run: Run

    @classmethod
    def of(cls, support: Support) -> FastCount:
        """Lay out an election once; many shares can then be counted."""
        return cls(support, _lay_out(support), _blank_run(len(support.cost), len(support.people)))

    def count(self, share: Fraction) -> SharesCount:
        """The same as `count_shares`."""
        if kernel.count_once(self.field, self.run, _double_double(share)) == kernel.UNDECIDED:
            return count_shares(self.support, share)
        return _exact_count(self.support, self.field, self.run, share)

    def raise_from(
        self, share: Fraction, *, patient: bool = False, progress: Callable[[int], None] | None = None
    ) -> SharesCount:
        """The same as `raise_shares`."""
        budget = self.support.budget
        step, unit, start = 0, self.support.unit, _double_double(share)
        while True:
            why, step = kernel.raise_shares(
                self.field, self.run, start, float(unit), budget, step, _STEPS_AT_ONCE, int(patient)
            )
            if progress:
                progress(step)
            if why == kernel.UNDECIDED_STEP:
                why = self._decide(count_shares(self.support, share + step * unit), patient=patient)
                step += why == kernel.STILL_RAISING
            if why == kernel.NOTHING_FITS:
                return self.count(share + step * unit)
            if why == kernel.OVERSPENT:
                return self.count(share + (step - 1) * unit)

    def _decide(self, counted: SharesCount, *, patient: bool) -> int:
        if is_overspent(self.support, counted):
            return kernel.OVERSPENT
        return kernel.NOTHING_FITS if is_finished(self.support, counted, patient=patient) else kernel.STILL_RAISING


def _double_double(value: Fraction) -> tuple[float, float]:
    high = float(value)
    return high, float(value - Fraction(high))


def _lay_out(support: Support) -> Field:
    number = len(support.cost)
    group = np.repeat(np.arange(len(support.people), dtype=np.int64), np.diff(support.start))
    narrow = np.int16 if number < 2**15 else np.int64  # numpy sorts short integers by radix
    by_project = np.argsort(support.project.astype(narrow), kind="stable")
    up_group = group[by_project]
    people, weight = support.people.astype(np.float64), support.weight.astype(np.float64)
    up_people, up_weight = people[up_group], weight[by_project]
    total = np.zeros(number)
    np.add.at(total, support.project[by_project], up_people * up_weight)
    rates = [
        Fraction(cost, int(all_weight) * factor) if all_weight and factor else Fraction(0)
        for cost, all_weight, factor in zip(support.cost, total, support.factor, strict=True)
    ]
    places = {rate: place for place, rate in enumerate(sorted(set(rates)))}
    return Field(
        cost=np.array(support.cost, dtype=np.float64),
        factor=np.array(support.factor, dtype=np.float64),
        plain=np.array(
            [cost // factor if factor else 0 for cost, factor in zip(support.cost, support.factor, strict=True)],
            dtype=np.float64,
        ),
        total=total,
        fair_rank=np.array([places[rate] for rate in rates], dtype=np.int64),
        text_rank=np.array(support.rank, dtype=np.int64),
        sold=np.array(sold_projects(support), dtype=np.int64),
        whole_cost=np.array(support.cost, dtype=np.int64),
        up_start=np.searchsorted(support.project[by_project], np.arange(number + 1)).astype(np.int64),
        up_group=up_group,
        up_weight=up_weight,
        up_people=up_people,
        ballot_start=support.start,
        ballot_project=support.project,
        ballot_weight=weight,
        people=people,
        heaviest=float(weight.max(initial=1.0)),
    )


def _blank_run(projects: int, groups: int) -> Run:
    def floats(*shape: int) -> Floats:
        return np.zeros(shape, dtype=np.float64)

    def whole(size: int) -> Whole:
        return np.zeros(size, dtype=np.int64)

    rounds = projects + 1
    return Run(
        purse=floats(groups),
        broke=whole(groups),
        state=whole(projects),
        looked=whole(projects),
        price=floats(projects),
        error=floats(projects),
        full=whole(projects),
        low=floats(projects),
        bought_in=whole(projects),
        order=whole(rounds),
        high=floats(rounds),
        fine=floats(rounds),
        loose=floats(rounds),
        met=floats(rounds),
        rich=floats(rounds),
        owed=floats(rounds, rounds),
        equal=np.zeros((rounds, projects), dtype=np.bool_),
        spare=floats(2, rounds),
        size=whole(1),
    )


def _exact_count(support: Support, field: Field, run: Run, share: Fraction) -> SharesCount:
    """The compiled run told in fractions: prices follow from who paid everything in which round."""
    rounds = int(run.size[0])
    over, prices = share.denominator, list[int]()
    for k in range(rounds):
        owed = [int(weight) for weight in run.owed[k, :k]]
        money = int(run.met[k]) * share.numerator * (over // share.denominator)
        money -= sum(weight * price for weight, price in zip(owed, prices, strict=True) if weight)
        needed = int(field.whole_cost[run.order[k]]) * over - money
        rich = int(run.rich[k])
        grow = rich // gcd(rich, needed)
        prices = [price * grow for price in prices]
        prices.append(needed * grow // rich)
        over *= grow
    purchases = tuple(
        Purchase(int(run.order[k]), Fraction(prices[k], over), _equal_in(support, run, k)) for k in range(rounds)
    )
    return SharesCount(share, free_projects(support), purchases, _left(field, run, prices, over, share))


def _equal_in(support: Support, run: Run, k: int) -> tuple[int, ...]:
    equal = [int(p) for p in np.flatnonzero(run.equal[k])]
    return tuple(sorted(equal, key=lambda p: support.rank[p]))


def _left(field: Field, run: Run, prices: list[int], over: int, share: Fraction) -> tuple[Fraction, ...]:
    """What the supporters of each project have left together: voters with money, minus what they paid."""
    number, rounds = len(field.cost), len(prices)
    people, paid = np.zeros(number), np.zeros((number, rounds + 1))
    kernel.sum_remaining(field, run, people, paid)
    left = []
    for voters, weights in zip(people.tolist(), paid.tolist(), strict=True):
        spent = sum(int(weight) * price for weight, price in zip(weights, prices, strict=False) if weight)
        left.append(int(voters) * share - Fraction(spent, over))
    return tuple(left)
