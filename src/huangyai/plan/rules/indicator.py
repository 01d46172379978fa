"""Whether an indicator (ตัวชี้วัด, KPI) can be measured: does it hold a number, a unit, a date and a way to measure?

The four parts are what the municipality's own evaluation committee needs to say “reached” or “not reached”. The reading
is of words as plan books write them, Thai and English, with Thai or Arabic digits; it judges no sentence's sense.
"""

from __future__ import annotations

import enum
import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from huangyai.kernel import Words
from huangyai.kernel.calendar import MONTHS_TH, MONTHS_TH_SHORT
from huangyai.kernel.words import arabic_digits


class Part(enum.StrEnum):
    """What a measurable indicator holds."""

    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    MEANS = "means"


NAMES: Mapping[Part, Words] = {
    Part.NUMBER: Words(th="ตัวเลขเป้าหมาย", en="a number to reach"),
    Part.UNIT: Words(th="หน่วยนับ", en="a unit"),
    Part.DATE: Words(th="ภายในเมื่อไร", en="a date"),
    Part.MEANS: Words(th="วัดจากอะไร", en="a way to measure"),
}
_HINTS: Mapping[Part, Words] = {
    Part.NUMBER: Words(th="เช่น 80 หรือ 40", en="such as 80 or 40"),
    Part.UNIT: Words(th="เช่น ร้อยละ คน ครัวเรือน ครั้ง", en="such as percent, people, households, times"),
    Part.DATE: Words(th="เช่น ภายใน 30 กันยายน 2571 หรือ ทุกปีงบประมาณ", en="such as by 30 September 2571, or every year"),
    Part.MEANS: Words(
        th="เช่น วัดจากสมุดนัด แบบประเมิน หรือทะเบียน", en="such as from the appointment books, a survey, a register"
    ),
}
EXAMPLE = Words(
    th="ผู้สูงอายุติดบ้านร้อยละ 80 ได้พบแพทย์ตามนัด ภายใน 30 กันยายน 2571 วัดจากสมุดนัดของ รพ.สต.",
    en="80 percent of housebound older people see the doctor as appointed by 30 September 2571, "
    "measured from the health centre's appointment books.",
)

_UNITS = (
    "ครัวเรือน", "ครอบครัว", "ครั้ง", "คนต่อวัน", "คน", "ราย", "กลุ่ม", "แห่ง", "หลังคาเรือน", "หลัง", "ห้อง", "ชุด", "เครื่อง", "คัน",
    "สาย", "จุด", "ต้น", "ชิ้น", "เรื่อง", "โครงการ", "กิจกรรม", "หลักสูตร", "รุ่น", "วัน", "ชั่วโมง", "นาที", "เดือน", "ปี", "บาท", "กิโลเมตร",
    "กม.", "เมตร", "ม.", "ตารางเมตร", "ตร.ม.", "ไร่", "กิโลกรัม", "กก.", "ตัน", "ลิตร", "ลูกบาศก์เมตร", "ชุมชน", "หมู่บ้าน", "โรงเรียน",
    "สถานศึกษา", "อาคาร", "สนาม", "ตัว", "ใบ", "เล่ม", "ฉบับ", "ระบบ", "ศูนย์", "คู่", "บ่อ", "ฝาย", "ซุ้ม", "ระดับ", "คะแนน", "ช่อง", "โรค",
    "ชนิด", "ประเภท", "ด้าน", "แผ่น", "ป้าย", "ที่", "วง", "ทีม", "องค์กร", "หน่วยงาน", "หน่วย", "แปลง", "หมู่", "ดวง", "ท่อน", "ถัง", "กล้อง",
    "ตู้", "รายการ", "ผืน", "งาน", "ข้อ", "เท่า", "สถานี", "ตลาด", "อัตรา",
    "percent", "people", "persons", "children", "households", "homes", "families", "times", "sessions", "visits", "baht",
    "groups", "places", "villages", "schools", "days", "hours", "months", "km", "metres", "points",
)  # fmt: skip
_UNIT = "(?:" + "|".join(re.escape(word) for word in sorted(_UNITS, key=len, reverse=True)) + ")"
_FIGURE = r"\d[\d,]*(?:\.\d+)?"
_SPELT = r"(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ยี่สิบ|ครึ่ง|one|two|three|four|five|six|seven|eight|nine|ten|half)"
_PERCENT = rf"(?:ร้อยละ|รอยละ)[\s/]*{_FIGURE}|{_FIGURE}\s*(?:%|เปอร์เซ็นต์|เปอร์เซนต์|percent\b)"
_COUNTED = rf"(?:{_FIGURE}|{_SPELT})\s*(?:-\s*{_FIGURE}\s*)?{_UNIT}"
_MEASURED = re.compile(rf"{_PERCENT}|{_COUNTED}", re.IGNORECASE)

