"""How much time somebody can have given."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from huangyai.kernel import Refusal

DAY = Decimal(24)


def require_hours(hours: Decimal, *, given_that_day: Decimal, day: dt.date, today: dt.date) -> Decimal:
    """Time that was really given: more than none, no more than a day holds, and not in the future."""
    if not Decimal(0) < hours <= DAY:
        raise Refusal(
            "hours-impossible",
            th="จำนวนชั่วโมงต้องมากกว่า 0 และไม่เกิน 24 โปรดแก้ไข",
            en="Hours must be more than 0 and at most 24; please correct.",
        )
    if day > today:
        raise Refusal(
            "day-in-future",
            th="วันที่นี้ยังไม่ถึง โปรดบันทึกชั่วโมงหลังจากทำแล้ว",
            en="That day is still to come; write the hours down afterwards.",
        )
    if given_that_day + hours > DAY:
        raise Refusal(
            "day-full",
            th=f"วันนี้บันทึกไว้แล้ว {given_that_day.normalize():f} ชั่วโมง รวมกันแล้วเกิน 24 ชั่วโมง โปรดตรวจว่าบันทึกซ้ำหรือไม่",
            en=f"{given_that_day.normalize():f} hours are written down for that day already; together they pass 24. Look for a double entry.",
        )
    return hours


def require_purpose(purpose: str) -> str:
    """Hours say what they were for."""
    if len(purpose.strip()) < 3:
        raise Refusal(
            "purpose-missing",
            th="โปรดเขียนสั้น ๆ ว่าทำอะไร เช่น เยี่ยมบ้าน หรือช่วยงานค่าย",
            en="Please write in a few words what it was, such as home visits or helping at the camp.",
        )
    return purpose.strip()[:200]
