"""Which column of a plan sheet is which: the names that books and exports use for the same thing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from huangyai.kernel.words import arabic_digits

# Field of a plan row -> the headings seen for it (compared without blanks, brackets and case).
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "form": ("form", "แบบ"),
    "sheet": ("sheet", "แผ่นงาน"),
    "row": ("row", "แถว"),
    "seq": ("seq", "ที่", "ลำดับ", "ลำดับที่"),
    "strategy_no": ("strategy_no", "ยุทธศาสตร์ที่"),
    "strategy_name": ("strategy_name", "strategy", "ยุทธศาสตร์", "ประเด็นการพัฒนา"),
    "tactic_code": ("tactic_code", "กลยุทธ์ที่"),
    "tactic_name": ("tactic_name", "tactic", "กลยุทธ์"),
    "plan_name": ("plan_name", "แผนงาน"),
    "name": ("name", "โครงการ", "ชื่อโครงการ", "โครงการ/กิจกรรม"),
    "objective": ("objective", "วัตถุประสงค์"),
    "target": ("target", "เป้าหมาย", "เป้าหมายผลผลิตของโครงการ"),
    "kpi": ("kpi", "ตัวชี้วัด", "ตัวชี้วัดkpi"),
    "expected_result": ("expected_result", "ผลที่คาดว่าจะได้รับ", "ผลที่คาดว่าจะได้"),
    "department": (
        "department", "หน่วยงาน", "หน่วยงานที่รับผิดชอบหลัก", "หน่วยงานรับผิดชอบหลัก",
        "หน่วยงานที่รับผิดชอบ", "หน่วยงานรับผิดชอบ",
    ),
    "amendment": ("amendment", "ฉบับ", "ฉบับแผน"),
    "all_amendments": ("all_amendments",),
    "annotations": ("annotations", "หมายเหตุ"),
    "funding_source": ("funding_source", "แหล่งงบประมาณ", "แหล่งเงิน", "แหล่งที่มาของงบประมาณ"),
    "duplicate_of": ("duplicate_of",),
    "transfer_target": ("transfer_target",),
    "merge_target": ("merge_target",),
    "status": ("status", "สถานะ"),
}  # fmt: skip
# Words that stand in a heading but name no column.
_FILLERS = ("งบประมาณ", "บาท", "ผลผลิตของโครงการ", "kpi", "หลัก", "งบประมาณบาท", "งบประมาณและที่มา", "เทศบัญญัติ")


def fold_heading(value: object) -> str:
    """A heading as it is compared: no blanks, brackets or case, Arabic digits."""
    return re.sub(r"[\s()（）.:]+", "", arabic_digits(str(value if value is not None else ""))).casefold()


def field_of(heading: object, mapping: Mapping[str, str] | None = None) -> str:
    """The field that a heading names: a plan row's field, ``b2566`` (plan), ``ord2566`` (ordinance), or ""
    for none."""
    if mapping:
        for theirs, ours in mapping.items():
            if fold_heading(theirs) == fold_heading(heading):
                return ours
    folded = fold_heading(heading)
    if year := re.fullmatch(r"(?:b|งบประมาณ|งบ|ปี|พศ|ปีงบประมาณ)?(25\d\d)(?:บาท)?", folded):
        return f"b{year.group(1)}"
    if year := re.fullmatch(r"(?:ord|เทศบัญญัติ|ข้อบัญญัติ)(?:ปี|พศ)?(25\d\d)(?:บาท)?", folded):
        return f"ord{year.group(1)}"
    return next((field for field, names in HEADINGS.items() if folded in names), "")


def is_heading_piece(value: object) -> bool:
    """Part of a heading that runs over several rows, such as “(บาท)”."""
    folded = fold_heading(value)
    return not folded or bool(field_of(value)) or folded in _FILLERS
