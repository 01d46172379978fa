"""From lines of cells to rows by meaning; what can't be used as a row of the list is told by its number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huangyai.kernel import BadInput, Words
from huangyai.kernel.tables.opened_file import Sheet
from huangyai.kernel.tables.opening import empty
from huangyai.targets.rules.columns import NAME_COLUMNS
from huangyai.targets.rules.findings import Findings
from huangyai.targets.rules.layout import Layout, check_meanings, headings_of
from huangyai.targets.rules.nameless_rows import take_nameless_child

Row = dict[str, str]

_TOTAL = re.compile(r"^(?:รวม|ยอดรวม|total\b)", re.IGNORECASE)
_NOTHING = frozenset({"-", "–", "—", "ไม่มี", "null", "NULL", "n/a", "N/A", "None"})
# What a spreadsheet would carry out; no name begins so.
_CARRIED_OUT = ("=", "+", "@")
_TORN_LETTER = Words(
    th="มีตัวอักษรเสีย (�) อ่านไม่ได้ โปรดตรวจกับต้นฉบับ แล้วบันทึกไฟล์ใหม่เป็น .xlsx หรือ “CSV UTF-8”",
    en="has damaged letters (�); check the original and save the file again as .xlsx or “CSV UTF-8”",
)
_FORMULA = Words(
    th="มีสูตรอยู่ในช่องชื่อ ระบบไม่คำนวณสูตร โปรดพิมพ์ชื่อเป็นข้อความ",
    en="has a formula where a name should stand; formulas are never carried out, type the name as text",
)
_NO_NAME = Words(
    th="ไม่มีชื่อ จึงไม่รู้ว่าเป็นใคร โปรดพิมพ์ชื่อในแถวนี้ หรือลบแถวถ้าไม่ใช่รายชื่อ",
    en="has no name, so nobody knows who it is; type the name, or delete the row if it is nobody's",
)
_MERGED = Words(
    th="ช่องที่ผสานไว้หลายแถว ใช้ค่าเดียวกันทุกแถวที่ผสาน", en="cells merged over several rows; each row takes the same value"
)
_MERGED_NAME = Words(
    th="ช่องชื่อผสานกับแถวบน แต่แถวนี้มีเลขประจำตัวของตัวเอง จึงไม่รู้ว่าเป็นใคร โปรดยกเลิกการผสาน แล้วพิมพ์ชื่อของแต่ละคน",
    en="the name is merged with the row above, but this row has an id of its own, so nobody knows who it is; "
    "undo the merge and type each person's name",
)
_REMARK = Words(th="ข้อความข้างตาราง ไม่อยู่ใต้หัวตารางใด จึงไม่ได้อ่าน", en="words beside the table, under no heading; not read")
# A remark or two beside a table belong to no column of it; more are a row that slipped.
_BESIDE = 2
_SECTION = Words(th="แถวหัวข้อคั่นกลางรายการหรือแถวรวม ข้ามไป", en="headings in between, or a total; skipped")


@dataclass(slots=True)
class ReadRows:
    """The list's rows by meaning, each with the number that a spreadsheet shows; each meaning's heading in the file."""

    numbers: list[int]
    rows: list[Row]
    headings: dict[str, str]
    findings: Findings


def read_rows(sheet: Sheet, layout: Layout, *, newborns: bool = False) -> ReadRows:
    """Read a sheet as its layout says. Rows that can't be used are left out and named.

    With `newborns` a row without a name may be that of a child which has none yet.

    Raises BadInput when no column says names, or when no row can be used at all.
    """
    check_meanings(layout)
    headings, header_rows = headings_of(sheet, layout.header_row)
    reader = _RowReader(sheet, layout, headings, newborns=newborns)
    first = layout.header_row - 1 + header_rows
    for at in range(first, len(sheet.lines)):
        reader.read(at, sheet.lines[at])
    read = reader.found
    if not read.rows:
        if read.findings.row_faults:
            raise BadInput(read.findings.faults)
        raise empty()
    if sheet.hidden_rows:
        read.findings.note(
            "hidden-rows",
            layout.header_row,
            "",
            Words(
                th=f"มีแถวที่ซ่อนไว้ {sheet.hidden_rows} แถว อ่านรวมมาด้วย หากไม่ต้องการโปรดลบในไฟล์",
                en=f"{sheet.hidden_rows} hidden rows were read too; delete them in the file if they don't belong",
            ),
        )
    return read


class _RowReader:
    def __init__(self, sheet: Sheet, layout: Layout, headings: Sequence[str], *, newborns: bool) -> None:
        self._newborns = newborns
        self._ragged, self._headings, self._width = sheet.ragged, headings, len(headings)
        self._columns = [(at, meaning) for at, meaning in sorted(layout.meanings.items()) if meaning]
        self._id_at = next((at for at, meaning in self._columns if meaning == "national_id"), -1)
        self._name_at = {at for at, meaning in self._columns if meaning in NAME_COLUMNS}
        self._unread: dict[int, list[tuple[int, Words]]] = defaultdict(list)
        for row, column, words in sheet.unread:
            self._unread[row].append((column, words))
        self._fills = _fills(sheet, layout.header_row)
        named = {meaning: self._heading(at) for at, meaning in self._columns}
        self._name = next(meaning for _, meaning in self._columns if meaning in NAME_COLUMNS)
        self._name_heading = named[self._name]
        self.found = ReadRows([], [], named, Findings())

    def read(self, at: int, line: Sequence[str]) -> None:
        """One line of the sheet (from 0)."""
        number = at + 1
        if at in self._fills:
            if self._shares_a_name(line, self._fills[at]):
                self.found.findings.leave_out(number, self._name_heading, _MERGED_NAME)
                return
            line = self._fill(number, line, self._fills[at])
        broken = at in self._unread and self._tell_unread(number, self._unread[at])
        if broken or not any(line) or not any(cell.strip() for cell in line):
            return
        if len(line) != self._width and not self._fits(number, line):
            return
        row = {}
        width = len(line)
        for column, meaning in self._columns:
            if column < width:
                value = line[column].strip()
                if value and value not in _NOTHING:
                    row[meaning] = value
        if self._is_entry(number, row, line):
            self.found.numbers.append(number)
            self.found.rows.append(row)

    def _is_entry(self, number: int, row: Row, line: Sequence[str]) -> bool:
        findings = self.found.findings
        if self._newborns and take_nameless_child(row, self._name):
            return True
        name = row.get("full_name") or row.get("first_name", "")
        if not name:
            first = next(cell.strip() for cell in line if cell.strip())
            if _TOTAL.match(first) or (
                len(row) <= 1 and sum(1 for cell in line if cell.strip()) == 1 < self._width - 1
            ):
                findings.note("section", number, "", _SECTION)
            else:
                findings.leave_out(number, self._name_heading, _NO_NAME)
            return False
        if name.startswith(_CARRIED_OUT):
            findings.leave_out(number, self._name_heading, _FORMULA)
            return False
        torn = next((meaning for meaning, value in row.items() if "\ufffd" in value), "")
        if torn:
            findings.leave_out(number, self.found.headings[torn], _TORN_LETTER)
            return False
        if name == self._name_heading or (_TOTAL.match(name) and len(row) <= 2):
            findings.note("section", number, "", _SECTION)
            return False
        return True

    def _fits(self, number: int, line: Sequence[str]) -> bool:
        width = len(line)
        if width > self._width:
            extra = [at for at in range(self._width, width) if line[at].strip()]
            if not extra:
                return True
            if not self._ragged and len(extra) <= _BESIDE:
                self.found.findings.note("beside", number, _letters(extra[0]), _REMARK)
                return True
        elif not self._ragged:
            return True
        self.found.findings.leave_out(
            number,
            "",
            Words(
                th=f"มี {width} ช่อง แต่หัวตารางมี {self._width} ช่อง โปรดตรวจเครื่องหมายจุลภาคหรืออัญประกาศในแถวนี้",
                en=f"has {width} cells but there are {self._width} headings; check the commas and quotes in this row",
            ),
        )
        return False

    def _fill(self, number: int, line: Sequence[str], fills: Mapping[int, str]) -> Sequence[str]:
        if not any(cell.strip() for cell in line):
            return line
        filled = [*line, *[""] * (max(fills) + 1 - len(line))]
        for column, value in fills.items():
            if not filled[column].strip():
                filled[column] = value
                self.found.findings.note("merged", number, self._heading(column), _MERGED)
        return filled

    def _shares_a_name(self, line: Sequence[str], fills: Mapping[int, str]) -> bool:
        """A name that is merged over rows with ids of their own: it can't be the name of each of them."""
        if not self._name_at & fills.keys() or self._id_at in fills:
            return False
        own = line[self._id_at].strip() if 0 <= self._id_at < len(line) else ""
        return bool(own) and own not in _NOTHING

    def _tell_unread(self, number: int, cells: Sequence[tuple[int, Words]]) -> bool:
        """A cell that is a formula without a value; True when it is the name, and the row can't be used."""
        meant = dict(self._columns)
        for column, words in cells:
            if column in self._name_at:
                self.found.findings.leave_out(number, self._heading(column), words)
                return True
            if column in meant:
                self.found.findings.distrust(number, self._heading(column), words)
        return False

    def _heading(self, column: int) -> str:
        heading = self._headings[column] if column < self._width else ""
        return heading or _letters(column)


def _fills(sheet: Sheet, header_row: int) -> dict[int, dict[int, str]]:
    """Below the first row of a merged block its cells are empty: what stood in the first is meant for all."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for area in sheet.merged:
        if area.top < header_row or area.left != area.right or area.top == area.bottom or area.top >= len(sheet.lines):
            continue
        first = sheet.lines[area.top]
        value = first[area.left] if area.left < len(first) else ""
        for row in range(area.top + 1, min(area.bottom + 1, len(sheet.lines))):
            if value:
                found[row][area.left] = value
    return found


def _letters(column: int) -> str:
    number, letters = column + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
