"""Plan sheets in every shape that town halls send them."""

import contextlib
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from huangyai.kernel import BadInput, Money
from huangyai.plan.sheets import read_plan_sheet, read_summary

REAL = Path(__file__).parents[2].parent / "shared/data/plan/nakhonsawan_plan_2566_2570_projects.csv"
needs_real = pytest.mark.skipif(not REAL.exists(), reason=f"the real plan is not here: {REAL}")

HEADER = "form,sheet,row,seq,strategy_no,strategy_name,tactic_code,plan_name,name,objective,b2566,b2567"
FIRST = "ผ.02,ยุทธ1,14,1,1,ยุทธศาสตร์ด้านสาธารณสุข,1.1,แผนงานสาธารณสุข,เยี่ยมบ้านผู้สูงอายุ,เพื่อดูแล,50000,"
SECOND = 'ผ.02,ยุทธ1,15,1,1,ยุทธศาสตร์ด้านสาธารณสุข,1.1,แผนงานสาธารณสุข,รถรับส่งผู้ป่วย,เพื่อรับส่ง,,"1,250.50"'


def book(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def workbook(rows: list[list[object]], title: str = "แผน") -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    paper = io.BytesIO()
    made.save(paper)
    return paper.getvalue()


def faults(source: bytes) -> list[tuple[int, str]]:
    with pytest.raises(BadInput) as refused:
        read_plan_sheet(source)
    for fault in refused.value.faults:
        assert fault.words.th
        assert fault.words.en
    return [(fault.row, fault.column) for fault in refused.value.faults]


def test_money_is_exact_and_an_empty_cell_is_no_money() -> None:
    first, second = read_plan_sheet(book(HEADER, FIRST, SECOND)).rows
    assert [(part.year, part.money) for part in first.budget] == [(2566, Money.baht(50000))]
    assert second.planned(2567) == Money(125050)
    assert second.planned(2566) == Money(0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_every_encoding_gives_the_same_projects(encoding: str) -> None:
    expected = read_plan_sheet(book(HEADER, FIRST, SECOND))
    assert read_plan_sheet("\n".join((HEADER, FIRST, SECOND)).encode(encoding)) == expected


def test_thai_digits_and_dashes_are_figures() -> None:
    sheet = read_plan_sheet(book(HEADER, FIRST.replace("50000,", '"๑๒,๐๐๐",-')))
    assert sheet.rows[0].planned_in_all == Money.baht(12000)


def test_text_in_a_money_column_is_named_by_row_and_column() -> None:
    assert faults(book(HEADER, FIRST, SECOND.replace('"1,250.50"', "ห้าหมื่น"))) == [(3, "b2567")]


def test_every_fault_of_a_file_is_told_at_once() -> None:
    broken = book(
        HEADER,
        FIRST.replace("50000", "-5"),
        SECOND.replace("รถรับส่งผู้ป่วย", ""),
        FIRST.replace("50000", "0.001"),
    )
    assert faults(broken) == [(2, "b2566"), (3, "name"), (4, "b2566")]


def test_the_same_project_typed_twice_is_named() -> None:
    assert faults(book(HEADER, FIRST, SECOND, FIRST.replace(",14,", ",20,"))) == [(4, "name")]


def test_a_file_without_a_plan_is_refused() -> None:
    assert faults(b"a,b\n1,2\n") == [(0, "")]
    assert faults(b"") == [(0, "")]
    assert faults(book(HEADER)) == [(0, "")]
    assert faults(b"PK\x03\x04 torn") == [(0, "")]


def test_an_open_quotation_mark_is_named_by_row() -> None:
    assert faults(book(HEADER, FIRST, 'ผ.02,"ยุทธ1')) == [(3, "")]


def test_damaged_letters_are_named_by_row() -> None:
    torn = book(HEADER, FIRST, SECOND)
    assert faults(torn[:-30] + b"\xe0\xb8,\xff\xfe\x81" + torn[-30:])[0][0] == 3


def test_unknown_headings_can_be_mapped() -> None:
    source = book("ชื่องาน,ใครทำ,เงินปีแรก,หน่วยงาน", "ซ่อมสะพาน,ช่าง,1000,กองช่าง")
    mapping = {"ชื่องาน": "name", "เงินปีแรก": "b2571"}
    row = read_plan_sheet(source, columns=mapping).rows[0]
    assert (row.name, row.department, row.planned(2571)) == ("ซ่อมสะพาน", "กองช่าง", Money.baht(1000))


def official_rows() -> list[list[object]]:
    return [
        ["รายละเอียดโครงการพัฒนา"],
        ["แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)"],
        ["3. ยุทธศาสตร์ด้านสวัสดิการสังคม"],
        ["3.3 กลยุทธ์จัดสวัสดิการ"],
        ["(1) แผนงานสังคมสงเคราะห์"],
        ["ที่", "โครงการ", "วัตถุประสงค์", "เป้าหมาย", "งบประมาณ", None, "ตัวชี้วัด"],
        [None, None, None, "(ผลผลิตของโครงการ)", 2566, 2567, "(KPI)"],
        [None, None, None, None, "(บาท)", "(บาท)", None],
        [1, "จัดเก็บข้อมูลชุมชน", "1. เพื่อรู้", "ชุมชน", 200000, 200000.5, "ร้อยละ 80"],
        [2, "ช่วยผู้ยากไร้", "เพื่อช่วย", "ผู้ยากไร้", None, 30000, "20 คน"],
        ["รวม", None, None, None, 200000, 230000.5, None],
    ]


WHOLE = saved(workbook(official_rows()))


def test_the_official_layout_is_read_with_its_headings() -> None:
    first, second = read_plan_sheet(saved(workbook(official_rows()))).rows
    assert (first.strategy_no, first.tactic_code, first.plan_name) == ("3", "3.3", "แผนงานสังคมสงเคราะห์")
    assert first.planned(2567) == Money(20000050)
    assert (second.name, second.row, second.planned_in_all) == ("ช่วยผู้ยากไร้", 10, Money.baht(30000))


def test_merged_cells_in_the_data_are_named() -> None:
    made = workbook(official_rows())
    assert made.active is not None
    made.active.merge_cells("E9:F9")
    assert faults(saved(made)) == [(9, "แผน!F 2567 (บาท)")]


def test_a_formula_without_a_value_is_named() -> None:
    rows = official_rows()
    rows[8][4] = "=100000*2"
    assert faults(saved(workbook(rows))) == [(9, "แผน!E งบประมาณ 2566 (บาท)")]


def test_old_glyph_codes_become_letters_that_fonts_draw() -> None:
    sheet = read_plan_sheet(book(HEADER, FIRST.replace("เยี่ยม", "เยี\uf70aยม").replace("เพื่อ", "จํานวนเพื่อ")))
    assert sheet.rows[0].name == "เยี่ยมบ้านผู้สูงอายุ"
    assert sheet.rows[0].objective == "จำนวนเพื่อดูแล"


def test_a_project_keeps_its_key_when_rows_and_money_move() -> None:
    before = read_plan_sheet(book(HEADER, FIRST, SECOND)).rows
    moved = FIRST.replace(",14,1,", ",30,7,").replace("50000", "70000")
    after = read_plan_sheet(book(HEADER, SECOND, moved)).rows
    assert {row.name: row.natural_key for row in before} == {row.name: row.natural_key for row in after}


def test_projects_of_one_name_are_kept_apart() -> None:
    rows = read_plan_sheet(book(HEADER, FIRST, FIRST.replace(",14,1,", ",15,2,"))).rows
    assert len({row.natural_key for row in rows}) == 2


def test_a_summary_with_a_torn_figure_is_named() -> None:
    with pytest.raises(BadInput) as refused:
        read_summary(b"section,row,strategy,tactic,line,n2566,baht2566,n1,baht1\n\xe0\xb8\x9c.02,1,,,x,1.5,abc,1,1\n")
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [(2, "n2566"), (2, "baht2566")]


def test_a_summary_without_a_column_says_which() -> None:
    with pytest.raises(BadInput) as refused:
        read_summary(b"section,row,strategy,tactic,line,n2566,n1,baht1\n")
    assert [fault.column for fault in refused.value.faults] == ["baht2566"]


cells_of_any_kind = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.text(max_size=8),
    st.just("=1+1"),
    st.just("โครงการ"),
)


@given(st.lists(st.lists(cells_of_any_kind, max_size=8), max_size=6), st.integers(0, 12))
@settings(deadline=None, max_examples=60)
def test_any_workbook_gives_projects_or_faults(rows: list[list[object]], at: int) -> None:
    table = [*official_rows()[:at], *([str(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)]
    made = openpyxl.Workbook()
    assert made.active is not None
    for line, row in enumerate(table, start=1):
        for column, value in enumerate(row, start=1):
            with contextlib.suppress(IllegalCharacterError, ValueError):
                made.active.cell(line, column, value)
    with contextlib.suppress(BadInput):
        assert read_plan_sheet(saved(made)).rows


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: (HEADER + "\n" + text).encode())))
def test_any_file_gives_projects_or_faults(raw: bytes) -> None:
    with contextlib.suppress(BadInput):
        assert read_plan_sheet(raw).rows


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_a_torn_workbook_is_refused_in_a_sentence(data: st.DataObject) -> None:
    torn = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        torn[data.draw(st.integers(4, len(torn) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(BadInput):
        assert read_plan_sheet(bytes(torn)).rows


@needs_real
def test_the_real_plan_holds_548_projects_that_stay_apart_on_every_reading() -> None:
    once, again = read_plan_sheet(REAL), read_plan_sheet(REAL.read_bytes())
    assert once == again
    assert len(once.rows) == len({row.natural_key for row in once.rows}) == 548
    assert len(once.without_strategy) == 31
    assert once.years == (2566, 2567, 2568, 2569, 2570)
    assert sum(row.planned(2566).satang for row in once.rows) == 409_883_820_00
