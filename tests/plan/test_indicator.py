"""An indicator is measurable when it holds a number, a unit, a date and a way to measure."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from huangyai.plan.rules.indicator import EXAMPLE, Part, count_indicators, read_indicator

BOOK = Path(__file__).parents[3] / "shared" / "data" / "plan" / "nakhonsawan_plan_2566_2570_projects.csv"


def missing(text: str) -> set[Part]:
    return set(read_indicator(text).missing)


def test_the_example_holds_all_four_in_both_languages() -> None:
    for text in (EXAMPLE.th, EXAMPLE.en):
        assert read_indicator(text).measurable, text


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("", set(Part)),
        ("ประชาชนได้รับประโยชน์", set(Part)),
        ("ประชาชนได้รับประโยชน์ไม่น้อยกว่าร้อยละ 80", {Part.DATE, Part.MEANS}),
        ("ประชาชนได้รับประโยชน์ไม่น้อยกว่าร้อยละ ๘๐ ภายใน ๓๐ กันยายน ๒๕๗๑", {Part.MEANS}),
        ("ร้อยละ 90 ไปตามนัด วัดจากสมุดนัด", {Part.DATE}),
        ("ผู้สูงอายุ 40 คน ทุกปีงบประมาณ จากทะเบียนผู้รับบริการ", set()),
        ("ผู้สูงอายุสิบคน ปีงบประมาณ 2571 แบบประเมินก่อน-หลัง", set()),
        ("รายได้เพิ่มขึ้น 5% ภายใน 6 เดือน เปรียบเทียบก่อน-หลัง", set()),
        ("ภายในปี 2571 วัดจากทะเบียน", {Part.NUMBER, Part.UNIT}),
        ("จำนวน 4 ล็อค ภายในเดือนมีนาคม 2571 ตรวจนับ", {Part.UNIT}),
    ],
)
def test_what_is_missing_is_named(text: str, lacks: set[Part]) -> None:
    assert missing(text) == lacks


@pytest.mark.parametrize(
    "text",
    ["1. นักเรียนมีความรู้ / 2. นักเรียนสอบผ่าน", "ปรับปรุงฝ้าเพดานชั้น 5", "๑.มีระบบที่ใช้งานได้จริง", "ตลาดประเภทที่ 1", "ปี 2570"],
)
def test_numerals_of_lists_floors_kinds_and_years_measure_nothing(text: str) -> None:
    assert Part.NUMBER in missing(text)


def test_it_says_in_both_languages_what_to_write() -> None:
    words = read_indicator("ประชาชนได้รับประโยชน์ไม่น้อยกว่าร้อยละ 80").words
    assert "ภายในเมื่อไร" in words.th
    assert "วัดจากอะไร" in words.th
    assert "ตัวเลข" not in words.th
    assert "a date" in words.en
    assert "a way to measure" in words.en


def test_who_came_is_not_what_became_better() -> None:
    assert read_indicator("จำนวนผู้เข้าร่วมกิจกรรม 100 คน").only_attendance
    assert not read_indicator("ผู้เข้าร่วมมีรายได้เพิ่มขึ้นร้อยละ 10").only_attendance


def test_the_real_book_is_explained() -> None:
    if not BOOK.exists():
        pytest.skip("the real plan book is not on this machine")
    with BOOK.open(encoding="utf-8-sig", newline="") as lines:
        count = count_indicators(row["kpi"] for row in csv.DictReader(lines))
    assert (count.all, count.any_digit) == (548, 311)
    # Six of the 311 number only a list, a floor or a kind.
    assert count.empty_digits == 6
    assert count.held[Part.NUMBER] == 305
    assert count.held[Part.UNIT] > 290
    assert count.held[Part.DATE] < 10
    assert count.measurable == 0
    assert 60 <= count.only_attendance <= 75
    assert "548" in count.words.th
    assert "311" in count.words.en
