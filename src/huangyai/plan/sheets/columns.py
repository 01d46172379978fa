"""Which column of a plan sheet is which: the names that books and exports use for the same thing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from huangyai.kernel import Words
from huangyai.kernel.words import arabic_digits

# Field of a plan row -> what it is called on pages, and the headings seen for it (compared without blanks, brackets and
# case).
_NAMES: Mapping[str, tuple[Words, tuple[str, ...]]] = {
    "name": (Words(th="ชื่อโครงการ", en="project name"), ("name", "โครงการ", "ชื่อโครงการ", "โครงการ/กิจกรรม", "ครุภัณฑ์")),
    "objective": (Words(th="วัตถุประสงค์", en="objective"), ("objective", "วัตถุประสงค์")),
    "target": (
        Words(th="เป้าหมาย (ผลผลิต)", en="target (output)"),
        ("target", "เป้าหมาย", "เป้าหมายผลผลิตของโครงการ", "เป้าหมายผลผลิตของครุภัณฑ์"),
    ),
    "kpi": (Words(th="ตัวชี้วัด", en="indicator (KPI)"), ("kpi", "ตัวชี้วัด", "ตัวชี้วัดkpi")),
    "expected_result": (
        Words(th="ผลที่คาดว่าจะได้รับ", en="expected result"),
        ("expected_result", "ผลที่คาดว่าจะได้รับ", "ผลที่คาดว่าจะได้"),
    ),
    "department": (
        Words(th="หน่วยงานรับผิดชอบ", en="responsible unit"),
        (
            "department", "หน่วยงาน", "หน่วยงานที่รับผิดชอบหลัก", "หน่วยงานรับผิดชอบหลัก",
            "หน่วยงานที่รับผิดชอบ", "หน่วยงานรับผิดชอบ",
        ),
    ),
    "strategy_no": (Words(th="เลขที่ยุทธศาสตร์", en="strategy number"), ("strategy_no", "ยุทธศาสตร์ที่")),
    "strategy_name": (
        Words(th="ยุทธศาสตร์/ประเด็นการพัฒนา", en="strategy"),
        ("strategy_name", "strategy", "ยุทธศาสตร์", "ประเด็นการพัฒนา"),
    ),
    "tactic_code": (Words(th="เลขที่กลยุทธ์", en="tactic number"), ("tactic_code", "กลยุทธ์ที่")),
    "tactic_name": (Words(th="กลยุทธ์", en="tactic"), ("tactic_name", "tactic", "กลยุทธ์")),
    "plan_name": (Words(th="แผนงาน", en="programme"), ("plan_name", "แผนงาน")),
    "form": (Words(th="แบบ (ผ.02 …)", en="form (ผ.02 …)"), ("form", "แบบ")),
    "seq": (Words(th="ลำดับที่", en="item number"), ("seq", "ที่", "ลำดับ", "ลำดับที่")),
    "funding_source": (
        Words(th="แหล่งงบประมาณ", en="source of money"),
        ("funding_source", "แหล่งงบประมาณ", "แหล่งเงิน", "แหล่งที่มาของงบประมาณ"),
    ),
    "amendment": (Words(th="ฉบับของแผน", en="edition of the plan"), ("amendment", "ฉบับ", "ฉบับแผน")),
    "annotations": (Words(th="หมายเหตุ", en="note"), ("annotations", "หมายเหตุ")),
    "status": (Words(th="สถานะ", en="state"), ("status", "สถานะ")),
    "sheet": (Words(th="แผ่นงานในเล่ม", en="sheet of the book"), ("sheet", "แผ่นงาน")),
    "row": (Words(th="แถวในเล่ม", en="row of the book"), ("row", "แถว")),
    "all_amendments": (Words(th="ทุกฉบับ", en="all editions"), ("all_amendments",)),
    "duplicate_of": (Words(th="ซ้ำกับ", en="duplicate of"), ("duplicate_of",)),
    "transfer_target": (Words(th="โอนไปที่", en="transferred to"), ("transfer_target",)),
    "merge_target": (Words(th="รวมกับ", en="merged with"), ("merge_target",)),
}  # fmt: skip
FIELDS: tuple[str, ...] = tuple(_NAMES)
# What a person chooses from; the rest are only in machine-made books.
CHOSEN_FIELDS: tuple[str, ...] = FIELDS[: FIELDS.index("sheet")]
_BY_HEADING: dict[str, str] = {}
# Words that stand in a heading but name no column.
_FILLERS = (
    "งบประมาณ", "บาท", "ผลผลิตของโครงการ", "ผลผลิตของครุภัณฑ์", "kpi", "หลัก", "งบประมาณบาท", "งบประมาณและที่มา", "เทศบัญญัติ",
)  # fmt: skip
_MONEY_YEAR = re.compile(r"(?:b|งบประมาณ|งบ|ปี|พศ|ปีงบประมาณ|งบประมาณปี|งบประมาณปีพศ|ปีพศ)?(25\d\d)(?:บาท)?")
_ORDINANCE_YEAR = re.compile(r"(?:ord|เทศบัญญัติ|ข้อบัญญัติ)(?:5ปี)?(?:ปี|พศ|ปีงบประมาณ)?(25\d\d)(?:บาท)?")
_LONGEST_LABEL = 60
YEAR_FIELD = re.compile(r"(b|ord)(25\d\d)")
# What is in a heading that nobody has written down yet; the first that fits counts.
_LIKELY: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        ("วัตถุประสงค์|objective", "objective"),
        ("ตัวชี้วัด|kpi|indicator", "kpi"),
        ("ผลที่คาด|ผลลัพธ์|expectedresult", "expected_result"),
        ("หน่วยงาน|รับผิดชอบ|department", "department"),
        ("เป้าหมาย|ผลผลิต|target", "target"),
        ("แหล่ง(ที่มา|งบ|เงิน)|fundingsource", "funding_source"),
        ("^เลขที่ยุทธศาสตร์|^รหัสยุทธศาสตร์", "strategy_no"),
        ("ยุทธศาสตร์|ประเด็น|strategy", "strategy_name"),
        ("กลยุทธ์|แนวทาง|tactic", "tactic_name"),
        ("^แผนงาน|programme", "plan_name"),
        ("^(ชื่อ)?(โครงการ|งาน|กิจกรรม|ครุภัณฑ์)|projectname|^project", "name"),
        ("^ลำดับ", "seq"),
        ("หมายเหตุ", "annotations"),
    )
)


def fold_heading(value: object) -> str:
    """A heading as it is compared: no blanks, brackets or case, Arabic digits."""
    return re.sub(r"[\s()（）.:]+", "", arabic_digits(str(value if value is not None else ""))).casefold()


def field_of(heading: object) -> str:
    """The field that a heading names: a plan row's field, ``b2566`` (plan), ``ord2566`` (ordinance), or ""
    for none."""
    folded = fold_heading(heading)
    if year := _MONEY_YEAR.fullmatch(folded):
        return f"b{year.group(1)}"
    if year := _ORDINANCE_YEAR.fullmatch(folded):
        return f"ord{year.group(1)}"
    return _BY_HEADING.get(folded, "")


def likely_field(heading: str) -> str:
    """What a heading that nobody has written down most likely names; "" when one can't tell."""
    folded = fold_heading(heading)
    if not folded or len(folded) > 80:
        return ""
    years = set(re.findall(r"25\d\d", folded))
    if len(years) == 1 and re.search("งบ|ปี|พศ|บาท|เงิน|budget|baht", folded):
        return f"{'ord' if re.search('บัญญัติ|ordinance', folded) else 'b'}{years.pop()}"
    return "" if years else next((field for pattern, field in _LIKELY if pattern.search(folded)), "")


