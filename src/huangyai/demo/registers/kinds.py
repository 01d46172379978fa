"""The lists that offices keep, and what each of their columns means: the one place for that mapping.

A meaning is one of those that joining registers understands (id, title, first_name, last_name, full_name,
nickname, sex, birth_date, national_id, house_no, moo, village, address, tambon_code, village_code, phone)
or an extra that only a room uses. ``mapping`` turns it round, as ``huangyai link --map`` wants it.
"""

from __future__ import annotations

from dataclasses import dataclass

from huangyai.kernel import Words


@dataclass(frozen=True, slots=True)
class RegisterKind:
    """One office's list: its file, its name for people, and its columns in order, each with its meaning."""

    name: str
    words: Words
    columns: dict[str, str]

    @property
    def file_name(self) -> str:
        """The file in the folder of registers."""
        return f"{self.name}.csv"

    @property
    def mapping(self) -> dict[str, str]:
        """Meaning to column."""
        return {meaning: column for column, meaning in self.columns.items()}


def _kind(name: str, th: str, en: str, columns: dict[str, str]) -> RegisterKind:
    return RegisterKind(name, Words(th=th, en=en), columns)


REGISTER_KINDS: dict[str, RegisterKind] = {
    kind.name: kind
    for kind in (
        _kind("civil", "ทะเบียนราษฎร", "Civil register", {
            "ลำดับ": "id",
            "เลขประจำตัวประชาชน": "national_id",
            "คำนำหน้า": "title",
            "ชื่อ": "first_name",
            "นามสกุล": "last_name",
            "เพศ": "sex",
            "วันเดือนปีเกิด": "birth_date",
            "รหัสประจำบ้าน": "house_code",
            "บ้านเลขที่": "house_no",
            "หมู่ที่": "moo",
            "ชื่อหมู่บ้าน": "village",
            "รหัสหมู่บ้าน": "village_code",
            "รหัสตำบล": "tambon_code",
            "สถานะในบ้าน": "house_status",
        }),
        _kind("elderly", "ทะเบียนผู้รับเบี้ยยังชีพผู้สูงอายุ", "Old-age allowance list", {
            "ที่": "id",
            "ชื่อ - สกุล": "full_name",
            "เลขบัตรประชาชน": "national_id",
            "วัน/เดือน/ปีเกิด": "birth_date",
            "บ้านเลขที่": "house_no",
            "หมู่": "moo",
            "จำนวนเงิน": "allowance",
            "วิธีรับเงิน": "payment_method",
            "หมายเหตุ": "note",
        }),
        _kind("disability", "ทะเบียนคนพิการ", "Register of disabled people", {
            "SEQ": "id",
            "PID": "national_id",
            "PREFIX_NAME": "title",
            "FIRST_NAME": "first_name",
            "LAST_NAME": "last_name",
            "SEX": "sex",
            "BIRTH_DATE": "birth_date",
            "ADDRESS": "address",
            "SUBDISTRICT_CODE": "tambon_code",
            "DISABILITY_TYPE": "disability_type",
            "USES_WHEELCHAIR": "wheelchair",
            "CARER_NAME": "carer",
            "TELEPHONE": "phone",
        }),
        _kind("school", "ทะเบียนนักเรียน", "School roll", {
            "เลขที่": "id",
            "สถานศึกษา": "school",
            "ชั้น": "grade",
            "เลขประจำตัวประชาชน": "national_id",
            "ชื่อ": "first_name",
            "นามสกุล": "last_name",
            "ชื่อเล่น": "nickname",
            "เพศ": "sex",
            "วันเกิด": "birth_date",
            "ที่อยู่": "address",
            "ผู้ปกครอง": "guardian",
            "โทรศัพท์ผู้ปกครอง": "guardian_phone",
        }),
        _kind("welfare", "ผู้มีบัตรสวัสดิการแห่งรัฐ", "State welfare card list", {
            "no": "id",
            "cid": "national_id",
            "fullname": "full_name",
            "dob": "birth_date",
            "house_no": "house_no",
            "village_code": "village_code",
            "income_year": "income",
            "mobile": "phone",
        }),
        _kind("visits", "บัญชีเยี่ยมบ้านของ อสม.", "Health volunteers' visit list", {
            "ลำดับที่": "id",
            "ชื่อผู้รับการเยี่ยม": "full_name",
            "ชื่อเล่น/ชื่อที่เรียก": "nickname",
            "ปี พ.ศ. เกิด": "birth_date",
            "บ้านเลขที่": "house_no",
            "หมู่บ้าน": "village",
            "ADL": "adl",
            "กลุ่ม": "care_group",
            "เบอร์โทร/หมายเหตุ": "note",
        }),
    )
}  # fmt: skip
