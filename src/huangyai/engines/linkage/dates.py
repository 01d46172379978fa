"""Birth dates as offices write them, in either era."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from huangyai.engines.linkage.thai_text import clean_text, is_nothing
from huangyai.kernel.calendar import BUDDHIST_OFFSET

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "มกราคม มกรา มค jan january", "กุมภาพันธ์ กุมภา กพ feb february", "มีนาคม มีนา มีค mar march",
            "เมษายน เมษา เมย apr april", "พฤษภาคม พฤษภา พค may", "มิถุนายน มิถุนา มิย jun june",
            "กรกฎาคม กรกฏาคม กรกฎา กค jul july", "สิงหาคม สิงหา สค aug august", "กันยายน กันยา กย sep sept september",
            "ตุลาคม ตุลา ตค oct october", "พฤศจิกายน พฤศจิกา พย nov november", "ธันวาคม ธันวา ธค dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WORD = re.compile(r"[ก-ฮะ-ูเ-๎.]+|[A-Za-z.]+")
_NUMBER = re.compile(r"\d+")
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}.*$")
_NUMERIC = re.compile(r"^(\d{1,4})[/\-. ,]+(\d{1,2})[/\-. ,]+(\d{1,4})$")
_THREE_NUMBERS = re.compile(r"^\D*(\d{1,4})\D+(\d{1,2})\D+(\d{1,4})\D*$")
_AGE = re.compile(r"^(?:อายุ *)?(\d{1,3}) *(?:ปี|ขวบ)")
_SERIAL = re.compile(r"^[1-4]\d{4}$")
_FIRST_OF_SHEETS = dt.date(1899, 12, 30)
_LONGEST_LIFE = 130


@dataclass(frozen=True, slots=True)
class BirthDate:
    """What a cell says about a birth date. Year in the common era; month or day is None where only the year is
    known.
    """

    year: int
    month: int | None = None
    day: int | None = None


def common_year(written: int, *, digits: int, this_year: int, era: str = "") -> int | None:
    """The common-era year that an office meant: Buddhist, doubly converted or two-digit years are recognised.

    Two digits are a Buddhist year, of this century or the one before. None when no reading gives a living
    person's year.
    """
    if era == "ce" and digits <= 2:
        written += 2000 if 2000 + written <= this_year else 1900
    elif digits <= 2:
        century = 2500 if 2500 + written - BUDDHIST_OFFSET <= this_year else 2400
        written += century - BUDDHIST_OFFSET
    elif written > 2900:
        written -= 2 * BUDDHIST_OFFSET
    elif written > 2200:
        written -= BUDDHIST_OFFSET
    elif written < this_year - _LONGEST_LIFE - 300 and written + BUDDHIST_OFFSET <= this_year:
        # Converted from the Buddhist era although it already was of the common era.
        written += BUDDHIST_OFFSET
    return written if this_year - _LONGEST_LIFE <= written <= this_year + 1 else None


def writes_month_first(cells: Iterable[str]) -> bool:
    """Whether a column writes the month before the day (12/31/1970), judged by the cells that leave no choice."""
    day_first = month_first = 0
    for cell in cells:
        found = _NUMERIC.match(cell.strip()) if len(cell) < 30 else None
        if found and len(found[1]) <= 2:
            day_first += int(found[1]) > 12 >= int(found[2])
            month_first += int(found[2]) > 12 >= int(found[1])
    return month_first > 3 * day_first


@lru_cache(maxsize=300_000)
def read_birth_date(text: str, *, this_year: int, month_first: bool = False) -> BirthDate | None:
    """Read one cell; None when it says nothing that can be a birth date. Never raises.

    `month_first` is what `writes_month_first` says of the whole column.
    """
    text = clean_text(text)
    if is_nothing(text):
        return None
    if ":" in text:
        text = _CLOCK.sub("", text)
    found = _NUMERIC.match(text)
    if found:
        if month_first and len(found[1]) <= 2:
            return _from_three(found[2], found[1], found[3], "", this_year)
        return _from_three(found[1], found[2], found[3], "", this_year)
    era = "ce" if "ค.ศ" in text or "คศ" in text or "AD" in text else ""
    month, latin = _named_month(text)
    numbers = _NUMBER.findall(text)
    if month is not None:
        # A program that writes Apr writes the common era too.
        return _with_named_month(numbers, month, era or ("ce" if latin else ""), this_year)
    found = _THREE_NUMBERS.match(text)
    if found:
        return _from_three(found[1], found[2], found[3], era, this_year)
    aged = _AGE.match(text)
    if aged:
        return _whole(this_year - int(aged[1]), None, None) if int(aged[1]) <= _LONGEST_LIFE else None
    text = text.removesuffix(".0")
    if _SERIAL.match(text):
        # The days that a spreadsheet counts from the end of 1899.
        day = _FIRST_OF_SHEETS + dt.timedelta(days=int(text))
        return BirthDate(day.year, day.month, day.day) if day.year <= this_year else None
    if len(numbers) == 1:
        return _from_one(numbers[0], text, era, this_year)
    years = [number for number in numbers if len(number) == 4]
    if len(years) == 1:
        return _whole(common_year(int(years[0]), digits=4, this_year=this_year, era=era), None, None)
    return None


def _named_month(text: str) -> tuple[int | None, bool]:
    """The month that a word names, and whether in Latin letters."""
    for word in _WORD.findall(text):
        name = word.replace(".", "").removeprefix("เดือน").casefold()
        if name in _MONTHS:
            return _MONTHS[name], name.isascii()
    return None, False


def _with_named_month(numbers: list[str], month: int, era: str, this_year: int) -> BirthDate | None:
    if not numbers:
        return None
    if len(numbers) >= 2 and len(numbers[0]) == 4:
        numbers = [numbers[1], numbers[0]]
    year = common_year(int(numbers[-1][:4]), digits=len(numbers[-1]), this_year=this_year, era=era)
    day = int(numbers[0]) if len(numbers) >= 2 else None
    return _whole(year, month, day)


def _from_three(first: str, second: str, third: str, era: str, this_year: int) -> BirthDate | None:
    if len(first) >= 3:
        year_text, month, day = first, int(second), int(third[:2])
    elif len(third) >= 3 or int(first) <= 31:
        year_text, month, day = third, int(second), int(first)
    else:
        year_text, month, day = first, int(second), int(third)
    year = common_year(int(year_text), digits=len(year_text), this_year=this_year, era=era)
    return _whole(year, month, day)


def _from_one(digits: str, text: str, era: str, this_year: int) -> BirthDate | None:
    if len(digits) in {7, 8} and text == digits:
        digits = digits.zfill(8)
        year_first = _whole(_year_of(digits[:4], era, this_year), int(digits[4:6]), int(digits[6:]))
        year_last = _whole(_year_of(digits[4:], era, this_year), int(digits[2:4]), int(digits[:2]))
        # 25122501: with the year first its month would be 25, so it is the day that comes first.
        both = (year_last, year_first) if int(digits[4:6]) > 12 else (year_first, year_last)
        whole = [date for date in both if date is not None and date.day is not None]
        return whole[0] if whole else year_first or year_last
    if len(digits) == 4:
        return _whole(common_year(int(digits), digits=4, this_year=this_year, era=era), None, None)
    if len(digits) == 6 and text == digits:
        return _from_three(digits[:2], digits[2:4], digits[4:], era, this_year)
    return None


def _year_of(digits: str, era: str, this_year: int) -> int | None:
    if digits[0] == "0":
        return None
    return common_year(int(digits), digits=4, this_year=this_year, era=era)


def _whole(year: int | None, month: int | None, day: int | None) -> BirthDate | None:
    if year is None:
        return None
    if month is not None and day is not None and month > 12 >= day >= 1:
        month, day = day, month
    if not month or month > 12:
        return BirthDate(year)
    if day is None or not 1 <= day <= 31:
        return BirthDate(year, month)
    return BirthDate(year, month, day)
