"""Rows to an engine's problem and its answer back: who is the same person, and what a household lacks."""

from huangyai.targets.bridge.joining import Likeness, Lists, compare_lists, read_lists
from huangyai.targets.bridge.review import (
    Comparison,
    Line,
    Mark,
    Taught,
    Weight,
    as_document,
    compare,
    learn,
    weights,
)

__all__ = [
    "Comparison",
    "Likeness",
    "Line",
    "Lists",
    "Mark",
    "Taught",
    "Weight",
    "as_document",
    "compare",
    "compare_lists",
    "learn",
    "read_lists",
    "weights",
]