def field_of_column(pieces: Sequence[str], mapping: Mapping[str, str]) -> str:
    """The field of a column whose heading may stand in several rows; what somebody said of it goes before every guess.

    `mapping` is keyed by folded headings; an empty field there says that the column is not used.
    """
    whole = " ".join(pieces)
    for heading in (label_of(pieces), *reversed(pieces)):
        if fold_heading(heading) in mapping and fold_heading(heading):
            return mapping[fold_heading(heading)]
    return next((found for heading in (whole, *reversed(pieces)) if (found := field_of(heading))), "")


def label_of(pieces: Sequence[str]) -> str:
    """A column's heading in one line, as it is shown and remembered."""
    return " ".join(pieces)[:_LONGEST_LABEL].strip()


def is_heading_piece(value: object) -> bool:
    """Part of a heading that runs over several rows, such as “(บาท)”."""
    folded = fold_heading(value)
    return not folded or bool(field_of(value)) or folded in _FILLERS


def field_words(field: str) -> Words:
    """What a field is called on pages and in sentences."""
    if year := YEAR_FIELD.fullmatch(field):
        if year[1] == "b":
            return Words(th=f"งบประมาณปี {year[2]}", en=f"money of {year[2]}")
        return Words(th=f"เทศบัญญัติปี {year[2]}", en=f"ordinance of {year[2]}")
    known = _NAMES.get(field)
    return known[0] if known else Words(th=field, en=field)


_BY_HEADING.update({fold_heading(name): field for field, (_, names) in _NAMES.items() for name in names})
