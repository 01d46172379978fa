"""The columns that a register may have, and the names that offices give them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from huangyai.kernel import BadInput

COLUMNS = (
    "id", "title", "first_name", "last_name", "full_name", "nickname", "sex", "birth_date", "national_id", "house_no",
    "moo", "village", "address", "tambon_code", "village_code", "phone",
)  # fmt: skip

_SPELLINGS = {
    "id": "id,รหัส,เลขทะเบียน,record_id",
    "title": "title,prefix,prefix_name,คำนำหน้า,คำนำหน้าชื่อ,คำนำหน้านาม",
    "first_name": "first_name,firstname,given_name,ชื่อ,ชื่อตัว",
    "last_name": "last_name,lastname,surname,family_name,นามสกุล,สกุล,ชื่อสกุล",
    "full_name": "full_name,fullname,name,ชื่อ-สกุล,ชื่อ-นามสกุล,ชื่อนามสกุล,ชื่อ สกุล,ชื่อ นามสกุล,ชื่อ - สกุล,ชื่อและนามสกุล,ชื่อ - นามสกุล",
    "nickname": "nickname,ชื่อเล่น",
    "sex": "sex,gender,เพศ",
    "birth_date": "birth_date,birthdate,date_of_birth,dob,วันเกิด,วันเดือนปีเกิด,วัน เดือน ปีเกิด,ว/ด/ป เกิด,ว.ด.ป.เกิด,วัน/เดือน/ปีเกิด,"
    "ว.ด.ป. เกิด,ปีเกิด,ปี พ.ศ. เกิด,ปี พ.ศ.เกิด,พ.ศ. เกิด",
    "national_id": "national_id,citizen_id,pid,cid,เลขประจำตัวประชาชน,เลขบัตรประชาชน,เลขที่บัตรประชาชน,เลขประจำตัว,เลขบัตร,"
    "เลขบัตรประจำตัวประชาชน,เลขที่บัตรประจำตัวประชาชน,เลขประจำตัวประชาชน 13 หลัก,เลขบัตรประชาชน 13 หลัก,เลขประจำตัว 13 หลัก,id card",
    "house_no": "house_no,house,house_number,บ้านเลขที่,เลขที่บ้าน",
    "moo": "moo,หมู่,หมู่ที่,ม.",
    "village": "village,หมู่บ้าน,ชื่อหมู่บ้าน,ชุมชน,บ้าน",
    "address": "address,ที่อยู่,ที่อยู่ปัจจุบัน,ที่อยู่ตามทะเบียนบ้าน",
    "tambon_code": "tambon_code,subdistrict_code,รหัสตำบล",
    "village_code": "village_code,รหัสหมู่บ้าน",
    "phone": "phone,telephone,tel,mobile,โทรศัพท์,เบอร์โทร,เบอร์โทรศัพท์,โทร,หมายเลขโทรศัพท์,เบอร์โทรศัพท์มือถือ",
}
_BY_SPELLING = {word: column for column, words in _SPELLINGS.items() for word in words.split(",")}
# Blanks, marks and remarks in brackets mean nothing, except where they tell two headings apart (ชื่อ-สกุล, ชื่อสกุล).
_MARKS = re.compile(r"\([^)]*\)|[\s_.:*/\-–]+")
_BY_LETTERS: dict[str, str] = {}
for _word, _column in _BY_SPELLING.items():
    _letters = _MARKS.sub("", _word)
    _BY_LETTERS[_letters] = _column if _BY_LETTERS.get(_letters, _column) == _column else ""


def parse_map(text: str) -> dict[str, str]:
    """Read ``--map id=rec_id,first_name=given_name``: what we call a column → what the file calls it."""
    chosen: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        ours, equals, theirs = (piece.strip() for piece in part.partition("="))
        if not equals or not theirs or ours not in COLUMNS:
            raise BadInput.of(
                th=f"--map อ่านไม่ได้ที่ “{part}” ให้เขียน ชื่อคอลัมน์มาตรฐาน=ชื่อในไฟล์ โดยชื่อมาตรฐานคือ {', '.join(COLUMNS)}",
                en=f"--map can't be read at “{part}”: write our-name=name-in-the-file; our names are {', '.join(COLUMNS)}.",
            )
        chosen[ours] = theirs
    return chosen


def parse_also(text: str) -> tuple[str, ...]:
    """Read ``--also postcode,suburb``: further columns to compare as they are."""
    return tuple(dict.fromkeys(filter(None, (piece.strip() for piece in text.split(",")))))


def further_name(column: str) -> str:
    """What a column of ``--also`` is called inside: safe in a query, whatever the file calls it."""
    return "also_" + re.sub(r"\W", "_", column)


def recognise_columns(header: Iterable[str], mapping: Mapping[str, str], also: Sequence[str] = ()) -> dict[str, str]:
    """Which of our columns each column of a file is: ``{"first_name": "ชื่อ", …}``.

    What `mapping` says comes first, then our own names, then the headings that Thai offices use.
    """
    names = list(header)
    found = {ours: theirs for ours, theirs in mapping.items() if theirs in names}
    taken = {*found.values(), *also}
    exact = [_BY_SPELLING.get(_plain(name), "") for name in names]
    likely = [_BY_LETTERS.get(_MARKS.sub("", _plain(name)), "") for name in names]
    for guesses in (exact, likely):
        for name, ours in zip(names, guesses, strict=True):
            if ours and ours not in found and name not in taken and ours not in mapping:
                found[ours] = name
                taken.add(name)
    # เลขที่ is a house only beside a village; elsewhere it counts rows or pupils.
    number = next((name for name in names if _plain(name) == "เลขที่" and name not in taken), None)
    if number is not None and "moo" in found and not {"house_no", "address"} & {*found, *mapping}:
        found["house_no"] = number
    return found


def _plain(heading: str) -> str:
    return re.sub(r"\s+", " ", heading.replace("\ufeff", "").strip()).casefold()
