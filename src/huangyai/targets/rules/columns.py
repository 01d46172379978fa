"""What the columns of offices' lists mean, guessed from their headings; a person confirms or changes the guess."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huangyai.kernel import Words

# Meaning → what it is called on pages, and the headings that offices write above it.
_MEANINGS: dict[str, tuple[Words, tuple[str, ...]]] = {
    "id": (Words(th="ลำดับ", en="number on the list"), ("ลำดับ", "ลำดับที่", "ที่", "เลขที่", "seq", "no", "no.", "id")),
    "national_id": (
        Words(th="เลขประจำตัวประชาชน", en="national id"),
        ("เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "pid", "cid", "national_id", "nationalid", "idcard", "id card"),
    ),
    "title": (Words(th="คำนำหน้าชื่อ", en="title"), ("คำนำหน้า", "คำนำหน้าชื่อ", "คำนำ", "prefix_name", "prefix", "title")),
    "first_name": (Words(th="ชื่อ", en="first name"), ("ชื่อ", "ชื่อตัว", "first_name", "firstname", "fname", "given_name", "name")),
    "last_name": (
        Words(th="นามสกุล", en="family name"),
        ("นามสกุล", "สกุล", "ชื่อสกุล", "last_name", "lastname", "lname", "surname", "family_name"),
    ),
    "full_name": (
        Words(th="ชื่อ-สกุล", en="full name"),
        ("ชื่อ - สกุล", "ชื่อ สกุล", "ชื่อ-นามสกุล", "ชื่อและนามสกุล", "ชื่อผู้รับการเยี่ยม", "fullname", "full_name"),
    ),
    "nickname": (Words(th="ชื่อเล่น", en="nickname"), ("ชื่อเล่น", "ชื่อเล่น/ชื่อที่เรียก", "nickname")),
    "sex": (Words(th="เพศ", en="sex"), ("เพศ", "sex", "gender")),
    "birth_date": (
        Words(th="วันเดือนปีเกิด", en="date of birth"),
        ("วันเดือนปีเกิด", "วัน/เดือน/ปีเกิด", "วันเกิด", "ว/ด/ป เกิด", "ปี พ.ศ. เกิด", "birth_date", "birthdate", "birthday", "dob"),
    ),
    "house_code": (Words(th="รหัสประจำบ้าน", en="house code"), ("รหัสประจำบ้าน", "เลขรหัสประจำบ้าน", "house_code")),
    "house_no": (Words(th="บ้านเลขที่", en="house number"), ("บ้านเลขที่", "เลขที่บ้าน", "house_no", "houseno")),
    "moo": (Words(th="หมู่ที่", en="village number"), ("หมู่ที่", "หมู่", "ม.", "moo")),
    "village": (Words(th="ชื่อหมู่บ้าน", en="village name"), ("ชื่อหมู่บ้าน", "หมู่บ้าน", "บ้าน", "village")),
    "village_code": (Words(th="รหัสหมู่บ้าน", en="village code"), ("รหัสหมู่บ้าน", "village_code")),
    "tambon_code": (Words(th="รหัสตำบล", en="sub-district code"), ("รหัสตำบล", "subdistrict_code", "tambon_code")),
    "address": (Words(th="ที่อยู่", en="address"), ("ที่อยู่", "ที่อยู่ปัจจุบัน", "ที่อยู่ตามทะเบียนบ้าน", "address")),
    "phone": (
        Words(th="โทรศัพท์", en="telephone"),
        ("โทรศัพท์", "เบอร์โทร", "เบอร์โทรศัพท์", "หมายเลขโทรศัพท์", "โทร", "เบอร์", "telephone", "tel", "mobile", "phone"),
    ),
    "mother": (
        Words(th="ชื่อมารดา", en="mother's name"),
        ("ชื่อมารดา", "ชื่อ-สกุลมารดา", "ชื่อ-นามสกุลมารดา", "ชื่อสกุลของมารดา", "มารดา", "mother_name", "mother"),
    ),
    "mother_id": (
        Words(th="เลขประจำตัวประชาชนมารดา", en="mother's national id"),
        ("เลขประจำตัวประชาชนมารดา", "เลขประจำตัวประชาชนของมารดา", "เลขบัตรประชาชนมารดา", "เลขประจำตัวมารดา", "mother_pid", "mother_id"),
    ),
    "house_status": (Words(th="สถานะในบ้าน", en="place in the house"), ("สถานะในบ้าน", "สถานภาพในบ้าน")),
    "allowance": (Words(th="จำนวนเงิน", en="allowance"), ("จำนวนเงิน", "จำนวนเงิน (บาท)", "เบี้ยยังชีพ", "allowance", "amount")),
    "disability_type": (Words(th="ประเภทความพิการ", en="kind of disability"), ("ประเภทความพิการ", "disability_type")),
    "wheelchair": (Words(th="ใช้รถเข็น", en="uses a wheelchair"), ("ใช้รถเข็น", "uses_wheelchair", "wheelchair")),
    "income": (Words(th="รายได้ต่อปี", en="yearly income"), ("รายได้ต่อปี", "รายได้ทั้งปี", "income_year", "income")),
    "adl": (Words(th="คะแนน ADL", en="ADL score"), ("adl",)),
    "care_group": (Words(th="กลุ่ม", en="care group"), ("กลุ่ม", "care_group")),
    "school": (Words(th="สถานศึกษา", en="school"), ("สถานศึกษา", "โรงเรียน", "school")),
    "grade": (Words(th="ชั้น", en="grade"), ("ชั้น", "ชั้นเรียน", "ระดับชั้น", "grade")),
    "latitude": (Words(th="ละติจูด", en="latitude"), ("ละติจูด", "latitude", "lat")),
    "longitude": (Words(th="ลองจิจูด", en="longitude"), ("ลองจิจูด", "longitude", "lon", "lng")),
    "note": (Words(th="หมายเหตุ", en="note"), ("หมายเหตุ", "เบอร์โทร/หมายเหตุ", "note", "remark", "remarks")),
}  # fmt: skip

# Spaces, line breaks and marks in a heading mean nothing; (บาท) and the like after it neither.
_MARKS = re.compile(r"\([^)]*\)|[\s\u200b\ufeff._*:;\-–—/()\"'“”]+")
# Whom another column is about: a guardian's telephone is not the child's.
_OTHERS = re.compile("ผู้ปกครอง|ผู้ดูแล|บิดา|มารดา|พ่อ|แม่|คู่สมรส|guardian|carer|father|mother|spouse")
# What is in a heading that nobody has written down yet; the first that fits counts.
_LIKELY: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        ("(ประชาชน|บัตรปชช|13หลัก|๑๓หลัก|nationalid|citizen)", "national_id"),
        ("ชื่อเล่น|nickname", "nickname"),
        ("คำนำหน้า|prefix", "title"),
        ("^(ชื่อ.*(สกุล|ผู้)|fullname)", "full_name"),
        ("นามสกุล|surname|lastname", "last_name"),
        ("เกิด|birth|dob", "birth_date"),
        ("โทร|มือถือ|phone|mobile", "phone"),
        ("รหัส.*บ้าน$", "house_code"),
        ("บ้านเลขที่|เลขที่บ้าน", "house_no"),
        ("รหัสหมู่", "village_code"),
        ("^หมู่ที่|^หมู่$", "moo"),
        ("ชื่อ(หมู่บ้าน|ชุมชน)|^ชุมชน", "village"),
        ("ที่อยู่|address", "address"),
        ("รายได้|income", "income"),
        ("พิการ", "disability_type"),
        ("รถเข็น|wheelchair", "wheelchair"),
        ("โรงเรียน|สถานศึกษา", "school"),
        ("ระดับชั้น|^ชั้น", "grade"),
        ("^adl|คะแนนadl", "adl"),
        ("หมายเหตุ|remark", "note"),
        ("^ลำดับ", "id"),
        ("^ชื่อ", "first_name"),
    )
)


def _bare(heading: str) -> str:
    return _MARKS.sub("", heading).casefold()


_BY_HEADING = {_bare(heading): meaning for meaning, (_, headings) in _MEANINGS.items() for heading in headings}

MEANINGS: tuple[str, ...] = tuple(_MEANINGS)

# Either of them says who a row is about.
NAME_COLUMNS = frozenset({"full_name", "first_name"})

# What is kept of a row outside its sealed original. Names, ids, addresses and free notes are not among them.
KEPT_FACTS = frozenset(
    {
        "allowance",
        "disability_type",
        "wheelchair",
        "income",
        "adl",
        "care_group",
        "school",
        "grade",
        "house_status",
    }
)

# The columns of a printed form for each kind of list, in the order in which one asks at a table.
FORM_COLUMNS: dict[str, tuple[str, ...]] = {
    "civil": ("national_id", "title", "first_name", "last_name", "sex", "birth_date", "house_no", "moo", "phone"),
    "elderly": ("full_name", "national_id", "birth_date", "house_no", "moo", "allowance", "phone", "note"),
    "disability": (
        "full_name",
        "national_id",
        "birth_date",
        "house_no",
        "moo",
        "disability_type",
        "wheelchair",
        "phone",
    ),
    "school": ("full_name", "nickname", "national_id", "birth_date", "school", "grade", "house_no", "moo"),
    "welfare": ("full_name", "national_id", "birth_date", "house_no", "moo", "income", "phone"),
    "visits": ("full_name", "nickname", "birth_date", "house_no", "moo", "adl", "care_group", "note"),
    "other": ("full_name", "national_id", "birth_date", "house_no", "moo", "phone", "note"),
}


def meaning_words(meaning: str) -> Words:
    """What a meaning is called on pages and forms."""
    known = _MEANINGS.get(meaning)
    return known[0] if known else Words(th=meaning, en=meaning)


def heading_of(meaning: str) -> str:
    """The heading that offices usually give a meaning."""
    known = _MEANINGS[meaning][1] if meaning in _MEANINGS else (meaning,)
    return next((heading for heading in known if not heading.isascii()), known[0].upper())


def likely_meaning(heading: str) -> str:
    """What a heading means, as far as one can tell from its words; empty when one can't."""
    bare = _bare(heading)
    if bare in _BY_HEADING:
        return _BY_HEADING[bare]
    if not bare or len(bare) > 60 or _OTHERS.search(bare):
        return ""
    return next((meaning for pattern, meaning in _LIKELY if pattern.search(bare)), "")


def recognise_columns(headings: Sequence[str]) -> list[str]:
    """The meaning of each column, each meaning once; what is written exactly goes before what only sounds like it."""
    exact = [_BY_HEADING.get(_bare(heading), "") for heading in headings]
    likely = [likely_meaning(heading) for heading in headings]
    found = [""] * len(headings)
    for guesses in (exact, likely):
        for at, meaning in enumerate(guesses):
            if meaning and not found[at] and meaning not in found:
                found[at] = meaning
    return found


def recognise(headings: Sequence[str]) -> dict[str, str]:
    """Heading → meaning, for the headings that are known; the rest are left for a person to map."""
    found = zip(headings, recognise_columns(headings), strict=True)
    return {heading: meaning for heading, meaning in found if meaning}
