"""A small random generator (xorshift64*) that lives in an array, so that every chain repeats itself."""

from __future__ import annotations

import numpy as np

from huangyai.engines.rides._arrays import Words64
from huangyai.engines.rides._numba import compiled


@compiled
def draw(state: Words64) -> float:
    """A number in [0, 1)."""
    x = state[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    state[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@compiled
def draw_below(state: Words64, count: int) -> int:
    """A whole number from 0 to count - 1."""
    return int(draw(state) * count)
