"""Official forms: they add up or they are not printed; figures stay figures; Thai text stays whole."""

import dataclasses
import io
import os
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from huangyai.design.documents import find_fonts
from huangyai.kernel import Money, Refusal
from huangyai.plan.official_forms import (
    LAYOUTS,
    ChartEntry,
    ChartGroup,
    FormProject,
    FormStrategy,
    OfficialForm,
    PlanLine,
    SummaryForm,
    Tactic,
    YearChart,
    form_of_rows,
    layout_for,
    prove,
    render_docx,
    render_pdf,
    render_xlsx,
    summary_of,
)
from huangyai.plan.official_forms.laying_out import lay_out
from huangyai.plan.official_forms.lists import listed
from huangyai.plan.official_forms.paper import Kind
from huangyai.plan.rules import Amount, YearMoney, cross_foot
from huangyai.plan.sheets import read_plan_sheet, read_summary

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared/data/plan"
needs_real = pytest.mark.skipif(not DATA.exists(), reason=f"the real plan is not here: {DATA}")
FONTS = (
    *(Path(folder) for folder in (os.environ.get("HUANGYAI_FONTS"),) if folder),
    ROOT / "frontend/node_modules/@expo-google-fonts/sarabun",
    ROOT / "src/huangyai/design/static/design/built",
)


@pytest.fixture(scope="module")
def fonts() -> Path:
    try:
        return find_fonts(*FONTS)
    except Refusal as refusal:
        pytest.skip(f"Sarabun is not built here: {refusal}")


def project(name: str, *baht: int | None, first: int = 2566) -> FormProject:
    budget = tuple(YearMoney(first + i, Money.baht(each)) for i, each in enumerate(baht) if each is not None)
    return FormProject(
        name=name,
        budget=budget,
        objective="1. เพื่อดูแลผู้สูงอายุที่ปรึกษา / 2. เพื่อฟื้นฟูน้ำใจ",
        target="=ผู้สูงอายุ 30 คน",
        kpi="ร้อยละ 80",
        expected_result="- คุณภาพชีวิตดีขึ้น",
        department="กองสวัสดิการสังคม",
    )


def form(kind: str = "ผ.02", first: int = 2566) -> OfficialForm:
    def strategy(number: int) -> FormStrategy:
        lines = tuple(
            PlanLine(name, (project(f"โครงการ {number} {name}", 1000 * number, None, 250, first=first),))
            for name in ("แผนงานสาธารณสุข", "แผนงานสังคมสงเคราะห์")
        )
        return FormStrategy(str(number), f"ยุทธศาสตร์ที่ดี {number}", (Tactic(f"{number}.1", "ดูแลกัน", lines),))

    return OfficialForm(
        form=kind,
        municipality="เทศบาลตำบลตัวอย่าง",
        province="จันทบุรี",
        first_year=first,
        last_year=first + 4,
        strategies=(strategy(1), strategy(2)),
    )


def cells(book: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(book), data_only=True).active
    assert sheet is not None
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: f"{layout.form} {layout.first_year}")
def test_every_layout_prints_as_pdf_xlsx_and_docx(layout, fonts: Path) -> None:
    made = form(layout.form, layout.first_year)
    assert render_pdf(made, fonts=fonts).startswith(b"%PDF-")
    assert render_xlsx(made).startswith(b"PK")
    headings = {cell.text for cell in docx.Document(io.BytesIO(render_docx(made))).tables[0].rows[0].cells}
    assert ("ตัวชี้วัด\n(KPI)" in headings) == (layout.form != "ผ.03" and layout.first_year == 2566)


def test_the_plan_period_chooses_the_layout() -> None:
    assert layout_for("ผ.02", 2566).grouped_by == "line"
    assert layout_for("ผ.02", 2571).grouped_by == "issue"
    assert layout_for("ผ.02", 2576).first_year == 2571
    with pytest.raises(Refusal):
        layout_for("ผ.02", 2561)
    with pytest.raises(Refusal):
        layout_for("ผ.99", 2571)


def test_an_edition_with_reasons_prints_them_before_the_responsible_unit() -> None:
    (first, *others) = form(first=2571).strategies
    (tactic,) = first.tactics
    changed = dataclasses.replace(tactic.lines[0].projects[0], reason="เพิ่มวงเงินเพราะราคากลางสูงขึ้น")
    tactic = dataclasses.replace(tactic, lines=(PlanLine("แผนงานสาธารณสุข", (changed,)), *tactic.lines[1:]))
    made = dataclasses.replace(
        form(first=2571),
        strategies=(dataclasses.replace(first, tactics=(tactic,)), *others),
        edition="เปลี่ยนแปลง ครั้งที่ 1/2572",
    )
    columns = [column.heading for column in lay_out(made).columns]
    assert columns[-2:] == ["เหตุผล\nความจำเป็น", "หน่วยงาน\nรับผิดชอบหลัก"]
    assert "เหตุผล\nความจำเป็น" not in [column.heading for column in lay_out(form(first=2571)).columns]


