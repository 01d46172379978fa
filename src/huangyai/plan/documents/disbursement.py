"""The papers behind a project's spending in one file for the auditor, with what is missing named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from huangyai.design.documents import find_fonts, render_document
from huangyai.kernel import Actor, BuddhistDate, Money
from huangyai.office.documents import correction_rows
from huangyai.places.models import Municipality
from huangyai.plan.models import PaymentPaper, Project
from huangyai.plan.queries.approval import RequestLine, approval_requests, request_lines
from huangyai.plan.queries.following import (
    StepLine,
    YearFlow,
    held_sessions,
    missing_of,
    money_flow,
    payee_of,
    payment_papers,
)
from huangyai.plan.rules.disbursement import ATTENDANCE
from huangyai.plan.rules.following import STAGE_WORDS, Stage

_PARTS = {"baht": "จำนวนเงิน (บาท)", "day": "วันที่", "document_number": "เลขที่เอกสาร", "what": "ข้อความที่ขอ"}
_THERE, _NOT_THERE = "มี", "ไม่มี"


def disbursement_pdf(actor: Actor, project: Project) -> bytes:
    """Approvals with their signatures, the steps of the money, every paper behind each payment, the sessions, the
    corrections, and one list of everything that is not there."""
    return render_document("letter", _papers(actor, project), fonts=find_fonts())


def _papers(actor: Actor, project: Project) -> dict[str, Any]:
    with override("th"):
        municipality = Municipality.objects.get(pk=project.municipality_id)
        flows, requests = money_flow(project), request_lines(approval_requests(actor, project=project))
        papers = payment_papers(actor, project)
        steps = [step for flow in flows for stage in flow.stages for step in stage.steps]
        return {
            "title": "เอกสารประกอบการเบิกจ่ายโครงการ",
            "subtitle": [project.name, municipality.place_th],
            "stamp": f"พิมพ์เมื่อ {BuddhistDate(timezone.localdate()).short()}",
            "particulars": [["หน่วยงานที่รับผิดชอบ", project.responsible_unit or "-"], *_year_words(flows)],
            "sections": [
                _missing(actor, project),
                *_approvals(requests),
                *_steps(steps),
                *_payments(steps, papers),
                *_sessions(project, papers),
                *_corrected(steps, requests),
            ],
            "signatures": [
                {"closing": "ผู้จัดทำ", "name": "", "position": "", "date": ""},
                {"closing": "ผู้ตรวจสอบ", "name": "", "position": "", "date": ""},
            ],
        }


def _year_words(flows: Sequence[YearFlow]) -> list[list[str]]:
    return [
        [
            f"ปีงบประมาณ {flow.year}",
            " · ".join(f"{stage.words.th} {Money.baht(stage.baht)}" for stage in flow.stages) + " บาท",
        ]
        for flow in flows
        if flow.moved
    ]


def _missing(actor: Actor, project: Project) -> dict[str, Any]:
    points = [f"{number}. {words.th}" for number, words in enumerate(missing_of(actor, project), start=1)]
    if not points:
        return {"heading": "สิ่งที่ยังขาด", "paragraphs": ["ไม่มี เอกสารครบตามรายการที่ระบบตรวจ"]}
    return {"heading": f"สิ่งที่ยังขาด {len(points)} รายการ", "points": points}


def _approvals(requests: Sequence[RequestLine]) -> list[dict[str, Any]]:
    rows = []
    for line in reversed(requests):
        request = line.request
        head = [str(request.number), BuddhistDate(request.asked_on).short(), f"{request.baht:,.2f}"]
        for place in line.places:
            if place.signature:
                signature = place.signature
                rows.append(
                    [
                        *head,
                        "\n".join(signature.block),
                        BuddhistDate(signature.signed_on).short(),
                        signature.digest[:12],
                    ]
                )
            elif not line.asking.given_up:
                rows.append([*head, f"รอ{place.rung.position}", "-", "-"])
        if line.asking.sent_back:
            back = request.refusal
            rows.append([*head, f"ส่งคืน: {back.reason}", BuddhistDate(back.refused_on).short(), "-"])
        if line.asking.withdrawn:
            taken = request.withdrawal
            rows.append([*head, f"ถอนเรื่อง: {taken.reason}", BuddhistDate(taken.withdrawn_on).short(), "-"])
    columns = [
        ("เลขที่", 2.1, "left"),
        ("วันที่ขอ", 1.5, "left"),
        ("บาท", 1.5, "right"),
        ("ผู้ลงนาม", 3.0, "left"),
        ("วันที่ลงนาม", 1.5, "left"),
        ("รหัสสิ่งที่ลงนาม", 1.9, "left"),
    ]
    return _section("การอนุมัติ", columns, rows)


def _steps(steps: Sequence[StepLine]) -> list[dict[str, Any]]:
    rows = [
        [
            STAGE_WORDS[Stage(line.step.stage)].th,
            str(line.step.year),
            BuddhistDate(line.day).short(),
            line.number,
            f"{line.baht:,.2f}" + (" *" if line.corrections else ""),
            _THERE if line.step.document_id else _NOT_THERE,
        ]
        for line in steps
    ]
    columns = [
        ("ขั้นของเงิน", 2, "left"),
        ("ปี", 0.8, "center"),
        ("วันที่", 1.5, "left"),
        ("เลขที่เอกสาร", 2.6, "left"),
        ("บาท", 1.7, "right"),
        ("ไฟล์", 0.8, "center"),
    ]
    return _section("เงินแต่ละขั้น", columns, rows)


def _payments(steps: Sequence[StepLine], papers: Sequence[PaymentPaper]) -> list[dict[str, Any]]:
    by_step = defaultdict(list)
    for paper in papers:
        by_step[paper.step_id].append(paper)
    columns = [
        ("หลักฐาน", 1.8, "left"),
        ("รายการ", 2.8, "left"),
        ("ผู้รับเงิน", 2.2, "left"),
        ("เลขที่", 1.3, "left"),
        ("วันที่", 1.4, "left"),
        ("บาท", 1.5, "right"),
        ("ไฟล์", 0.7, "center"),
    ]
    found = []
    for line in steps:
        if line.step.stage != Stage.PAID:
            continue
        rows = [
            [
                str(paper.get_kind_display()),
                paper.what,
                payee_of(paper) or "-",
                paper.number or "-",
                BuddhistDate(paper.day).short(),
                f"{paper.baht:,.2f}" if paper.baht is not None else "-",
                _THERE if paper.document_id else _NOT_THERE,
            ]
            for paper in by_step[line.step.pk]
        ]
        words = f"หลักฐานการจ่าย {line.number} วันที่ {BuddhistDate(line.day).short()} จำนวน {line.baht:,.2f} บาท"
        found += _section(words, columns, rows) or [{"heading": words, "paragraphs": ["ยังไม่มีหลักฐาน"]}]
    return found


def _sessions(project: Project, papers: Sequence[PaymentPaper]) -> list[dict[str, Any]]:
    signed = {paper.day: paper for paper in papers if paper.kind == ATTENDANCE}
    rows = [
        [
            BuddhistDate(session.day).short(),
            session.name,
            f"{session.came:,}",
            _THERE if session.day in signed else _NOT_THERE,
        ]
        for session in held_sessions(project)
    ]
    columns = [("วันที่", 1.5, "left"), ("กิจกรรม", 5, "left"), ("มาร่วม (คน)", 1.4, "right"), ("บัญชีลงชื่อ", 1.4, "center")]
    return _section("ครั้งที่จัด", columns, rows)


def _corrected(steps: Sequence[StepLine], requests: Sequence[RequestLine]) -> list[dict[str, Any]]:
    rows = [
        [row["day"], f"{name} {row['part']}", row["wrong"], row["right"], f"{row['reason']} ({row['by']})"]
        for name, corrections in [
            *(
                (f"{STAGE_WORDS[Stage(line.step.stage)].th} {line.step.document_number}", line.told_corrections)
                for line in steps
            ),
            *((f"คำขอ {line.request.number}", line.corrections) for line in requests),
        ]
        for row in correction_rows(corrections, _PARTS)
    ]
    columns = [
        ("วันที่แก้", 1.4, "left"),
        ("ส่วนที่แก้", 2.4, "left"),
        ("เดิม", 1.8, "left"),
        ("ที่ถูกต้อง", 1.8, "left"),
        ("เหตุผลและผู้แก้", 2.6, "left"),
    ]
    return _section("แก้ไขหลังลงนาม (* ในตาราง)", columns, rows)


def _section(
    heading: str, columns: Sequence[tuple[str, float, str]], rows: Sequence[Sequence[str]]
) -> list[dict[str, Any]]:
    if not rows:
        return []
    table = {
        "caption": "",
        "columns": [{"heading": name, "width": width, "align": align} for name, width, align in columns],
        "rows": [list(row) for row in rows],
    }
    return [{"heading": heading, "tables": [table]}]
