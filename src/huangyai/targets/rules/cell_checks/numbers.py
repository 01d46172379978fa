"""House numbers, codes and amounts."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from huangyai.kernel import Words
from huangyai.targets.rules.cell_checks.cells import LONGEST, TAIL, cut, filled, with_arabic
from huangyai.targets.rules.row_reading import ReadRows

_NO_NUMBER = Words(th="ควรเป็นตัวเลข", en="should be a number")


_ADL = Words(th="คะแนน ADL ต้องเป็น 0 ถึง 20", en="an ADL score is from 0 to 20")


def check_digits(read: ReadRows, meaning: str, _today: dt.date) -> None:
    """Numbers of houses and codes, in Arabic digits and without a decimal end."""
    heading, findings = read.headings[meaning], read.findings
    most = LONGEST.get(meaning, 20)
    for number, row, text in filled(read, meaning):
        if text.isascii() and len(text) <= most and "." not in text:
            continue
        value = TAIL.sub(r"\1", with_arabic(text, number, heading, findings))
        if value != text:
            row[meaning] = value
        cut(row, meaning, number, heading, findings)


def check_amount(read: ReadRows, meaning: str, _today: dt.date) -> None:
    """A number, however baht are written."""
    heading, findings = read.headings[meaning], read.findings
    for number, row, text in filled(read, meaning):
        value = with_arabic(text, number, heading, findings)
        bare = re.sub(r"(?:บาท|baht|[\s,]|\.-|\.0+$)", "", value)
        try:
            amount = Decimal(bare)
        except InvalidOperation:
            findings.distrust(number, heading, _NO_NUMBER)
            continue
        row[meaning] = bare
        if meaning == "adl" and not 0 <= amount <= 20:
            findings.distrust(number, heading, _ADL)
