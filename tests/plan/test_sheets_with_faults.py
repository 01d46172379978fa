"""Plan workbooks as they really arrive: each thing that can't be used is named by sheet, row and column, in both languages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from huangyai.kernel import BadInput, Money
from huangyai.plan.sheets import read_plan_sheet
from huangyai.plan.sheets.outlook import look_at_file

Worksheet = Any


def official(*, merged: bool = True) -> openpyxl.Workbook:
    """แบบ ผ.02 as a town hall's workbook has it: titles, headings in three rows, cells merged."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "ยุทธ 3"
    for row in [
        ["รายละเอียดโครงการพัฒนา"],
        ["แผนพัฒนาท้องถิ่น (พ.ศ. 2566 - 2570)"],
        ["ก. ยุทธศาสตร์ชาติ 20 ปี ยุทธศาสตร์ที่ 4"],
        ["3. ยุทธศาสตร์ด้านสวัสดิการสังคม"],
        ["3.3 กลยุทธ์จัดสวัสดิการ"],
        ["(1) แผนงานสังคมสงเคราะห์"],
        ["ที่", "โครงการ", "วัตถุประสงค์", "เป้าหมาย", "งบประมาณ", None, "ตัวชี้วัด", "เทศบัญญัติ", None, "หน่วยงาน"],
        [None, None, None, "(ผลผลิตของโครงการ)", 2566, 2567, "(KPI)", 2566, 2567, "รับผิดชอบหลัก"],
        [None, None, None, None, "(บาท)", "(บาท)", None, "(บาท)", "(บาท)", None],
        [1, "จัดเก็บข้อมูลชุมชน", "เพื่อรู้", "ชุมชน", 200000, 200000.5, "ร้อยละ 80", 150000, None, "กองสวัสดิการ"],
        [2, "ช่วยผู้ยากไร้", "เพื่อช่วย", "ผู้ยากไร้ 20 คน", None, 30000, "20 คน", None, 25000, "กองสวัสดิการ"],
        ["รวม", None, None, None, 200000, 230000.5],
    ]:
        sheet.append(row)
    if merged:
        for area in ("A1:J1", "A2:J2", "A4:J4", "A7:A9", "B7:B9", "C7:C9", "E7:F7", "H7:I7", "A12:D12"):
            sheet.merge_cells(area)
    return made


def sheet_of(book: openpyxl.Workbook) -> Worksheet:
    assert book.active is not None
    return book.active


def saved(book: openpyxl.Workbook) -> bytes:
    paper = io.BytesIO()
    book.save(paper)
    return paper.getvalue()


def faults(content: bytes, **options: Any) -> list[tuple[int, str]]:
    with pytest.raises(BadInput) as refused:
        read_plan_sheet(content, **options)
    assert all(fault.words.th and fault.words.en for fault in refused.value.faults)
    return [(fault.row, fault.column) for fault in refused.value.faults]


@pytest.mark.parametrize("merged", [True, False])
def test_headings_in_three_merged_rows_are_read(merged: bool) -> None:
    book = official(merged=merged)
    if not merged:
        sheet_of(book)["I7"] = "เทศบัญญัติ"
    first, second = read_plan_sheet(saved(book)).rows
    assert (first.strategy_no, first.tactic_code, first.plan_name) == ("3", "3.3", "แผนงานสังคมสงเคราะห์")
    assert (first.planned(2567), first.department, first.kpi) == (Money(20000050), "กองสวัสดิการ", "ร้อยละ 80")
    assert [(part.year, part.money) for part in second.ordinance] == [(2567, Money.baht(25000))]


def test_a_heading_merged_over_columns_that_hold_values_is_named() -> None:
    book = official()
    sheet = sheet_of(book)
    sheet["F8"] = None
    sheet["F9"] = None
    sheet.merge_cells("E8:F8")
    sheet.merge_cells("E9:F9")
    assert faults(saved(book)) == [(7, "ยุทธ 3!F งบประมาณ 2566 (บาท)")]


def _text_in_money(sheet: Worksheet) -> None:
    sheet["E10"] = "สองแสน"
    sheet["I11"] = "รออนุมัติ"


def _two_rows_for_one_project(sheet: Worksheet) -> None:
    for column, value in enumerate([2, "ช่วยผู้ยากไร้", "เพื่อช่วย", "ผู้ยากไร้ 20 คน", None, 99000], start=1):
        sheet.cell(13, column, value)


