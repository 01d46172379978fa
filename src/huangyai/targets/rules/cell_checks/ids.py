"""National ids: kept as numbers by a spreadsheet, in Thai digits, with a wrong last digit, on two rows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal

from huangyai.kernel import BadInput, NationalId, Words
from huangyai.targets.rules.cell_checks.cells import TAIL, filled, with_arabic
from huangyai.targets.rules.row_reading import ReadRows

_POWERS = re.compile(r"\d(?:\.(\d+))?[eE]\+?(\d{1,2})")


ID_MARKS = re.compile(r"[\s\-.]")


_LOST = Words(
    th="เลขถูกเก็บเป็นจำนวน (เช่น 1.10E+12) หลักท้ายจึงหายไป โปรดตั้งคอลัมน์นี้เป็น “ข้อความ” ใน Excel แล้วส่งออกใหม่จากต้นฉบับ",
    en="the id was kept as a number (such as 1.10E+12), so its last digits are lost; make this column “Text” in Excel and export it again",
)


_WAS_NUMBER = Words(th="เลขถูกเก็บเป็นจำนวน อ่านครบทุกหลัก", en="ids kept as numbers; all digits were there")


def check_national_id(read: ReadRows, meaning: str, _today: dt.date) -> None:
    """Thirteen digits of which the last one fits; what a spreadsheet made of them is put right where nothing is lost."""
    heading, findings = read.headings[meaning], read.findings
    for number, row, text in filled(read, meaning):
        if len(text) == 13 and text.isascii() and text.isdigit() and _is_id(text.encode()):
            continue
        value = with_arabic(text, number, heading, findings)
        powers = _POWERS.fullmatch(value)
        if powers:
            if len(powers[1] or "") < int(powers[2]):
                findings.distrust(number, heading, _LOST)
                del row[meaning]
                continue
            value = str(int(Decimal(value)))
            findings.note("id-number", number, heading, _WAS_NUMBER)
        else:
            value = TAIL.sub(r"\1", value)
        if value != text:
            row[meaning] = value
        try:
            NationalId.parse(value)
        except BadInput as bad:
            digits = ID_MARKS.sub("", value)
            if len(digits) == 13 and digits.endswith("00000"):
                findings.distrust(number, heading, _LOST)
                del row[meaning]
            else:
                findings.distrust(number, heading, bad.faults[0].words)


def _is_id(digits: bytes) -> bool:
    """The same check as `NationalId`, in one step: 13 digits, the last of which is made of the others."""
    a, b, c, d, e, f, g, h, i, j, k, m, last = digits
    # 48 is the letter 0; 13 + 12 + … + 2 = 90.
    weighed = (
        13 * a + 12 * b + 11 * c + 10 * d + 9 * e + 8 * f + 7 * g + 6 * h + 5 * i + 4 * j + 3 * k + 2 * m - 48 * 90
    )
    return a != 48 and (11 - weighed % 11) % 10 == last - 48


def shared_ids(read: ReadRows) -> Sequence[tuple[int, int]]:
    """Rows (later, first) that carry the same national id."""
    first: dict[str, int] = {}
    found = []
    for number, _, text in filled(read, "national_id"):
        digits = ID_MARKS.sub("", text)
        if len(digits) == 13:
            if digits in first:
                found.append((number, first[digits]))
            else:
                first[digits] = number
    return found
