"""Something that waits for a signature is taken back; whoever was to sign it reads why."""

from __future__ import annotations

from huangyai.kernel import Refusal


def require_withdrawal_reason(reason: str) -> None:
    """Refuse to take something back without a reason."""
    if not reason.strip():
        raise Refusal(
            "withdrawal-without-reason",
            th="โปรดบอกเหตุผลที่ถอน เพื่อให้ผู้ที่จะลงนามทราบ",
            en="Say why it is taken back, so that whoever was to sign it knows.",
        )
