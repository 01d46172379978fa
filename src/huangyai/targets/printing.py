"""Blank forms of registers, to be filled in where there is no screen and keyed in later."""

from __future__ import annotations

from huangyai.design.documents import find_fonts, render_document
from huangyai.places.models import Municipality
from huangyai.targets.models import RegisterKind
from huangyai.targets.rules.columns import FORM_COLUMNS, heading_of

_ROWS_ON_A_PAGE = 14
# How wide a column is on paper, against the others; a national id has thirteen boxes.
_WIDTHS = {
    "national_id": 13,
    "full_name": 12,
    "first_name": 8,
    "last_name": 8,
    "birth_date": 7,
    "school": 9,
    "phone": 9,
    "note": 8,
}
_BOXES = {"national_id": 13, "phone": 10}
_HINTS = {
    "birth_date": "วัน เดือน ปี พ.ศ.",
    "sex": "ชาย/หญิง",
    "wheelchair": "ใช่/ไม่",
    "adl": "0-20",
    "allowance": "บาท",
    "income": "บาท/ปี",
}
_TITLES = {
    "civil": "แบบสำรวจคนในครัวเรือน",
    "elderly": "แบบบันทึกผู้รับเบี้ยยังชีพผู้สูงอายุ",
    "disability": "แบบบันทึกคนพิการ",
    "school": "แบบบันทึกนักเรียน",
    "welfare": "แบบบันทึกผู้มีบัตรสวัสดิการแห่งรัฐ",
    "visits": "แบบบันทึกบ้านที่ อสม. ไปเยี่ยม",
    "other": "แบบบันทึกรายชื่อ",
}


def print_blank_form(municipality: Municipality, kind: str) -> bytes:
    """One sheet of A4 across, with the columns in the order in which they are keyed in."""
    return render_document(
        "targets/typst/blank_register",
        {
            "title": _TITLES[RegisterKind(kind).value],
            "place": f"{municipality.name_th} จังหวัด{municipality.province_th}".removesuffix(" จังหวัด"),
            "rows": _ROWS_ON_A_PAGE,
            "columns": [
                {
                    "heading": heading_of(meaning),
                    "hint": _HINTS.get(meaning, ""),
                    "width": _WIDTHS.get(meaning, 5),
                    "boxes": _BOXES.get(meaning, 0),
                }
                for meaning in FORM_COLUMNS[kind]
            ],
        },
        fonts=find_fonts(),
    )
