"""Equal Shares compiled (numba): quick passes in floating point, every decision certified or handed back.

Prices are kept as double-doubles (about 31 digits; Dekker 1971) with a bound on their error, computed anew from
whole numbers in every round, so that rounding never builds up; a voter's purse is a double with a bound on its
error. A comparison that these bounds don't decide, and that whole numbers don't prove to be a tie, ends the run
undecided: the caller then counts that one share with fractions.

While nothing changes in a count, prices and purses move evenly with the share, and each comparison says by itself
how long it holds: raising shares leaps over such steps.

One file, because numba's store of machine code notices a change only in the file of the function that Python calls.
"""

from __future__ import annotations

import numpy as np

from huangyai.engines.ballot._compiled import compiled, inner, reordered
from huangyai.engines.ballot._layout import Field, Floats, Run

DECIDED, UNDECIDED = 0, 1
STILL_RAISING, NOTHING_FITS, OVERSPENT, UNDECIDED_STEP = 0, 1, 2, 3
_WAITING, _BOUGHT, _OUT = 0, 1, 2
_LESS, _EQUAL, _GREATER, _UNKNOWN = -1, 0, 1, 2

_EPS = 2.0**-52
_FINE_EPS = 2.0**-100
# Prices are looked for this close; only supporters further from the edge vouch for a price.
_WIDTH = 1e-9
_MOST_STEPS = 500
# Steps with the same purchases before a leap is tried, doubled whenever a try is in vain.
_FIRST_WAIT = 8
_LONGEST_LEAP = 1e12
# 2**27 + 1 cuts a double into two halves whose products are exact.
_SPLIT = 134217729.0
# Distances are taken this much shorter (relative to the share) and slopes this much steeper than computed: far above
# their rounding, which the caller bounds.
_SHORTER = 1e-9
_STEEPER = 1e-9
_NO_END = 1e300


@inner
def _exact_sum(a: float, b: float) -> tuple[float, float]:
    """``a + b`` as rounded sum and rounding error."""
    s = a + b
    t = s - a
    return s, (a - (s - t)) + (b - t)


@inner
def _product_of(a: float, b: float) -> tuple[float, float]:
    """``a * b`` as rounded product and rounding error."""
    p = a * b
    t = _SPLIT * a
    a_high = t - (t - a)
    a_low = a - a_high
    t = _SPLIT * b
    b_high = t - (t - b)
    b_low = b - b_high
    return p, ((a_high * b_high - p) + a_high * b_low + a_low * b_high) + a_low * b_low


@inner
def _sum_of(a_high: float, a_low: float, b_high: float, b_low: float) -> tuple[float, float]:
    """Sum of two double-doubles."""
    s, e = _exact_sum(a_high, b_high)
    t, f = _exact_sum(a_low, b_low)
    s, e = _exact_sum(s, e + t)
    return _exact_sum(s, e + f)


@inner
def _multiplied(high: float, low: float, by: float) -> tuple[float, float]:
    """A double-double times a double."""
    p, e = _product_of(high, by)
    return _exact_sum(p, e + low * by)


@inner
def _divided(high: float, low: float, by: float) -> tuple[float, float]:
    """A double-double over a double, with one correction to full width."""
    q = high / by
    p, e = _product_of(q, by)
    q, rest = _exact_sum(q, (((high - p) - e) + low) / by)
    p, e = _multiplied(q, rest, by)
    r_high, r_low = _sum_of(high, low, -p, -e)
    return _sum_of(q, rest, (r_high + r_low) / by, 0.0)


@reordered
def _split(f: Field, purses: Floats, p: int, price: float) -> tuple[float, float, float, float]:
    """At a price: the money of those who can't pay it, their number (the broke included), the weight of the
    others, and the weight of those who are clearly beyond it. Without branches, so that it runs in lanes.
    """
    poor_money, poor_people, rich, sure = 0.0, 0.0, 0.0, 0.0
    clear = price * (1.0 + _WIDTH)
    for e in range(f.up_start[p], f.up_start[p + 1]):
        purse = purses[f.up_group[e]]
        weight = f.up_weight[e]
        people = f.up_people[e]
        poor = purse < price * weight
        poor_money += purse * people if poor else 0.0
        poor_people += people if poor else 0.0
        rich += 0.0 if poor else weight * people
        sure += weight * people if purse > clear * weight else 0.0
    return poor_money, poor_people, rich, sure


