"""The ministry's school calendar, for years of which a municipality has written nothing of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huangyai.kernel import Words

# Ministry of Education regulation of B.E. 2549, clause 7. Taken from other people's writing about it, not from the text
# itself: nobody has laid it beside the text yet, and the page says so.
CLAUSE = "ระเบียบกระทรวงศึกษาธิการ ว่าด้วยปีการศึกษา การเปิดและปิดสถานศึกษา พ.ศ. 2549 ข้อ 7"
TERM, BREAK = "term", "school_break"


@dataclass(frozen=True, slots=True)
class SchoolSpan:
    """A term or a break, from its first to its last day."""

    kind: str
    name: Words
    first: dt.date
    last: dt.date


def school_year_of(day: dt.date) -> int:
    """The year (CE) in which the school year of a day begins: on 16 May."""
    return day.year if (day.month, day.day) >= (5, 16) else day.year - 1


def school_year(year: int) -> tuple[SchoolSpan, ...]:
    """Both terms and both breaks of the school year that begins on 16 May of this year (CE)."""
    after = year + 1
    return (
        SchoolSpan(TERM, Words(th="ภาคเรียนที่ 1", en="Term 1"), dt.date(year, 5, 16), dt.date(year, 10, 10)),
        SchoolSpan(BREAK, Words(th="ปิดกลางปี", en="October break"), dt.date(year, 10, 11), dt.date(year, 10, 31)),
        SchoolSpan(TERM, Words(th="ภาคเรียนที่ 2", en="Term 2"), dt.date(year, 11, 1), dt.date(after, 3, 31)),
        SchoolSpan(BREAK, Words(th="ปิดปลายปี", en="Long break"), dt.date(after, 4, 1), dt.date(after, 5, 15)),
    )
