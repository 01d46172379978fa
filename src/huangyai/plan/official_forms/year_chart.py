"""แผนการดำเนินงาน of a fiscal year: what is done, where, for how much, by whom, and in which months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huangyai.kernel import Money
from huangyai.plan.rules.summary import Amount


@dataclass(frozen=True, slots=True)
class ChartEntry:
    """One project of the year; `months` are calendar months."""

    name: str
    activity: str
    money: Money
    place: str = ""
    department: str = ""
    months: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ChartGroup:
    """The projects of one strategy and แผนงาน."""

    strategy: str
    line: str
    entries: tuple[ChartEntry, ...]


@dataclass(frozen=True, slots=True)
class YearChart:
    """The implementation plan of one municipality and year, ready to be proved and printed.

    `number` above 1 is an addition. `stated`: how many projects and how much money it was announced with, if it was.
    """

    municipality: str
    province: str
    year: int
    groups: tuple[ChartGroup, ...]
    number: int = 1
    stated: Amount | None = None

    @property
    def form(self) -> str:
        """Its name among the forms."""
        return "ผด.02"

    @property
    def entries(self) -> Iterator[ChartEntry]:
        """Every project, in the form's order."""
        return (entry for group in self.groups for entry in group.entries)


def amount_of(entries: Iterator[ChartEntry] | tuple[ChartEntry, ...]) -> Amount:
    """How many projects, and their money together."""
    sums = Amount()
    for entry in entries:
        sums = sums + Amount(1, entry.money)
    return sums