def _goes_on_below(sheet: Worksheet) -> None:
    sheet["C13"], sheet["G13"] = "2. เพื่อเยี่ยมบ้าน", "และเดือนละครั้ง"


def _formula(sheet: Worksheet) -> None:
    sheet["F11"] = "=30000*1"


def _failed_formula(sheet: Worksheet) -> None:
    sheet["F11"] = "#REF!"
    sheet["F11"].data_type = "e"


def _merged_money(sheet: Worksheet) -> None:
    sheet.merge_cells("F10:F11")


def _same_heading_twice(sheet: Worksheet) -> None:
    sheet["F8"] = 2566


def _negative(sheet: Worksheet) -> None:
    sheet["E10"] = -5


@pytest.mark.parametrize(
    ("break_it", "expected"),
    [
        (_text_in_money, [(10, "ยุทธ 3!E งบประมาณ 2566 (บาท)"), (11, "ยุทธ 3!I เทศบัญญัติ 2567 (บาท)")]),
        (_two_rows_for_one_project, [(13, "ยุทธ 3!F งบประมาณ 2567 (บาท)")]),
        (_goes_on_below, [(13, "ยุทธ 3!B โครงการ")]),
        (_formula, [(11, "ยุทธ 3!F งบประมาณ 2567 (บาท)")]),
        (_failed_formula, [(11, "ยุทธ 3!F งบประมาณ 2567 (บาท)")]),
        (_merged_money, [(11, "ยุทธ 3!F งบประมาณ 2567 (บาท)")]),
        (_same_heading_twice, [(7, "ยุทธ 3!F งบประมาณ 2566 (บาท)")]),
        (_negative, [(10, "ยุทธ 3!E งบประมาณ 2566 (บาท)")]),
    ],
)
def test_each_fault_is_named_by_sheet_row_and_column(
    break_it: Callable[[Worksheet], None], expected: list[tuple[int, str]]
) -> None:
    book = official()
    break_it(sheet_of(book))
    assert faults(saved(book)) == expected


def test_rows_that_go_on_are_joined_when_one_asks_for_it() -> None:
    book = official()
    _goes_on_below(sheet_of(book))
    read = read_plan_sheet(saved(book), join=True)
    assert (read.rows[1].objective, read.rows[1].kpi) == ("เพื่อช่วย\n2. เพื่อเยี่ยมบ้าน", "20 คน\nและเดือนละครั้ง")
    assert [(remark.row, "11" in remark.words.en) for remark in read.remarks] == [(13, True)]


def test_a_hidden_column_that_is_read_is_told() -> None:
    book = official()
    sheet_of(book).column_dimensions["F"].hidden = True
    read = read_plan_sheet(saved(book))
    assert read.rows[0].planned(2567) == Money(20000050)
    assert [(remark.row, remark.column) for remark in read.remarks] == [(7, "ยุทธ 3!F งบประมาณ 2567 (บาท)")]


def test_of_two_columns_the_visible_one_counts() -> None:
    book = official()
    sheet = sheet_of(book)
    sheet["F8"], sheet["F11"] = 2566, 30000
    sheet.column_dimensions["E"].hidden = True
    first, _ = read_plan_sheet(saved(book)).rows
    assert first.planned(2566) == Money(20000050)


def test_every_worksheet_is_named_in_its_own_faults() -> None:
    book = official()
    copied = book.copy_worksheet(sheet_of(book))
    copied.title = "ยุทธ 4"
    copied["A4"], copied["E10"] = "4. ยุทธศาสตร์โครงสร้างพื้นฐาน", "?"
    assert faults(saved(book)) == [(10, "ยุทธ 4!E งบประมาณ 2566 (บาท)")]
    assert len(read_plan_sheet(saved(book), sheets=["ยุทธ 3"]).rows) == 2


def test_two_projects_of_one_name_are_told() -> None:
    book = official()
    for column, value in enumerate([3, "ช่วยผู้ยากไร้", "เพื่อช่วยซ่อมบ้าน", "5 หลัง", 40000], start=1):
        sheet_of(book).cell(13, column, value)
    read = read_plan_sheet(saved(book))
    assert len(read.rows) == 3
    assert [(remark.row, "row 11" in remark.words.en) for remark in read.remarks] == [(13, True)]


