"""Deadlines, the year's implementation plan with its months, and its official form."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from huangyai.kernel import Actor, FiscalYear, Money, Refusal
from huangyai.plan.official_forms import ChartEntry, ChartGroup, YearChart, prove, render_docx, render_pdf, render_xlsx
from huangyai.plan.queries.days_off import OfficeHolidays
from huangyai.plan.rules import Amount
from huangyai.plan.rules.amending import DEFAULTS, RuleKey
from huangyai.plan.rules.clocks import ClockState, evaluated_year, evaluation_clock, implementation_clock, posting_clock
from huangyai.plan.rules.months import months_of, spans
from huangyai.walls.entry import acting

OCTOBER = dt.date(2026, 10, 1)
NO_HOLIDAYS: frozenset[dt.date] = frozenset()


def test_thirty_days_for_the_implementation_plan() -> None:
    clock = implementation_clock(2570, dt.date(2026, 9, 30), None, DEFAULTS, NO_HOLIDAYS)
    assert clock is not None
    assert clock.due == dt.date(2026, 10, 30)
    assert not clock.verified
    states = {day: clock.state(dt.date(2026, 10, day)) for day in (2, 23, 30)}
    assert states == {2: ClockState.RUNNING, 23: ClockState.SOON, 30: ClockState.SOON}
    assert clock.state(dt.date(2026, 10, 31)) is ClockState.OVERDUE
    assert "เลยกำหนด 1 วัน" in clock.words(dt.date(2026, 10, 31)).th
    late = implementation_clock(2570, OCTOBER, dt.date(2026, 11, 3), DEFAULTS, NO_HOLIDAYS)
    assert late is not None
    assert late.state(dt.date(2027, 1, 1)) is ClockState.MISSED


def test_the_evaluation_is_due_by_december_and_within_fifteen_days_of_the_report() -> None:
    assert evaluated_year(dt.date(2026, 11, 22)) == 2569
    holidays = OfficeHolidays()
    alone = evaluation_clock(2569, None, None, DEFAULTS, holidays)
    reported = evaluation_clock(2569, dt.date(2026, 11, 19), None, DEFAULTS, holidays)
    late = evaluation_clock(2569, dt.date(2026, 12, 28), None, DEFAULTS, holidays)
    assert alone is not None
    assert reported is not None
    assert late is not None
    # The month that the regulation names doesn't grow, though New Year's Eve is a holiday.
    assert (alone.due, alone.act_by) == (dt.date(2026, 12, 31), dt.date(2026, 12, 30))
    assert (reported.due, reported.act_by) == (dt.date(2026, 12, 4), None)
    assert late.due == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("due", "working"),
    [
        (dt.date(2026, 11, 1), dt.date(2026, 10, 30)),  # a Sunday
        (dt.date(2026, 12, 7), dt.date(2026, 12, 4)),  # Father's Day on a Saturday, given on the Monday after
        (dt.date(2027, 4, 15), dt.date(2027, 4, 12)),  # the three days of Songkran
        (dt.date(2026, 5, 13), dt.date(2026, 5, 12)),  # the Ploughing Ceremony: offices only
        (dt.date(2026, 5, 1), None),  # Labour Day: offices work
        (dt.date(2026, 11, 4), None),
    ],
)
def test_a_duty_that_ends_on_a_day_off_names_the_working_day_before(due: dt.date, working: dt.date | None) -> None:
    thirty = dt.timedelta(days=30)
    clock = implementation_clock(2570, due - thirty, due, DEFAULTS, OfficeHolidays())
    assert clock is not None
    assert (clock.due, clock.act_by) == (due, working)
    assert clock.state(due + thirty) is ClockState.KEPT


def test_a_notice_stays_for_thirty_days_and_an_unknown_number_makes_no_clock() -> None:
    rule = DEFAULTS[RuleKey.EVALUATION_POSTING_DAYS]
    up = posting_clock(rule.words, OCTOBER, dt.date(2026, 10, 30), rule, NO_HOLIDAYS)
    down = posting_clock(rule.words, OCTOBER, dt.date(2026, 10, 31), rule, NO_HOLIDAYS)
    assert up is not None
    assert down is not None
    assert up.done_on is None
    assert down.done_on == dt.date(2026, 10, 31)
    assert posting_clock(rule.words, OCTOBER, OCTOBER, DEFAULTS[RuleKey.POSTING_DAYS], NO_HOLIDAYS) is None


def test_a_fiscal_year_begins_in_october_of_the_year_before() -> None:
    months = months_of(FiscalYear(2570))
    assert [(month.th, month.year) for month in months[:4]] == [
        ("ต.ค.", 2569),
        ("พ.ย.", 2569),
        ("ธ.ค.", 2569),
        ("ม.ค.", 2570),
    ]
    assert months[0].first_day == OCTOBER
    assert spans([10, 12, 1, 9]) == ((0, 0), (2, 3), (11, 11))


def chart(**given: Any) -> YearChart:
    def entry(name: str, baht: int, *months: int) -> ChartEntry:
        return ChartEntry(
            name=name,
            activity="1. รับผู้สูงอายุจากบ้านไปพบแพทย์ตามนัด / 2. เยี่ยมบ้านผู้ที่ไปไม่ได้",
            money=Money.baht(baht),
            place="หมู่ 1-8 เทศบาลตำบลตัวอย่าง",
            department="กองสาธารณสุขและสิ่งแวดล้อม",
            months=frozenset(months),
        )

    groups = (
        ChartGroup("1. ด้านคุณภาพชีวิต", "แผนงานสาธารณสุข", (entry("รถรับส่งผู้สูงอายุ", 60_000, 10, 11, 12),)),
        ChartGroup(
            "1. ด้านคุณภาพชีวิต", "แผนงานสังคมสงเคราะห์", (entry("=เยี่ยมบ้าน", 5_000, 1), entry("ค่ายเยาวชน", 45_000, 4, 5))
        ),
        ChartGroup("2. ด้านการศึกษา", "แผนงานการศึกษา", (entry("อ่านหนังสือ", 1_000, 9),)),
    )
    return YearChart("เทศบาลตำบลตัวอย่าง", "จันทบุรี", 2570, groups, **given)


def test_the_chart_as_a_workbook_has_figures_sums_and_marks() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(chart())))
    sheet = book.worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    names = {str(row[1]): row for row in rows}
    ride = names["รถรับส่งผู้สูงอายุ"]
    assert ride[3] == 60_000
    assert [at for at, cell in enumerate(ride[6:18]) if cell == "●"] == [0, 1, 2]
    totals = [row for row in rows if isinstance(row[3], str) and row[3].startswith("=SUM")]
    # Three แผนงาน and the whole; text that begins like a formula stays text.
    assert len(totals) == 4
    assert "=เยี่ยมบ้าน" in names
    assert any("พ.ศ. ๒๕๖๙" in str(cell) for row in rows for cell in row)


def test_the_chart_as_docx_and_pdf(built_fonts: Path) -> None:
    tables = docx.Document(io.BytesIO(render_docx(chart()))).tables
    texts = [cell.text for table in tables for row in table.rows for cell in row.cells]
    assert "๑๑๑,๐๐๐" in texts
    assert "ต.ค." in texts
    assert render_pdf(chart(), fonts=built_fonts)[:5] == b"%PDF-"


def test_a_chart_that_does_not_add_up_is_not_printed() -> None:
    prove(chart(stated=Amount(4, Money.baht(111_000))))
    for stated in (Amount(4, Money.baht(111_001)), Amount(3, Money.baht(111_000))):
        with pytest.raises(Refusal) as told:
            render_xlsx(chart(stated=stated))
        assert told.value.code == "form-totals-disagree"


def test_the_year_is_begun_ticked_announced_and_printed(
    announced: Any, planner: Actor, leader: Actor, built_fonts: Path
) -> None:
    from huangyai.plan.actions.implementation import (
        UndertakingFacts,
        announce_implementation,
        begin_implementation,
        leave_out,
        tick_months,
        write_undertaking,
    )
    from huangyai.plan.models import ImplementationPlan
    from huangyai.plan.printing import print_year
    from huangyai.plan.queries.implementation import clock_of, clocks, implementations, undertakings, waiting_clocks

    day = dt.date(2026, 10, 5)
    with acting(planner):
        begun = begin_implementation(
            actor=planner, plan=announced.plan, year=2570, cause="budget", counted_from=OCTOBER
        )
        ride, youth = undertakings(begun)
        assert (ride.baht, youth.baht) == (Decimal(60_000), Decimal(50_000))
        with pytest.raises(Refusal) as told:
            begin_implementation(actor=planner, plan=announced.plan, year=2570, cause="budget", counted_from=OCTOBER)
        assert told.value.code == "implementation-open"
        tick_months(actor=planner, implementation=begun, months=[(ride, [10, 11, 12])])
        tick_months(actor=planner, implementation=begun, months=[(ride, [11, 12, 1])])
        assert sorted(ride.months.values_list("month", flat=True)) == [1, 11, 12]
        standing = clock_of(begun, day)
        assert standing is not None
        assert standing.state is ClockState.RUNNING
        assert next(each.clock.due for _, each in waiting_clocks(planner, day)) == dt.date(2026, 10, 31)
        assert not implementations(Actor.public(planner.municipality_id), announced.plan).exists()
    with acting(leader):
        with pytest.raises(Refusal) as told:
            announce_implementation(actor=leader, implementation=begun, announced_on=day)
        assert told.value.code == "months-missing"
    with acting(planner):
        facts = UndertakingFacts("ค่าย 2 วัน", "โรงเรียน", "กองการศึกษา", Decimal(48_000), (4, 5))
        write_undertaking(actor=planner, undertaking=youth, facts=facts)
    with acting(leader):
        announce_implementation(actor=leader, implementation=begun, announced_on=day)
        fresh = ImplementationPlan.objects.get(pk=begun.pk)
        content, _ = print_year(Actor.public(leader.municipality_id), fresh, "xlsx")
        rows = list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
        assert any(row[1] == "ค่ายเยาวชน" and row[3] == 48_000 for row in rows)
        assert print_year(leader, fresh, "pdf")[0][:5] == b"%PDF-"
        assert clocks(announced.plan, day)[-1].state is ClockState.KEPT
    with acting(planner):
        with pytest.raises(Refusal) as told:
            leave_out(actor=planner, undertaking=youth)
        assert told.value.code == "implementation-announced"
        with pytest.raises(Refusal) as told:
            begin_implementation(actor=planner, plan=announced.plan, year=2570, cause="told", counted_from=OCTOBER)
        assert told.value.code == "nothing-to-do"


def test_the_evaluations_clock_stops_when_it_is_posted(announced: Any, planner: Actor) -> None:
    from huangyai.plan.actions.implementation import post_notice, report_evaluation
    from huangyai.plan.queries.implementation import clocks

    today = dt.date(2026, 11, 10)
    with acting(planner):
        (waiting,) = clocks(announced.plan, today)
        assert waiting.clock.due == dt.date(2026, 12, 31)
        report_evaluation(actor=planner, plan=announced.plan, year=2569, reported_on=dt.date(2026, 11, 1))
        (waiting,) = clocks(announced.plan, today)
        assert waiting.clock.due == dt.date(2026, 11, 16)
        post_notice(
            actor=planner,
            plan=announced.plan,
            subject="evaluation",
            year=2569,
            posted_on=dt.date(2026, 11, 9),
            where="ป้ายหน้าเทศบาล",
        )
        board, done = clocks(announced.plan, today)
        assert done.state is ClockState.KEPT
        assert board.clock.due == dt.date(2026, 12, 9)
