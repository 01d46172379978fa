"""List A: the published summary against itself. Which printed total is not the sum of its parts?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from huangyai.plan.rules.summary import Amount, Level, Summary, SummaryLine


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """A printed total that differs from the sum of the lines and years that it stands for.

    `year` is None for the five-year column. `missing` = `should_be` − `printed` (negative: printed too much).
    `explaining_years` are the years of the same line that hold exactly the missing projects and baht;
    `left_out_year` is the one of them that was left out: the only one or, when several hold the same
    figures, the
    last, because then the printed total is the running total of the years before it.
    `inherits_from` names the printed parts whose error this total repeats: it adds them up rightly, they are
    wrong; if there is just one such part, its left-out year is this total's too.
    """

    section: str
    row: int
    level: Level
    strategy: str
    tactic: str
    line: str
    year: int | None
    printed: Amount
    should_be: Amount
    missing: Amount
    left_out_year: int | None
    explaining_years: tuple[int, ...]
    inherits_from: tuple[str, ...]


def cross_foot(summary: Summary) -> list[WrongTotal]:
    """Every total that is not the sum of its parts, in the order in which the book prints them.

    The yearly figures of the แผนงาน lines are taken as given. Every other figure (a line's five years, a
    strategy's year, the grand total …) must be their sum. Blocks without a total are checked line by line.
    """
    wrong: list[WrongTotal] = []
    for section in summary.sections:
        lines = tuple(line for line in summary.lines if line.section == section)
        wrong.extend(_Block(lines, summary.years).wrong_totals())
    return wrong


@dataclass(frozen=True, slots=True)
class CheckedBlock:
    """What was checked in one block of the summary, so that silence is not mistaken for proof.

    `totals` counts the printed figures that had to be a sum of others; `grand_total` is False where the
    book prints
    none, so that nothing but the lines' own years could be checked.
    """

    section: str
    lines: int
    totals: int
    wrong: int
    grand_total: bool


def checked_blocks(summary: Summary) -> list[CheckedBlock]:
    """For every block, how many printed totals were checked and how many are wrong."""
    wrong = cross_foot(summary)
    blocks = []
    for section in summary.sections:
        lines = [line for line in summary.lines if line.section == section]
        sums = sum(1 if line.level is Level.LINE else len(summary.years) + 1 for line in lines)
        blocks.append(
            CheckedBlock(
                section=section,
                lines=sum(line.level is Level.LINE for line in lines),
                totals=sums,
                wrong=sum(total.section == section for total in wrong),
                grand_total=any(line.level is Level.GRAND for line in lines),
            )
        )
    return blocks


@dataclass(frozen=True, slots=True)
class _Cell:
    """One printed figure: its line in the block and its column (None: all years)."""

    line: int
    year: int | None


@dataclass(frozen=True, slots=True)
class _Block:
    lines: tuple[SummaryLine, ...]
    years: tuple[int, ...]

    def printed(self, cell: _Cell) -> Amount:
        line = self.lines[cell.line]
        return line.all_years if cell.year is None else line.amounts[self.years.index(cell.year)]

    def proved(self, cell: _Cell) -> Amount:
        """The sum of the yearly แผนงาน figures that the cell stands for."""
        if cell.year is None:
            return _sum(self.proved(_Cell(cell.line, year)) for year in self.years)
        if self.lines[cell.line].level is Level.LINE:
            return self.printed(cell)
        return _sum(self.proved(_Cell(below, cell.year)) for below in self.lines_below(cell.line))

    def wrong_totals(self) -> list[WrongTotal]:
        found: dict[_Cell, WrongTotal] = {}
        columns: tuple[int | None, ...] = (*self.years, None)
        for index in range(len(self.lines)):
            for year in columns:
                cell = _Cell(index, year)
                if self.printed(cell) != self.proved(cell):
                    found[cell] = self._describe(cell, found)
        return list(found.values())

    def _describe(self, cell: _Cell, found: dict[_Cell, WrongTotal]) -> WrongTotal:
        line = self.lines[cell.line]
        missing = self.proved(cell) - self.printed(cell)
        down = [_Cell(below, cell.year) for below in self.lines_below(cell.line)]
        across = [_Cell(cell.line, year) for year in self.years] if cell.year is None else []
        inherited = [
            part
            for parts in (down, across)
            if parts and _sum(self.printed(part) for part in parts) == self.printed(cell)
            for part in parts
            if part in found
        ]
        explaining = tuple(year for year in self.years if across and self.printed(_Cell(cell.line, year)) == missing)
        wrong = WrongTotal(
            section=line.section,
            row=line.row,
            level=line.level,
            # The grand total's line carries the headings that happened to stand above it.
            strategy=line.strategy if line.level is not Level.GRAND else "",
            tactic=line.tactic if line.level is Level.LINE else "",
            line=line.line,
            year=cell.year,
            printed=self.printed(cell),
            should_be=self.proved(cell),
            missing=missing,
            left_out_year=_left_out(explaining, self.years),
            explaining_years=explaining,
            inherits_from=tuple(self._name(part.line) for part in inherited),
        )
        if len(inherited) == 1:
            return replace(wrong, left_out_year=found[inherited[0]].left_out_year)
        return wrong

    def lines_below(self, index: int) -> list[int]:
        """The printed lines that a total adds up: a strategy its แผนงาน lines, the grand total the
        strategies."""
        strategies: list[int] = []
        loose: list[int] = []
        if self.lines[index].level is Level.LINE:
            return []
        for other in range(index):
            if self.lines[other].level is Level.LINE:
                loose.append(other)
            else:
                strategies.append(other)
                loose = []
        if self.lines[index].level is Level.STRATEGY:
            return loose
        # A block may print lines that no strategy's total follows; the grand total stands for them directly.
        return strategies + loose

    def _name(self, index: int) -> str:
        line = self.lines[index]
        return line.strategy if line.level is Level.STRATEGY else line.line


def _sum(amounts: Iterable[Amount]) -> Amount:
    total = Amount()
    for amount in amounts:
        total = total + amount
    return total


def _left_out(explaining: tuple[int, ...], years: tuple[int, ...]) -> int | None:
    if len(explaining) == 1:
        return explaining[0]
    return years[-1] if years[-1] in explaining else None