def packed(*names: str) -> bytes:
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w") as box:
        for name in names:
            box.writestr(name, "<x/>")
    return paper.getvalue()


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no entries"),
        (b"\n\n", "no entries"),
        (saved(openpyxl.Workbook()), "no entries"),
        (OLD_OFFICE, "old Excel file"),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"%PDF-1.7 ...", "picture"),
        (b"\x89PNG\r\n\x1a\n...", "picture"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (packed("word/document.xml"), "Word document"),
        (packed("content.xml"), "LibreOffice"),
        (packed("photo.jpg"), "no Excel workbook"),
        (saved(official())[:900], "incomplete or damaged"),
    ],
)
def test_a_file_that_is_no_plan_workbook_is_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_plan_sheet(content)
    (fault,) = refused.value.faults
    assert says in fault.words.en
    assert fault.words.th


def foreign() -> bytes:
    """Headings that nobody here has written down."""
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    sheet.title = "แผน"
    for row in [
        ["ทะเบียนโครงการ"],
        ["ข้อ", "งานที่จะทำ", "ทำไปทำไม", "ปีแรก", "ปีที่สอง", "ใครทำ"],
        [1, "ซ่อมสะพาน", "เพื่อความปลอดภัย", 1000, None, "กองช่าง"],
        [2, "ขุดคลอง", "เพื่อระบายน้ำ", None, 2500, "กองช่าง"],
    ]:
        sheet.append(row)
    return saved(book)


MAPPED = {"งานที่จะทำ": "name", "ทำไปทำไม": "objective", "ปีแรก": "b2571", "ปีที่สอง": "b2572", "ใครทำ": "department"}


def test_columns_of_any_workbook_can_be_mapped() -> None:
    assert faults(foreign()) == [(0, "")]
    first, second = read_plan_sheet(foreign(), columns=MAPPED).rows
    assert (first.name, first.planned(2571), first.department) == ("ซ่อมสะพาน", Money.baht(1000), "กองช่าง")
    assert (second.row, second.planned(2572)) == (4, Money.baht(2500))


def test_what_somebody_says_of_a_column_goes_before_the_guess() -> None:
    read = read_plan_sheet(saved(official()), columns={"ตัวชี้วัด (KPI)": "", "เทศบัญญัติ 2566 (บาท)": "funding_source"})
    assert (read.rows[0].kpi, read.rows[0].funding_source) == ("", "150000")


def test_the_columns_of_a_file_are_shown_with_a_guess_and_samples() -> None:
    seen = look_at_file(saved(official()))
    assert {column.label: column.field for column in seen.columns} == {
        "ที่": "seq",
        "โครงการ": "name",
        "วัตถุประสงค์": "objective",
        "เป้าหมาย (ผลผลิตของโครงการ)": "target",
        "งบประมาณ 2566 (บาท)": "b2566",
        "งบประมาณ 2567 (บาท)": "b2567",
        "ตัวชี้วัด (KPI)": "kpi",
        "เทศบัญญัติ 2566 (บาท)": "ord2566",
        "เทศบัญญัติ 2567 (บาท)": "ord2567",
        "หน่วยงาน รับผิดชอบหลัก": "department",
    }
    assert [(sheet.title, sheet.header_row) for sheet in seen.sheets] == [("ยุทธ 3", 7)]
    unknown = look_at_file(foreign())
    assert [(column.label, column.samples) for column in unknown.columns][1] == ("งานที่จะทำ", ("ซ่อมสะพาน", "ขุดคลอง"))
    assert unknown.sheets[0].header_row == 2
    again = look_at_file(foreign(), columns=MAPPED)
    assert {column.field for column in again.columns} >= {"name", "b2571", "b2572"}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("งบประมาณปี 2571 (บาท)", "b2571"),
        ("วงเงินงบประมาณ พ.ศ. ๒๕๗๑", "b2571"),
        ("งบตามเทศบัญญัติปี 2571", "ord2571"),
        ("ชื่อโครงการ / กิจกรรม", "name"),
        ("หน่วยงานที่รับผิดชอบหลัก", "department"),
        ("ผลลัพธ์ที่คาดว่าจะเกิดขึ้น", "expected_result"),
        ("ประเด็นการพัฒนาที่สอดคล้อง", "strategy_name"),
    ],
)
def test_headings_of_other_systems_are_guessed(heading: str, field: str) -> None:
    table = f"ลำดับ,ชื่อโครงการ,{heading},งบประมาณปี 2572\n1,ก,5,7\n"
    if field == "name":
        table = f"ลำดับ,{heading},เป้าหมาย,งบประมาณปี 2572\n1,ก,5,7\n"
    assert field in {column.field for column in look_at_file(table.encode()).columns}
    assert read_plan_sheet(table.encode()).rows[0].name == "ก"
