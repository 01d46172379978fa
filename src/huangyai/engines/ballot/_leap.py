"""How far every share can grow before anything about a count changes (compiled).

While nothing changes, every price and every purse grows or shrinks evenly with the share: each comparison of the
count then says by itself how long it holds. Raising shares leaps over those steps instead of counting them.
"""

from __future__ import annotations

import numpy as np

from huangyai.engines.ballot._compiled import compiled
from huangyai.engines.ballot._layout import Field, Floats, Run

# Distances are taken this much shorter (relative to the share) and slopes this much steeper than computed: far above
# their rounding, which the caller bounds.
_SHORTER = 1e-9
_STEEPER = 1e-9
_NO_END = 1e300
_EPS = 2.0**-52


@compiled
def _holds_for(distance: float, slope: float, share: float) -> float:
    """How long a distance stays above zero when it shrinks by `slope` per unit (negative: it shrinks)."""
    steep = slope - _STEEPER
    if steep >= 0.0:
        return _NO_END
    safe = distance - _SHORTER * share
    return 0.0 if safe <= 0.0 else safe / -steep


@compiled
def _price(f: Field, purses: Floats, slopes: Floats, p: int) -> tuple[float, float, float, bool]:
    """Price of a project at these purses: (price, its slope, how strongly errors of purses tell, payable).

    When it can't be paid, all the money of its supporters and its slope instead.
    """
    price = f.cost[p] / f.total[p]
    for _ in range(500):
        money, money_slope, rich, poor = 0.0, 0.0, 0.0, 0.0
        for e in range(f.up_start[p], f.up_start[p + 1]):
            group = f.up_group[e]
            if purses[group] < price * f.up_weight[e]:
                money += purses[group] * f.up_people[e]
                money_slope += slopes[group] * f.up_people[e]
                poor += f.up_people[e]
            else:
                rich += f.up_weight[e] * f.up_people[e]
        if rich == 0.0:
            return money, money_slope, poor / f.total[p], False
        better = (f.cost[p] - money) / rich
        if better <= price * (1.0 + 1e-14):
            return price, -money_slope / rich, poor / rich, True
        price = better
    return 0.0, 0.0, _NO_END, True


@compiled
def _price_slopes(f: Field, r: Run, slope: Floats) -> float:
    """How each round's price moves with the share; returns a bound on the error of any purse's slope."""
    doubt = np.zeros(r.size[0])
    all_doubt = 0.0
    for k in range(r.size[0]):
        total, size, carried = -r.met[k], r.met[k], 0.0
        for j in range(k):
            total += r.owed[k, j] * slope[j]
            size += r.owed[k, j] * abs(slope[j])
            carried += r.owed[k, j] * doubt[j]
        slope[k] = total / r.rich[k]
        doubt[k] = (carried + (k + 4.0) * _EPS * size) / r.rich[k]
        all_doubt += f.heaviest * (doubt[k] + _EPS * abs(slope[k]))
    return all_doubt


@compiled
def safe_growth(f: Field, r: Run, share: float) -> float:
    """Units by which `share` can grow with the same purchases, by the same payers, in the same order.

    Looks at every project in every round of the finished run `r`; 0 when in doubt.
    """
    groups, rounds = f.people.shape[0], r.size[0]
    moves = np.zeros(rounds + 1)
    slope_doubt = _price_slopes(f, r, moves)
    purse_doubt = 4.0 * _EPS * share
    purses, slopes = np.full(groups, share), np.ones(groups)
    growth = _NO_END
    for k in range(rounds + 1):
        bought = r.order[k] if k < rounds else -1
        best, best_slope = (r.high[k], moves[k]) if k < rounds else (0.0, 0.0)
        for p in f.sold:
            if 0 <= r.bought_in[p] < k:
                continue
            price, slope, strength, can_pay = _price(f, purses, slopes, p)
            if strength * purse_doubt > 0.1 * _SHORTER * share or strength * slope_doubt > 0.1 * _STEEPER:
                return 0.0
            if not can_pay:
                missing = (f.cost[p] - price) / f.total[p]
                growth = min(growth, _holds_for(missing, -slope / f.total[p], share))
                continue
            growth = min(growth, _same_payers(f, purses, slopes, p, price, slope, share))
            if p == bought:
                continue
            if bought < 0 or growth < 1.0:
                return 0.0
            if r.equal[k, p]:
                # An exact tie lasts where both prices don't move with the share.
                if slope != 0.0 or best_slope != 0.0:
                    return 0.0
                continue
            # Prices per utility, in money of whichever project's utility is the smaller.
            mine, theirs = f.factor[bought], f.factor[p]
            larger = max(mine, theirs)
            gap = (price * mine - best * theirs) / larger
            gap_slope = (slope * mine - best_slope * theirs) / larger
            growth = min(growth, _holds_for(gap, gap_slope, share))
        if growth < 1.0:
            return 0.0
        if bought < 0:
            return growth
        _pay(f, purses, slopes, bought, best, best_slope)
        purse_doubt += f.heaviest * r.loose[k] + 4.0 * _EPS * share
    return growth


@compiled
def _same_payers(f: Field, purses: Floats, slopes: Floats, p: int, price: float, slope: float, share: float) -> float:
    """How long those who can pay a project's price can, and those who can't cannot."""
    growth = _NO_END
    for e in range(f.up_start[p], f.up_start[p + 1]):
        group = f.up_group[e]
        beyond = purses[group] - price * f.up_weight[e]
        drift = slopes[group] - slope * f.up_weight[e]
        if beyond >= 0.0:
            growth = min(growth, _holds_for(beyond, drift, share))
        elif purses[group] > 0.0:
            growth = min(growth, _holds_for(-beyond, -drift, share))
    return growth


@compiled
def _pay(f: Field, purses: Floats, slopes: Floats, p: int, price: float, slope: float) -> None:
    """Supporters pay the price, or all they have."""
    for e in range(f.up_start[p], f.up_start[p + 1]):
        group = f.up_group[e]
        if purses[group] < price * f.up_weight[e]:
            purses[group], slopes[group] = 0.0, 0.0
        else:
            purses[group] -= price * f.up_weight[e]
            slopes[group] -= slope * f.up_weight[e]
