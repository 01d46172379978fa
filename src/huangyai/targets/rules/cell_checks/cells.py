"""What every check does with a cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator

from huangyai.kernel import Words
from huangyai.kernel.words import arabic_digits
from huangyai.targets.rules.findings import Findings
from huangyai.targets.rules.row_reading import ReadRows, Row

Check = Callable[[ReadRows, str, dt.date], None]


TAIL = re.compile(r"^(\d+)\.0+$")


THAI_DIGIT = re.compile("[๐-๙]")


LONGEST = {"title": 40, "first_name": 80, "last_name": 80, "house_no": 40, "full_name": 200, "nickname": 40}


THAI_DIGITS = Words(th="เลขไทย อ่านเป็นเลขอารบิก", en="Thai digits, read as Arabic ones")


def filled(read: ReadRows, meaning: str) -> Iterator[tuple[int, Row, str]]:
    """Rows with something in this column: number, row, text."""
    for number, row in zip(read.numbers, read.rows, strict=True):
        value = row.get(meaning)
        if value is not None:
            yield number, row, value


def with_arabic(text: str, number: int, heading: str, findings: Findings) -> str:
    """The text with Arabic digits; Thai ones are noted."""
    if text.isascii() or not THAI_DIGIT.search(text):
        return text
    findings.note("thai-digits", number, heading, THAI_DIGITS)
    return arabic_digits(text)


def cut(row: Row, meaning: str, number: int, heading: str, findings: Findings) -> None:
    """Keep what there is room for, and say so."""
    most = LONGEST.get(meaning, len(row[meaning]))
    if len(row[meaning]) > most:
        row[meaning] = row[meaning][:most]
        findings.distrust(
            number,
            heading,
            Words(
                th=f"ยาวเกิน {most} ตัวอักษร เก็บไว้เท่าที่ได้ โปรดตรวจแถวนี้",
                en=f"longer than {most} letters and was cut; check this row",
            ),
        )
