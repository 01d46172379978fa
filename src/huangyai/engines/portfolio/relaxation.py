"""When floors and pins can't all be kept: give up as little as possible, and say what."""

from __future__ import annotations

from huangyai.engines.portfolio import _highs
from huangyai.engines.portfolio.mip import INFINITY
from huangyai.engines.portfolio.model import Model

# A pin is a person's word: one broken pin weighs more than all floors missed whole.
_PIN = 1000.0


def relax_promises(model: Model, *, seconds: float, seed: int) -> tuple[int, ...]:
    """Loosen the program's floor and pin rows to what can be reached; returns the positions of broken pins.

    First as few pins as possible are broken, then the sum of what floors are missing, each as a part of its
    floor, is
    made as small as possible.
    """
    elastic = model.mip.copy()
    penalty: dict[int, float] = {}
    pin_slack = {}
    for at, rows in model.pin_rows.items():
        slack = pin_slack[at] = elastic.column(0, 1)
        penalty[slack] = -_PIN
        for row in rows:
            elastic.add_to_row(row, slack, 1.0)
    floor_slack = {}
    for key, row in model.floor_rows.items():
        floor = elastic.row_low[row]
        slack = floor_slack[key] = elastic.column(0, floor, whole=False)
        penalty[slack] = -1.0 / floor
        elastic.add_to_row(row, slack, 1.0)
    answer = _highs.maximise(elastic, penalty, seconds=seconds, seed=seed, gap=0.0)
    broken = []
    for at, slack in pin_slack.items():
        if answer.values is None or answer.values[slack] > 0.5:
            broken.append(at)
            for row in model.pin_rows[at]:
                model.mip.row_low[row] = -INFINITY
    for key, row in model.floor_rows.items():
        short = model.mip.row_low[row] if answer.values is None else answer.values[floor_slack[key]]
        model.mip.row_low[row] -= short + 1e-6 if short > 1e-9 else 0.0
    return tuple(broken)
