"""List B: the projects of the book against the published summary, cell by cell. The cause is not guessed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from huangyai.plan.rules.plan_row import PlanRow
from huangyai.plan.rules.summary import Amount, Level, Summary, SummaryLine


@dataclass(frozen=True, slots=True)
class CellDifference:
    """One cell in which the projects and the summary differ.

    `year` is None for the five-year column; there `count` adds up the yearly counts, as the form does.
    A strategy of "" holds the projects that name no strategy. `difference` = `in_rows` − `in_summary`.
    """

    form: str
    level: Level
    strategy: str
    tactic: str
    line: str
    year: int | None
    in_rows: Amount
    in_summary: Amount

    @property
    def difference(self) -> Amount:
        """What the projects have more than the summary (negative: less)."""
        return self.in_rows - self.in_summary


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every differing cell, the projects that name no strategy, and the summary's blocks that could not be
    compared."""

    differences: tuple[CellDifference, ...]
    cells_compared: int
    without_strategy: tuple[PlanRow, ...]
    sections_without_rows: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    level: str
    strategy: str
    tactic: str
    line: str


def fold_plan_name(name: str) -> str:
    """A แผนงาน's name without numbering, blanks and the word “แผนงาน”, so that two spellings of one name
    meet."""
    return re.sub(r"\s+", "", re.sub(r"^\s*(\(?\d+[.)]\s*)?(แผนงาน)?", "", name))


def compare(rows: Sequence[PlanRow], summary: Summary) -> Comparison:
    """Compare the projects with the summary for every strategy, tactic, แผนงาน and year, in projects and
    baht.

    A project counts in a year in which it has money. Places are matched by the numbers of strategy and
    tactic and by the
    name of the แผนงาน. Strategies' totals and the grand total are compared too, each with what the book
    prints.
    """
    forms = {row.form for row in rows}
    differences: list[CellDifference] = []
    cells = 0
    for form in dict.fromkeys(line.form for line in summary.lines):
        if form not in forms:
            continue
        of_form = [row for row in rows if row.form == form]
        of_rows = _add_up(of_form, summary.years)
        typed = {_line_of(row): row.plan_name for row in of_form}
        printed: dict[_Place, dict[int | None, Amount]] = defaultdict(dict)
        names: dict[_Place, SummaryLine] = {}
        for line in summary.lines:
            if line.form == form:
                place = _place_of(line)
                names.setdefault(place, line)
                for year, amount in zip((*summary.years, None), (*line.amounts, line.all_years), strict=True):
                    printed[place][year] = printed[place].get(year, Amount()) + amount
        if not any(place.level == Level.GRAND for place in printed):
            of_rows = {place: years for place, years in of_rows.items() if place.level != Level.GRAND}
        for place in sorted({*of_rows, *printed}, key=_reading_order):
            for year in (*summary.years, None):
                cells += 1
                ours = of_rows.get(place, {}).get(year, Amount())
                theirs = printed.get(place, {}).get(year, Amount())
                if ours != theirs:
                    line_name = names[place].line if place in names else typed.get(place, place.line)
                    differences.append(
                        CellDifference(
                            form=form,
                            level=Level(place.level),
                            strategy=place.strategy,
                            tactic=place.tactic,
                            line=line_name,
                            year=year,
                            in_rows=ours,
                            in_summary=theirs,
                        )
                    )
    return Comparison(
        differences=tuple(differences),
        cells_compared=cells,
        without_strategy=tuple(row for row in rows if not row.strategy_no and not row.strategy_name),
        sections_without_rows=tuple(
            section for section in summary.sections if (section.split() or [""])[0] not in forms
        ),
    )


def _place_of(line: SummaryLine) -> _Place:
    if line.level is Level.GRAND:
        return _Place(line.level, "", "", "")
    if line.level is Level.STRATEGY:
        return _Place(line.level, line.strategy_no or line.strategy, "", "")
    return _Place(line.level, line.strategy_no or line.strategy, line.tactic_code, fold_plan_name(line.line))


def _reading_order(place: _Place) -> tuple[object, ...]:
    # As the form reads: the lines of a strategy, its total, the next strategy; unnamed ones, then the grand
    # total, last.
    return (
        place.level == Level.GRAND,
        not place.strategy,
        place.strategy,
        place.level == Level.STRATEGY,
        place.tactic,
        place.line,
    )


def _line_of(row: PlanRow) -> _Place:
    strategy = row.strategy_no or row.strategy_name
    if not strategy:
        return _Place(Level.LINE, "", "", fold_plan_name(row.plan_name))
    return _Place(Level.LINE, strategy, row.tactic_code, fold_plan_name(row.plan_name))


def _add_up(rows: Sequence[PlanRow], years: tuple[int, ...]) -> dict[_Place, dict[int | None, Amount]]:
    sums: dict[_Place, dict[int | None, Amount]] = defaultdict(dict)
    for row in rows:
        line = _line_of(row)
        places = [line, _Place(Level.GRAND, "", "", "")]
        if line.strategy:
            # Without a strategy there is no strategy's total to compare with.
            places.append(_Place(Level.STRATEGY, line.strategy, "", ""))
        for year in years:
            money = row.planned(year)
            if not money.satang:
                continue
            amount = Amount(1, money)
            for place in places:
                for column in (year, None):
                    sums[place][column] = sums[place].get(column, Amount()) + amount
    return dict(sums)
