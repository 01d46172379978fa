"""A file as a grid of cells, whatever it was saved as: CSV in UTF-8 or the old Thai encoding, or an XLSX
workbook."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from huangyai.kernel import BadInput, Fault
from huangyai.plan.sheets._xlsx import read_xlsx

Source = str | Path | bytes
_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Grid:
    """One worksheet. `cells[0]` is spreadsheet row 1; `title` is empty for a CSV file.

    `merged` are cells (row, column, both from 0) that are swallowed by a merged range: empty, but not
    because nothing was meant.
    """

    title: str
    cells: tuple[tuple[object, ...], ...]
    faults: tuple[Fault, ...] = ()
    merged: frozenset[tuple[int, int]] = frozenset()


def read_grids(source: Source) -> list[Grid]:
    """Every worksheet of a file; one sentence when it can't be read at all."""
    raw = source if isinstance(source, bytes) else _read_bytes(Path(source))
    if not raw.strip():
        raise BadInput.of(
            th="ไฟล์ว่างเปล่า โปรดเลือกไฟล์แผนอีกครั้ง", en="The file is empty; please choose the plan file again."
        )
    if len(raw) > _LARGEST:
        raise BadInput.of(
            th="ไฟล์ใหญ่เกิน 64 เมกะไบต์ โปรดแบ่งเป็นหลายไฟล์",
            en="The file is larger than 64 megabytes; please split it.",
        )
    if raw.startswith(b"PK"):
        return [Grid(sheet.title, sheet.cells, sheet.faults, sheet.merged) for sheet in read_xlsx(raw)]
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise BadInput.of(
            th="ไฟล์นี้เป็น Excel รุ่นเก่า (.xls) โปรดเปิดแล้วบันทึกใหม่เป็น .xlsx",
            en="This is an old Excel file (.xls); open it and save it again as .xlsx.",
        )
    return [Grid("", _read_csv(_decode(raw)))]


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise BadInput.of(
            th=f"เปิดไฟล์ {path} ไม่ได้ ({reason}) โปรดตรวจชื่อและที่อยู่ของไฟล์",
            en=f"The file {path} can't be opened ({reason}); please check its name and place.",
        ) from None


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        at = broken.start
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    try:
        text = raw.decode("cp874")
    except UnicodeDecodeError:
        text = ""
    thai = sum("ก" <= sign <= "๛" for sign in text)
    # A torn UTF-8 file also decodes as CP874, into a soup of rare signs; real Thai text is mostly common
    # consonants.
    common = sum(sign in "กงจชดตทนบปพมยรลวสหอะาิีึืุูเแโใไ่้์ัำ" for sign in text)
    if thai and common / thai > 0.8:
        return text
    raise BadInput.of(
        th="ตัวอักษรในไฟล์เสียหาย อ่านไม่ได้ทั้งแบบ UTF-8 และ TIS-620 โปรดบันทึกใหม่เป็น “CSV UTF-8”",
        en="The file's letters are damaged: neither UTF-8 nor TIS-620; please save it again as “CSV UTF-8”.",
        row=raw[:at].count(b"\n") + 1,
    )


def _read_csv(text: str) -> tuple[tuple[object, ...], ...]:
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[object, ...]] = []
    try:
        rows.extend(tuple(row) for row in reader)
    except csv.Error:
        raise BadInput.of(
            th='เครื่องหมายคำพูด (") ในไฟล์ CSV ไม่ครบคู่ โปรดบันทึกใหม่จากโปรแกรมตาราง',
            en=('A quotation mark (") in the CSV file is never closed; please save it again from your spreadsheet.'),
            row=len(rows) + 1,
        ) from None
    return tuple(rows)
