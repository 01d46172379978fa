"""A household survey comes in as people keep it: Thai headings, villages by number or name, a title above the table."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from huangyai.kernel import Actor, BadInput, Role, Words
from huangyai.targets.actions import bring_survey
from huangyai.targets.models import HouseholdAnswers, Register, Survey
from huangyai.targets.rules.survey_table import survey_answers
from huangyai.targets.rules.villages import KnownVillage
from huangyai.walls.entry import acting

WANTS = {"water": Words(th="น้ำไม่พอ (ตลอดปี)", en="not enough water"), "work": Words(th="ไม่มีงานทำ", en="no work")}
VILLAGES = [KnownVillage("22010801", 1, "บ้านต้นทาง"), KnownVillage("22010802", 2, "บ้านปลายนา")]


def read(table: str) -> list[list[str]]:
    return [line.split(",") for line in survey_answers(table.encode(), WANTS, VILLAGES).splitlines()]


def test_columns_are_known_by_their_words_and_rows_keep_their_numbers() -> None:
    found = read("แบบสำรวจครัวเรือน ปี 2569,,,\n\nหมู่ที่,บ้านเลขที่,น้ำไม่พอ ตลอดปี,ไม่มีงานทำ\n1,12/3,ขาด,ไม่\n,,,\n๒,๗,1.0,-\n")
    assert found[0] == ["village_code", "house_no", "water", "work"]
    assert found[1:3] == [["", "", "", ""]] * 2
    assert found[3:] == [["22010801", "12/3", "1", "0"], ["", "", "", ""], ["22010802", "7", "1", ""]]


@pytest.mark.parametrize(
    ("head", "where", "code", "number"),
    [
        ("ที่อยู่", "45/1 หมู่ 2 ต.ร่มเย็น", "22010802", "45/1"),
        ("บ้านเลขที่,ชื่อหมู่บ้าน", "45,ต้นทาง", "22010801", "45"),
        ("village_code,house_no", "22010802,9", "22010802", "9"),
        ("village_code,house_no", "99999999,9", "99999999", "9"),
    ],
)
def test_the_house_is_known_however_it_is_written(head: str, where: str, code: str, number: str) -> None:
    found = read(f"{head},water,no work\n{where},1,0\n")
    assert found[1][:2] == [code, number]


def test_what_is_missing_is_named_by_its_words() -> None:
    with pytest.raises(BadInput) as caught:
        read("หมู่ที่,น้ำไม่พอตลอดปี\n1,1\n")
    assert [fault.column for fault in caught.value.faults] == ["work", "house_no"]
    assert "ไม่มีงานทำ" in caught.value.faults[0].words.th


def test_the_form_that_is_offered_comes_back_filled_in(
    officer: Actor, civil: Register, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    form = openpyxl.load_workbook(io.BytesIO(browser.get(reverse("targets:survey_form")).content))
    sheet: Any = form.active
    assert sheet.max_row == 4
    for row in range(2, 5):
        for column in range(4, sheet.max_column + 1):
            sheet.cell(row, column, 1 if row == 2 else 0)
    packed = io.BytesIO()
    form.save(packed)
    with acting(officer):
        bring_survey(actor=officer, name="สำรวจ 2569", surveyed_on=dt.date(2026, 9, 1), answers=packed.getvalue())
        assert sorted(HouseholdAnswers.objects.values_list("poor", "dimensions")) == [(False, 0), (False, 0), (True, 5)]


def test_a_table_is_pasted(officer: Actor, civil: Register, browser_of: Callable[..., Client]) -> None:
    browser = browser_of(Role.OFFICER)
    address, typed = reverse("targets:survey_new"), {"name": "สำรวจ", "surveyed_on": "1 ก.ย. 2569"}
    assert browser.post(address, typed).status_code == 422
    form = openpyxl.load_workbook(io.BytesIO(browser.get(reverse("targets:survey_form")).content))
    rows = [["" if cell is None else str(cell) for cell in row] for row in form.active.values]
    rows[1][3:] = ["มี"] * (len(rows[0]) - 3)
    assert browser.post(address, typed | {"pasted": "\n".join("\t".join(row) for row in rows)}).status_code == 302
    with acting(officer):
        assert Survey.objects.get().households == 3
