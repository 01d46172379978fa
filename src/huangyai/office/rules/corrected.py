"""A mistake in something signed is put right beside it, never in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huangyai.kernel import Refusal


@dataclass(frozen=True, slots=True)
class Corrected:
    """One correction, as pages and papers show it."""

    part: str
    wrong: str
    right: str
    reason: str
    by: str
    on: dt.date


def require_correction(wrong: str, right: str, reason: str) -> None:
    """Refuse a correction that changes nothing or says no reason."""
    if wrong.strip() == right.strip():
        raise Refusal(
            "nothing-corrected",
            th="ข้อความใหม่เหมือนเดิม โปรดพิมพ์ข้อความที่ถูกต้อง",
            en="The new text is the old one; type what is right.",
        )
    if not reason.strip():
        raise Refusal(
            "correction-without-reason",
            th="โปรดบอกเหตุผลที่แก้ เพราะทุกคนจะเห็นทั้งของเดิมและของใหม่",
            en="Say why: everybody will see both the old and the new.",
        )
