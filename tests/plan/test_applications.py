"""A source's own form filled in: what the project knows stands there, what it lacks is a dotted line with a name."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document

from huangyai.kernel import Money
from huangyai.plan.applications import APPLICATIONS, ApplicationFacts, Step, application_docx, application_pdf
from huangyai.plan.applications.paper import Grid

FULL = ApplicationFacts(
    municipality="เทศบาลตำบลต้นทาง",
    district="เมือง",
    province="จันทบุรี",
    source="กองทุนหลักประกันสุขภาพ (กปท.)",
    basis="พ.ร.บ.หลักประกันสุขภาพแห่งชาติ 2545 ม.47",
    year=2570,
    plan_years="2566–2570",
    name="รถรับส่งผู้สูงอายุ",
    strategy="1. ด้านคุณภาพชีวิต",
    programme="แผนงานสาธารณสุข",
    objective="ให้ไปหาหมอตามนัด",
    indicator="ร้อยละ 90 ไปตามนัด วัดจากสมุดนัดของ รพ.สต.",
    target_output="ผู้สูงอายุ 40 คน",
    expected_result="ไม่ขาดนัด",
    unit="กองสาธารณสุข",
    requested=Money.baht(45_000),
    others=Money.baht(15_000),
    sentences=(("ไม่มีใครพาไปหาหมอ", 14, "ม.3 บ้านทำเนียบ"),),
    list_name="ผู้สูงอายุติดบ้าน",
    people=40,
    villages=(("ม.3 บ้านทำเนียบ", 28),),
    group="ผู้สูงอายุ",
    place="ตำบลบางกะจะ",
    steps=(Step("รับส่งไปหาหมอ", "ทุกหมู่บ้าน", (10, 11, 12, 1)),),
)
BARE = ApplicationFacts(
    municipality="เทศบาลตำบลต้นทาง",
    district="",
    province="จันทบุรี",
    source="กองทุน",
    basis="พ.ร.บ.",
    year=2570,
    plan_years="2566–2570",
    name="ค่ายเยาวชน",
    strategy="",
    programme="",
    objective="",
    indicator="",
    target_output="",
    expected_result="",
    unit="",
    requested=Money.baht(350_000),
    others=Money.baht(0),
)


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("form", sorted(APPLICATIONS))
def test_the_form_says_what_the_project_knows(form: str) -> None:
    said = text_of(application_docx(APPLICATIONS[form](FULL)))
    for words in ("รถรับส่งผู้สูงอายุ", "ไม่มีใครพาไปหาหมอ", "๑๔ เสียง", "๔๐ คน", "๔๕,๐๐๐", "๑๕,๐๐๐", "๖๐,๐๐๐", "ไม่ขาดนัด"):
        assert words in said, words
    # What people carry to an office has Thai digits.
    assert not any(digit in said for digit in "0123456789")


@pytest.mark.parametrize("form", sorted(APPLICATIONS))
def test_what_is_missing_is_named_in_both_languages_and_stays_a_dotted_line(form: str) -> None:
    full, bare = (APPLICATIONS[form](one) for one in (FULL, replace(BARE, requested=Money.baht(9_000))))
    assert {words.th for words in full.missing} < {words.th for words in bare.missing}
    assert all(words.th and words.en and words.th != words.en for words in bare.missing)
    document = Document(io.BytesIO(application_docx(bare)))
    dotted = [one for one in document.paragraphs if len(one.paragraph_format.tab_stops)]
    assert len(dotted) >= len(bare.missing)


def test_the_child_protection_form_keeps_its_own_numbers() -> None:
    paper = APPLICATIONS["kkd02"](FULL)
    numbers = [item.label.split()[0] for part in paper.parts[:2] for item in part.items]
    assert numbers == [f"1.{n}" for n in range(1, 11)] + [f"2.{n}" for n in range(1, 13)]


def test_more_than_three_hundred_thousand_needs_signing_referees() -> None:
    many, few = (
        [words.en for words in APPLICATIONS["kkd02"](replace(BARE, requested=Money.baht(baht))).missing]
        for baht in (300_001, 300_000)
    )
    assert "2.4 two referees, who must sign since more than 300,000 baht are asked for" in many
    assert "2.4 two referees" in few


@pytest.mark.parametrize(
    ("villages", "told"),
    [
        ((("ก", 20), ("ข", 9), ("ค", 6), ("ง", 3)), "40 คน ได้แก่ ก 20 คน ข 9 คน หมู่บ้านอื่นรวม 9 คน"),
        ((("ก", 20), ("ข", 4), ("ค", 2)), "40 คน ได้แก่ ก 20 คน หมู่บ้านอื่นรวม 6 คน"),
        ((("ก", 8), ("ข", 1)), "40 คน"),
        ((("ก", 3), ("ข", 1)), "40 คน"),
    ],
)
def test_a_few_people_are_not_told_by_village(villages: tuple[tuple[str, int], ...], told: str) -> None:
    assert replace(FULL, villages=villages).whom == f"ผู้สูงอายุ {told}"


def test_months_are_told_in_the_order_of_the_fiscal_year() -> None:
    assert Step("x", months=(1, 10, 12, 11)).when(2570) == "ต.ค. 2569 – ม.ค. 2570"
    assert Step("x", months=(3,)).when(2570) == "มี.ค. 2570"
    assert Step("x").when(2570) == ""


def test_the_table_of_the_form_adds_up() -> None:
    for form in APPLICATIONS.values():
        grid = next(item for part in form(FULL).parts for item in part.items if isinstance(item, Grid))
        assert "60,000" in grid.rows[-1]
        assert all(len(row) == len(grid.columns) for row in grid.rows)


@pytest.mark.parametrize("form", sorted(APPLICATIONS))
@pytest.mark.parametrize("facts", [FULL, BARE], ids=["full", "bare"])
def test_the_form_as_pdf(form: str, facts: ApplicationFacts, built_fonts: Any) -> None:
    assert application_pdf(APPLICATIONS[form](facts), fonts=built_fonts)[:5] == b"%PDF-"
