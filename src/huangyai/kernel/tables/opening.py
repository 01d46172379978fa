"""What kind of file this is, told by its first bytes rather than by its name."""

from __future__ import annotations

import re

from huangyai.kernel import BadInput
from huangyai.kernel.tables.opened_file import LARGEST_FILE, OpenedFile, too_large
from huangyai.kernel.tables.text_table import read_text
from huangyai.kernel.tables.workbook import locked, old_workbook, read_workbook

_PACKED = b"PK\x03\x04"
_EMPTY_PACKED = b"PK\x05\x06"
# Word and Excel before 2007; a workbook with a password hides in the same box.
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_MARKUP = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<!doctype|<html|<table|<head|<meta|<\?xml)", re.IGNORECASE)


def open_file(content: bytes) -> OpenedFile:
    """Open a table in any form that people send.

    Raises BadInput, with a sentence that says what to do, for a file that is too large, empty, torn, locked, a picture,
    or saved by a program from before 2007.
    """
    if len(content) > LARGEST_FILE:
        raise too_large(len(content))
    if not content.strip():
        raise empty()
    if content.startswith((_PACKED, _EMPTY_PACKED)):
        return read_workbook(content)
    if content.startswith(_OLD_OFFICE):
        raise locked() if _ENCRYPTED in content else old_workbook()
    if content.startswith(_PICTURES):
        raise BadInput.of(
            th="ไฟล์นี้เป็นรูปภาพ PDF หรือไฟล์บีบอัด ไม่ใช่ตาราง โปรดขอไฟล์ Excel หรือ CSV จากผู้ที่ส่งมา",
            en="This file is a picture, a PDF or an archive, not a table; ask whoever sent it for the Excel or CSV file.",
        )
    if _MARKUP.match(content[:200]):
        raise BadInput.of(
            th="ไฟล์นี้เป็นหน้าเว็บที่ตั้งชื่อเป็น Excel โปรดเปิดใน Excel แล้วเลือก “บันทึกเป็น” .xlsx จากนั้นนำเข้าอีกครั้ง",
            en="This file is a web page under an Excel name; open it in Excel, choose “save as” .xlsx, and bring it in again.",
        )
    return read_text(content)


def empty() -> BadInput:
    """The sentence for a file without entries."""
    return BadInput.of(
        th="ไฟล์นี้ไม่มีรายการ โปรดตรวจว่าเลือกไฟล์ถูก และมีแถวหัวตารางเหนือรายการ",
        en="This file has no entries; check that it is the right one and that headings stand above the entries.",
    )
