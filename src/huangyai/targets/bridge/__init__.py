"""Rows to an engine's problem and its answer back: who is the same person, and what a household lacks."""

from huangyai.targets.bridge.joining import Double, Likeness, Lists, compare_lists, find_doubles, read_lists
from huangyai.targets.bridge.review import (
    Comparison,
    Line,
    Mark,
    Taught,
    Weight,
    as_document,
    compare,
    learn,
    levels_between,
    weights,
)

__all__ = [
    "Comparison",
    "Double",
    "Likeness",
    "Line",
    "Lists",
    "Mark",
    "Taught",
    "Weight",
    "as_document",
    "compare",
    "compare_lists",
    "find_doubles",
    "learn",
    "levels_between",
    "read_lists",
    "weights",
]
