"""May this driver drive on that day?"""

from __future__ import annotations

import datetime as dt

from huangyai.kernel import Words


def doubt_about_licence(until: dt.date | None, day: dt.date | None) -> Words | None:
    """A sentence when a driver's licence has no date, or ended before the day (None: any day)."""
    if until is None:
        return Words(
            th="คนขับไม่มีวันหมดอายุใบขับขี่ รถคันนี้จึงยังใช้ไม่ได้ โปรดบันทึกวันหมดอายุ",
            en="The driver has no licence date, so this car stays at home; record until when the licence is valid.",
        )
    if day is not None and until < day:
        return Words(
            th=f"ใบขับขี่ของคนขับหมดอายุแล้วตั้งแต่ {until.isoformat()} โปรดต่ออายุหรือเปลี่ยนคนขับ",
            en=f"The driver's licence ended on {until.isoformat()}; renew it or take another driver.",
        )
    return None
