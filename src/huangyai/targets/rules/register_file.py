"""Reading an office's list: rows with meanings, and each fault by row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from huangyai.kernel import BadInput, Fault, Words
from huangyai.targets.rules.columns import recognise


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A list as it was brought: its rows by meaning, each with the row number that a spreadsheet shows."""

    text: str
    columns: Mapping[str, str]
    rows: tuple[dict[str, str], ...]
    numbers: tuple[int, ...] = ()

    @property
    def numbered(self) -> list[tuple[int, dict[str, str]]]:
        """Rows with their numbers; empty lines have none, so that a fault is found where it stands."""
        return list(zip(self.numbers, self.rows, strict=True))


def read_register(content: bytes, columns: Mapping[str, str] | None = None) -> RegisterFile:
    """Read CSV in UTF-8 (with or without BOM) or TIS-620/CP874. `columns` maps headings to meanings; else they are recognised."""
    text = _decode(content)
    if "\x00" in text:
        raise _not_csv()
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        raise _not_csv() from None
    if len(lines) < 2:
        raise _empty()
    headings = [heading.strip() for heading in lines[0]]
    meanings = dict(columns) if columns else recognise(headings)
    if not {"full_name", "first_name"} & set(meanings.values()):
        raise BadInput.of(
            row=1,
            th="ไม่พบคอลัมน์ชื่อ โปรดจับคู่คอลัมน์ชื่อหรือชื่อ-สกุลก่อนนำเข้า",
            en="No column holds names; map one to a name first.",
        )
    faults = [
        Fault(
            number,
            "",
            Words(
                th=f"มี {len(line)} ช่อง แต่หัวตารางมี {len(headings)} ช่อง โปรดตรวจเครื่องหมายจุลภาคหรืออัญประกาศในแถวนี้",
                en=f"has {len(line)} cells but there are {len(headings)} headings; check the commas and quotes in this row",
            ),
        )
        for number, line in enumerate(lines[1:], start=2)
        if any(cell.strip() for cell in line) and len(line) != len(headings)
    ]
    if faults:
        raise BadInput(faults)
    filled = [(number, line) for number, line in enumerate(lines[1:], start=2) if any(cell.strip() for cell in line)]
    if not filled:
        raise _empty()
    rows = tuple(
        {meanings[heading]: cell.strip() for heading, cell in zip(headings, line, strict=True) if heading in meanings}
        for _, line in filled
    )
    return RegisterFile(text, meanings, rows, tuple(number for number, _ in filled))


def person_name(row: Mapping[str, str]) -> str:
    """The name as the list writes it, in one piece or several."""
    parts = (row.get("title", "") + row.get("first_name", ""), row.get("last_name", ""))
    return row.get("full_name", "") or " ".join(part for part in parts if part)


def _decode(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp874"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _not_csv()


def _empty() -> BadInput:
    return BadInput.of(
        th="ไฟล์นี้ไม่มีรายการ โปรดตรวจว่าเลือกไฟล์ถูก และแถวแรกเป็นชื่อคอลัมน์",
        en="This file has no entries; check that it is the right one and that its first row holds the headings.",
    )


def _not_csv() -> BadInput:
    return BadInput.of(
        th="อ่านไฟล์นี้เป็น CSV ไม่ได้ โปรดเปิดด้วยโปรแกรมตารางคำนวณ แล้วบันทึกเป็น “CSV UTF-8”",
        en="This file can't be read as CSV; open it in a spreadsheet and save it as “CSV UTF-8”.",
    )
