"""Reads a date as people in Thailand type it, and never guesses the era."""

from __future__ import annotations

import datetime as dt
import re

from huangyai.kernel.calendar import BUDDHIST_OFFSET, MONTHS_EN_SHORT, MONTHS_TH, MONTHS_TH_SHORT
from huangyai.kernel.refusal import BadInput
from huangyai.kernel.words import arabic_digits

_ERA = re.compile(r"(พ\.?\s?ศ\.?|b\.?e\.?(?![a-z]))|(ค\.?\s?ศ\.?|c\.?e\.?(?![a-z])|a\.?d\.?(?![a-z]))", re.IGNORECASE)
_DATE = re.compile(r"^(\d{1,2})\s*[/\-. ]?\s*(\d{1,2}|[^\W\d_][^\d/\-]*?)\s*[/\-. ]?\s*(\d{1,4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")

# Years that only one of the two eras can mean for anyone now alive or any plan now made.
_BUDDHIST_YEARS = range(2400, 2700)
_COMMON_YEARS = range(1857, 2157)


def _bare(name: str) -> str:
    return re.sub(r"[.\s]", "", name).casefold()


_MONTHS = {
    _bare(name): number
    for names in (MONTHS_TH, MONTHS_TH_SHORT, MONTHS_EN_SHORT)
    for number, name in enumerate(names, start=1)
}


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    bare = _bare(text)
    month = _MONTHS.get(bare) or _MONTHS.get(bare[:3])
    if month is None:
        raise BadInput.of(
            th=f"ไม่รู้จักเดือน “{text.strip()}” โปรดพิมพ์เช่น 22 พ.ย. 2569",
            en=f"“{text.strip()}” is not a month: write it like 22 Nov 2569",
        )
    return month


def _common_year(year: int, era: re.Match[str] | None) -> int:
    if era is not None and year >= 1000:
        return year - BUDDHIST_OFFSET if era.group(1) else year
    if year in _BUDDHIST_YEARS:
        return year - BUDDHIST_OFFSET
    if year in _COMMON_YEARS:
        return year
    if year < 100:
        raise BadInput.of(
            th=f"ปี {year:02d} หมายถึง พ.ศ. 25{year:02d} หรือปีอื่น โปรดพิมพ์ปีให้ครบสี่หลัก",
            en=f"Year {year:02d} could be 25{year:02d} BE or another: write all four digits",
        )
    raise BadInput.of(
        th=f"ปี {year} ไม่ใช่ปี พ.ศ. ที่ใช้ได้ โปรดพิมพ์เช่น 22 พ.ย. 2569",
        en=f"{year} is not a usable Buddhist year: write it like 22 Nov 2569",
    )


def read_date(text: str) -> dt.date:
    """The day that was typed: 22/11/2569, ๒๒ พ.ย. ๒๕๖๙, 22 พฤศจิกายน พ.ศ. 2569, 2026-11-22.

    Raises BadInput, with a sentence that says what to type, where the day, the month or the era is unclear.
    """
    plain = arabic_digits(text).strip()
    era = _ERA.search(plain)
    if era is not None:
        plain = (plain[: era.start()] + " " + plain[era.end() :]).strip()
    iso, parts = _ISO.match(plain), _DATE.match(re.sub(r"\s+", " ", plain))
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif parts:
        day, month, year = int(parts[1]), _month(parts[2]), int(parts[3])
    else:
        raise BadInput.of(
            th="อ่านวันที่ไม่ออก โปรดพิมพ์ วัน เดือน ปี พ.ศ. เช่น 22 พ.ย. 2569",
            en="This date can't be read: write day, month and Buddhist year, like 22 Nov 2569",
        )
    try:
        return dt.date(_common_year(year, era), month, day)
    except ValueError:
        raise BadInput.of(
            th="ไม่มีวันนี้ในปฏิทิน โปรดตรวจวันและเดือนอีกครั้ง", en="No such day in the calendar: check the day and the month"
        ) from None
