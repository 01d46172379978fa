"""Form ผ.02 opens with what each strategy follows from (ก. to จ.)."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
from django.test import Client
from django.urls import reverse
from docx import Document
from hypothesis import given
from hypothesis import strategies as some

from huangyai.kernel import Actor, Role
from huangyai.plan.models import Strategy
from huangyai.plan.printing import print_form
from huangyai.plan.rules.alignment import LABELS, alignment_lines
from huangyai.walls.entry import acting

TYPED = "\n".join(["", "หมุดหมายที่ 9", "เป้าหมายที่ 1", "", "ยุทธศาสตร์ที่ 2"])


@given(some.lists(some.text(max_size=20), max_size=8))
def test_each_line_stands_behind_its_own_letter(lines: list[str]) -> None:
    plain = [" ".join(line.split()) for line in lines]
    printed = alignment_lines("\n".join(plain))
    assert len(printed) == sum(bool(line) for line in plain[:5])
    for line in printed:
        label = next(each for each in LABELS if line.startswith(f"{each}: "))
        assert line == f"{label}: {plain[LABELS.index(label)]}"


def test_what_a_strategy_follows_from_opens_its_form(
    planner: Actor, written: Any, browser_of: Callable[[Role], Client]
) -> None:
    desk = browser_of(Role.PLANNER)
    page = reverse("plan:plan_vision", args=[written.plan.pk])
    named = f"strategy_{written.strategy.pk}"
    sent = {"vision": "อยู่ดีมีสุข", named: "ด้านคุณภาพชีวิต", f"alignment_{written.strategy.pk}": TYPED}
    assert desk.post(page, sent).status_code == 302
    with acting(planner):
        assert Strategy.objects.get(pk=written.strategy.pk).alignment == TYPED
        word, _type = print_form(planner, written.plan, "p02", "docx")
        sheet, _type = print_form(planner, written.plan, "p02", "xlsx")
        pdf, _type = print_form(planner, written.plan, "p02", "pdf")
    told = [paragraph.text for paragraph in Document(io.BytesIO(word)).paragraphs]
    opening = [line for line in told if line[:2] in {"ก.", "ข.", "ค.", "ง.", "จ."}]
    assert [line[:2] for line in opening] == ["ข.", "ค.", "จ."]
    assert opening[0].endswith("หมุดหมายที่ ๙")
    assert told.index(opening[-1]) < next(at for at, line in enumerate(told) if "ด้านคุณภาพชีวิต" in line)
    cells = [str(cell.value) for row in openpyxl.load_workbook(io.BytesIO(sheet)).active.rows for cell in row]
    assert any(cell.startswith("จ. ") and "ยุทธศาสตร์ที่ ๒" in cell for cell in cells)
    assert pdf.startswith(b"%PDF")
    assert "หมุดหมายที่ 9" in desk.get(page).content.decode()