# Numbers that count nothing: of a list, of a floor, of a school, of a kind, and years.
_LIST_NUMERAL = re.compile(r"(^|[/\n(]|\s)\s*[-•]?\s*\d+(?:\.\d+)*[.)](?=\s*[^\d\s])", re.MULTILINE)
_ORDINAL = re.compile(
    r"(?:ที่|ครั้งที่|ประเภทที่|ระยะที่|ชั้น|ชั้นที่|หมู่|หมู่ที่|ม\.|ท\.|ป\.|ซอย|ถนน|เลขที่|มาตรฐาน|ISO)\s*\d+(?:/\d+)?(?!\s*(?:คน|แห่ง|หลัง|ครั้ง|%))",
    re.IGNORECASE,
)

_MONTH = "|".join(re.escape(name) for name in (*MONTHS_TH, *MONTHS_TH_SHORT))
_YEAR = r"(?:พ\.?\s?ศ\.?\s*)?(?:2[45]\d\d|20\d\d)"
_DATES = re.compile(
    rf"(?:ภายใน|สิ้น|ก่อน|ตั้งแต่|ถึง|by|before)\s*(?:เดือน|สิ้น|วันที่|วัน)?\s*(?:\d{{1,2}}\s*)?(?:{_MONTH})(?:\s*{_YEAR})?"
    rf"|(?:\d{{1,2}}\s*)?(?:{_MONTH})\s*{_YEAR}"
    r"|\d{1,2}/\d{1,2}/\d{4}"
    rf"|(?:ปีงบประมาณ|ปีการศึกษา|งบประมาณปี|ภายในปี|สิ้นปี|ในปี|ปี)\s*{_YEAR}"
    r"|(?:ภายใน|ทุก|ทุกๆ|ต่อ|ต่อหนึ่ง|แต่ละ|ราย|สิ้น|ประจำ|ละครั้ง)\s*(?:ปีงบประมาณ|ปีการศึกษา|ไตรมาส|ภาคเรียน|เดือน|สัปดาห์|ปี)"
    r"|ปีละ|เดือนละ|สัปดาห์ละ|วันละ|ไตรมาสที่\s*\d"
    rf"|(?:ภายใน|ภายในเวลา|ในเวลา|within)\s*(?:{_FIGURE}|{_SPELT})\s*(?:วัน|สัปดาห์|เดือน|ปี|days?|weeks?|months?|years?)"
    r"|(?:by|before|until|in)\s+(?:the end of\s+)?(?:\d{1,2}\s+)?(?:[A-Z][a-z]+\s+)?(?:2[45]\d\d|20\d\d)"
    r"|(?:every|each|per)\s+(?:fiscal\s+)?(?:year|month|week|quarter|term|day)|yearly|monthly|end of the (?:fiscal )?year",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"วัด(?:ผล)?(?:จาก|โดย|ด้วย)|ประเมิน(?:จาก|โดย|ด้วย)|ตรวจ(?:สอบ)?(?:จาก|โดย|ด้วย|นับ)|นับจาก|อ้างอิงจาก|ข้อมูลจาก|สอบถามจาก"
    r"|แบบ(?:สอบถาม|ประเมิน|ทดสอบ|บันทึก|สำรวจ|สังเกต|สัมภาษณ์|ติดตาม|รายงาน|ตรวจ)|ผล(?:การ)?(?:ตรวจ|ทดสอบ|สอบ|ประเมิน|สำรวจ)"
    r"|(?<!ลง)ทะเบียน|สมุด(?:นัด|บันทึก|ประจำตัว|เยี่ยม)|บันทึก(?:การ|ของ)|ใบลงชื่อ|ลงลายมือชื่อ|บัญชีรายชื่อ|สถิติ|รายงาน(?:ของ|ประจำ|ผลการดำเนินงาน|ผลการปฏิบัติงาน)|จปฐ|ภาพถ่าย"
    r"|เมื่อเทียบ|เทียบกับ|เปรียบเทียบ|ก่อน\s*[-–และ]*\s*หลัง|สำรวจ(?:ความ|ข้อมูล|โดย)"
    r"|measured (?:by|from|with)|counted (?:by|from)|according to|register|survey|questionnaire|attendance sheet|records? of|compared with",
    re.IGNORECASE,
)
_CAME = re.compile(r"เข้าร่วม|ผู้เข้ารับการอบรม|มาร่วม|attend|participat|took part", re.IGNORECASE)
_CHANGED = re.compile(
    r"เพิ่มขึ้น|ลดลง|ดีขึ้น|ได้รับประโยชน์|มีความรู้|มีรายได้|มีสุขภาพ|สามารถ|พึงพอใจ|ปลอดภัย|นำไปใช้|ผ่านเกณฑ์|ไม่มี|ได้รับการช่วย"
    r"|increase|decrease|improve|fewer|more|able|safe|satisf",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """What an indicator was found to hold: each part in the words that say it, "" for one that is missing."""

    found: Mapping[Part, str]
    only_attendance: bool
    """It counts who came, and says nothing of what became better."""

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts that nobody wrote."""
        return tuple(part for part in Part if not self.found[part])

    @property
    def measurable(self) -> bool:
        """All four parts are there."""
        return not self.missing

    @property
    def words(self) -> Words:
        """What is missing and what it could look like, or that nothing is."""
        if self.measurable:
            return Words(th="วัดได้ ครบทั้งสี่ส่วน", en="It can be measured: all four parts are there.")
        th = " · ".join(f"{NAMES[part].th} ({_HINTS[part].th})" for part in self.missing)
        en = "; ".join(f"{NAMES[part].en} ({_HINTS[part].en})" for part in self.missing)
        return Words(th=f"ยังขาด {th}", en=f"Still missing: {en}")

    @property
    def lines(self) -> tuple[tuple[Words, str], ...]:
        """Each part with the words that say it, in the order in which a page shows them."""
        return tuple((NAMES[part], self.found[part]) for part in Part)


@functools.lru_cache(maxsize=4096)
def read_indicator(text: str) -> IndicatorReading:
    """Find number, unit, date and way to measure in an indicator. Never fails; an empty text holds nothing."""
    plain = _LIST_NUMERAL.sub(r"\1", arabic_digits(re.sub(r"[ \t]+", " ", text)))
    date = _DATES.search(plain)
    # A year or "within three months" is when, not how much.
    rest = _ORDINAL.sub(" ", _DATES.sub(" ", plain))
    measured = _MEASURED.search(rest)
    number = re.search(rf"{_FIGURE}|{_SPELT}(?=\s*{_UNIT})", measured.group() if measured else rest)
    means = _MEANS.search(plain)
    return IndicatorReading(
        found={
            Part.NUMBER: number.group() if number else "",
            Part.UNIT: _unit_of(measured.group()) if measured else "",
            Part.DATE: _tidy(date),
            Part.MEANS: _tidy(means),
        },
        only_attendance=bool(_CAME.search(plain)) and not _CHANGED.search(plain),
    )


def _unit_of(measured: str) -> str:
    return re.sub(r"\s+", " ", re.sub(rf"{_FIGURE}|^{_SPELT}|[-/]", "", measured)).strip()


def _tidy(found: re.Match[str] | None) -> str:
    return re.sub(r"\s+", " ", found.group()).strip() if found else ""


@dataclass(frozen=True, slots=True)
class IndicatorCount:
    """How many of many indicators hold what.

    `any_digit` counts as plan books are usually counted: any figure at all, also the numeral of a list or the floor of
    a building. `numbers` counts only figures that something is measured by; the difference is `empty_digits`.
    """

    all: int
    any_digit: int
    held: Mapping[Part, int]
    measurable: int
    only_attendance: int

    @property
    def unmeasurable(self) -> int:
        """Indicators that lack at least one of the four."""
        return self.all - self.measurable

    @property
    def empty_digits(self) -> int:
        """Indicators whose only figures number a list, a floor or a year."""
        return self.any_digit - self.held[Part.NUMBER]

    @property
    def words(self) -> Words:
        """The count as sentences."""
        held = self.held
        return Words(
            th=f"ตัวชี้วัด {self.all:,} ข้อ มีตัวเลขใด ๆ {self.any_digit:,} ข้อ ในนั้น {self.empty_digits:,} ข้อเป็นเพียงลำดับข้อ ชั้น หรือปี "
            f"มีตัวเลขเป้าหมาย {held[Part.NUMBER]:,} หน่วยนับ {held[Part.UNIT]:,} กำหนดเวลา {held[Part.DATE]:,} "
            f"วิธีวัด {held[Part.MEANS]:,} ครบทั้งสี่ {self.measurable:,} ข้อ และนับเพียงคนมาร่วม {self.only_attendance:,} ข้อ",
            en=f"Of {self.all:,} indicators {self.any_digit:,} hold any figure; in {self.empty_digits:,} of these it only "
            f"numbers a list, a floor or a year. {held[Part.NUMBER]:,} hold a number to reach, {held[Part.UNIT]:,} a unit, "
            f"{held[Part.DATE]:,} a date, {held[Part.MEANS]:,} a way to measure; {self.measurable:,} hold all four, and "
            f"{self.only_attendance:,} only count who came.",
        )


def count_indicators(texts: Iterable[str]) -> IndicatorCount:
    """Read many indicators and say how many hold what."""
    held: Counter[Part] = Counter()
    every = digits = measurable = came = 0
    for text in texts:
        reading = read_indicator(text)
        every += 1
        digits += any(sign.isdecimal() for sign in text)
        measurable += reading.measurable
        came += reading.only_attendance
        held.update(part for part in Part if reading.found[part])
    return IndicatorCount(every, digits, {part: held[part] for part in Part}, measurable, came)
