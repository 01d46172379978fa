"""Where in a file the list stands: which sheet, which row holds the headings, what each column means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from huangyai.kernel import BadInput
from huangyai.kernel.tables.opened_file import OpenedFile, Sheet
from huangyai.kernel.tables.opening import empty
from huangyai.targets.rules.columns import NAME_COLUMNS, recognise_columns

# Titles, dates and empty lines above the headings; nobody writes more.
_HEADINGS_WITHIN = 40
# A row of headings whose words nobody knows still has so many cells.
_FEWEST_HEADINGS = 2
_SAMPLES = 3
_SAMPLES_WITHIN = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """Sheet (from 0), the spreadsheet's row of the headings (from 1), how many rows they take, column → meaning."""

    sheet: int
    header_row: int
    header_rows: int
    meanings: Mapping[int, str]

    def as_dict(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "sheet": self.sheet,
            "header_row": self.header_row,
            "header_rows": self.header_rows,
            "meanings": {str(column): meaning for column, meaning in self.meanings.items()},
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Back from JSON."""
        meanings = {int(column): str(meaning) for column, meaning in kept["meanings"].items()}
        return cls(int(kept["sheet"]), int(kept["header_row"]), int(kept["header_rows"]), meanings)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file as it is shown when its meaning is chosen."""

    at: int
    heading: str
    meaning: str
    samples: tuple[str, ...]
    filled: int
    hidden: bool

    @property
    def letter(self) -> str:
        """A, B … as a spreadsheet calls it."""
        number, letters = self.at + 1, ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return letters


def guess_layout(opened: OpenedFile, remembered: Mapping[str, str] | None = None) -> Layout:
    """Where the list most likely stands, and what its columns mean; what this source meant last time goes first."""
    best, most = None, (-1, -1)
    for at, sheet in enumerate(opened.sheets):
        row = find_headings(sheet, remembered)
        if row:
            headings, _ = headings_of(sheet, row)
            known = sum(1 for each in _meanings(headings, remembered).values() if each)
            if (known, len(sheet.lines)) > most:
                best, most = (at, row), (known, len(sheet.lines))
    if best is None:
        raise empty()
    return layout_at(opened, *best, remembered=remembered)


def layout_at(
    opened: OpenedFile, sheet: int, header_row: int, *, remembered: Mapping[str, str] | None = None
) -> Layout:
    """The layout with the headings in the row that somebody named."""
    if not 0 <= sheet < len(opened.sheets):
        raise BadInput.of(th="ไฟล์นี้ไม่มีแผ่นงานที่เลือก โปรดเลือกใหม่", en="The file has no such sheet; choose again.")
    if not 1 <= header_row <= len(opened.sheets[sheet].lines):
        raise BadInput.of(
            th=f"แผ่นงานนี้ไม่มีแถว {header_row} โปรดดูว่าหัวตารางอยู่แถวใด",
            en=f"This sheet has no row {header_row}; look in which row its headings stand.",
            row=header_row,
        )
    headings, rows = headings_of(opened.sheets[sheet], header_row)
    return Layout(sheet, header_row, rows, _meanings(headings, remembered))


def find_headings(sheet: Sheet, remembered: Mapping[str, str] | None = None) -> int:
    """The spreadsheet's row (from 1) that holds the headings; 0 in an empty sheet."""
    best, most = 0, 0
    filled_rows = []
    for number, line in enumerate(sheet.lines[:_HEADINGS_WITHIN], start=1):
        cells = [cell for cell in line if cell.strip()]
        if not cells:
            continue
        filled_rows.append((number, len(cells)))
        headings, _ = headings_of(sheet, number)
        known = sum(1 for each in _meanings(headings, remembered).values() if each)
        if known > most and (known > 1 or len(cells) == 1 or not most):
            best, most = number, known
    if most >= _FEWEST_HEADINGS or not filled_rows:
        return best
    # Nothing is recognised: the first row that is about as wide as the widest, titles above are narrower.
    widest = max(width for _, width in filled_rows)
    first = next(number for number, width in filled_rows if width >= min(widest, max(_FEWEST_HEADINGS, 0.6 * widest)))
    return best or first


def headings_of(sheet: Sheet, header_row: int) -> tuple[list[str], int]:
    """The headings, and how many rows they take: below a merged heading stand the headings of its parts."""
    at = header_row - 1
    line = [_one_line(cell) for cell in sheet.lines[at]]
    below = sheet.lines[at + 1] if at + 1 < len(sheet.lines) else []
    parts = [
        area
        for area in sheet.merged
        if area.top == area.bottom == at and area.left < area.right and _filled(below, area.left, area.right) > 1
    ]
    inside = {column for area in parts for column in range(area.left, area.right + 1)}
    # A title merged across the whole table also has cells below it: those are the headings themselves.
    if not any(cell for column, cell in enumerate(line) if column not in inside):
        return line, 1
    if any(cell.strip() for column, cell in enumerate(below) if column not in inside):
        return line, 1
    line += [""] * (max(inside, default=-1) + 1 - len(line))
    for area in parts:
        for column in range(area.left, area.right + 1):
            line[column] = (_one_line(below[column]) if column < len(below) else "") or line[area.left]
    return line, 2 if parts else 1


def describe_columns(sheet: Sheet, layout: Layout) -> list[Column]:
    """The columns that have a heading or values, each with some of its values."""
    headings, rows = headings_of(sheet, layout.header_row)
    body = sheet.lines[layout.header_row - 1 + rows :]
    width = max([len(headings), *(len(line) for line in body[:_SAMPLES_WITHIN])])
    filled = [0] * width
    samples: list[list[str]] = [[] for _ in range(width)]
    for line in body[:_SAMPLES_WITHIN]:
        for column, cell in enumerate(line):
            value = cell.strip()
            if value:
                filled[column] += 1
                if len(samples[column]) < _SAMPLES and value not in samples[column]:
                    samples[column].append(value[:60])
    headings += [""] * (width - len(headings))
    return [
        Column(
            at, heading, layout.meanings.get(at, ""), tuple(samples[at]), filled[at], hidden=at in sheet.hidden_columns
        )
        for at, heading in enumerate(headings)
        if heading or filled[at] > 1
    ]


def is_remembered(opened: OpenedFile, layout: Layout, remembered: Mapping[str, str]) -> bool:
    """Every heading was confirmed before, and somebody's name is among them: nobody need be asked again."""
    headings, _ = headings_of(opened.sheets[layout.sheet], layout.header_row)
    known = all(heading in remembered for heading in headings if heading)
    return known and bool(NAME_COLUMNS & set(layout.meanings.values()))


def check_meanings(layout: Layout) -> None:
    """Refuse a layout that says nobody's name, or one thing twice."""
    chosen = [meaning for meaning in layout.meanings.values() if meaning]
    if not NAME_COLUMNS & set(chosen):
        raise BadInput.of(
            row=layout.header_row,
            th="ไม่พบคอลัมน์ชื่อ โปรดจับคู่คอลัมน์ชื่อหรือชื่อ-สกุลก่อนนำเข้า",
            en="No column holds names; map one to a name first.",
        )
    twice = next((meaning for meaning in chosen if chosen.count(meaning) > 1), "")
    if twice:
        raise BadInput.of(
            row=layout.header_row,
            th="มีสองคอลัมน์ที่เลือกความหมายเดียวกัน โปรดเลือกให้เหลือคอลัมน์เดียว",
            en="Two columns are given the same meaning; leave it to one of them.",
        )


def _meanings(headings: Sequence[str], remembered: Mapping[str, str] | None) -> dict[int, str]:
    known = remembered or {}
    guessed = recognise_columns(["" if heading in known else heading for heading in headings])
    found: dict[int, str] = {}
    taken: set[str] = set()
    for at, heading in enumerate(headings):
        meaning = known.get(heading, "")
        if heading in known and heading:
            found[at] = "" if meaning in taken else meaning
            taken.add(found[at])
    for at, meaning in enumerate(guessed):
        if at not in found:
            found[at] = "" if meaning in taken else meaning
    return found


def _one_line(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").split())


def _filled(line: Sequence[str], first: int, last: int) -> int:
    return sum(1 for cell in line[first : last + 1] if cell.strip())
