"""A linear program with whole-number columns, as rows and columns; no solver is known here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

INFINITY = float("inf")


@dataclass(slots=True)
class Mip:
    """Columns with bounds, some of them whole numbers, and rows `low <= sum(coefficient * column) <=
    high`."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    row_low: list[float] = field(default_factory=list)
    row_high: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    coefficients: list[float] = field(default_factory=list)

    def column(self, low: float = 0, high: float = 1, *, whole: bool = True) -> int:
        """Add a column and return its number."""
        self.low.append(low)
        self.high.append(high)
        self.whole.append(whole)
        return len(self.low) - 1

    def row(self, terms: Iterable[tuple[int, float]], *, low: float = -INFINITY, high: float = INFINITY) -> None:
        """Add a row; each column at most once in `terms`."""
        for column, coefficient in terms:
            self.columns.append(column)
            self.coefficients.append(coefficient)
        self.starts.append(len(self.columns))
        self.row_low.append(low)
        self.row_high.append(high)

    def add_to_row(self, row: int, column: int, coefficient: float) -> None:
        """Put one more column into a row that is already there."""
        at = self.starts[row + 1]
        self.columns.insert(at, column)
        self.coefficients.insert(at, coefficient)
        for later in range(row + 1, len(self.starts)):
            self.starts[later] += 1

    def copy(self) -> Mip:
        """A copy to which a level may add its own columns and rows."""
        return Mip(
            self.low[:],
            self.high[:],
            self.whole[:],
            self.row_low[:],
            self.row_high[:],
            self.starts[:],
            self.columns[:],
            self.coefficients[:],
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solver found: the columns' values (None: nothing in time), their objective and the proven
    bound."""

    values: list[float] | None
    value: float
    bound: float
    proven: bool
    impossible: bool = False
