"""CSV, TXT and what was pasted from a spreadsheet: which letters, which separator, which lines."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

from huangyai.kernel import BadInput, Words
from huangyai.kernel.tables.opened_file import OpenedFile, Sheet

_SEPARATORS = {
    ",": Words(th="คั่นด้วยจุลภาค", en="separated by commas"),
    "\t": Words(th="คั่นด้วยแท็บ", en="separated by tabs"),
    ";": Words(th="คั่นด้วยอัฒภาค", en="separated by semicolons"),
    "|": Words(th="คั่นด้วยขีดตั้ง", en="separated by vertical bars"),
}
_THAI_IN_UTF8 = re.compile(rb"\xe0[\xb8\xb9][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")
_ORDINARY = re.compile("[\u0e00-\u0e7f\t\n\r\x20-\x7e]")
_THAI = re.compile("[ก-๛]")
_WESTERN = re.compile("[\u0080-\u00ff\u0152-\u0178\u017d-\u0192\u02c6-\u02dc\u2013-\u2122]")
_LOOKED_AT = 60
# A cell longer than this is no cell of a list: a quotation mark was never closed.
_LONGEST_CELL = 100_000


def read_text(content: bytes) -> OpenedFile:
    """Lines of text in UTF-8, UTF-16 or the old Thai encoding, however they are separated."""
    text, encoding = _decode(content)
    if "\x00" in text:
        raise not_a_list()
    separator, first = _separator(text)
    lines = _lines(text, separator)
    if first:
        lines[0] = []
    form = Words(
        th=f"ข้อความ {encoding} {_SEPARATORS[separator].th}", en=f"text in {encoding}, {_SEPARATORS[separator].en}"
    )
    return OpenedFile(form, (Sheet("", lines),))


def _decode(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    else:
        if "\x00" in text:
            return _wide(content) or (text, "UTF-8")
        return _saved_twice(text) or (text, "UTF-8")
    if wide := (_wide(content) if b"\x00" in content else None):
        return wide
    high = len(_HIGH.findall(content))
    if 3 * len(_THAI_IN_UTF8.findall(content)) >= 0.8 * high:
        # Cut in the middle of a letter, or two files glued together: the torn letters are named where they stand.
        return content.decode("utf-8-sig", errors="replace"), "UTF-8"
    try:
        return content.decode("cp874"), "TIS-620 (Windows-874)"
    except UnicodeDecodeError:
        text = content.decode("cp874", errors="replace")
    if text.count("\ufffd") * 20 > high:
        raise not_a_list()
    return text, "TIS-620 (Windows-874)"


def _saved_twice(text: str) -> tuple[str, str] | None:
    """Thai that a program took for Western letters and saved so (à¸ªà¸¡à¸¨à¸£à¸µ, ÊÁÈÃÕ): the Thai again."""
    start = text[:4000]
    if _THAI.search(start) or len(_WESTERN.findall(start)) * 5 < len(start):
        return None
    raw = b"".join(_western_byte(letter) for letter in text)
    for encoding in ("utf-8", "cp874"):
        try:
            mended = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(_THAI.findall(mended[:4000])) * 5 >= len(mended[:4000]):
            return mended, "UTF-8"
    return None


def _western_byte(letter: str) -> bytes:
    """The byte that a Western program showed as this letter; a letter of elsewhere shows that none did."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1", errors="replace")


def _wide(content: bytes) -> tuple[str, str] | None:
    """UTF-16 that lost its mark: accepted only when nearly everything in it is an ordinary letter."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        start = text[:4000]
        if start and len(_ORDINARY.findall(start)) > 0.95 * len(start):
            return text, "UTF-16"
    return None


def _separator(text: str) -> tuple[str, bool]:
    """The sign between cells; True when the file says it itself in a first line of its own, as Excel does."""
    start = text[:100_000].lstrip("\ufeff")
    told = re.match(r"sep=([,;\t|])\r?\n", start, re.IGNORECASE)
    if told:
        return told[1], True
    best, most = ",", 0
    lines = start.splitlines(keepends=True)[:_LOOKED_AT]
    for separator in _SEPARATORS:
        reader = csv.reader(lines, delimiter=separator)
        try:
            widths = Counter(len(row) for row in reader if len(row) > 1)
        except csv.Error:
            continue
        score = max((width * times for width, times in widths.items()), default=0)
        if score > most:
            best, most = separator, score
    return best, False


def _lines(text: str, separator: str) -> list[list[str]]:
    lines: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        # What was read before a fault stays in the list, so that the fault's row is known.
        lines.extend(reader)
    except csv.Error:
        raise _unclosed(len(lines) + 1) from None
    for number, line in enumerate(lines, start=1):
        if any(len(cell) > _LONGEST_CELL for cell in line):
            raise _unclosed(number)
    return lines


def _unclosed(row: int) -> BadInput:
    return BadInput.of(
        th='เครื่องหมายอัญประกาศ (") ตั้งแต่แถวนี้ไม่ครบคู่ จึงแยกช่องต่อไปไม่ได้ โปรดแก้ไข หรือบันทึกใหม่จากโปรแกรมตารางคำนวณ',
        en="A quotation mark (\") from this row on is not closed, so the cells after it can't be told apart; mend it, or save again from a spreadsheet.",
        row=row,
    )


def not_a_list() -> BadInput:
    """The sentence for a file that is no table at all."""
    return BadInput.of(
        th="ไฟล์นี้ไม่ใช่ตารางที่อ่านได้ โปรดเปิดด้วยโปรแกรมตารางคำนวณ แล้วบันทึกเป็น .xlsx หรือ “CSV UTF-8”",
        en="This file is no table that can be read; open it in a spreadsheet and save it as .xlsx or “CSV UTF-8”.",
    )
