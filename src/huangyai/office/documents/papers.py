"""A letter or memo in the layout of official papers, as PDF and DOCX."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from huangyai.design.documents import find_fonts, official_digits, render_document
from huangyai.design.thai_word import repeat_on_every_page, shape_letters, write_in_sarabun
from huangyai.kernel import BuddhistDate
from huangyai.kernel.calendar import MONTHS_TH
from huangyai.office.models import Paper, Unit
from huangyai.office.queries import corrections_of, is_signed
from huangyai.office.rules import Corrected
from huangyai.places.models import Municipality

_PARTS = {
    "subject": "เรื่อง",
    "addressee": "เรียน",
    "reference": "อ้างถึง",
    "enclosures": "สิ่งที่ส่งมาด้วย",
    "body": "ข้อความ",
}


def official_day(day: dt.date) -> str:
    """22 พฤศจิกายน 2569: a letter says the year without the era."""
    return f"{day.day} {MONTHS_TH[day.month - 1]} {BuddhistDate(day).be}"


def paper_pdf(paper: Paper) -> bytes:
    """The letter or memo as PDF: as it was signed, with every later correction below it; a draft says that it is one."""
    return render_document("office/documents/typst/official_paper", _paper(paper), fonts=find_fonts())


def paper_docx(paper: Paper) -> bytes:
    """The same as DOCX."""
    return _as_docx(_paper(paper))


def correction_rows(corrections: Sequence[Corrected], parts: dict[str, str]) -> list[dict[str, str]]:
    """Corrections as a printed table says them; `parts` names each part in Thai."""
    return [
        {
            "day": BuddhistDate(each.on).short(),
            "part": parts.get(each.part, each.part),
            "wrong": each.wrong or "(ว่าง)",
            "right": each.right or "(ว่าง)",
            "reason": each.reason,
            "by": each.by,
        }
        for each in corrections
    ]


def sender_of(unit: Unit, municipality: Municipality) -> str:
    """ส่วนราชการ as a memo says it: the unit, its municipality, its telephone."""
    phone = f"โทร. {unit.telephone}" if unit.telephone else ""
    return " ".join(part for part in (unit.name, municipality.name_th, phone) if part)


def _paper(paper: Paper) -> dict[str, Any]:
    municipality = Municipality.objects.get(pk=paper.municipality_id)
    signature = paper.signature if is_signed(paper) else None
    unit = paper.unit
    phone = f"โทร. {unit.telephone}" if unit.telephone else ""
    memo = paper.kind == Paper.Kind.MEMO
    if memo:
        sender = sender_of(unit, municipality)
    else:
        sender = "\n".join(part for part in (municipality.name_th, unit.address) if part)
    return {
        "kind": paper.kind,
        "stamp": "" if signature else "ร่าง ยังไม่ลงนาม",
        "number": str(signature.number) if signature else unit.letter_prefix + "/",
        "date": official_day(signature.signed_on) if signature else "",
        "sender": sender,
        "subject": paper.subject,
        "addressee": paper.addressee,
        "reference": paper.reference,
        "enclosures": paper.enclosures,
        "paragraphs": [line.strip() for line in paper.body.splitlines() if line.strip()],
        "block": signature.block if signature else ["(" + "." * 40 + ")", paper.position.name],
        "contact": "\n".join(part for part in (unit.name, phone) if part),
        "corrections": correction_rows(corrections_of([paper])[paper.pk], _PARTS) if signature else [],
    }


def _as_docx(data: dict[str, Any]) -> bytes:
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(20), Mm(15), Mm(20)
    write_in_sarabun(document, 16)
    if data["stamp"]:
        _write(document, data["stamp"], align=WD_ALIGN_PARAGRAPH.RIGHT)
    if data["kind"] == "letter":
        # The emblem, three centimetres high, is printed on the paper.
        _write(document, "", before=Mm(24))
        head = document.add_table(rows=1, cols=2)
        _fill(head.rows[0].cells[0], f"ที่  {data['number']}")
        _fill(head.rows[0].cells[1], data["sender"])
        _write(document, data["date"], before=Pt(6), left=Mm(80))
    else:
        _write(document, "บันทึกข้อความ", size=29, bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
        _labelled(document, "ส่วนราชการ", data["sender"], bold=True)
        head = document.add_table(rows=1, cols=2)
        for cell, label, value in zip(head.rows[0].cells, ("ที่", "วันที่"), (data["number"], data["date"]), strict=True):
            shape_letters(cell.paragraphs[0].add_run(f"{label}  "), None, bold=True)
            cell.paragraphs[0].add_run(official_digits(value))
    for label, key in (
        ("เรื่อง", "subject"),
        ("เรียน", "addressee"),
        ("อ้างถึง", "reference"),
        ("สิ่งที่ส่งมาด้วย", "enclosures"),
    ):
        if data[key]:
            _labelled(document, label, data[key], bold=data["kind"] == "memo" and key == "subject")
    for text in data["paragraphs"]:
        _write(document, text, before=Pt(6), first=Mm(25), align=WD_ALIGN_PARAGRAPH.THAI_JUSTIFY)
    closing = ["ขอแสดงความนับถือ"] if data["kind"] == "letter" else []
    for line in (*closing, "", "", *data["block"]):
        _write(document, line, left=Mm(70), align=WD_ALIGN_PARAGRAPH.CENTER, keep=True)
    if data["kind"] == "letter":
        _write(document, data["contact"], before=Pt(12))
    if data["corrections"]:
        _write(document, "แก้ไขหลังลงนาม (ข้อความเดิมข้างต้นคงไว้ตามที่ลงนาม)", before=Pt(12), bold=True, size=14)
        _corrections(document, data["corrections"])
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _write(
    document: Any,
    text: str,
    *,
    size: float | None = None,
    bold: bool = False,
    align: Any = None,
    before: Any = None,
    left: Any = None,
    first: Any = None,
    keep: bool = False,
) -> None:
    paragraph = document.add_paragraph()
    for number, line in enumerate(official_digits(text).split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(line)
        shape_letters(run, size, bold=bold)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = before
    paragraph.paragraph_format.left_indent = left
    paragraph.paragraph_format.first_line_indent = first
    paragraph.paragraph_format.keep_with_next = keep


def _labelled(document: Any, label: str, value: str, *, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(6)
    # Further lines stand under the first word, not under the label.
    paragraph.paragraph_format.left_indent = Mm(34 if label == "สิ่งที่ส่งมาด้วย" else 25 if label == "ส่วนราชการ" else 14)
    paragraph.paragraph_format.first_line_indent = -paragraph.paragraph_format.left_indent
    paragraph.paragraph_format.tab_stops.add_tab_stop(paragraph.paragraph_format.left_indent)
    shape_letters(paragraph.add_run(label), None, bold=bold)
    for number, line in enumerate(official_digits(value).split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break()
        else:
            run.add_tab()
        run.add_text(line)


def _fill(cell: Any, text: str) -> None:
    first, *rest = official_digits(text).split("\n")
    cell.paragraphs[0].add_run(first)
    for line in rest:
        cell.add_paragraph(line)


def _corrections(document: Any, rows: Sequence[dict[str, str]]) -> None:
    table = document.add_table(rows=1, cols=5)
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    repeat_on_every_page(table.rows[0])
    heads = ("วันที่", "ส่วน", "ข้อความเดิม", "ที่ถูกต้อง", "เหตุผลและผู้แก้")
    lines = [heads, *((r["day"], r["part"], r["wrong"], r["right"], f"{r['reason']} ({r['by']})") for r in rows)]
    for number, line in enumerate(lines):
        cells = table.rows[0].cells if number == 0 else table.add_row().cells
        for cell, text, width in zip(cells, line, (22, 20, 38, 38, 42), strict=True):
            cell.width = Mm(width)
            run = cell.paragraphs[0].add_run(official_digits(text))
            shape_letters(run, 14, bold=number == 0)