@inner
def _look(f: Field, r: Run, p: int, slack: float) -> int:
    """Find the price of a project, rising from its last one; 1 priced, 0 its supporters can't pay, 2 undecided.

    Newton's steps on the concave sum of payments: each solves for the price with those who can't pay it paying
    all they have.
    """
    price = r.price[p]
    for _ in range(_MOST_STEPS):
        poor_money, poor_people, rich, sure = _split(f, r.purse, p, price)
        terms = f.up_start[p + 1] - f.up_start[p]
        doubt = poor_people * slack + terms * _EPS * poor_money + 2.0 * _EPS * f.cost[p]
        if rich == 0.0:
            return 0 if poor_money + doubt < f.cost[p] else 2
        better = (f.cost[p] - poor_money) / rich
        if abs(better - price) <= 8.0 * _EPS * price:
            if sure == 0.0:
                return 2
            error = doubt / sure + 24.0 * _EPS * price * (rich / sure)
            if error > price * _WIDTH:
                return 2
            r.price[p] = better
            r.error[p] = error
            r.full[p] = 1 if sure == f.total[p] else 0
            return 1
        price = better
    return 2


@inner
def _weigh(f: Field, r: Run, p: int, slack: float, row: Floats) -> tuple[bool, float, float]:
    """Split a project's supporters at its price: (certain, voters who pay all, weight of the rest).

    `row` receives the weights that those voters paid for in each earlier round.
    """
    rounds = r.size[0]
    row[:rounds] = 0.0
    met, rich = 0.0, 0.0
    price = r.price[p]
    for e in range(f.up_start[p], f.up_start[p + 1]):
        group = f.up_group[e]
        purse = r.purse[group]
        if purse == 0.0:
            continue
        weight = f.up_weight[e]
        beyond = purse - price * weight
        if abs(beyond) <= slack + (r.error[p] + 4.0 * _EPS * price) * weight:
            return False, 0.0, 0.0
        if beyond < 0.0:
            met += f.up_people[e]
            for b in range(f.ballot_start[group], f.ballot_start[group + 1]):
                k = r.bought_in[f.ballot_project[b]]
                if k >= 0:
                    row[k] += f.up_people[e] * f.ballot_weight[b]
        else:
            rich += weight * f.up_people[e]
    return True, met, rich


@inner
def _refine(
    r: Run, cost: float, met: float, rich: float, row: Floats, share: tuple[float, float]
) -> tuple[float, float, float]:
    """The price as a double-double with a bound on its error: ``(cost - met * share + row · prices) / rich``."""
    high, fine = _product_of(met, share[0])
    high, fine = _sum_of(high, fine, met * share[1], 0.0)
    high, fine = _sum_of(cost, 0.0, -high, -fine)
    size = cost + met * share[0]
    error = 0.0
    for k in range(r.size[0]):
        if row[k] != 0.0:
            more, less = _multiplied(r.high[k], r.fine[k], row[k])
            high, fine = _sum_of(high, fine, more, less)
            size += more
            error += row[k] * r.loose[k]
    high, fine = _divided(high, fine, rich)
    return high, fine, (error + (r.size[0] + 8.0) * _FINE_EPS * size) / rich + 8.0 * _FINE_EPS * high


@inner
def _compare_fully_paid(f: Field, p: int, q: int, rich_p: float, rich_q: float) -> int:
    """Where nobody pays less than the price, ``cost / rich / factor`` are compared as exact products."""
    mine, mine_low = _product_of(f.plain[p], rich_q)
    theirs, theirs_low = _product_of(f.plain[q], rich_p)
    if mine == theirs and mine_low == theirs_low:
        return _EQUAL
    return _LESS if mine < theirs or (mine == theirs and mine_low < theirs_low) else _GREATER