def test_stated_totals_that_the_projects_do_not_reach_are_refused() -> None:
    right = (Amount(2, Money.baht(2000)), Amount(), Amount(2, Money.baht(500)), Amount(), Amount())
    made = form()
    first, second = made.strategies
    prove(dataclasses.replace(made, strategies=(dataclasses.replace(first, stated=right), second)))
    wrong = (Amount(2, Money.baht(2001)), *right[1:])
    for refused_form in (
        dataclasses.replace(made, strategies=(dataclasses.replace(first, stated=wrong), second)),
        dataclasses.replace(made, stated=wrong),
        dataclasses.replace(made, stated=right[:2]),
    ):
        with pytest.raises(Refusal) as refused:
            render_xlsx(refused_form)
        assert refused.value.code == "form-totals-disagree"


def test_money_outside_the_plan_and_an_empty_form_are_refused() -> None:
    with pytest.raises(Refusal) as outside:
        prove(dataclasses.replace(form(), last_year=2567))
    assert outside.value.code == "form-year-outside-plan"
    with pytest.raises(Refusal) as empty:
        prove(dataclasses.replace(form(), strategies=()))
    assert empty.value.code == "form-empty"


amounts = st.one_of(st.none(), st.integers(0, 10**9))
plans = st.lists(
    st.lists(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=3), min_size=1, max_size=3),
    min_size=1,
    max_size=3,
)


@given(plans)
@settings(deadline=None, max_examples=40)
def test_every_total_on_paper_is_the_sum_of_the_rows_it_names(
    plan: list[list[list[tuple[int | None, int | None]]]],
) -> None:
    strategies = tuple(
        FormStrategy(
            str(s),
            "ยุทธศาสตร์",
            (
                Tactic(
                    f"{s}.1",
                    "",
                    tuple(
                        PlanLine(f"แผนงาน{i}", tuple(project("ก", *m) for m in line)) for i, line in enumerate(lines)
                    ),
                ),
            ),
        )
        for s, lines in enumerate(plan, start=1)
    )
    for first in (2566, 2571):
        made = dataclasses.replace(form(), strategies=strategies)
        paper = lay_out(made if first == 2566 else _moved(made))
        rows = [row for block in paper.blocks for row in block.rows]
        budget = [i for i, column in enumerate(paper.columns) if column.group]
        for row in rows:
            if row.kind is Kind.ENTRY:
                continue
            for column in budget:
                parts = [rows[number].cells[column] for number in row.adds]
                total = row.cells[column]
                assert isinstance(total, Money)
                assert total.satang == sum(part.satang for part in parts if isinstance(part, Money))
        assert sum(row.kind is Kind.ENTRY for row in rows) == len(list(made.projects))


def _moved(made: OfficialForm) -> OfficialForm:
    def later(each: FormProject) -> FormProject:
        return dataclasses.replace(each, budget=tuple(YearMoney(part.year + 5, part.money) for part in each.budget))

    strategies = tuple(
        dataclasses.replace(
            strategy,
            tactics=tuple(
                dataclasses.replace(
                    tactic,
                    lines=tuple(
                        PlanLine(line.name, tuple(later(each) for each in line.projects)) for line in tactic.lines
                    ),
                )
                for tactic in strategy.tactics
            ),
        )
        for strategy in made.strategies
    )
    return dataclasses.replace(made, first_year=2571, last_year=2575, strategies=strategies)


def test_figures_in_the_workbook_are_numbers_with_thai_digits_as_format_only() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(form())))
    assert book.active is not None
    money = [cell for row in book.active.iter_rows() for cell in row if isinstance(cell.value, int)]
    assert {cell.value for cell in money} >= {1000, 2000, 250}
    assert all("D00041E" in cell.number_format for cell in money)
    formulas = [cell for row in book.active.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas
    assert all(str(cell.value).startswith("=SUM(") for cell in formulas)
    assert cells(render_xlsx(form()))[-1][4:9] == (6000, 0, 1000, 0, 0)


def test_a_municipality_without_a_province_stands_alone_in_the_title() -> None:
    alone = dataclasses.replace(form(), province="")
    assert lay_out(alone).title[-1] == "เทศบาลตำบลตัวอย่าง"
    assert lay_out(form()).title[-1] == "เทศบาลตำบลตัวอย่าง จังหวัดจันทบุรี"
    assert lay_out(SummaryForm("เทศบาลตำบลตัวอย่าง", "", summary_of([alone]))).title[-1] == "เทศบาลตำบลตัวอย่าง"


def test_the_forms_name_has_room_in_every_workbook() -> None:
    entry = ChartEntry("รถรับส่ง", "จัดรถ", Money.baht(60_000), months=frozenset({10}))
    chart = YearChart("เทศบาลตำบลตัวอย่าง", "จันทบุรี", 2570, (ChartGroup("1. ยุทธศาสตร์", "แผนงานสาธารณสุข", (entry,)),))
    for made in (chart, form(), SummaryForm("เทศบาลตำบลตัวอย่าง", "จันทบุรี", summary_of([form()]))):
        sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(made))).active
        assert sheet is not None
        stamp = next(cell for cell in sheet[1] if str(cell.value).startswith("แบบ"))
        merged = next((each for each in sheet.merged_cells.ranges if stamp.coordinate in each), None)
        columns = range(merged.min_col, merged.max_col + 1) if merged else [stamp.column]
        assert sum(sheet.column_dimensions[get_column_letter(each)].width for each in columns) >= 12


