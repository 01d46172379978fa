"""The certificate that somebody takes home."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from huangyai.activities.models import Certificate
from huangyai.design.documents import find_fonts, render_document
from huangyai.kernel import BuddhistDate


def certificates_document(municipality: str, certificates: Iterable[Certificate]) -> bytes:
    """A page of A4 for each certificate, as PDF, with empty lines for the signature."""
    papers = []
    for one in certificates:
        session = one.enrolment.session
        whole = session.activity.meetings > 1
        papers.append(
            {
                "name": one.enrolment.person.full_name,
                "number": f"เลขที่ {one.number}/{one.fiscal_year}",
                "says": "ได้เข้าร่วมกิจกรรมครบตามเกณฑ์" if whole else "ได้เข้าร่วมกิจกรรม",
                "what": session.activity.name,
                "project": f"โครงการ{session.activity.project.name.removeprefix('โครงการ')}",
                "day": f"ให้ไว้ ณ วันที่ {BuddhistDate(timezone.localdate(one.made_at)).long()}",
            }
        )
    return render_document(
        "activities/documents/typst/certificates",
        {"title": "ใบรับรอง", "issuer": municipality, "gives": "ขอมอบใบรับรองฉบับนี้ไว้เพื่อแสดงว่า", "papers": papers},
        fonts=find_fonts(),
    )
