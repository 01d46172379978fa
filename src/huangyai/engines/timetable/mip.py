"""A linear program with whole-number columns, as rows and columns; no solver is known here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

INFINITY = float("inf")

Terms = list[tuple[int, float]]
Objective = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Tightening:
    """A row `sum <= 0` that follows from the others for whole numbers: it only sharpens the bound, where it bites."""

    terms: Terms

    def excess(self, values: list[float]) -> float:
        """By how much these columns break it."""
        return sum(coefficient * values[column] for column, coefficient in self.terms)


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
    tightenings: list[Tightening] = field(default_factory=list)

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

    def tighten(self, terms: Terms) -> None:
        """Remember a row that is added only once a bound turns out to need it."""
        self.tightenings.append(Tightening(terms))

    def adopt(self, values: list[float], most: int) -> list[Tightening]:
        """Make rows of the tightenings, `most` of them, that these columns break worst, and return them."""
        measured = [(it.excess(values), at) for at, it in enumerate(self.tightenings)]
        worst = sorted((-excess, at) for excess, at in measured if excess > 1e-4)[:most]
        broken = [self.tightenings[at] for _, at in worst]
        if broken:
            adopted = {id(it) for it in broken}
            self.tightenings = [it for it in self.tightenings if id(it) not in adopted]
            for it in broken:
                self.row(it.terms, high=0)
        return broken

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
            self.tightenings[:],
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
