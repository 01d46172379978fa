"""Who holds a position, from when to when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from huangyai.kernel import BuddhistDate, Refusal


@dataclass(frozen=True, slots=True)
class Term:
    """From one day to another, both counted; without a last day until further notice."""

    first: dt.date
    last: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        """The day lies in the term."""
        return self.first <= day and (self.last is None or day <= self.last)

    def meets(self, other: Term) -> bool:
        """The two terms have a day in common."""
        return (self.last is None or other.first <= self.last) and (other.last is None or self.first <= other.last)


def require_term(term: Term) -> None:
    """Refuse a term that ends before it begins."""
    if term.last is not None and term.last < term.first:
        raise Refusal(
            "term-ends-before-it-begins",
            th="วันสิ้นสุดมาก่อนวันเริ่ม โปรดตรวจวันที่ในคำสั่ง",
            en="The last day comes before the first; check the days in the order.",
        )


def require_free(term: Term, taken: Iterable[Term]) -> None:
    """Refuse a second holder of one position on the same day."""
    for other in taken:
        if term.meets(other):
            day = BuddhistDate(max(term.first, other.first))
            raise Refusal(
                "position-taken",
                th=f"วันที่ {day.short()} ตำแหน่งนี้มีผู้ดำรงอยู่แล้ว โปรดบันทึกวันสิ้นสุดของคนเดิมก่อน หรือแต่งตั้งเป็นรักษาการ",
                en=f"On {day.short('en')} somebody holds this position already; write down their last day first, "
                "or let the new person act in it.",
            )
