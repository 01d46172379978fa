"""The published summary against itself, and the projects against it."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import Money
from huangyai.plan.rules import Amount, Summary, SummaryLine, checked_blocks, compare, cross_foot
from huangyai.plan.rules.explanation import explain
from huangyai.plan.rules.summary import Level
from huangyai.plan.sheets import read_plan_sheet, read_summary

DATA = Path(__file__).parents[2].parent / "shared/data/plan"
PROJECTS = DATA / "nakhonsawan_plan_2566_2570_projects.csv"
PUBLISHED = DATA / "nakhonsawan_p01_summary.csv"
needs_real = pytest.mark.skipif(not PUBLISHED.exists(), reason=f"the real summary is not here: {PUBLISHED}")

YEARS = (2571, 2572, 2573)
amounts = st.builds(lambda n, baht: Amount(n, Money.baht(baht)), st.integers(0, 50), st.integers(0, 10**8))
figures = st.lists(st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=3), min_size=1, max_size=3)


def total(parts: list[Amount]) -> Amount:
    found = Amount()
    for part in parts:
        found = found + part
    return found


def published(strategies: list[list[tuple[Amount, ...]]]) -> Summary:
    """A summary that adds up."""
    lines: list[SummaryLine] = []

    def add(level: Level, strategy: str, name: str, years: list[Amount]) -> None:
        lines.append(
            SummaryLine("ผ.02", len(lines) + 2, level, strategy, "1.1 กลยุทธ์", name, tuple(years), total(years))
        )

    subtotals = []
    for number, strategy in enumerate(strategies, start=1):
        name = f"{number}) ยุทธศาสตร์"
        for index, line in enumerate(strategy):
            add(Level.LINE, name, f"แผนงาน{index}", list(line))
        subtotals.append([total([line[year] for line in strategy]) for year in range(len(YEARS))])
        add(Level.STRATEGY, name, "รวม", subtotals[-1])
    add(
        Level.GRAND,
        name,
        "รวมทั้งสิ้น",
        [total([each[year] for each in subtotals]) for year in range(len(YEARS))],
    )
    return Summary(YEARS, tuple(lines))


@given(figures)
def test_a_summary_that_adds_up_has_no_wrong_total(strategies: list[list[tuple[Amount, ...]]]) -> None:
    assert cross_foot(published(strategies)) == []


@given(figures, st.data())
def test_one_false_total_is_found_with_the_exact_amount(
    strategies: list[list[tuple[Amount, ...]]], data: st.DataObject
) -> None:
    summary = published(strategies)
    at = data.draw(st.sampled_from([i for i, line in enumerate(summary.lines) if line.level is not Level.LINE]))
    slip = data.draw(amounts.filter(bool))
    lines = list(summary.lines)
    lines[at] = replace(lines[at], all_years=lines[at].all_years + slip)
    (wrong,) = cross_foot(replace(summary, lines=tuple(lines)))
    assert (wrong.row, wrong.year) == (lines[at].row, None)
    assert wrong.printed - wrong.should_be == slip
    assert wrong.inherits_from == ()


def test_a_total_that_repeats_an_error_says_whose() -> None:
    one = Amount(1, Money.baht(100))
    summary = published([[(one, one, one + one)], [(one, one, one)]])
    lines = list(summary.lines)
    lines[1] = replace(lines[1], all_years=one + one)
    lines[-1] = replace(lines[-1], all_years=one + one + one + one + one)
    own, inherited = cross_foot(replace(summary, lines=tuple(lines)))
    assert (own.left_out_year, own.missing, own.inherits_from) == (2573, one + one, ())
    assert inherited.inherits_from == ("1) ยุทธศาสตร์",)


def test_an_amount_that_no_year_holds_names_no_year() -> None:
    one = Amount(1, Money.baht(100))
    summary = published([[(one, one, one)]])
    lines = list(summary.lines)
    lines[1] = replace(lines[1], all_years=Amount(3, Money.baht(299)))
    assert cross_foot(replace(summary, lines=tuple(lines)))[0].left_out_year is None


@needs_real
def test_the_real_summary_left_one_year_out_of_strategy_3() -> None:
    own, inherited = cross_foot(read_summary(PUBLISHED))
    assert own.strategy.startswith("3)")
    assert own.year is None
    assert own.missing == Amount(33, Money.baht(27_410_000))
    assert own.left_out_year == 2570
    assert own.explaining_years == (2569, 2570), "two years hold the same figures: said, not hidden"
    assert inherited.level is Level.GRAND
    assert inherited.printed == Amount(1186, Money.baht(2_847_165_072))
    assert inherited.should_be == Amount(1219, Money.baht(2_874_575_072))
    assert inherited.inherits_from == (own.strategy,)
    for wrong in (own, inherited):
        assert "27,410,000" in explain(wrong).th
        assert "27,410,000" in explain(wrong).en


@needs_real
def test_every_block_of_the_real_summary_was_checked() -> None:
    blocks = checked_blocks(read_summary(PUBLISHED))
    assert [(block.wrong, block.grand_total) for block in blocks] == [(2, True), (0, True), (0, False)]
    assert all(block.totals for block in blocks)


@needs_real
def test_the_real_projects_differ_from_the_summary_in_these_cells() -> None:
    found = compare(read_plan_sheet(PROJECTS).rows, read_summary(PUBLISHED))
    assert len(found.without_strategy) == 31
    assert len(found.sections_without_rows) == 2
    cells = {(cell.level, cell.strategy, cell.tactic, cell.line, cell.year): cell for cell in found.differences}
    assert len(cells) == len(found.differences) == 63
    education = cells[Level.LINE, "2", "2.1", "แผนงานการศึกษา", 2566]
    assert education.difference == Amount(-1, Money.baht(46_106_000 - 137_696_200))
    assert not any(cell.strategy == "5" for cell in found.differences), "strategy 5 agrees in every cell"
    for year in (2566, 2567, 2568, 2569, 2570):
        by_line = total([c.difference for c in found.differences if c.level is Level.LINE and c.year == year])
        assert by_line == cells[Level.GRAND, "", "", "รวมทั้งสิ้น", year].difference
