"""One sheet of a workbook: its cells as text, as a person sees them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

from huangyai.kernel import Words
from huangyai.kernel.calendar import BUDDHIST_OFFSET
from huangyai.kernel.tables.opened_file import Area, Sheet

# A sheet can't be wider in any spreadsheet; what claims to be is damaged.
_WIDEST = 16_384
_TALLEST = 1_048_576
# Whole numbers up to here are kept digit for digit by a spreadsheet.
_EXACT = 1e15
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
# Rows before this one that only carry a format, and this one's own opening.
_ROW = re.compile(rb"(?:\s*<row\b[^>]*/>)*\s*<row\b((?:[^>]*[^/>])?)>")
_NUMBER_TOLD, _HIDDEN_TOLD = re.compile(rb'\br="([0-9]+)"'), re.compile(rb'\bhidden="(\w+)"')
# Cells as spreadsheet programs write numbers and pointers to shared texts.
_PLAIN_CELLS = re.compile(
    rb'<c r="([A-Z]{1,3})[0-9]+"(?: s="([0-9]+)")?(?: t="([snb])")?(?:/>|>(?:<v>([0-9.eE+-]*)</v>)?</c>)\s*'
)
_NO_VALUE = Words(
    th="ช่องนี้เป็นสูตรที่ยังไม่มีผลลัพธ์ โปรดเปิดไฟล์ใน Excel บันทึก แล้วนำเข้าอีกครั้ง หรือวางเป็นค่า",
    en="This cell is a formula without a result; open the file in Excel, save it and bring it in again, or paste it as a value.",
)
# From this year on a day in a cell was typed with its Buddhist year.
_BUDDHIST_FROM = 2300


class SheetReader:
    """Takes a sheet's rows as they come and keeps what has a value."""

    def __init__(self, texts: Sequence[str], days: Sequence[bool], *, from_1904: bool) -> None:
        self._texts, self._days = texts, days
        self._day_zero = dt.date(1904, 1, 1) if from_1904 else dt.date(1899, 12, 30)
        self._lines: list[list[str]] = []
        self._row = -1
        self._columns: dict[str, int] = {}
        self._written_columns: dict[bytes, int] = {}
        self._unread: list[tuple[int, int, Words]] = []
        self._formulas = self._hidden_rows = 0

    def where(self) -> int:
        """The last row (from 1) that was read."""
        return self._row + 1

    def sheet(self, title: str, rest: Element) -> Sheet:
        """What was read; `rest` is what stands around the rows: merged cells, hidden columns."""
        merged: list[Area] = []
        hidden: set[int] = set()
        for element in rest.iter():
            name = element.tag.rpartition(":")[2]
            if name == "mergeCell":
                merged.extend(_areas(element.get("ref", "")))
            elif name == "col" and element.get("hidden", "0") in {"1", "true"}:
                first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                hidden.update(range(first - 1, min(last, _WIDEST)))
        unread, formulas = tuple(self._unread), self._formulas
        return Sheet(
            title, self._lines, tuple(merged), frozenset(hidden), self._hidden_rows, unread, formulas, ragged=False
        )

    def read(self, rows: list[Element]) -> None:
        """Some rows of the sheet, in their order."""
        for row in rows:
            self._begin_row(row.get("r"), row.get("hidden"))
            unread = len(self._unread)
            self._keep(self._line(row), unread)

    def read_written(self, rows: list[bytes], as_element: Callable[[bytes], Element]) -> None:
        """Some rows as they are written in the file, without their closing tags; what is not plain is read as a tree."""
        for written in rows:
            opening = _ROW.match(written)
            cells = written[opening.end() :] if opening else b""
            if opening is None or _PLAIN_CELLS.sub(b"", cells):
                self.read([as_element(written)])
                continue
            number, hidden = _NUMBER_TOLD.search(opening[1]), _HIDDEN_TOLD.search(opening[1])
            self._begin_row(number[1].decode() if number else None, hidden[1].decode() if hidden else None)
            self._keep(self._plain_line(_PLAIN_CELLS.findall(cells)), len(self._unread))

    def _begin_row(self, number: str | None, hidden: str | None) -> None:
        at = int(number) - 1 if number else self._row + 1
        if not self._row < at < _TALLEST:
            raise ValueError("row")
        self._row = at
        self._hidden_rows += hidden in {"1", "true"}

    def _keep(self, line: list[str], unread: int) -> None:
        if line or len(self._unread) > unread:
            # Rows that only carry a format are not there.
            self._lines.extend([] for _ in range(self._row - len(self._lines)))
            self._lines.append(line)

    def _plain_line(self, cells: list[tuple[bytes, bytes, bytes, bytes]]) -> list[str]:
        line: list[str] = []
        columns, texts = self._written_columns, self._texts
        for letters, style, kind, value in cells:
            if not value:
                continue
            column = columns.get(letters)
            if column is None:
                column = columns[letters] = _column(letters.decode())
            if kind == b"s":
                text = texts[int(value)].strip()
            else:
                text = self._text(value.decode(), kind.decode() or "n", style.decode() or "0", column)
            if text:
                gap = column - len(line)
                if gap < 0:
                    raise ValueError("column")
                if gap:
                    line.extend([""] * gap)
                line.append(text)
        return line

    def _line(self, row: Element) -> list[str]:
        line: list[str] = []
        columns, texts = self._columns, self._texts
        column = -1
        for cell in row:
            told = cell.attrib
            place = told.get("r")
            if place is None:
                column += 1
            else:
                letters = place.rstrip("0123456789")
                found = columns.get(letters)
                column = columns.setdefault(letters, _column(letters)) if found is None else found
            if not len(cell):
                continue
            if len(cell) == 1 and told.get("t") == "s" and cell[0].text:
                text = texts[int(cell[0].text)].strip()
            else:
                text = self._cell(cell, column)
            if text:
                gap = column - len(line)
                if gap < 0:
                    raise ValueError("column")
                if gap:
                    line.extend([""] * gap)
                line.append(text)
        return line

    def _cell(self, cell: Element, column: int) -> str:
        value = formula = inline = None
        for part in cell:
            name = part.tag.rpartition(":")[2]
            if name == "v":
                value = part.text
            elif name == "f":
                formula = part
            elif name == "is":
                inline = "".join(text.text or "" for text in part.iter() if text.tag.rpartition(":")[2] == "t")
        if formula is not None:
            self._formulas += 1
            if not value:
                self._unread.append((self._row, column, _NO_VALUE))
                return ""
        if inline is not None:
            return inline.strip()
        return self._text(value, cell.get("t", "n"), cell.get("s", "0"), column) if value else ""

    def _text(self, raw: str, kind: str, style: str, column: int) -> str:
        if kind == "s":
            return self._texts[int(raw)].strip()
        if kind == "str":
            return raw.strip()
        if kind == "d":
            return raw.partition("T")[0]
        if kind == "b":
            return "TRUE" if raw == "1" else "FALSE"
        if kind == "e":
            self._unread.append(
                (
                    self._row,
                    column,
                    Words(
                        th=f"ช่องนี้เป็นสูตรที่ผิดพลาด ({raw[:20]}) โปรดแก้ในไฟล์ แล้วนำเข้าอีกครั้ง",
                        en=f"The formula in this cell failed ({raw[:20]}); mend it in the file and bring it in again.",
                    ),
                )
            )
            return ""
        if int(style) < len(self._days) and self._days[int(style)]:
            return self._day(float(raw))
        return _number(raw.strip())

    def _day(self, serial: float) -> str:
        whole = int(serial)
        if not 1 <= whole < 2_958_466:
            return format(serial, ".15g")
        # Excel believes in a 29 February 1900.
        day = self._day_zero + dt.timedelta(days=whole + (1 if whole < 60 and self._day_zero.year == 1899 else 0))
        if day.year >= _BUDDHIST_FROM:
            return f"{day.day}/{day.month}/{day.year}"
        return f"{day.day}/{day.month}/{day.year + BUDDHIST_OFFSET}"


def _number(raw: str) -> str:
    if raw.isdecimal():
        return raw
    value = float(raw)
    if value != value or abs(value) >= _EXACT:
        return raw
    return str(int(value)) if value == int(value) else format(value, ".15g")


def _areas(reference: str) -> list[Area]:
    ends = _CELL.findall(reference)
    if len(ends) != 2:
        return []
    (left, top), (right, bottom) = ends
    return [Area(int(top) - 1, _column(left), int(bottom) - 1, _column(right))]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        if not "A" <= letter <= "Z":
            raise ValueError("column")
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= _WIDEST:
        raise ValueError("column")
    return number - 1
