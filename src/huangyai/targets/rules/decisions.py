"""What the joint meeting has to say, and until when its word holds."""

from __future__ import annotations

import calendar
import datetime as dt

from huangyai.kernel import Refusal

SHORTEST = 3


def require_meeting_reason(reason: str) -> None:
    """The meeting says why, for every name that it takes or leaves."""
    if len(reason.strip()) < SHORTEST:
        raise Refusal(
            "reason-missing",
            th="โปรดเขียนเหตุผลของที่ประชุมสำหรับชื่อนี้",
            en="Please write the meeting's reason for this name.",
        )


def require_open(*, closed: bool) -> None:
    """A meeting that ended says nothing more; what is left goes to the next one."""
    if closed:
        raise Refusal(
            "meeting-closed",
            th="การประชุมนี้ปิดแล้ว ชื่อที่เหลือให้นำเข้าการประชุมครั้งถัดไป",
            en="This meeting is closed; take what is left to the next one.",
        )


def require_question(text: str) -> None:
    """A question, or an answer, says something."""
    if len(text.strip()) < SHORTEST:
        raise Refusal(
            "question-empty", th="โปรดเขียนคำถามหรือคำตอบให้ครบถ้วน", en="Please write the question or the answer in full."
        )


def look_again_day(held_on: dt.date, months: int | None) -> dt.date | None:
    """The same day so many months later; the last of the month where that month is shorter."""
    if not months:
        return None
    years, month = divmod(held_on.month - 1 + months, 12)
    year, month = held_on.year + years, month + 1
    return dt.date(year, month, min(held_on.day, calendar.monthrange(year, month)[1]))