@inner
def _order(f: Field, r: Run, p: int, q: int, slack: float, share: tuple[float, float]) -> int:
    """Which of two projects with nearly the same price per utility is cheaper."""
    if r.full[p] and r.full[q]:
        if f.fair_rank[p] == f.fair_rank[q]:
            return _EQUAL
        return _LESS if f.fair_rank[p] < f.fair_rank[q] else _GREATER
    mine, theirs = r.spare[0], r.spare[1]
    certain_p, met_p, rich_p = _weigh(f, r, p, slack, mine)
    certain_q, met_q, rich_q = _weigh(f, r, q, slack, theirs)
    if not (certain_p and certain_q):
        return _UNKNOWN
    if met_p == 0.0 and met_q == 0.0:
        return _compare_fully_paid(f, p, q, rich_p, rich_q)
    same = met_p == met_q and rich_p == rich_q and f.cost[p] == f.cost[q] and f.factor[p] == f.factor[q]
    for k in range(r.size[0]):
        same = same and mine[k] == theirs[k]
    if same:
        return _EQUAL
    high_p, fine_p, error_p = _refine(r, f.cost[p], met_p, rich_p, mine, share)
    high_q, fine_q, error_q = _refine(r, f.cost[q], met_q, rich_q, theirs, share)
    high_p, fine_p = _divided(high_p, fine_p, f.factor[p])
    high_q, fine_q = _divided(high_q, fine_q, f.factor[q])
    high, fine = _sum_of(high_p, fine_p, -high_q, -fine_q)
    doubt = error_p / f.factor[p] + error_q / f.factor[q] + 8.0 * _FINE_EPS * (abs(high_p) + abs(high_q))
    if abs(high + fine) <= 2.0 * doubt:
        return _UNKNOWN
    return _LESS if high + fine < 0.0 else _GREATER


@inner
def _next_best(f: Field, r: Run, slack: float, share: tuple[float, float]) -> int:
    """The project with the least price per utility; -1 when none can be paid, -2 when undecided."""
    # Not a literal: numba would compile everything called with it once more for literals.
    nobody = 0 * f.sold.shape[0] - 1
    best: int = nobody
    best_rate, best_error = 0.0, 0.0
    round_ = r.size[0]
    r.equal[round_, :] = False
    r.looked[:] = 0
    while True:
        p: int = nobody
        for q in f.sold:
            if r.state[q] == _WAITING and r.looked[q] == 0 and (p < 0 or r.low[q] < r.low[p]):
                p = q
        if p < 0 or (best >= 0 and r.low[p] > best_rate + best_error):
            return best
        r.looked[p] = 1
        verdict = _look(f, r, p, slack)
        if verdict == 2:
            return -2
        if verdict == 0:
            r.state[p] = _OUT
            continue
        rate = r.price[p] / f.factor[p]
        error = r.error[p] / f.factor[p] + 4.0 * _EPS * rate
        r.low[p] = rate - error
        order = _LESS
        if best >= 0:
            if rate > best_rate + (best_error + error):
                order = _GREATER
            elif rate >= best_rate - (best_error + error):
                order = _order(f, r, p, best, slack, share)
        if order == _UNKNOWN:
            return -2
        if order == _LESS:
            r.equal[round_, :] = False
        if order != _GREATER:
            r.equal[round_, p] = True
            if order == _LESS or f.text_rank[p] < f.text_rank[best]:
                best, best_rate, best_error = p, rate, error


@compiled
def count_once(f: Field, r: Run, share: tuple[float, float]) -> int:
    """Count with one share (a double-double); returns `DECIDED` or `UNDECIDED`."""
    r.purse[:] = share[0]
    r.broke[:] = -1
    r.state[:] = _WAITING
    r.bought_in[:] = -1
    r.size[0] = 0
    for p in f.sold:
        r.price[p] = f.cost[p] / f.total[p]
        r.low[p] = r.price[p] / f.factor[p] * (1.0 - 8.0 * _EPS)
    slack = _EPS * share[0]
    while True:
        p = _next_best(f, r, slack, share)
        if p == -1:
            return DECIDED
        if p == -2:
            return UNDECIDED
        k = r.size[0]
        certain, met, rich = _weigh(f, r, p, slack, r.owed[k])
        if not certain:
            return UNDECIDED
        r.order[k], r.met[k], r.rich[k] = p, met, rich
        r.high[k], r.fine[k], r.loose[k] = _refine(r, f.cost[p], met, rich, r.owed[k], share)
        for e in range(f.up_start[p], f.up_start[p + 1]):
            group = f.up_group[e]
            purse = r.purse[group]
            if purse == 0.0:
                continue
            if purse < r.price[p] * f.up_weight[e]:
                r.purse[group] = 0.0
                r.broke[group] = k
            else:
                r.purse[group] = purse - r.high[k] * f.up_weight[e]
        slack += f.heaviest * r.loose[k] + 4.0 * _EPS * share[0]
        r.state[p] = _BOUGHT
        r.bought_in[p] = k
        r.size[0] = k + 1


