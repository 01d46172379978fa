"""A two-way table of counts, and what may be printed of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from huangyai.kernel import Words

THRESHOLD = 10
"""Counts from 1 to 9 are small unless another threshold is given."""

Cell = tuple[int, int]
"""Row and column; the number of rows stands for the row of totals, the number of columns for the column of totals."""


@dataclass(frozen=True)
class CountTable:
    """Counts of people by row and column, such as village by target group. Totals are made, never given."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if len(self.counts) != len(self.rows) or any(len(line) != len(self.columns) for line in self.counts):
            raise ValueError("counts must have one line a row and one number a column")
        if not self.rows or not self.columns:
            raise ValueError("a table has at least one row and one column")
        if any(count < 0 for line in self.counts for count in line):
            raise ValueError("a count of people is not negative")

    @classmethod
    def of(cls, rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]]) -> CountTable:
        """A table from any sequences."""
        return cls(tuple(rows), tuple(columns), tuple(tuple(line) for line in counts))

    @cached_property
    def with_totals(self) -> dict[Cell, int]:
        """Every number that a full table prints, totals included."""
        height, width = len(self.rows), len(self.columns)
        numbers = {(i, j): count for i, line in enumerate(self.counts) for j, count in enumerate(line)}
        for i in range(height):
            numbers[i, width] = sum(self.counts[i])
        for j in range(width):
            numbers[height, j] = sum(line[j] for line in self.counts)
        numbers[height, width] = sum(map(sum, self.counts))
        return numbers


@dataclass(frozen=True)
class PublishedTable:
    """What may be printed: a number, or None where a dot stands.

    `small` are the cells left out because few people are behind them; `companions` those left out because they
    would give a small one away.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None
    threshold: int
    small: frozenset[Cell] = frozenset()
    companions: frozenset[Cell] = frozenset()
    reasons: tuple[Words, ...] = field(default=())

    @property
    def suppressed(self) -> frozenset[Cell]:
        """All cells that are not printed."""
        return self.small | self.companions

    @cached_property
    def with_totals(self) -> dict[Cell, int | None]:
        """Every place of the printed table."""
        height, width = len(self.rows), len(self.columns)
        numbers: dict[Cell, int | None] = {
            (i, j): count for i, line in enumerate(self.cells) for j, count in enumerate(line)
        }
        numbers.update({(i, width): count for i, count in enumerate(self.row_totals)})
        numbers.update({(height, j): count for j, count in enumerate(self.column_totals)})
        numbers[height, width] = self.total
        return numbers
