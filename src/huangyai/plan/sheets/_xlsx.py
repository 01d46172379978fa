"""Workbooks through openpyxl."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

import openpyxl
from openpyxl.utils import get_column_letter

from huangyai.kernel import BadInput, Fault, Words

# What openpyxl and zipfile are known to raise on torn, locked or strange files.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
_LARGEST_UNPACKED = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Worksheet:
    """The cells of one worksheet, the cells that merged ranges swallow, and formulas that carry no computed
    value."""

    title: str
    cells: tuple[tuple[object, ...], ...]
    merged: frozenset[tuple[int, int]]
    faults: tuple[Fault, ...]


def read_xlsx(raw: bytes) -> list[Worksheet]:
    """Every visible worksheet with its computed values."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST_UNPACKED:
                raise BadInput.of(
                    th="ไฟล์ Excel นี้ใหญ่ผิดปกติเมื่อคลายออก จึงไม่เปิด โปรดบันทึกเฉพาะแผ่นงานที่ใช้",
                    en=(
                        "This workbook is unusually large when unpacked and was not opened; save only the "
                        "sheets you need."
                    ),
                )
        values = openpyxl.load_workbook(io.BytesIO(raw), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(raw), data_only=False)
    except _UNREADABLE:
        raise BadInput.of(
            th="เปิดไฟล์ Excel ไม่ได้ ไฟล์อาจเสียหายหรือตั้งรหัสผ่านไว้ โปรดบันทึกใหม่เป็น .xlsx",
            en=("The workbook can't be opened; it may be damaged or locked by a password. Save it again as .xlsx."),
        ) from None
    sheets = []
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            continue
        written = formulas[sheet.title]
        cells = tuple(tuple(row) for row in sheet.iter_rows(values_only=True))
        merged = frozenset(
            (row - 1, column - 1)
            for area in written.merged_cells.ranges
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
            if (row, column) != (area.min_row, area.min_col)
        )
        faults = tuple(
            Fault(
                row,
                f"{sheet.title}!{get_column_letter(column)}",
                Words(
                    th="สูตรนี้ยังไม่มีผลลัพธ์ โปรดเปิดไฟล์ในโปรแกรมตาราง บันทึก แล้วนำเข้าอีกครั้ง",
                    en=(
                        "This formula carries no computed value; open the file in a spreadsheet, save it "
                        "and import again."
                    ),
                ),
            )
            for row, line in enumerate(written.iter_rows(values_only=True), start=1)
            for column, value in enumerate(line, start=1)
            if isinstance(value, str) and value.startswith("=") and cells[row - 1][column - 1] is None
        )
        sheets.append(Worksheet(sheet.title, cells, merged, faults))
    return sheets
