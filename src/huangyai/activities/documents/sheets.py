"""What lies on the table: the sheet on which people sign up, and the cards with everybody's code."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils import timezone

from huangyai.activities.models import Enrolment, Session
from huangyai.activities.rules.codes import spaced_code
from huangyai.assembly.documents.codes import bars_of
from huangyai.design.documents import find_fonts, render_document
from huangyai.kernel import BuddhistDate
from huangyai.outbox.rules import at_the_clock

MOST_CARDS = 300
_LINES = 20


def sign_up_sheet_document(session: Session, address: str) -> bytes:
    """The paper sheet to sign up on, as PDF, with a QR code to the public page of the session, and the answer sheet."""
    return render_document(
        "activities/documents/typst/sign_up_sheet",
        {
            "title": "ใบลงชื่อสมัครเข้าร่วมกิจกรรม",
            "subtitle": [session.activity.name, _when(session)],
            "note": "เขียนตัวบรรจง เทศบาลใช้ชื่อและเบอร์โทรเพื่อติดต่อเรื่องกิจกรรมนี้เท่านั้น หากเต็มจะจดไว้ในรายชื่อสำรอง",
            "scan": "หรือสแกนเพื่อสมัครด้วยโทรศัพท์ของท่าน",
            "qr": bars_of(address),
            "lines": [str(number) for number in range(1, _LINES + 1)],
            "questions": {
                "title": "แบบสอบถามหลังกิจกรรม (ไม่ต้องเขียนชื่อ)",
                "note": "วงกลมเลขที่ตรงใจ 1 น้อยที่สุด 5 มากที่สุด",
                "rows": [
                    "ท่านพอใจกิจกรรมครั้งนี้เพียงใด",
                    "ก่อนเข้าร่วม ท่านทำเรื่องนี้ได้เพียงใด",
                    "หลังเข้าร่วม ท่านทำเรื่องนี้ได้เพียงใด",
                ],
            },
        },
        fonts=find_fonts(),
    )


def cards_document(session: Session, enrolments: Iterable[Enrolment], address_of: Callable[[str], str]) -> bytes:
    """A card for everybody who is expected, to cut out: the name, the code, and a QR code for the door."""
    return render_document(
        "activities/documents/typst/cards",
        {
            "title": session.activity.name,
            "when": _when(session),
            "note": "โปรดนำบัตรนี้มาด้วย หากมาไม่ได้โปรดแจ้งเทศบาล",
            "cards": [
                {
                    "name": enrolment.person.full_name,
                    "code": spaced_code(enrolment.code),
                    "qr": bars_of(address_of(enrolment.code)),
                }
                for enrolment in enrolments
                if enrolment.code
            ],
        },
        fonts=find_fonts(),
    )


def _when(session: Session) -> str:
    begins, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    day = BuddhistDate(begins.date()).with_weekday("th")
    return f"{day} เวลา {at_the_clock(begins).removesuffix('น.').strip()}–{at_the_clock(ends)} ณ {session.venue.name}"
