"""The yearly report on paper."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from huangyai.design.documents import find_fonts, render_document
from huangyai.evaluation.queries import Thread
from huangyai.evaluation.rules import may_publish, published_count, written_value
from huangyai.kernel import BuddhistDate, Money
from huangyai.places.models import Municipality


def print_report(
    *,
    municipality: Municipality,
    title: str,
    made_on: BuddhistDate,
    threads: Sequence[Thread],
    findings: Sequence[str],
) -> bytes:
    """The report as an official-looking PDF: each project from the sentence said to what changed."""
    return render_document(
        "letter",
        {
            "title": title,
            "subtitle": [
                municipality.place_th,
                f"ข้อมูล ณ วันที่ {made_on.long()}",
            ],
            "sections": [
                _overview_section(threads),
                *(_project_section(thread) for thread in threads),
                _findings_section(findings),
            ],
            "signatures": [
                {"closing": "ผู้จัดทำ", "name": "", "position": "นักพัฒนาชุมชน", "date": ""},
                {"closing": "ผู้รับรอง", "name": "", "position": "ปลัดเทศบาล", "date": ""},
            ],
        },
        fonts=find_fonts(),
    )


def _overview_section(threads: Sequence[Thread]) -> dict[str, object]:
    allocated = sum((thread.allocated_baht for thread in threads), Decimal(0))
    spent = sum((thread.spent_baht for thread in threads), Decimal(0))
    voices = sum(
        problem.voices for problem in {problem.pk: problem for t in threads for problem in t.problems}.values()
    )
    rows = [[thread.project.name, _baht(thread.allocated_baht), _baht(thread.spent_baht)] for thread in threads]
    return {
        "heading": "ภาพรวม",
        "paragraphs": [
            f"รายงานฉบับนี้ติดตาม {len(threads):,} โครงการ ตั้งแต่เรื่องที่ประชาชนพูดในประชาคม ({voices:,} เสียง) "
            "จนถึงสิ่งที่เปลี่ยนไป ตัวเลขทุกตัวย้อนกลับไปดูที่มาได้ในระบบ จำนวนคนที่น้อยกว่า 5 ไม่พิมพ์ตัวเลข "
            "เพื่อไม่ให้รู้ว่าเป็นใคร"
        ],
        "points": [],
        "tables": [
            {
                "caption": "งบประมาณ (บาท)",
                "columns": [_column("โครงการ", 6), _column("จัดสรร", 2, "right"), _column("จ่ายจริง", 2, "right")],
                "rows": [*rows, ["รวม", _baht(allocated), _baht(spent)]],
            }
        ],
    }


def _project_section(thread: Thread) -> dict[str, object]:
    rows = [
        ["ผู้ที่ที่ประชุมร่วมยืนยัน", published_count(thread.confirmed).th, "คน"],
        ["จัดกิจกรรม", f"{thread.sessions:,}", "ครั้ง"],
        ["ผู้มาร่วม (ไม่นับซ้ำ)", published_count(thread.different_people, among=thread.confirmed).th, "คน"],
    ]
    # Not every project drives or visits; for those that don't, a row of zeros says nothing.
    if thread.fetched:
        rows.append(["รถรับส่ง", published_count(thread.fetched).th, "คน"])
    if thread.visits:
        rows.append(["เยี่ยมบ้าน", f"{thread.visits:,}", "ครั้ง"])
    tables: list[dict[str, object]] = [
        {
            "caption": "สิ่งที่ทำ",
            "columns": [_column("รายการ", 6), _column("จำนวน", 2, "right"), _column("หน่วย", 2)],
            "rows": rows,
        }
    ]
    measured = [
        [line.indicator.name, written_value(line.before.value), written_value(line.after.value), line.indicator.unit]
        for line in thread.indicators
        if line.before and line.after and may_publish(line.before.people) and may_publish(line.after.people)
    ]
    if measured:
        tables.append(
            {
                "caption": "สิ่งที่เปลี่ยนไป",
                "columns": [
                    _column("ตัวชี้วัด", 5),
                    _column("ก่อน", 1.5, "right"),
                    _column("หลัง", 1.5, "right"),
                    _column("หน่วย", 2),
                ],
                "rows": measured,
            }
        )
    said = [f"“{problem.sentence}” ({problem.voices:,} เสียง)" for problem in thread.problems]
    return {
        "heading": f"โครงการ{thread.project.name}",
        "paragraphs": ["ตอบเรื่องที่ประชาชนพูดในประชาคม ดังนี้"] if said else [],
        "points": said,
        "tables": tables,
    }


def _findings_section(findings: Sequence[str]) -> dict[str, object]:
    return {
        "heading": "ข้อค้นพบสำหรับประชาคมปีถัดไป",
        "paragraphs": [] if findings else ["ปีนี้ยังไม่ได้บันทึกข้อค้นพบ"],
        "points": [f"{number}. {sentence}" for number, sentence in enumerate(findings, start=1)],
        "tables": [],
    }


def _column(heading: str, width: float, align: str = "left") -> dict[str, object]:
    return {"heading": heading, "width": width, "align": align}


def _baht(amount: Decimal) -> str:
    return str(Money.baht(amount))
