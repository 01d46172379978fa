from __future__ import annotations

from huangyai.kernel import Refusal

SHORTEST_REASON = 10


def require_reason(reason: str) -> str:
    """Every answer to a problem carries a reason that a resident can read."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal(
            "reason-missing",
            th="โปรดเขียนเหตุผลให้ผู้พูดอ่านเข้าใจ อย่างน้อยหนึ่งประโยค",
            en="Please write a reason, at least a sentence, that those who said it can understand.",
        )
    return reason.strip()


def require_sentence(sentence: str) -> str:
    """A problem is written down in words."""
    if len(sentence.strip()) < 5:
        raise Refusal(
            "sentence-missing",
            th="โปรดเขียนปัญหาหรือความต้องการเป็นข้อความสั้น ๆ ก่อนบันทึก",
            en="Please write the problem or need in a few words first.",
        )
    return sentence.strip()


def require_minutes(minutes: str) -> str:
    """An assembly ends with minutes, because they are what the public gets of it."""
    if len(minutes.strip()) < SHORTEST_REASON:
        raise Refusal(
            "minutes-missing",
            th="โปรดเขียนรายงานการประชุมก่อนปิดประชาคม ประชาชนจะอ่านได้ทันที",
            en="Please write the minutes before closing; the public reads them at once.",
        )
    return minutes.strip()
