"""A file as somebody sent it, opened into sheets of text, whatever it was saved as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huangyai.kernel import BadInput, Fault, Words

# What one municipality's list needs many times over; more is refused before it is read.
LARGEST_FILE = 64 * 1024 * 1024
LARGEST_FILE_MB = LARGEST_FILE // (1024 * 1024)


@dataclass(frozen=True, slots=True)
class Area:
    """A merged block of cells; rows and columns count from 0, both ends belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of text. `lines[0]` is the spreadsheet's row 1; lines may be shorter than the widest one."""

    title: str
    lines: Sequence[Sequence[str]]
    merged: tuple[Area, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: int = 0
    # Cells that a calculation stands in, and nothing can be read from: (row from 0, column from 0) → why.
    unread: tuple[tuple[int, int, Words], ...] = ()
    formulas: int = 0
    # A line of text that is too short has lost a separator; a spreadsheet just leaves empty cells out.
    ragged: bool = True


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What a file is, said to the person who sent it, and its sheets."""

    form: Words
    sheets: tuple[Sheet, ...]


def too_large(size: int) -> BadInput:
    """The sentence for a file that is not even opened."""
    found = f"{size / 1024 / 1024:,.0f}"
    return BadInput(
        [
            Fault(
                0,
                "",
                Words(
                    th=f"ไฟล์นี้ใหญ่ {found} MB รับได้ไม่เกิน {LARGEST_FILE_MB} MB จึงยังไม่ได้เปิดอ่าน "
                    "โปรดบันทึกเฉพาะแผ่นงานที่ใช้ หรือแบ่งเป็นหลายไฟล์",
                    en=f"This file is {found} MB; {LARGEST_FILE_MB} MB is the most, so it was not opened. "
                    "Save only the sheet that is needed, or bring it in parts.",
                ),
            )
        ]
    )
