"""The request for a project's money as a memo (บันทึกข้อความ), with everybody's signature as far as it is there."""

from __future__ import annotations

from django.utils.translation import override
from pythainlp.util import bahttext

from huangyai.kernel import BuddhistDate, Money
from huangyai.office.documents import Endorsement, Memo, correction_rows, memo_pdf
from huangyai.office.queries import block_of_writer
from huangyai.plan.models import ApprovalRequest
from huangyai.plan.queries.approval import RequestLine, is_as_asked
from huangyai.plan.rules.approval import request_subject

_PARTS = {"what": "ข้อความที่ขอ"}
_DOTS = "." * 40


def request_memo_pdf(line: RequestLine) -> bytes:
    """A request as the memo that goes from desk to desk, as PDF."""
    return memo_pdf(request_memo(line))


def request_memo(line: RequestLine) -> Memo:
    """What the memo says: what is asked, for how much, and who signed it in which standing."""
    asked = line.request
    with override("th"):
        return Memo(
            unit=asked.unit,
            number=str(asked.number),
            date=asked.asked_on,
            subject=request_subject(asked.project.name),
            addressee=line.chain[-1].position,
            paragraphs=_paragraphs(asked),
            block=_asked_by(asked),
            stamp=_stamp(line),
            endorsements=_endorsements(line),
            corrections=tuple(correction_rows(line.corrections, _PARTS)),
        )


def _asked_by(asked: ApprovalRequest) -> tuple[str, ...]:
    if asked.asked_by is None:
        return (f"({_DOTS})", "ผู้ขออนุมัติ")
    return block_of_writer(asked.asked_by, asked.municipality_id, asked.asked_on)


def _paragraphs(asked: ApprovalRequest) -> tuple[str, ...]:
    project, plan = asked.project, asked.project.plan
    amount = Money.baht(asked.baht)
    programme = f" {project.programme}" if project.programme else ""
    found = [
        *(text.strip() for text in asked.what.splitlines()),
        f"โครงการนี้อยู่ในแผนพัฒนาท้องถิ่น (พ.ศ. {plan.first_year} - {plan.last_year}){programme} ปีงบประมาณ {asked.year}",
        f"วัตถุประสงค์ {project.objective}" if project.objective else "",
        f"เป้าหมาย {project.target_output}" if project.target_output else "",
        f"วงเงินที่ขออนุมัติ {amount} บาท ({bahttext(float(asked.baht))})",
        f"ขอครั้งนี้แทนเรื่องเลขที่ {asked.again.number} ซึ่งส่งคืนให้แก้ไข" if asked.again else "",
        "จึงเรียนมาเพื่อโปรดพิจารณาอนุมัติ",
    ]
    return tuple(text for text in found if text)


def _stamp(line: RequestLine) -> str:
    if line.asking.sent_back:
        return "ส่งคืนแล้ว"
    if line.approved:
        return ""
    if line.turn is None:
        return "ถอนเรื่องแล้ว"
    return "ยังลงนามไม่ครบ" if is_as_asked(line.request) else "โครงการถูกแก้หลังขออนุมัติ"


def _endorsements(line: RequestLine) -> tuple[Endorsement, ...]:
    found = []
    for place in line.places:
        if place.signature:
            last = place is line.places[-1]
            found.append(
                Endorsement(
                    "อนุมัติ" if last else "เห็นควรอนุมัติ",
                    tuple(place.signature.block),
                    f"ลงนาม {BuddhistDate(place.signature.signed_on).short()}",
                )
            )
        elif line.turn is not None:
            found.append(Endorsement("รอลงนาม", (f"({_DOTS})", place.rung.position)))
    if line.asking.sent_back:
        back = line.request.refusal
        found.append(
            Endorsement(f"ส่งคืน: {back.reason}", (f"({back.tenure.name})",), BuddhistDate(back.refused_on).short())
        )
    return tuple(found)