@inner
def _holds_for(distance: float, slope: float, share: float) -> float:
    """How long a distance stays above zero when it shrinks by `slope` per unit (negative: it shrinks)."""
    steep = slope - _STEEPER
    if steep >= 0.0:
        return _NO_END
    safe = distance - _SHORTER * share
    return 0.0 if safe <= 0.0 else safe / -steep


@inner
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


@inner
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


@inner
def _safe_growth(f: Field, r: Run, share: float) -> float:
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


@inner
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


@inner
def _pay(f: Field, purses: Floats, slopes: Floats, p: int, price: float, slope: float) -> None:
    """Supporters pay the price, or all they have."""
    for e in range(f.up_start[p], f.up_start[p + 1]):
        group = f.up_group[e]
        if purses[group] < price * f.up_weight[e]:
            purses[group], slopes[group] = 0.0, 0.0
        else:
            purses[group] -= price * f.up_weight[e]
            slopes[group] -= slope * f.up_weight[e]


@compiled
def raise_shares(
    f: Field,
    r: Run,
    share: tuple[float, float],
    unit: float,
    budget: int,
    first: int,
    steps: int,
    patient: int,
) -> tuple[int, int]:
    """Count with ``share + step * unit`` for step `first`, `first` + 1, …: (why it stopped, at which step).

    `budget` is in whole units; at most `steps` counts are made. `patient` (1, else 0) goes on while any project is
    not yet bought, even if none would fit. Once the purchases have stayed the same for a while, steps that can't
    change them are leapt over.
    """
    step = first
    alike, wait = 0, _FIRST_WAIT
    before = np.zeros_like(r.order)
    rounds_before = -1
    for _ in range(steps):
        high, fine = _sum_of(share[0], share[1], step * unit, 0.0)
        if count_once(f, r, (high, fine)) == UNDECIDED:
            return UNDECIDED_STEP, step
        rounds = r.size[0]
        left = budget
        same = rounds == rounds_before
        for k in range(rounds):
            left -= f.whole_cost[r.order[k]]
            same = same and before[k] == r.order[k]
            before[k] = r.order[k]
        rounds_before = rounds
        if left < 0:
            return OVERSPENT, step
        fits = False
        for p in f.sold:
            if r.state[p] != _BOUGHT and (patient == 1 or f.whole_cost[p] <= left):
                fits = True
                break
        if not fits:
            return NOTHING_FITS, step
        step += 1
        alike = alike + 1 if same else 0
        if alike >= wait:
            leap = min(_safe_growth(f, r, high) / unit, _LONGEST_LEAP)
            step += max(0, int(leap) - 1)
            alike, wait = 0, _FIRST_WAIT if leap >= _FIRST_WAIT else 2 * wait
    return STILL_RAISING, step


@compiled
def sum_remaining(f: Field, r: Run, people: Floats, paid: Floats) -> None:
    """By project, its supporters who still have money, and by round the weight for which those have paid."""
    for g in range(f.people.shape[0]):
        if r.broke[g] >= 0:
            continue
        for b in range(f.ballot_start[g], f.ballot_start[g + 1]):
            p = f.ballot_project[b]
            people[p] += f.people[g]
            for c in range(f.ballot_start[g], f.ballot_start[g + 1]):
                k = r.bought_in[f.ballot_project[c]]
                if k >= 0:
                    paid[p, k] += f.people[g] * f.ballot_weight[c]
