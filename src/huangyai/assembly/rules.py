"""What an assembly may decide, and what a problem's answer must say."""

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


def require_choices(choices: list[int], numbers: set[int]) -> list[int]:
    """A ballot names proposals of this vote, each once."""
    unknown = [choice for choice in choices if choice not in numbers]
    if not choices or unknown or len(set(choices)) != len(choices):
        raise Refusal(
            "ballot-invalid",
            th="บัตรนี้เลือกหมายเลขที่ไม่มี หรือเลือกซ้ำ โปรดตรวจบัตรแล้วกรอกใหม่",
            en="This ballot names a number that is not on it, or one twice; check the ballot and enter it again.",
        )
    return sorted(choices)
