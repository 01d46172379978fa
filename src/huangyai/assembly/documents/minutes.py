"""The minutes, written from what happened, as an official paper and as a file that can be edited."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import override
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from huangyai.assembly.documents.meeting_time import when_and_where
from huangyai.assembly.models import Assembly
from huangyai.assembly.queries import (
    Door,
    agenda,
    answered,
    door,
    is_closed,
    problems,
    resolutions,
    vote_results,
    votes,
)
from huangyai.assembly.queries.votes import VoteResult
from huangyai.design.documents import find_fonts, official_digits, render_document
from huangyai.design.thai_word import repeat_on_every_page, shape_letters, write_in_sarabun
from huangyai.kernel import Actor
from huangyai.places.models import Municipality

MOST_PROBLEMS = 500
# Fewer than these are not told to the public as a number of their own.
FEWEST_TOLD = 5
_DOTS = "." * 38


def minutes_pdf(actor: Actor, assembly: Assembly) -> bytes:
    """The minutes as PDF: who came as numbers, the agenda, what was said, what was voted and resolved. No resident's name."""
    return render_document("letter", _minutes(actor, assembly), fonts=find_fonts())


def minutes_docx(actor: Actor, assembly: Assembly) -> bytes:
    """The same as DOCX, in the layout of official minutes."""
    return _as_docx(_minutes(actor, assembly))


def minutes_draft(actor: Actor, assembly: Assembly) -> str:
    """What the minutes begin with: the sentences that follow from the rows. Whoever closes the assembly adds to them."""
    with override("th"):
        came = door(actor, assembly)
        heard = problems(actor, assembly=assembly).count()
        lines = [f"ประธานเปิดประชุม มีผู้เข้าร่วม {came.present:,} คน และชี้แจงระเบียบวาระ"]
        if heard:
            lines.append(f"ที่ประชุมรับฟังปัญหาและความต้องการรวม {heard:,} เรื่อง")
        lines += [
            f"ที่ประชุมลงคะแนนเรื่อง “{result.vote.question}” {_outcome(result)}"
            for result in _standing(actor, assembly)
            if result.counted
        ]
        lines += [f"มติที่ {resolution.number}: {resolution.text}" for resolution in resolutions(actor, assembly)]
    return "\n".join(lines)


def _minutes(actor: Actor, assembly: Assembly) -> dict[str, Any]:
    with override("th"):
        municipality = Municipality.objects.get(pk=assembly.municipality_id)
        closed = is_closed(assembly)
        sections = [
            _who_came(actor, assembly),
            *_agenda(actor, assembly),
            *_said(actor, assembly),
            *(_voted(result) for result in _standing(actor, assembly)),
            *_resolved(actor, assembly),
        ]
        if closed:
            sections.append({"heading": "บันทึกการประชุม", "paragraphs": assembly.closure.minutes.splitlines()})
        return {
            "title": f"รายงานการประชุม{assembly.title if assembly.title.startswith('ประชา') else ' ' + assembly.title}",
            "subtitle": [municipality.place_th, when_and_where(assembly)],
            "stamp": "" if closed else "ร่าง ยังไม่ปิดประชุม",
            "sections": sections,
            "signatures": [
                {"closing": "ผู้จดรายงานการประชุม", "name": "", "position": "เลขานุการที่ประชุม", "date": ""},
                {"closing": "ผู้ตรวจรายงานการประชุม", "name": "", "position": "ประธานที่ประชุม", "date": ""},
            ],
        }


