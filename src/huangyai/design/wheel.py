"""The geometry of the wheel of six steps and of the golden thread: numbers only, drawn by templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

STEPS = (1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True)
class Sector:
    """One step's sixth of the wheel: its outline and where its words stand."""

    step: int
    outline: str
    x: float
    y: float


def _point(centre: float, radius: float, degrees: float) -> tuple[float, float]:
    angle = (degrees - 90) * pi / 180
    return centre + radius * cos(angle), centre + radius * sin(angle)


def sectors(*, size: float, outer: float, inner: float, words_at: float = 0.5) -> tuple[Sector, ...]:
    """The six sectors, clockwise from twelve o'clock, of a wheel in a square of `size`.

    `words_at` says how far from the hole to the rim the words stand, 0 to 1.
    """
    centre = size / 2
    made = []
    for step in STEPS:
        start, end = (step - 1) * 60.0, step * 60.0
        ax, ay = _point(centre, outer, start)
        bx, by = _point(centre, outer, end)
        cx, cy = _point(centre, inner, end)
        dx, dy = _point(centre, inner, start)
        outline = (
            f"M{ax:.1f} {ay:.1f}A{outer:g} {outer:g} 0 0 1 {bx:.1f} {by:.1f}"
            f"L{cx:.1f} {cy:.1f}A{inner:g} {inner:g} 0 0 0 {dx:.1f} {dy:.1f}Z"
        )
        x, y = _point(centre, inner + (outer - inner) * words_at, (start + end) / 2)
        made.append(Sector(step, outline, round(x, 1), round(y, 1)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Placed:
    """A node of the thread in its cell: column by step, line by order of arrival."""

    node: Mapping[str, Any]
    column: int
    line: int
    leads_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread on a grid of equal cells, `columns` by `lines`, with the curves that join the cells."""

    nodes: tuple[Placed, ...]
    columns: int
    lines: int
    curves: tuple[str, ...]
    width: int
    height: int


# One cell of the drawing; only its proportions matter, the drawing is stretched over the grid.
_CELL_WIDTH, _CELL_HEIGHT = 200, 176
_NODE_END, _NODE_MIDDLE = 178, 66


def lay_out_thread(nodes: Sequence[Mapping[str, Any]], links: Sequence[Sequence[str]] = ()) -> Thread:
    """Puts nodes into columns by their step (empty steps take no column) and draws the links between them.

    A node has `key`, `step` and words; a link is a pair of keys, from the earlier to the later.
    """
    steps = sorted({int(node["step"]) for node in nodes})
    column_of = {step: column for column, step in enumerate(steps, start=1)}
    filled: dict[int, int] = {}
    placed: dict[str, Placed] = {}
    texts = {str(node["key"]): str(node["text"]) for node in nodes if "key" in node}
    for index, node in enumerate(sorted(nodes, key=lambda node: int(node["step"]))):
        column = column_of[int(node["step"])]
        filled[column] = filled.get(column, 0) + 1
        key = str(node.get("key", index))
        leads_to = tuple(texts[end] for start, end in links if start == key and end in texts)
        placed[key] = Placed(node, column, filled[column], leads_to)
    curves = []
    for start, end in links:
        if start not in placed or end not in placed:
            continue
        a, b = placed[start], placed[end]
        ax, ay = (a.column - 1) * _CELL_WIDTH + _NODE_END, (a.line - 1) * _CELL_HEIGHT + _NODE_MIDDLE
        bx, by = (b.column - 1) * _CELL_WIDTH, (b.line - 1) * _CELL_HEIGHT + _NODE_MIDDLE
        bend = max(12.0, (bx - ax) / 2)
        curves.append(f"M{ax} {ay}C{ax + bend:g} {ay} {bx - bend:g} {by} {bx} {by}")
    lines = max(filled.values(), default=0)
    columns = len(steps)
    return Thread(tuple(placed.values()), columns, lines, tuple(curves), columns * _CELL_WIDTH, lines * _CELL_HEIGHT)
