"""Each column's own check: what is wrong in a cell, what was meant, what is kept. Whole columns at a time, for speed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from huangyai.kernel import BadInput, NationalId, Words, read_date
from huangyai.kernel.words import arabic_digits
from huangyai.targets.rules.findings import Findings
from huangyai.targets.rules.row_reading import ReadRows, Row

Check = Callable[[ReadRows, str, dt.date], None]

_POWERS = re.compile(r"\d(?:\.(\d+))?[eE]\+?(\d{1,2})")
_TAIL = re.compile(r"^(\d+)\.0+$")
_ID_MARKS = re.compile(r"[\s\-.]")
_THAI_DIGIT = re.compile("[๐-๙]")
_NUMBERS = re.compile(r"^(\d{1,2})\s*[/\-.]\s*(\d{1,2})\s*[/\-.]\s*(\d{4})$")
_YEAR = re.compile(r"^(?:พ\.?\s?ศ\.?\s*)?(2[45]\d\d|1[89]\d\d|20\d\d)$")
_PHONE_WITHIN = re.compile(r"(?<!\d)0[\d๐-๙](?:[\s-]?[\d๐-๙]){7,8}(?!\d)")
_TITLES = "นางสาว|น\\.ส\\.|เด็กชาย|เด็กหญิง|ด\\.ช\\.|ด\\.ญ\\.|นาย|นาง|ว่าที่\\s?ร\\.ต\\.|พระ|ส\\.ต\\.[ตทอ]\\.|จ\\.ส\\.[ตทอ]\\.|ร\\.[ตทอ]\\.|พ\\.[ตทอ]\\.|Mr\\.?|Mrs\\.?|Miss|Ms\\.?"
# What is left of a name must be able to be one: นายิกา and นางลักษณ์ stay whole only where a title column says the title.
_TITLED = re.compile(rf"^({_TITLES})\s*(?=[เ-ไก-ฮA-Z][\u0e01-\u0e4eA-Za-z]{{2,}})(.+)$")
_MALE = frozenset({"ชาย", "ช", "ช.", "m", "male", "1"})
_FEMALE = frozenset({"หญิง", "ญ", "ญ.", "f", "female", "2"})
_OLDEST = 125
_ENOUGH_SWAPPED = 3
_LONGEST = {"title": 40, "first_name": 80, "last_name": 80, "house_no": 40, "full_name": 200, "nickname": 40}

_LOST = Words(
    th="เลขถูกเก็บเป็นจำนวน (เช่น 1.10E+12) หลักท้ายจึงหายไป โปรดตั้งคอลัมน์นี้เป็น “ข้อความ” ใน Excel แล้วส่งออกใหม่จากต้นฉบับ",
    en="the id was kept as a number (such as 1.10E+12), so its last digits are lost; make this column “Text” in Excel and export it again",
)
_WAS_NUMBER = Words(th="เลขถูกเก็บเป็นจำนวน อ่านครบทุกหลัก", en="ids kept as numbers; all digits were there")
_THAI_DIGITS = Words(th="เลขไทย อ่านเป็นเลขอารบิก", en="Thai digits, read as Arabic ones")
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
_TITLE_IN_NAME = Words(th="คำนำหน้าอยู่ในช่องชื่อ แยกออกให้แล้ว", en="titles in the name column; taken apart")
_NO_PHONE = Words(
    th="เบอร์โทรศัพท์ต้องมี 9 หรือ 10 หลักและขึ้นต้นด้วย 0", en="a phone number has 9 or 10 digits and begins with 0"
)
_PHONE_IN_NOTE = Words(th="เบอร์โทรศัพท์อยู่ในหมายเหตุ อ่านเป็นเบอร์ให้แล้ว", en="phone numbers in the notes; read as the phone")
_PHONES_IN_NOTE = Words(
    th="มีเบอร์โทรศัพท์อยู่ในหมายเหตุ โปรดตรวจว่าเป็นของใคร", en="phone numbers in the notes; see whose they are"
)
_UNKNOWN_SEX = Words(th="ไม่รู้จักเพศที่เขียนไว้ ใช้ ชาย หรือ หญิง", en="this sex is not known; write ชาย or หญิง")
_NO_NUMBER = Words(th="ควรเป็นตัวเลข", en="should be a number")
_ADL = Words(th="คะแนน ADL ต้องเป็น 0 ถึง 20", en="an ADL score is from 0 to 20")


def check_cells(read: ReadRows, today: dt.date, progress: Callable[[float], None] | None = None) -> None:
    """Check every column that has a check; rows are mended in place, faults and notes are added to the findings."""
    present = [meaning for meaning in read.headings if meaning in _CHECKS]
    for done, meaning in enumerate(present, start=1):
        _CHECKS[meaning](read, meaning, today)
        if progress:
            progress(done / len(present))


def _filled(read: ReadRows, meaning: str) -> Iterator[tuple[int, Row, str]]:
    for number, row in zip(read.numbers, read.rows, strict=True):
        value = row.get(meaning)
        if value is not None:
            yield number, row, value


def _national_id(read: ReadRows, meaning: str, _today: dt.date) -> None:
    heading, findings = read.headings[meaning], read.findings
    for number, row, text in _filled(read, meaning):
        if len(text) == 13 and text.isascii() and text.isdigit() and _is_id(text.encode()):
            continue
        value = _with_arabic(text, number, heading, findings)
        powers = _POWERS.fullmatch(value)
        if powers:
            if len(powers[1] or "") < int(powers[2]):
                findings.distrust(number, heading, _LOST)
                del row[meaning]
                continue
            value = str(int(Decimal(value)))
            findings.note("id-number", number, heading, _WAS_NUMBER)
        else:
            value = _TAIL.sub(r"\1", value)
        if value != text:
            row[meaning] = value
        try:
            NationalId.parse(value)
        except BadInput as bad:
            digits = _ID_MARKS.sub("", value)
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


def _birth_date(read: ReadRows, meaning: str, today: dt.date) -> None:
    heading, findings = read.headings[meaning], read.findings
    months_first = _months_first(read, meaning)
    judged: dict[str, tuple[str, str, Words | None]] = {}
    for number, row, text in _filled(read, meaning):
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
    return ("thai-digits", plain, _THAI_DIGITS) if plain != text else ("", text, None)


def _months_first(read: ReadRows, meaning: str) -> bool:
    """Every date that could tell says that the month comes first."""
    swapped = straight = 0
    for _, _, text in _filled(read, meaning):
        if numbers := _NUMBERS.match(text):
            first, second = int(numbers[1]), int(numbers[2])
            swapped += second > 12 >= first
            straight += first > 12 >= second
    return swapped >= _ENOUGH_SWAPPED and not straight


def _first_name(read: ReadRows, meaning: str, _today: dt.date) -> None:
    heading, findings, most = read.headings[meaning], read.findings, _LONGEST[meaning]
    for number, row, text in _filled(read, meaning):
        titled = _TITLED.match(text)
        if titled and row.get("title", titled[1]) == titled[1]:
            row["title"], text = titled[1], titled[2].strip()
            row[meaning] = text
            findings.note("title", number, heading, _TITLE_IN_NAME)
        if len(text) > most:
            _cut(row, meaning, number, heading, findings)


def _text(read: ReadRows, meaning: str, _today: dt.date) -> None:
    heading, findings = read.headings[meaning], read.findings
    most = _LONGEST[meaning]
    for number, row, text in _filled(read, meaning):
        if len(text) > most:
            _cut(row, meaning, number, heading, findings)


def _phone(read: ReadRows, meaning: str, _today: dt.date) -> None:
    heading, findings = read.headings[meaning], read.findings
    for number, row, text in _filled(read, meaning):
        value = _with_arabic(text, number, heading, findings)
        digits = "".join(letter for letter in value if "0" <= letter <= "9")
        if len(digits) in {8, 9} and digits[0] != "0" and value == digits:
            # A number that lost its 0 in a spreadsheet.
            digits = value = f"0{digits}"
        if value != text:
            row[meaning] = value
        # Several numbers in one cell are kept as they are; the first is used.
        if len(digits) < 9 or digits[0] != "0" or (len(digits) > 10 and not _PHONE_WITHIN.search(value)):
            findings.distrust(number, heading, _NO_PHONE)


def _note(read: ReadRows, meaning: str, _today: dt.date) -> None:
    heading, findings = read.headings[meaning], read.findings
    for number, row, text in _filled(read, meaning):
        phones = _PHONE_WITHIN.findall(text)
        if not phones:
            continue
        if len(phones) == 1 and "phone" not in row:
            row["phone"] = arabic_digits(phones[0])
            findings.note("phone-in-note", number, heading, _PHONE_IN_NOTE)
        else:
            findings.note("phones-in-note", number, heading, _PHONES_IN_NOTE)


def _sex(read: ReadRows, meaning: str, _today: dt.date) -> None:
    heading, findings = read.headings[meaning], read.findings
    for number, row, text in _filled(read, meaning):
        bare = text.casefold()
        if bare in _MALE:
            row[meaning] = "ชาย"
        elif bare in _FEMALE:
            row[meaning] = "หญิง"
        else:
            findings.distrust(number, heading, _UNKNOWN_SEX)


def _digits(read: ReadRows, meaning: str, _today: dt.date) -> None:
    heading, findings = read.headings[meaning], read.findings
    most = _LONGEST.get(meaning, 20)
    for number, row, text in _filled(read, meaning):
        if text.isascii() and len(text) <= most and "." not in text:
            continue
        value = _TAIL.sub(r"\1", _with_arabic(text, number, heading, findings))
        if value != text:
            row[meaning] = value
        _cut(row, meaning, number, heading, findings)


def _amount(read: ReadRows, meaning: str, _today: dt.date) -> None:
    heading, findings = read.headings[meaning], read.findings
    for number, row, text in _filled(read, meaning):
        value = _with_arabic(text, number, heading, findings)
        bare = re.sub(r"(?:บาท|baht|[\s,]|\.-|\.0+$)", "", value)
        try:
            amount = Decimal(bare)
        except InvalidOperation:
            findings.distrust(number, heading, _NO_NUMBER)
            continue
        row[meaning] = bare
        if meaning == "adl" and not 0 <= amount <= 20:
            findings.distrust(number, heading, _ADL)


def _with_arabic(text: str, number: int, heading: str, findings: Findings) -> str:
    if text.isascii() or not _THAI_DIGIT.search(text):
        return text
    findings.note("thai-digits", number, heading, _THAI_DIGITS)
    return arabic_digits(text)


def _cut(row: Row, meaning: str, number: int, heading: str, findings: Findings) -> None:
    most = _LONGEST.get(meaning, len(row[meaning]))
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


_CHECKS: dict[str, Check] = {
    "national_id": _national_id,
    "birth_date": _birth_date,
    "title": _text,
    "first_name": _first_name,
    "last_name": _text,
    "full_name": _text,
    "nickname": _text,
    "phone": _phone,
    "note": _note,
    "sex": _sex,
    "house_no": _digits,
    "moo": _digits,
    "village_code": _digits,
    "tambon_code": _digits,
    "house_code": _digits,
    "allowance": _amount,
    "income": _amount,
    "adl": _amount,
}


def split_name(row: Mapping[str, str]) -> tuple[str, str, str]:
    """Title, first and family name, however the list writes them."""
    if row.get("first_name"):
        return row.get("title", ""), row["first_name"], row.get("last_name", "")
    titled = _TITLED.match(row.get("full_name", ""))
    title, rest = (titled[1], titled[2]) if titled else (row.get("title", ""), row.get("full_name", ""))
    given, _, family = rest.strip().partition(" ")
    return title, given, family.strip()


def shared_ids(read: ReadRows) -> Sequence[tuple[int, int]]:
    """Rows (later, first) that carry the same national id."""
    first: dict[str, int] = {}
    found = []
    for number, _, text in _filled(read, "national_id"):
        digits = _ID_MARKS.sub("", text)
        if len(digits) == 13:
            if digits in first:
                found.append((number, first[digits]))
            else:
                first[digits] = number
    return found