def _who_came(actor: Actor, assembly: Assembly) -> dict[str, Any]:
    came = door(actor, assembly)
    words = f"มีผู้เข้าร่วมประชุม {came.present:,} คน"
    telling = actor.system or actor.is_staff
    if (came.women or came.men) and (telling or min(came.women, came.men) >= FEWEST_TOLD):
        # Heads that were counted beyond the list have no sex and no group.
        listed = f" ในจำนวนนี้เช็กชื่อ {came.checked_in:,} คน" if came.checked_in < came.present else ""
        words += f"{listed} เป็นหญิง {came.women:,} คน ชาย {came.men:,} คน"
    if came.quorum:
        words += f" องค์ประชุมที่ประกาศไว้ {came.quorum:,} คน {'ครบองค์ประชุม' if not came.missing else 'ไม่ครบองค์ประชุม'}"
    told = []
    if came.rule is not None and not came.rule.verified_on:
        told.append("สัดส่วนและองค์ประชุมเป็นค่าที่หน่วยงานกำหนด ยังไม่ได้ตรวจกับตัวบท")
    # Heads that were only counted are in no group: with nobody on the list every share is nothing.
    rows = [
        [label, f"{n:,}", f"{100 * n / (came.checked_in or 1):.1f}", f"{least}" if least else "-"]
        for label, n, least in _groups(came, telling=telling)
    ]
    table = _table([("กลุ่ม", 4, "left"), ("คน", 1, "right"), ("ร้อยละ", 1, "right"), ("ขั้นต่ำ", 1, "right")], rows)
    return {"heading": "ผู้เข้าร่วมประชุม", "paragraphs": [words, *told], "tables": [table] if rows else []}


def _groups(came: Door, *, telling: bool) -> list[tuple[str, int, int | None]]:
    """Groups with their numbers. Published, the few are told together with the next, so that no one can be counted out."""
    lines = [(line.label, line.share.came, line.share.least) for line in came.groups]
    if telling:
        return lines
    many = [line for line in lines if line[1] >= FEWEST_TOLD]
    few = sum(line[1] for line in lines if line[1] < FEWEST_TOLD)
    while 0 < few < FEWEST_TOLD and many:
        few += many.pop()[1]
    return [*many, ("กลุ่มอื่นรวมกัน", few, None)] if few >= FEWEST_TOLD else many


def _agenda(actor: Actor, assembly: Assembly) -> list[dict[str, Any]]:
    points = [f"ระเบียบวาระที่ {item.number} {item.title}" for item in agenda(actor, assembly)]
    return [{"heading": "ระเบียบวาระการประชุม", "points": points}] if points else []


def _said(actor: Actor, assembly: Assembly) -> list[dict[str, Any]]:
    rows = [
        [
            str(number),
            shown.problem.sentence,
            shown.problem.get_category_display(),
            f"{shown.problem.voices:,}",
            shown.state_label or "รับเรื่องแล้ว",
        ]
        for number, shown in enumerate(answered(problems(actor, assembly=assembly), most=MOST_PROBLEMS), start=1)
    ]
    if not rows:
        return []
    table = _table(
        [
            ("ที่", 0.6, "center"),
            ("ปัญหาและความต้องการ", 5, "left"),
            ("ด้าน", 2, "left"),
            ("เสียง", 0.9, "right"),
            ("สถานะ", 1.8, "left"),
        ],
        rows,
    )
    return [{"heading": "ปัญหาและความต้องการที่ที่ประชุมเสนอ", "tables": [table]}]


def _standing(actor: Actor, assembly: Assembly) -> list[VoteResult]:
    """The votes that were not called off."""
    return [result for result in vote_results(actor, votes(actor, assembly)) if not result.withdrawn]


def _voted(result: VoteResult) -> dict[str, Any]:
    vote = result.vote
    about = f"วงเงิน {vote.budget:,.2f} บาท" if vote.with_money else f"เลือก {result.chosen} ข้อ"
    words = [
        f"{about} วิธีลงคะแนน: {vote.get_kind_display()} วิธีนับ: {result.rule_label}",
        _outcome(result) if result.counted else "ยังไม่ได้นับคะแนน",
    ]
    if result.represented:
        served, by_votes = result.represented
        words.append(
            f"ผู้ลงคะแนนร้อยละ {served:.1f} ได้อย่างน้อยหนึ่งข้อที่ตนเลือก (หากนับตามคะแนนมากอย่างเดียวจะเป็นร้อยละ {by_votes:.1f})"
        )
    words += [f"ข้อ {tie.said} ได้คะแนนเท่ากันพอดี จึงใช้ข้อ {tie.taken} ซึ่งมาก่อนตามกติกาที่ประกาศไว้" for tie in result.ties]
    rows = [
        [
            str(line.proposal.number),
            line.proposal.name,
            *([f"{line.proposal.cost:,.2f}"] if vote.with_money else []),
            f"{line.marks:,}" if result.counted else "-",
            _won(result, won=line.won) if result.counted else "-",
            line.reason,
        ]
        for line in result.proposals
    ]
    table = _table(
        [
            ("ที่", 0.6, "center"),
            ("ข้อเสนอ", 2.6, "left"),
            *([("บาท", 1.6, "right")] if vote.with_money else []),
            (result.marks_label, 0.9, "right"),
            ("ผล", 1.2, "left"),
            ("เหตุผล", 3.6, "left"),
        ],
        rows,
    )
    return {"heading": f"การลงคะแนน: {vote.question}", "paragraphs": words, "tables": [table]}


