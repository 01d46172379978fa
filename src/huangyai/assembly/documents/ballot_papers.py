from __future__ import annotations

from collections.abc import Callable, Sequence

from huangyai.assembly.documents.codes import bars_of
from huangyai.assembly.models import BallotPaper, Vote
from huangyai.design.documents import find_fonts, render_document

_HOW = {
    Vote.Kind.APPROVAL.value: ("กาเครื่องหมาย ✓ หน้าทุกข้อที่เห็นด้วย", "✓"),
    Vote.Kind.KNAPSACK.value: ("กาเครื่องหมาย ✓ หน้าข้อที่ต้องการ รวมแล้วไม่เกินวงเงิน", "✓"),
    Vote.Kind.POINTS.value: ("เขียนคะแนนหน้าข้อที่ต้องการ รวมทุกข้อไม่เกินคะแนนที่มี", "คะแนน"),
    Vote.Kind.RANKING.value: ("เขียนลำดับ 1 2 3 หน้าข้อที่ต้องการ ลำดับ 1 สำคัญที่สุด", "ลำดับ"),
    Vote.Kind.HANDS.value: ("ยกมือ", ""),
}


def ballot_papers_document(vote: Vote, papers: Sequence[BallotPaper], address_of: Callable[[str], str]) -> bytes:
    """Ballot papers as PDF, one a page of A5. The code says that a paper is genuine and not yet entered, not whose it is."""
    how, mark = _HOW[vote.kind]
    if vote.kind == Vote.Kind.POINTS:
        how = f"{how} ({vote.points} คะแนน)"
    if vote.kind == Vote.Kind.KNAPSACK:
        how = f"{how} ({vote.budget:,.0f} บาท)"
    return render_document(
        "assembly/documents/typst/ballot_papers",
        {
            "title": "บัตรลงคะแนน",
            "place": vote.assembly.title,
            "question": vote.question,
            "how": how,
            "mark": mark,
            "money": "บาท" if vote.with_money else "",
            "secret": "ห้ามเขียนชื่อหรือทำเครื่องหมายอื่น รหัสบนบัตรใช้ตรวจว่าบัตรใบนี้กรอกครั้งเดียว ไม่ได้บอกว่าเป็นของใคร",
            "proposals": [
                {
                    "number": str(each.number),
                    "name": each.name,
                    "cost": f"{each.cost:,.0f}" if vote.with_money else "",
                }
                for each in vote.proposals.all()
            ],
            "papers": [{"code": paper.code, "qr": bars_of(address_of(paper.code))} for paper in papers],
        },
        fonts=find_fonts(),
    )
