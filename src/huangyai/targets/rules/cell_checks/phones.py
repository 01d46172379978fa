"""Telephone numbers, also those in the notes."""

from __future__ import annotations

import datetime as dt
import re

from huangyai.kernel import Words
from huangyai.kernel.words import arabic_digits
from huangyai.targets.rules.cell_checks.cells import filled, with_arabic
from huangyai.targets.rules.row_reading import ReadRows

_PHONE_WITHIN = re.compile(r"(?<!\d)0[\d๐-๙](?:[\s-]?[\d๐-๙]){7,8}(?!\d)")


_NO_PHONE = Words(
    th="เบอร์โทรศัพท์ต้องมี 9 หรือ 10 หลักและขึ้นต้นด้วย 0", en="a phone number has 9 or 10 digits and begins with 0"
)


_PHONE_IN_NOTE = Words(th="เบอร์โทรศัพท์อยู่ในหมายเหตุ อ่านเป็นเบอร์ให้แล้ว", en="phone numbers in the notes; read as the phone")


_PHONES_IN_NOTE = Words(
    th="มีเบอร์โทรศัพท์อยู่ในหมายเหตุ โปรดตรวจว่าเป็นของใคร", en="phone numbers in the notes; see whose they are"
)


def check_phone(read: ReadRows, meaning: str, _today: dt.date) -> None:
    """Nine or ten digits that begin with 0."""
    heading, findings = read.headings[meaning], read.findings
    for number, row, text in filled(read, meaning):
        value = with_arabic(text, number, heading, findings)
        digits = "".join(letter for letter in value if "0" <= letter <= "9")
        if len(digits) in {8, 9} and digits[0] != "0" and value == digits:
            # A number that lost its 0 in a spreadsheet.
            digits = value = f"0{digits}"
        if value != text:
            row[meaning] = value
        # Several numbers in one cell are kept as they are; the first is used.
        if len(digits) < 9 or digits[0] != "0" or (len(digits) > 10 and not _PHONE_WITHIN.search(value)):
            findings.distrust(number, heading, _NO_PHONE)


def check_note(read: ReadRows, meaning: str, _today: dt.date) -> None:
    """A telephone number among the notes is read as the phone, where there is no other."""
    heading, findings = read.headings[meaning], read.findings
    for number, row, text in filled(read, meaning):
        phones = _PHONE_WITHIN.findall(text)
        if not phones:
            continue
        if len(phones) == 1 and "phone" not in row:
            row["phone"] = arabic_digits(phones[0])
            findings.note("phone-in-note", number, heading, _PHONE_IN_NOTE)
        else:
            findings.note("phones-in-note", number, heading, _PHONES_IN_NOTE)
