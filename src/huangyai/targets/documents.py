"""A joint meeting on paper: its minutes, and the list that the parties sign."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from huangyai.design.documents import find_fonts, render_document
from huangyai.kernel import Actor, BuddhistDate
from huangyai.ledger.models import ChainHead
from huangyai.places.models import Municipality
from huangyai.targets.models import JointMeeting, Party
from huangyai.targets.queries.meetings import (
    DecidedName,
    age_of,
    decided_at,
    is_closed,
    names_waiting,
    questions,
    words_on,
)


def minutes_document(actor: Actor, meeting: JointMeeting) -> bytes:
    """The minutes as an official paper: who sat there, the rule, every name with the words on it, what is open."""
    target_list = meeting.target_list
    decided = decided_at(meeting)
    words = words_on(meeting, [decision.candidate for decision in decided])
    confirmed = [decision for decision in decided if decision.confirmed]
    declined = [decision for decision in decided if not decision.confirmed]
    # What waits is told as long as the meeting goes on; afterwards later meetings have dealt with it.
    waits = "" if is_closed(meeting) else f" และยังรอพิจารณา {names_waiting(actor, meeting).count():,} ราย"
    parties = list(meeting.parties.all())
    sections: list[dict[str, object]] = [
        {
            "heading": "ผู้เข้าร่วมประชุม",
            "points": [
                f"{at}. {party.name}{' (ประธาน)' if party.chairs else ''}" for at, party in enumerate(parties, start=1)
            ],
        },
        {
            "heading": "ระเบียบวาระที่ 1 เกณฑ์และที่มาของรายชื่อ",
            "paragraphs": [
                f"ฝ่ายเลขานุการแจ้งว่ารายชื่อ “{target_list.name}” จัดทำตามบัตรเกณฑ์ “{target_list.criterion.name}” "
                f"ฉบับที่ {target_list.criterion.version} คือ {target_list.criterion.sentence}",
                *([f"เพื่อตอบเรื่องที่ประชาชนพูดในประชาคมว่า “{target_list.problem.sentence}”"] if target_list.problem else []),
                f"ที่ประชุมตกลงกติกาว่า ชื่อหนึ่งจะได้รับการยืนยันเมื่อ{_rule(meeting)}",
            ],
        },
        {
            "heading": "ระเบียบวาระที่ 2 พิจารณารายชื่อ",
            "paragraphs": [
                f"ที่ประชุมพิจารณาแล้ว {len(decided):,} ราย ยืนยัน {len(confirmed):,} ราย "
                f"ไม่ยืนยัน {len(declined):,} ราย{waits} ดังนี้"
            ],
            "tables": [
                table
                for table in (
                    _names_table(meeting, "รายชื่อที่ที่ประชุมยืนยัน", confirmed),
                    _names_table(meeting, "รายชื่อที่ที่ประชุมไม่ยืนยัน", declined),
                )
                if table["rows"]
            ],
        },
        *_differing(decided, words),
        *_open_matters(meeting),
    ]
    return _paper(
        actor,
        meeting,
        title="รายงานการประชุมร่วมเพื่อยืนยันรายชื่อ",
        sections=sections,
        signatures=[
            {"closing": "ผู้จดรายงานการประชุม", "name": "", "position": "เลขานุการที่ประชุม", "date": ""},
            {"closing": "ผู้ตรวจรายงานการประชุม", "name": "", "position": _chair(parties), "date": ""},
        ],
    )


def signed_list_document(actor: Actor, meeting: JointMeeting) -> bytes:
    """The confirmed names, and a place where every party signs for them."""
    confirmed = [decision for decision in decided_at(meeting) if decision.confirmed]
    parties = list(meeting.parties.all())
    return _paper(
        actor,
        meeting,
        title="บัญชีรายชื่อที่ที่ประชุมร่วมยืนยัน",
        sections=[
            {
                "heading": meeting.target_list.name,
                "paragraphs": [f"ผู้ลงนามท้ายบัญชีนี้ขอรับรองว่าได้ร่วมพิจารณาและยืนยันรายชื่อ {len(confirmed):,} ราย ดังต่อไปนี้"],
                "tables": [_names_table(meeting, "", confirmed)] if confirmed else [],
            }
        ],
        signatures=[
            {"closing": "ผู้แทน", "name": "", "position": party.name, "date": "วันที่ ........................"}
            for party in parties
        ],
    )


def _paper(
    actor: Actor,
    meeting: JointMeeting,
    *,
    title: str,
    sections: Sequence[dict[str, object]],
    signatures: Sequence[dict[str, str]],
) -> bytes:
    municipality = Municipality.objects.get(pk=actor.municipality_id)
    printed = BuddhistDate(timezone.localdate()).long()
    state = "" if is_closed(meeting) else "ร่าง ยังไม่ปิดการประชุม"
    return render_document(
        "letter",
        {
            "title": title,
            "subtitle": [
                municipality.place_th,
                f"วันที่ {BuddhistDate(meeting.held_on).long()} ณ {meeting.venue}",
            ],
            "stamp": state,
            "sections": [
                *sections,
                {"paragraphs": [f"พิมพ์จากระบบเมื่อวันที่ {printed} ตรงกับบันทึกที่แก้ไขไม่ได้ลำดับที่ {_position(actor):,}"]},
            ],
            "signatures": list(signatures),
        },
        fonts=find_fonts(),
    )


def _position(actor: Actor) -> int:
    """Where the record that nobody can change stood when the paper was printed."""
    return (
        ChainHead.objects.filter(municipality_id=actor.municipality_id).values_list("position", flat=True).first() or 0
    )


def _names_table(meeting: JointMeeting, caption: str, decisions: Sequence[DecidedName]) -> dict[str, object]:
    rows = []
    for at, decision in enumerate(decisions, start=1):
        person = decision.candidate.person
        age = age_of(person, meeting.held_on)
        home = f"{person.household.house_no} {person.household.village}" if person.household else "ไม่ทราบบ้าน"
        rows.append([str(at), person.full_name, "" if age is None else str(age), home, decision.reason])
    return {
        "caption": caption,
        "columns": [
            {"heading": "ที่", "width": 0.6, "align": "center"},
            {"heading": "ชื่อ-สกุล", "width": 2.6, "align": "left"},
            {"heading": "อายุ", "width": 0.7, "align": "right"},
            {"heading": "ที่อยู่", "width": 2.2, "align": "left"},
            {"heading": "เหตุผลของที่ประชุม", "width": 3.4, "align": "left"},
        ],
        "rows": rows,
    }


def _differing(decisions: Sequence[DecidedName], words: object) -> list[dict[str, object]]:
    """Names on which the parties did not agree, with each party's word."""
    told = words if isinstance(words, dict) else {}
    rows = []
    for decision in decisions:
        said = told.get(decision.candidate.pk, ())
        if len({word.confirms for word in said}) > 1:
            lines = "; ".join(f"{word.party}: {'ยืนยัน' if word.confirms else 'ไม่ยืนยัน'} ({word.reason})" for word in said)
            outcome = "ยืนยัน" if decision.confirmed else "ไม่ยืนยัน"
            rows.append([decision.candidate.person.full_name, lines, outcome])
    if not rows:
        return []
    table = {
        "caption": "",
        "columns": [
            {"heading": "ชื่อ-สกุล", "width": 2, "align": "left"},
            {"heading": "ความเห็นของแต่ละฝ่าย", "width": 5, "align": "left"},
            {"heading": "ผล", "width": 1, "align": "center"},
        ],
        "rows": rows,
    }
    return [{"heading": "รายชื่อที่แต่ละฝ่ายเห็นต่างกัน", "tables": [table]}]


