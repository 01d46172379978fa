"""Sequential Phragmén: everyone earns money evenly; a project is bought as soon as its supporters can
pay for it.

Los, Christoff, Grossi: Proportional Budget Allocations (IJCAI 2022). Exact: a supporter's load is
always the moment of his or her last purchase, so that sums of loads are whole numbers times the few
moments that have been.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import gcd

import numpy as np

from huangyai.engines.ballot.election import Integers
from huangyai.engines.ballot.grouping import ranges_of
from huangyai.engines.ballot.outcome import Outcome, Tie
from huangyai.engines.ballot.sentences import Sentences
from huangyai.engines.ballot.support import Support
from huangyai.kernel import Words

# Relative; far above the rounding of a sum of at most a few thousand terms, all of one sign.
_DOUBT = 1e-9


@dataclass(slots=True)
class _Loads:
    """Supporters of each project by the moment of their last purchase; moments are ``moment / over``,
    exact.
    """

    tally: Integers
    moment: list[int]
    over: int

    def gathered(self, project: int) -> int:
        """Sum of the loads of a project's supporters, times `over`."""
        counts = self.tally[project].tolist()
        return sum(count * moment for count, moment in zip(counts, self.moment, strict=False) if count)

    def add(self, moment: Fraction) -> None:
        """A new moment, everything brought to a common denominator."""
        grow = moment.denominator // gcd(self.over, moment.denominator)
        if grow > 1:
            self.over *= grow
            self.moment = [known * grow for known in self.moment]
        self.moment.append(moment.numerator * (self.over // moment.denominator))


def count_phragmen(support: Support) -> Outcome:
    """Buy in the order in which supporters can pay; ends when the next purchase would break the budget.

    Who voted for a project supports it, whatever the points; a project that nobody supports is bought
    only after all others, as in pabutools. Ties: the first id in text order; if any of the tied doesn't fit,
    counting ends.
    """
    affordable = [p for p in range(len(support.cost)) if support.cost[p] <= support.budget]
    waiting = sorted(affordable, key=lambda p: support.rank[p])
    loads = _Loads(np.zeros((len(support.cost), len(waiting) + 1), dtype=np.int64), [0], 1)
    loads.tally[:, 0] = support.supporters
    last = np.zeros(len(support.people), dtype=np.int64)
    groups_of = _groups_by_project(support)
    order: list[int] = []
    payment: dict[int, Fraction] = {}
    ties: list[Tie] = []
    left = support.budget
    end: Fraction | None = None
    blocked: list[int] = []
    while waiting:
        equal, moment = _next(support, loads, waiting)
        blocked = [p for p in equal if support.cost[p] > left]
        if blocked:
            end = moment
            break
        chosen = equal[0]
        if len(equal) > 1 and moment is not None:
            ties.append(Tie(tuple(equal), chosen))
        waiting.remove(chosen)
        order.append(chosen)
        left -= support.cost[chosen]
        if moment is not None:
            payment[chosen] = Fraction(support.cost[chosen], support.supporters[chosen])
            loads.add(moment)
            _move(support, loads.tally, last, groups_of[chosen], len(loads.moment) - 1)
    outcome = Outcome(tuple(order), payment, _won(support, order, payment), tuple(ties))
    for p in range(len(support.cost)):
        if p not in outcome.reasons:
            outcome.reasons[p] = _lost(support, loads, p, end, left, is_blocked=p in blocked)
    return outcome


def _groups_by_project(support: Support) -> list[Integers]:
    group = np.repeat(np.arange(len(support.people)), np.diff(support.start))
    by_project = np.argsort(support.project, kind="stable")
    ends = np.searchsorted(support.project[by_project], np.arange(len(support.cost) + 1))
    return [group[by_project[ends[p] : ends[p + 1]]] for p in range(len(support.cost))]


def _next(support: Support, loads: _Loads, waiting: list[int]) -> tuple[list[int], Fraction | None]:
    """Projects whose supporters can pay first, and when; without supporters never (None)."""
    backed = [p for p in waiting if support.supporters[p]]
    if not backed:
        return list(waiting), None
    moments = np.array([moment / loads.over for moment in loads.moment])
    sums = loads.tally[backed, : len(moments)] @ moments
    rough = (sums + [float(support.cost[p]) for p in backed]) / [support.supporters[p] for p in backed]
    close = [p for p, about in zip(backed, rough, strict=True) if about <= rough.min() * (1 + _DOUBT)]
    exact = {
        p: Fraction(loads.gathered(p) + support.cost[p] * loads.over, loads.over * support.supporters[p]) for p in close
    }
    first = min(exact.values())
    return [p for p in close if exact[p] == first], first


def _move(support: Support, tally: Integers, last: Integers, groups: Integers, moment: int) -> None:
    """The buyers' last purchase is now `moment`, on every project that they support."""
    length = support.start[groups + 1] - support.start[groups]
    entries = ranges_of(support.start[groups], length)
    project, people = support.project[entries], np.repeat(support.people[groups], length)
    width = tally.shape[1]
    before = np.bincount(project * width + np.repeat(last[groups], length), weights=people, minlength=tally.size)
    tally -= before.astype(np.int64).reshape(tally.shape)
    tally[:, moment] += np.bincount(project, weights=people, minlength=len(tally)).astype(np.int64)
    last[groups] = moment


def _won(support: Support, order: list[int], payment: dict[int, Fraction]) -> dict[int, Words]:
    say = Sentences(support)
    return {
        p: say.load_shared(place, p, payment[p]) if p in payment else say.room_without_votes(place, p)
        for place, p in enumerate(order, 1)
    }


def _lost(support: Support, loads: _Loads, p: int, end: Fraction | None, left: int, *, is_blocked: bool) -> Words:
    say = Sentences(support)
    if not support.supporters[p]:
        return say.no_supporters()
    if support.cost[p] > support.budget:
        return say.above_budget(p)
    if is_blocked or end is None:
        return say.no_room(p, left)
    return say.not_gathered(p, end * support.supporters[p] - Fraction(loads.gathered(p), loads.over))
