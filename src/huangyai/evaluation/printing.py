"""The yearly report on paper."""

from __future__ import annotations

from collections.abc import Sequence

from huangyai.design.documents import find_fonts, render_document
from huangyai.evaluation.queries import Thread
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
                f"{municipality.name_th} จังหวัด{municipality.province_th}",
                f"ข้อมูล ณ วันที่ {made_on.long()}",
            ],
            "sections": [*(_project_section(thread) for thread in threads), _findings_section(findings)],
            "signatures": [
                {"closing": "ผู้จัดทำ", "name": "", "position": "นักพัฒนาชุมชน", "date": ""},
                {"closing": "ผู้รับรอง", "name": "", "position": "ปลัดเทศบาล", "date": ""},
            ],
        },
        fonts=find_fonts(),
    )


def _project_section(thread: Thread) -> dict[str, object]:
    said = [f"“{problem.sentence}” ({problem.voices} เสียง)" for problem in thread.problems]
    rows = [
        ["ผู้ที่ประชุมร่วมยืนยัน", f"{thread.confirmed:,}", "คน"],
        ["งบประมาณที่จัดสรร", _baht(thread.allocated_baht), "บาท"],
        ["จ่ายจริง", _baht(thread.spent_baht), "บาท"],
        ["จัดกิจกรรม", f"{thread.sessions:,}", "ครั้ง"],
        ["ผู้มาร่วม (ไม่นับซ้ำ)", f"{thread.different_people:,}", "คน"],
        ["รถรับ-ส่ง", f"{thread.fetched:,}", "คน"],
        ["เยี่ยมบ้าน", f"{thread.visits:,}", "ครั้ง"],
    ]
    tables: list[dict[str, object]] = [
        {
            "caption": "สิ่งที่ทำ",
            "columns": [
                {"heading": "รายการ", "width": 4, "align": "left"},
                {"heading": "จำนวน", "width": 2, "align": "right"},
                {"heading": "หน่วย", "width": 1, "align": "left"},
            ],
            "rows": rows,
        }
    ]
    measured = [line for line in thread.indicators if line.before and line.after]
    if measured:
        tables.append(
            {
                "caption": "สิ่งที่เปลี่ยนไป",
                "columns": [
                    {"heading": "ตัวชี้วัด", "width": 4, "align": "left"},
                    {"heading": "ก่อน", "width": 1, "align": "right"},
                    {"heading": "หลัง", "width": 1, "align": "right"},
                    {"heading": "หน่วย", "width": 1, "align": "left"},
                ],
                "rows": [
                    [
                        line.indicator.name,
                        f"{line.before.value:,.1f}",
                        f"{line.after.value:,.1f}",
                        line.indicator.unit,
                    ]
                    for line in measured
                    if line.before and line.after
                ],
            }
        )
    return {
        "heading": f"โครงการ{thread.project.name}",
        "paragraphs": ["ตอบเรื่องที่ประชาชนพูดในประชาคม: " + " ".join(said)] if said else [],
        "points": [],
        "tables": tables,
    }


def _findings_section(findings: Sequence[str]) -> dict[str, object]:
    return {"heading": "ข้อค้นพบสำหรับประชาคมปีถัดไป", "paragraphs": [], "points": list(findings), "tables": []}


def _baht(amount: object) -> str:
    return str(Money.baht(str(amount)))
