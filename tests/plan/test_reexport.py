"""What goes out again is what came in: in LibreOffice, on paper, and from the plan's own page."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from huangyai.kernel import Actor, Role
from huangyai.plan.actions import import_plan_sheet
from huangyai.plan.models import Plan
from huangyai.plan.official_forms import OfficialForm, SummaryForm, form_of_rows, render_pdf, render_xlsx, summary_of
from huangyai.plan.rules import PlanRow
from huangyai.plan.sheets import read_plan_sheet
from huangyai.walls.entry import acting

REAL = Path(__file__).parents[2].parent / "shared/data/plan/nakhonsawan_plan_2566_2570_projects.csv"
needs_real = pytest.mark.skipif(not REAL.exists(), reason=f"the real plan is not here: {REAL}")
OFFICE, TEXT_OF_PDF = shutil.which("soffice"), shutil.which("pdftotext")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not on this machine")


def form_of(rows: tuple[PlanRow, ...] | list[PlanRow]) -> OfficialForm:
    return form_of_rows(rows, form="ผ.02", municipality="เทศบาลตำบลตัวอย่าง", province="จันทบุรี", years=(2566, 2570))


def through_office(folder: Path, content: bytes) -> bytes:
    """The workbook as LibreOffice opens it, computes it anew, and saves it."""
    (folder / "form.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "out"), "form.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=240)
    return (folder / "out" / "form.xlsx").read_bytes()


def figures(content: bytes) -> dict[str, object]:
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True).active
    assert sheet is not None
    return {
        cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)
    }


@needs_office
@needs_real
def test_libreoffice_opens_the_real_plan_with_the_same_figures(tmp_path: Path) -> None:
    rows = read_plan_sheet(REAL).rows
    out = render_xlsx(form_of(rows))
    again = through_office(tmp_path, out)
    assert figures(again) == figures(out)
    assert len(figures(out)) > 1900
    read = read_plan_sheet(again).rows
    assert sorted(row.name for row in read) == sorted(row.name for row in rows)
    for year in range(2566, 2571):
        assert sum(row.planned(year).satang for row in read) == sum(row.planned(year).satang for row in rows)


@needs_office
def test_libreoffice_opens_the_summary_with_the_same_figures(tmp_path: Path) -> None:
    book = (
        "โครงการ,ยุทธศาสตร์,แผนงาน,2566,2567\nก,ยุทธศาสตร์หนึ่ง,แผนงานสาธารณสุข,1000.50,2000\nข,ยุทธศาสตร์สอง,แผนงานการศึกษา,3,\n"
    )
    form = form_of(read_plan_sheet(book.encode()).rows)
    out = render_xlsx(SummaryForm("เทศบาลตำบลตัวอย่าง", "จันทบุรี", summary_of([form])))
    assert figures(through_office(tmp_path, out)) == figures(out)
    assert 1003.5 in figures(out).values()


@needs_real
@pytest.mark.skipif(TEXT_OF_PDF is None, reason="pdftotext is not on this machine")
def test_no_letter_of_the_longest_projects_is_cut_on_paper(tmp_path: Path, built_fonts: Path) -> None:
    rows = sorted(read_plan_sheet(REAL).rows, key=lambda row: -max(len(row.target), len(row.objective), len(row.kpi)))[
        :10
    ]
    (tmp_path / "form.pdf").write_bytes(render_pdf(form_of(rows), fonts=built_fonts))
    told = subprocess.run(
        [str(TEXT_OF_PDF), "-bbox", "form.pdf", "-"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    words = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', told.stdout)
    assert all(float(left) > 10 and float(right) < 832 and float(low) < 586 for left, right, low, _ in words)
    on_paper = letters("".join(word for *_, word in words))
    wanted = letters(
        "".join(row.name + row.objective + row.target + row.kpi + row.expected_result + row.department for row in rows)
    )
    assert {letter: (count, on_paper[letter]) for letter, count in wanted.items() if on_paper[letter] < count} == {}


def letters(text: str) -> Counter[str]:
    """How often each Thai consonant is there; vowels and marks are put together differently on paper."""
    return Counter(letter for letter in unicodedata.normalize("NFKC", text) if "ก" <= letter <= "ฮ")


def test_the_summary_is_offered_with_the_other_forms(planner: Actor, browser_of: Callable[[Role], Client]) -> None:
    book = "โครงการ,ยุทธศาสตร์,2571,2572\nก,ยุทธศาสตร์หนึ่ง,1000,2000\nข,ยุทธศาสตร์สอง,3,\n"
    with acting(planner):
        import_plan_sheet(actor=planner, plan_years=(2571, 2575), sheet=read_plan_sheet(book.encode()))
        plan = Plan.objects.get()
    browser = browser_of(Role.PLANNER)
    address = reverse("plan:official_form", args=[plan.pk, "p01", "xlsx"])
    assert address in browser.get(reverse("plan:plan_detail", args=[plan.pk])).text
    assert {1003, 2000, 3003} <= set(figures(browser.get(address).content).values())
