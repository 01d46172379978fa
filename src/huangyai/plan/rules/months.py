"""The twelve months of a fiscal year, October first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from huangyai.kernel import FiscalYear, Words
from huangyai.kernel.calendar import BUDDHIST_OFFSET, MONTHS_EN_SHORT, MONTHS_TH_SHORT

# Calendar months in the order of the fiscal year.
FISCAL_MONTHS: tuple[int, ...] = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)


@dataclass(frozen=True, slots=True)
class FiscalMonth:
    """A month of a fiscal year: its calendar number, its Buddhist year, its short names."""

    month: int
    year: int

    @property
    def th(self) -> str:
        """ต.ค."""
        return MONTHS_TH_SHORT[self.month - 1]

    @property
    def en(self) -> str:
        """Oct."""
        return MONTHS_EN_SHORT[self.month - 1]

    @property
    def words(self) -> Words:
        """The short name in both languages."""
        return Words(th=self.th, en=self.en)

    @property
    def first_day(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year - BUDDHIST_OFFSET, self.month, 1)


def months_of(year: FiscalYear) -> tuple[FiscalMonth, ...]:
    """October to September of a fiscal year; the first three stand in the calendar year before."""
    return tuple(FiscalMonth(month, year.be - 1 if month >= 10 else year.be) for month in FISCAL_MONTHS)


def spans(months: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Runs of months beside each other, as positions (0 is October) of the first and last month of each run."""
    places = sorted(FISCAL_MONTHS.index(month) for month in set(months))
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and runs[-1][1] == place - 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return tuple(runs)