def test_a_text_too_long_for_the_tallest_row_is_written_in_smaller_letters() -> None:
    (first, *others) = form().strategies
    (tactic,) = first.tactics
    told = dataclasses.replace(tactic.lines[0].projects[0], target="ถนนสายยาว" * 270, objective="สั้น")
    line = PlanLine("แผนงานสาธารณสุข", (told,))
    made = dataclasses.replace(
        form(),
        strategies=(
            dataclasses.replace(first, tactics=(dataclasses.replace(tactic, lines=(line, *tactic.lines[1:])),)),
            *others,
        ),
    )
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(made))).active
    assert sheet is not None
    (long,) = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("ถนนสายยาว")]
    points = long.font.sz
    assert points is not None
    # A worksheet's row is 409 points tall at most, of which a line takes one and a half times its letters.
    lines = len(told.target) * (points / 14) / sheet.column_dimensions[get_column_letter(long.column)].width
    assert lines * 1.5 * points <= 409
    assert points >= 5
    assert 408 < sheet.row_dimensions[long.row].height <= 409
    (short,) = [cell for cell in sheet[long.row] if cell.value == "สั้น"]
    assert short.font.sz == 14


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(form())))
    assert book.active is not None
    risky = [cell for row in book.active.iter_rows() for cell in row if str(cell.value).startswith(("=ผู้", "- คุณภาพ"))]
    assert len(risky) == 8
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)


def test_a_form_that_is_read_again_gives_the_same_figures() -> None:
    again = read_plan_sheet(render_xlsx(form()))
    assert [(row.name, row.budget, row.strategy_no, row.tactic_code, row.plan_name) for row in again.rows] == [
        (each.name, each.budget, strategy.number, tactic.code, line.name)
        for strategy in form().strategies
        for tactic in strategy.tactics
        for line in tactic.lines
        for each in line.projects
    ]


def test_the_summary_of_a_form_adds_up() -> None:
    summary = summary_of([form()])
    assert cross_foot(summary) == []
    made = SummaryForm("เทศบาลตำบลตัวอย่าง", "จันทบุรี", summary)
    assert cells(render_xlsx(made))[-1][1:5] == (4, 6000, 0, 0)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("1. ก / 2. ข", "1. ก\n2. ข"),
        ("- ก / - ข", "- ก\n- ข"),
        ("กล้อง / วงจรปิด", "กล้อง / วงจรปิด"),
        ("ขนาด 1/2 นิ้ว", "ขนาด 1/2 นิ้ว"),
    ],
)
def test_lists_typed_into_one_cell_stand_item_under_item(typed: str, shown: str) -> None:
    assert listed(typed) == shown


@needs_real
def test_the_real_published_summary_is_not_printed() -> None:
    made = SummaryForm("เทศบาลนครนครสวรรค์", "นครสวรรค์", read_summary(DATA / "nakhonsawan_p01_summary.csv"))
    with pytest.raises(Refusal) as refused:
        render_xlsx(made)
    assert refused.value.code == "form-totals-disagree"
    assert "27,410,000" in refused.value.words.th


@needs_real
def test_the_real_plan_goes_out_and_comes_back_with_548_projects() -> None:
    rows = read_plan_sheet(DATA / "nakhonsawan_plan_2566_2570_projects.csv").rows
    made = form_of_rows(rows, form="ผ.02", municipality="เทศบาลนครนครสวรรค์", province="นครสวรรค์", years=(2566, 2570))
    again = read_plan_sheet(render_xlsx(made))
    assert len(again.rows) == 548
    assert len(again.without_strategy) == 31
    for year in (2566, 2567, 2568, 2569, 2570):
        assert sum(row.planned(year).satang for row in again.rows) == sum(row.planned(year).satang for row in rows)
    assert cross_foot(summary_of([made])) == []


@needs_real
def test_the_longest_real_projects_print(fonts: Path) -> None:
    rows = read_plan_sheet(DATA / "nakhonsawan_plan_2566_2570_projects.csv").rows
    longest = sorted(rows, key=lambda row: -max(len(row.target), len(row.objective), len(row.department)))[:12]
    made = form_of_rows(longest, form="ผ.02", municipality="เทศบาลนครนครสวรรค์", province="นครสวรรค์", years=(2566, 2570))
    assert render_pdf(made, fonts=fonts).startswith(b"%PDF-")
