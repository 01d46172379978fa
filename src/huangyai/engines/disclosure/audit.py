"""What a clever reader can work out from a printed table: the check that shares no code with the suppression."""

from __future__ import annotations

import math
from collections.abc import Mapping

from huangyai.engines.disclosure._highs import Equation, ranges
from huangyai.engines.disclosure.table import Cell, PublishedTable


def reader_ranges(published: PublishedTable) -> dict[Cell, tuple[int, float]]:
    """For each cell that isn't printed, the least and the most it can be, from the printed numbers alone.

    The reader knows that counts are not negative and that totals are sums. The most is infinite where nothing bounds it.
    """
    printed = published.with_totals
    unknown = [cell for cell, count in printed.items() if count is None]
    place = {cell: number for number, cell in enumerate(unknown)}
    height, width = len(published.rows), len(published.columns)
    lines = [([(i, j) for j in range(width)], (i, width)) for i in range(height + 1)]
    lines += [([(i, j) for i in range(height)], (height, j)) for j in range(width + 1)]
    equations = [_equation(parts, whole, printed, place) for parts, whole in lines]
    found = ranges(len(unknown), [equation for equation in equations if equation[0]])
    # A table with totals has whole-number extremes (see `leeway`), so rounding only removes the solver's noise.
    return {
        cell: (round(least), round(most) if math.isfinite(most) else math.inf)
        for cell, (least, most) in zip(unknown, found, strict=True)
    }


def gives_away(published: PublishedTable) -> frozenset[Cell]:
    """Unprinted cells that a reader can work out exactly, and small ones that are not fully protected; none, one hopes."""
    found = reader_ranges(published)
    pinned = {cell for cell, (least, most) in found.items() if least == most}
    exposed = {
        cell for cell in published.small & found.keys() if found[cell][0] > 0 or found[cell][1] < published.threshold
    }
    return frozenset(pinned | exposed)


def _equation(
    parts: list[Cell], whole: Cell, printed: Mapping[Cell, int | None], place: Mapping[Cell, int]
) -> Equation:
    coefficients: dict[int, float] = {}
    value = 0.0
    for cell, sign in [*((part, 1.0) for part in parts), (whole, -1.0)]:
        count = printed[cell]
        if count is None:
            coefficients[place[cell]] = sign
        else:
            value -= sign * count
    return coefficients, value
