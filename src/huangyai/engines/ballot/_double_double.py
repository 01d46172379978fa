"""Numbers as the unrounded sum of two doubles (Dekker 1971, Knuth), compiled: about 31 decimal digits."""

from __future__ import annotations

from huangyai.engines.ballot._compiled import compiled

# 2**27 + 1 cuts a double into two halves whose products are exact.
_SPLIT = 134217729.0


@compiled
def exact_sum(a: float, b: float) -> tuple[float, float]:
    """``a + b`` as rounded sum and rounding error."""
    s = a + b
    t = s - a
    return s, (a - (s - t)) + (b - t)


@compiled
def product_of(a: float, b: float) -> tuple[float, float]:
    """``a * b`` as rounded product and rounding error."""
    p = a * b
    t = _SPLIT * a
    a_high = t - (t - a)
    a_low = a - a_high
    t = _SPLIT * b
    b_high = t - (t - b)
    b_low = b - b_high
    return p, ((a_high * b_high - p) + a_high * b_low + a_low * b_high) + a_low * b_low


@compiled
def sum_of(a_high: float, a_low: float, b_high: float, b_low: float) -> tuple[float, float]:
    """Sum of two double-doubles."""
    s, e = exact_sum(a_high, b_high)
    t, f = exact_sum(a_low, b_low)
    s, e = exact_sum(s, e + t)
    return exact_sum(s, e + f)


@compiled
def multiplied(high: float, low: float, by: float) -> tuple[float, float]:
    """A double-double times a double."""
    p, e = product_of(high, by)
    return exact_sum(p, e + low * by)


@compiled
def divided(high: float, low: float, by: float) -> tuple[float, float]:
    """A double-double over a double, with one correction to full width."""
    q = high / by
    p, e = product_of(q, by)
    q, rest = exact_sum(q, (((high - p) - e) + low) / by)
    p, e = multiplied(q, rest, by)
    r_high, r_low = sum_of(high, low, -p, -e)
    return sum_of(q, rest, (r_high + r_low) / by, 0.0)