def _open_matters(meeting: JointMeeting) -> list[dict[str, object]]:
    points = []
    for at, question in enumerate(questions(meeting), start=1):
        answer = f" ตอบแล้ว: {question.answer.answer}" if hasattr(question, "answer") else ""
        whose = f" (ผู้รับผิดชอบ {question.falls_to})" if question.falls_to else ""
        points.append(f"{at}. {question.question}{whose}{answer}")
    found: list[dict[str, object]] = []
    if points:
        found.append({"heading": "เรื่องที่ต้องหาคำตอบ", "points": points})
    if is_closed(meeting) and meeting.closure.resolution:
        found.append({"heading": "ระเบียบวาระที่ 3 เรื่องอื่น ๆ", "paragraphs": meeting.closure.resolution.splitlines()})
    return found


def _rule(meeting: JointMeeting) -> str:
    told = {
        JointMeeting.Rule.TOGETHER: "ที่ประชุมเห็นพ้องร่วมกัน",
        JointMeeting.Rule.ALL: "ทุกฝ่ายเห็นชอบ",
        JointMeeting.Rule.MAJORITY: "ฝ่ายที่มาประชุมเห็นชอบเกินกึ่งหนึ่ง",
        JointMeeting.Rule.CHAIR: "ประธานชี้ขาดหลังจากฟังทุกฝ่ายแล้ว",
        JointMeeting.Rule.AT_LEAST: f"มีฝ่ายที่เห็นชอบอย่างน้อย {meeting.least} ฝ่าย",
    }
    return told[JointMeeting.Rule(meeting.rule)]


def _chair(parties: Sequence[Party]) -> str:
    return next((f"ประธานที่ประชุม ({party.name})" for party in parties if party.chairs), "ประธานที่ประชุม")