def _won(result: VoteResult, *, won: bool) -> str:
    if result.vote.with_money:
        return "ได้ทำ" if won else "ยังไม่ได้ทำ"
    return "ได้รับเลือก" if won else "ไม่ได้รับเลือก"


def _outcome(result: VoteResult) -> str:
    won = [f"{line.proposal.number}. {line.proposal.name}" for line in result.proposals if line.won]
    spent = result.counted.spent if result.counted else 0
    unit = "มือ" if result.by_hands else "ใบ"
    if not won:
        return f"จากคะแนน {result.ballots:,} {unit} ไม่มีข้อใดได้รับเลือก"
    money = f" รวมเป็นเงิน {spent:,.2f} บาท" if result.vote.with_money else ""
    return f"จากคะแนน {result.ballots:,} {unit} ที่ประชุมเลือก {', '.join(won)}{money}"


def _resolved(actor: Actor, assembly: Assembly) -> list[dict[str, Any]]:
    points = [f"มติที่ {each.number} {each.text}" for each in resolutions(actor, assembly)]
    return [{"heading": "มติที่ประชุม", "points": points}] if points else []


def _table(columns: Sequence[tuple[str, float, str]], rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    return {
        "caption": "",
        "columns": [{"heading": heading, "width": width, "align": align} for heading, width, align in columns],
        "rows": [list(row) for row in rows],
    }


def _as_docx(data: Mapping[str, Any]) -> bytes:
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Mm(30), Mm(20), Mm(25), Mm(20)
    write_in_sarabun(document, 16)

    def write(
        text: str,
        *,
        points: float | None = None,
        bold: bool = False,
        middle: bool = False,
        indent: int = 0,
        stays: bool = False,
    ) -> None:
        paragraph = document.add_paragraph()
        shape_letters(paragraph.add_run(official_digits(text)), points, bold=bold)
        # A heading, and the lines of a signature, stay on the page of what follows them.
        paragraph.paragraph_format.keep_with_next = stays
        if middle:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if indent:
            paragraph.paragraph_format.first_line_indent = Mm(indent)

    if data["stamp"]:
        write(data["stamp"])
    write(data["title"], points=18, bold=True, middle=True)
    for line in data["subtitle"]:
        write(line, bold=True, middle=True)
    for section in data["sections"]:
        write(section["heading"], bold=True, stays=True)
        for text in (*section.get("paragraphs", ()), *section.get("points", ())):
            write(text, indent=25)
        for table in section.get("tables", ()):
            _write_table(document, table)
    for signature in data["signatures"]:
        lines = ("", signature["closing"], f"(ลงชื่อ) {_DOTS}", f"({_DOTS})", signature["position"])
        for line in lines:
            write(line, middle=True, stays=line != signature["position"])
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _write_table(document: Any, table: Mapping[str, Any]) -> None:
    columns = table["columns"]
    grid = document.add_table(rows=1, cols=len(columns))
    grid.style = "Table Grid"
    repeat_on_every_page(grid.rows[0])
    _fill(grid.rows[0], columns, [column["heading"] for column in columns], heading=True)
    for row in table["rows"]:
        _fill(grid.add_row(), columns, row)


def _fill(row: Any, columns: Sequence[Mapping[str, Any]], texts: Sequence[str], *, heading: bool = False) -> None:
    whole = sum(column["width"] for column in columns)
    for cell, text, column in zip(row.cells, texts, columns, strict=True):
        cell.width = Mm(160 * column["width"] / whole)
        shape_letters(cell.paragraphs[0].add_run(official_digits(text)), 14, bold=heading)
        if heading or column["align"] == "center":
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif column["align"] == "right":
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
