"""The three tables of a Pabulib file (META, PROJECTS, VOTES), each row with its place in the file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from huangyai.engines.ballot.faults import Faults

SECTIONS = ("META", "PROJECTS", "VOTES")
# Bytes that are not UTF-8, as they are kept until their place is known.
_TORN = re.compile("[\udc80-\udcff]")
_SEPARATORS = ";\t|,"
# A description may be long; Python's own limit of 131,072 is meant against broken quotes, which are
# found otherwise.
_LONGEST_CELL = 10_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """One section: its column names in the file's order, and its rows with their line numbers."""

    row: int
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def position(self, column: str) -> int | None:
        """Where a column stands, or None."""
        return self.columns.index(column) if column in self.columns else None


def read_tables(text: str, faults: Faults) -> dict[str, Table]:
    """Split a Pabulib text into its sections; what is missing or doubled becomes a fault."""
    tables: dict[str, Table] = {}
    name, header = "", 0
    columns: tuple[str, ...] = ()
    collected: list[tuple[int, tuple[str, ...]]] = []
    awaiting_header = False
    torn = _TORN.search(text) is not None
    for row, cells in _cells(text.removeprefix("\ufeff"), faults):
        title = cells[0].strip().upper()
        if title in SECTIONS and not any(cell.strip() for cell in cells[1:]):
            if name:
                tables[name] = Table(header, columns, tuple(collected))
            if title in tables or title == name:
                faults.add(
                    row,
                    "",
                    th=f"ส่วน {title} มีซ้ำ โปรดเหลือไว้ส่วนเดียว",
                    en=f"Section {title} comes twice; keep one.",
                )
            name, collected, awaiting_header = title, [], True
        elif not name:
            faults.add(
                row,
                "",
                th="ไฟล์ต้องเริ่มด้วยบรรทัด META โปรดตรวจว่าเป็นไฟล์ Pabulib (.pb)",
                en="The file must begin with a line META; check that it is a Pabulib file (.pb).",
            )
            return {}
        elif awaiting_header:
            header, awaiting_header = row, False
            columns = tuple(cell.strip().lower() for cell in cells)
            for column in sorted({column for column in columns if column and columns.count(column) > 1}):
                faults.add(
                    row,
                    column,
                    th=f"หัวตารางมี {column} สองคอลัมน์ โปรดเหลือคอลัมน์เดียว",
                    en=f"There are two columns {column}; keep one.",
                )
        else:
            if torn:
                _name_torn_letters(row, cells, name, columns, faults)
            collected.append((row, tuple(cells)))
    if name:
        tables[name] = Table(header, columns, tuple(collected))
    for section in () if faults else SECTIONS:
        if section not in tables:
            faults.add(0, section, th=f"ไฟล์ไม่มีส่วน {section}", en=f"The file has no section {section}.")
    return tables


def _name_torn_letters(row: int, cells: list[str], section: str, columns: tuple[str, ...], faults: Faults) -> None:
    for at, cell in enumerate(cells):
        if _TORN.search(cell):
            column = cells[0].strip() if section == "META" else columns[at] if at < len(columns) else ""
            faults.add(
                row,
                "" if _TORN.search(column) else column,
                th="ตัวอักษรในช่องนี้ไม่ใช่ UTF-8 โปรดบันทึกไฟล์ใหม่เป็น UTF-8",
                en="The letters in this cell are not UTF-8; save the file again as UTF-8.",
            )


def _cells(text: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold anything, with the line on which each begins."""
    csv.field_size_limit(_LONGEST_CELL)
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    row = 1
    try:
        for cells in reader:
            if len(cells) > 1 or (cells and cells[0].strip()):
                if any("\n" in cell and _holds_rows(cell, len(cells), separator) for cell in cells):
                    faults.add(
                        row,
                        "",
                        th='เครื่องหมายคำพูด (") เปิดแล้วไม่ปิด จึงอ่านบรรทัดถัดไปไม่ได้',
                        en="A quotation mark (\") is opened and never closed, so that the next lines can't be read.",
                    )
                    return
                yield row, cells
            row = reader.line_num + 1
    except csv.Error as problem:
        faults.add(row, "", th=f"อ่านบรรทัดนี้ไม่ได้ ({problem})", en=f"This line can't be read ({problem}).")


def _holds_rows(cell: str, width: int, separator: str) -> bool:
    """Whether a cell has swallowed further lines of the table, as it does when a quotation mark stays open."""
    further = cell.splitlines()[1:]
    return any(line.strip().upper() in SECTIONS or line.count(separator) >= max(width - 2, 1) for line in further)


def _separator(text: str) -> str:
    """What stands between ``key`` and ``value`` under META; Pabulib's own is the semicolon."""
    for line in text.splitlines()[:20]:
        plain = line.strip().strip('"').lower()
        if plain.startswith("key"):
            rest = plain.removeprefix("key").lstrip('" ')
            if rest[:1] and rest[0] in _SEPARATORS:
                return rest[0]
            if "\t" in line:
                return "\t"
    return ";"
