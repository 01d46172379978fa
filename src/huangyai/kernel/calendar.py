"""Buddhist-era dates and Thai fiscal years."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

BUDDHIST_OFFSET = 543

MONTHS_TH = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_TH_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
MONTHS_EN_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS_TH = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """ปีงบประมาณ: 1 October to 30 September, named by the Buddhist year it ends in."""

    be: int

    @classmethod
    def of(cls, day: dt.date) -> FiscalYear:
        """The fiscal year that a day belongs to."""
        return cls(day.year + BUDDHIST_OFFSET + (1 if day.month >= 10 else 0))

    @property
    def first_day(self) -> dt.date:
        """1 October of the year before."""
        return dt.date(self.be - BUDDHIST_OFFSET - 1, 10, 1)

    @property
    def last_day(self) -> dt.date:
        """30 September."""
        return dt.date(self.be - BUDDHIST_OFFSET, 9, 30)

    def quarter(self, day: dt.date) -> int:
        """Quarter 1 to 4 of the fiscal year; quarter 1 begins in October."""
        return ((day.month - 10) % 12) // 3 + 1

    def __str__(self) -> str:
        return str(self.be)


@dataclass(frozen=True, slots=True, order=True)
class BuddhistDate:
    """A day as Thais write it: 22 พ.ย. 2569."""

    day: dt.date

    @property
    def be(self) -> int:
        """The Buddhist year."""
        return self.day.year + BUDDHIST_OFFSET

    def short(self, language: str = "th") -> str:
        """22 พ.ย. 2569 · 22 Nov 2026 CE: the era is always visible."""
        if language.startswith("en"):
            return f"{self.day.day} {MONTHS_EN_SHORT[self.day.month - 1]} {self.day.year} CE"
        return f"{self.day.day} {MONTHS_TH_SHORT[self.day.month - 1]} {self.be}"

    def long(self) -> str:
        """22 พฤศจิกายน พ.ศ. 2569, as letters and minutes write it."""
        return f"{self.day.day} {MONTHS_TH[self.day.month - 1]} พ.ศ. {self.be}"

    def with_weekday(self, language: str = "th") -> str:
        """อาทิตย์ 22 พ.ย. 2569."""
        days = WEEKDAYS_EN if language.startswith("en") else WEEKDAYS_TH
        return f"{days[self.day.weekday()]} {self.short(language)}"

    def __str__(self) -> str:
        return self.short()
