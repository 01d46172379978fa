"""A plan file as sheets of text, whatever it was saved as."""

from __future__ import annotations

from pathlib import Path

from huangyai.kernel import BadInput
from huangyai.kernel.tables import OpenedFile, empty, open_file
from huangyai.kernel.tables.opened_file import LARGEST_FILE, too_large

Source = str | Path | bytes


def open_plan_file(source: Source) -> OpenedFile:
    """The file opened into its visible sheets; one sentence when it can't be read at all."""
    opened = open_file(source if isinstance(source, bytes) else _read_bytes(Path(source)))
    if not any(any(line) for sheet in opened.sheets for line in sheet.lines):
        raise empty()
    return opened


def letters(column: int) -> str:
    """A, B … AA as a spreadsheet calls the column (from 0)."""
    number, found = column + 1, ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def _read_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise too_large(size)
        return path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise BadInput.of(
            th=f"เปิดไฟล์ {path} ไม่ได้ ({reason}) โปรดตรวจชื่อและที่อยู่ของไฟล์",
            en=f"The file {path} can't be opened ({reason}); please check its name and place.",
        ) from None
