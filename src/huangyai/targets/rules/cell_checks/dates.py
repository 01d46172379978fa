"""Dates of birth: in either era, with day and month swapped, only a year."""

from __future__ import annotations

import datetime as dt
import re

from huangyai.kernel import BadInput, Words, read_date
from huangyai.kernel.words import arabic_digits
from huangyai.targets.rules.cell_checks.cells import THAI_DIGITS, filled
from huangyai.targets.rules.row_reading import ReadRows

_NUMBERS = re.compile(r"^(\d{1,2})\s*[/\-.]\s*(\d{1,2})\s*[/\-.]\s*(\d{4})$")


_YEAR = re.compile(r"^(?:พ\.?\s?ศ\.?\s*)?(2[45]\d\d|1[89]\d\d|20\d\d)$")


_OLDEST = 125


_ENOUGH_SWAPPED = 3


_SWAPPED = Words(
    th="วันกับเดือนน่าจะสลับกัน (เดือนเกิน 12) โปรดตรวจกับต้นฉบับ",
    en="day and month seem swapped (a month above 12); check the original",
)


_ALL_SWAPPED = Words(
    th="ทั้งคอลัมน์เขียนเดือนก่อนวัน อ่านเป็น วัน/เดือน/ปี แล้ว", en="the whole column has the month first; read as day/month/year"
)


_COMMON_ERA = Words(th="ปี ค.ศ. อ่านเป็น พ.ศ. แล้ว", en="years of the common era, read as Buddhist ones")


_ONLY_YEAR = Words(th="มีแต่ปีเกิด", en="only the year of birth")


_IMPOSSIBLE_AGE = Words(
    th="วันเกิดนี้อยู่ในอนาคตหรือเกิน 125 ปี โปรดตรวจว่าเป็น พ.ศ. หรือ ค.ศ.",
    en="this date of birth lies ahead or more than 125 years back; check which era it is in",
)


def check_birth_date(read: ReadRows, meaning: str, today: dt.date) -> None:
    """A day that somebody alive can be born on."""
    heading, findings = read.headings[meaning], read.findings
    months_first = _months_first(read, meaning)
    judged: dict[str, tuple[str, str, Words | None]] = {}
    for number, row, text in filled(read, meaning):
        seen = judged.get(text)
        if seen is None:
            seen = judged[text] = _judge_date(text, today, months_first=months_first)
        verdict, value, words = seen
        if value != text:
            row[meaning] = value
        if verdict == "bad" and words is not None:
            findings.distrust(number, heading, words)
        elif verdict and words is not None:
            findings.note(verdict, number, heading, words)


def _judge_date(text: str, today: dt.date, *, months_first: bool) -> tuple[str, str, Words | None]:
    """How a date of birth is to be taken: verdict, the text that is kept, and the sentence."""
    plain = arabic_digits(text)
    if year := _YEAR.match(plain):
        born = int(year[1]) - (543 if int(year[1]) > 2400 else 0)
        return (
            ("only-year", plain, _ONLY_YEAR)
            if today.year - _OLDEST <= born <= today.year
            else ("bad", text, _IMPOSSIBLE_AGE)
        )
    numbers = _NUMBERS.match(plain)
    if numbers and int(numbers[2]) > 12 >= int(numbers[1]) and not months_first:
        return "bad", text, _SWAPPED
    if numbers and months_first:
        plain = f"{numbers[2]}/{numbers[1]}/{numbers[3]}"
    try:
        day = read_date(plain)
    except BadInput as bad:
        return "bad", text, bad.faults[0].words
    if not dt.date(today.year - _OLDEST, 1, 1) <= day <= today:
        return "bad", text, _IMPOSSIBLE_AGE
    if months_first:
        return "months-first", plain, _ALL_SWAPPED
    if numbers and int(numbers[3]) < 2400:
        return "common-era", plain, _COMMON_ERA
    return ("thai-digits", plain, THAI_DIGITS) if plain != text else ("", text, None)


def _months_first(read: ReadRows, meaning: str) -> bool:
    """Every date that could tell says that the month comes first."""
    swapped = straight = 0
    for _, _, text in filled(read, meaning):
        if numbers := _NUMBERS.match(text):
            first, second = int(numbers[1]), int(numbers[2])
            swapped += second > 12 >= first
            straight += first > 12 >= second
    return swapped >= _ENOUGH_SWAPPED and not straight
