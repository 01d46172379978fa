"""How far a cell that isn't printed can move while all that is printed stays true.

A table with totals is a network: every row and every column is a node, every cell an arc (row to column; column to the
row of totals; that to the column of totals; and back to the row). Each total is the sum of its parts exactly when what
flows into each node flows out. So the unprinted cells can change only along closed paths of unprinted arcs: forwards a
cell grows, backwards it shrinks, never below zero. The most a cell can move is a maximum flow, and since such networks
have whole-number solutions, it is exact and not a bound.

Cf. J. Kelly, B. Golden, A. Assad, Cell suppression: disclosure protection for sensitive tabular data, Networks 22
(1992); M. Fischetti, J. J. Salazar, Models and algorithms for the 2-dimensional cell suppression problem in statistical
disclosure control, Mathematical Programming 84 (1999).
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable

from huangyai.engines.disclosure.table import Cell

Step = tuple[Cell, bool]
"""A cell that grows (True) or shrinks (False)."""

Price = Callable[[Step], float]
"""What it costs to leave a cell out so that it may take this step; infinite when it must be printed."""


class Network:
    """The arcs of one table with `height` rows and `width` columns, totals not counted."""

    def __init__(self, numbers: dict[Cell, int], height: int, width: int) -> None:
        self.numbers = numbers
        self._arcs: dict[int, list[tuple[int, Cell, bool]]] = {node: [] for node in range(height + width + 2)}
        self._ends: dict[Cell, tuple[int, int]] = {}
        for i, j in numbers:
            row, column = i, height + 1 + j
            # A total of a row, and likewise one of a column, runs against the direction of an inner cell.
            tail, head = (row, column) if (i < height) == (j < width) else (column, row)
            self._ends[i, j] = (tail, head)
            self._arcs[tail].append((head, (i, j), True))
            self._arcs[head].append((tail, (i, j), False))

    def move(self, cell: Cell, amount: int, *, grow: bool, price: Price) -> tuple[int, set[Cell]]:
        """Make a cell grow or shrink by up to `amount`, by the cheapest paths; say how far and which cells moved too."""
        tail, head = self._ends[cell]
        start, goal = (head, tail) if grow else (tail, head)
        now = dict(self.numbers)
        moved, used = 0, set[Cell]()

        def paid(step: Step) -> float:
            return 0.0 if step[0] in used else price(step)

        while moved < amount:
            # First one path that carries all that is left, then whatever carries anything.
            path = self._cheapest(start, goal, cell, now, paid, amount - moved) or self._cheapest(
                start, goal, cell, now, paid, 1
            )
            if not path:
                break
            room = min((now[other] for other, up in path if not up), default=amount - moved)
            room = min(room, amount - moved)
            for other, up in path:
                now[other] += room if up else -room
                used.add(other)
            moved += room
        return moved, used

    def _cheapest(
        self, start: int, goal: int, without: Cell, now: dict[Cell, int], price: Price, at_least: int
    ) -> list[Step]:
        best = {start: 0.0}
        came: dict[int, tuple[int, Cell, bool]] = {}
        queue = [(0.0, start)]
        while queue:
            cost, node = heapq.heappop(queue)
            if node == goal:
                break
            if cost > best[node]:
                continue
            for head, cell, up in self._arcs[node]:
                if cell == without or (not up and now[cell] < at_least):
                    continue
                reached = cost + price((cell, up)) + 1e-6
                if math.isfinite(reached) and reached < best.get(head, math.inf):
                    best[head] = reached
                    came[head] = (node, cell, up)
                    heapq.heappush(queue, (reached, head))
        if goal not in came:
            return []
        path, node = [], goal
        while node != start:
            node, cell, up = came[node]
            path.append((cell, up))
        return path
