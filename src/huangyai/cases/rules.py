"""By when a case must be safe, and when it may be closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from huangyai.kernel import Refusal

# Local settings, not law: the Child Protection Act says "without delay" and names no hours.
SAFE_WITHIN = {
    "danger": dt.timedelta(hours=24),
    "urgent": dt.timedelta(days=3),
    "normal": dt.timedelta(days=30),
}


def safe_by(urgency: str, opened_at: dt.datetime) -> dt.datetime:
    """The clock to safety."""
    return opened_at + SAFE_WITHIN[urgency]


def require_closable(steps: Collection[str], outcome: str) -> None:
    """A case closed as safe has been assessed, and somebody wrote that the person was brought to safety."""
    if outcome == "safe" and not {"assessment", "safe"} <= set(steps):
        raise Refusal(
            "not-safe-yet",
            th="ยังปิดกรณีว่าปลอดภัยไม่ได้ ต้องมีบันทึกการประเมิน และบันทึกว่าปลอดภัยแล้ว",
            en="The case can't be closed as safe before an assessment and a step “brought to safety” are written.",
        )


def case_number(be_year: int, running: int) -> str:
    """ห-2570-0001: says nothing about anybody."""
    return f"ห-{be_year}-{running:04d}"


FEWEST_TOLD = 10


@dataclass(frozen=True, slots=True)
class ToldCounts:
    """What the public and other rooms may know: None where a number could point at somebody."""

    opened: int | None
    closed: int | None
    made_safe: int | None


def told_counts(opened: int, closed: int, made_safe: int) -> ToldCounts:
    """Hide 1 to 9, and hide a number too when its distance to one that it is part of is 1 to 9."""

    def told(count: int, *wholes: int) -> int | None:
        few = (count, *(whole - count for whole in wholes))
        return None if any(0 < one < FEWEST_TOLD for one in few) else count

    return ToldCounts(told(opened), told(closed, opened), told(made_safe, closed, opened))
