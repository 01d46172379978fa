"""What the columns of offices' lists mean. A list with other headings is mapped by hand when it is brought in."""

from __future__ import annotations

from collections.abc import Sequence

_MEANINGS: dict[str, tuple[str, ...]] = {
    "id": ("ลำดับ", "ลำดับที่", "ที่", "เลขที่", "seq", "no", "no."),
    "national_id": ("เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "pid", "cid", "national_id"),
    "title": ("คำนำหน้า", "คำนำหน้าชื่อ", "prefix_name", "title"),
    "first_name": ("ชื่อ", "first_name"),
    "last_name": ("นามสกุล", "สกุล", "last_name"),
    "full_name": ("ชื่อ - สกุล", "ชื่อ-สกุล", "ชื่อ สกุล", "ชื่อผู้รับการเยี่ยม", "fullname", "full_name"),
    "nickname": ("ชื่อเล่น", "ชื่อเล่น/ชื่อที่เรียก", "nickname"),
    "sex": ("เพศ", "sex"),
    "birth_date": ("วันเดือนปีเกิด", "วัน/เดือน/ปีเกิด", "วันเกิด", "ปี พ.ศ. เกิด", "birth_date", "dob"),
    "house_code": ("รหัสประจำบ้าน",),
    "house_no": ("บ้านเลขที่", "house_no"),
    "moo": ("หมู่ที่", "หมู่", "moo"),
    "village": ("ชื่อหมู่บ้าน", "หมู่บ้าน", "village"),
    "village_code": ("รหัสหมู่บ้าน", "village_code"),
    "tambon_code": ("รหัสตำบล", "subdistrict_code", "tambon_code"),
    "address": ("ที่อยู่", "address"),
    "phone": ("โทรศัพท์", "เบอร์โทร", "telephone", "mobile", "phone"),
    "house_status": ("สถานะในบ้าน",),
    "allowance": ("จำนวนเงิน",),
    "disability_type": ("disability_type", "ประเภทความพิการ"),
    "wheelchair": ("uses_wheelchair", "ใช้รถเข็น"),
    "income": ("income_year", "รายได้ต่อปี"),
    "adl": ("adl",),
    "care_group": ("กลุ่ม",),
    "school": ("สถานศึกษา", "โรงเรียน"),
    "grade": ("ชั้น",),
    "latitude": ("ละติจูด", "latitude"),
    "longitude": ("ลองจิจูด", "longitude"),
}

_BY_HEADING = {heading: meaning for meaning, headings in _MEANINGS.items() for heading in headings}

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


def heading_of(meaning: str) -> str:
    """The heading that offices usually give a meaning."""
    known = _MEANINGS.get(meaning, (meaning,))
    return next((heading for heading in known if not heading.isascii()), known[0].upper())


def recognise(headings: Sequence[str]) -> dict[str, str]:
    """Heading → meaning, for the headings that are known; the rest are left for a person to map."""
    found: dict[str, str] = {}
    for heading in headings:
        meaning = _BY_HEADING.get(heading.strip().lower())
        if meaning and meaning not in found.values():
            found[heading] = meaning
    return found
