"""What the joint meeting has to say."""

from __future__ import annotations

from huangyai.kernel import Refusal


def require_meeting_reason(reason: str) -> None:
    """The meeting says why, for every name that it takes or leaves."""
    if len(reason.strip()) < 3:
        raise Refusal(
            "reason-missing",
            th="โปรดเขียนเหตุผลของที่ประชุมสำหรับชื่อนี้",
            en="Please write the meeting's reason for this name.",
        )
