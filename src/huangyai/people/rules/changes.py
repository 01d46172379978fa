"""What a change of the register must say before anybody decides on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from huangyai.kernel import Refusal

SHORTEST_REASON = 5


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that a change does to one row: makes it, or sets fields from their values before to those after.

    `what` names the kind of row (person, member, household …), `whom` the row as people call it.
    """

    what: str
    row: str
    whom: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    makes: bool = False

    def as_document(self) -> dict[str, Any]:
        """As it is kept with the decision."""
        return asdict(self)


def require_reason(reason: str) -> str:
    """A change says why, because somebody else decides on it and may have to take it back."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal(
            "reason-missing",
            th="โปรดเขียนเหตุผลและหลักฐานอย่างน้อยสั้น ๆ ผู้ตรวจจะได้ตัดสินใจได้",
            en="Please write why, and what proves it; somebody else has to decide on it.",
        )
    return reason.strip()


def require_merge_reason(reason: str) -> str:
    """Joining two entries into one person says why, because somebody may have to take it back."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal(
            "reason-missing",
            th="โปรดเขียนเหตุผลว่าทำไมสองรายการนี้จึงเป็นคนเดียวกัน",
            en="Please write why these two entries are one person.",
        )
    return reason.strip()


def require_past_day(day: dt.date, today: dt.date) -> dt.date:
    """A death, a birth or a move is entered after it happened."""
    if day > today:
        raise Refusal(
            "day-to-come",
            th="วันที่ยังมาไม่ถึง โปรดใส่วันที่เกิดเหตุจริง",
            en="That day has not come yet; enter the day on which it happened.",
        )
    return day
