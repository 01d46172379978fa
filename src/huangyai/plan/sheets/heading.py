"""Where in a worksheet the headings of the projects stand, and what each column is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from huangyai.kernel.tables import Area, Sheet
from huangyai.plan.sheets.columns import (
    YEAR_FIELD,
    field_of_column,
    fold_heading,
    is_heading_piece,
    label_of,
    likely_field,
)

_SEARCHED = 40
_MOST_ROWS = 4
# Nobody's plan is wider; what claims to be has formats in every column.
_WIDEST = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """The rows (from 0) of a heading, the one after them, and its columns: what stands above them, and their fields.

    `spread` are columns under one merged heading that don't say what each of them is: column -> the first of them.
    """

    start: int
    end: int
    labels: Mapping[int, str]
    fields: Mapping[int, str]
    spread: Mapping[int, int]
    # Fields that are written out or that somebody said, rather than guessed.
    sure: frozenset[str]

    @property
    def holds_projects(self) -> bool:
        """Whether a project's name and the money of a year are among the columns."""
        return _names_projects(self.fields.values())


def find_heading(sheet: Sheet, mapping: Mapping[str, str], *, at: int = 0) -> Heading | None:
    """The heading of the projects in a worksheet, or None when it has none.

    Parameters
    ----------
    mapping : folded heading -> field, as somebody said it.
    at : the spreadsheet's row (from 1) that somebody named; 0 looks for it.
    """
    rows = [at - 1] if at else range(min(_SEARCHED, len(sheet.lines)))
    readings = [read_heading(sheet, row, mapping) for row in rows if 0 <= row < len(sheet.lines)]
    sure = [each for each in readings if at or mapping or len(each.sure) > 2]
    for candidates in (
        [each for each in sure if _names_projects(each.sure)],
        [each for each in readings if each.holds_projects and len(each.fields) > 2],
    ):
        if candidates:
            return max(candidates, key=lambda each: (len(each.sure), len(each.fields), each.start))
    return None


def likely_heading(sheet: Sheet, mapping: Mapping[str, str], *, at: int = 0) -> Heading | None:
    """The heading, or the row that most looks like one when nobody knows its words; None in an empty sheet."""
    if at:
        return read_heading(sheet, at - 1, mapping) if 1 <= at <= len(sheet.lines) else None
    if found := find_heading(sheet, mapping):
        return found
    widths = [sum(1 for cell in line if cell.strip()) for line in sheet.lines[:_SEARCHED]]
    if max(widths, default=0) < 2:
        return None
    # Titles above a table are narrower than its headings.
    first = next(row for row, width in enumerate(widths) if width >= max(2, 0.6 * max(widths)))
    return read_heading(sheet, first, mapping)


def read_heading(sheet: Sheet, start: int, mapping: Mapping[str, str]) -> Heading:
    """What the heading means if it begins in this row (from 0); what is written out goes before what it sounds like."""
    end = _end(sheet, start)
    areas = [area for area in sheet.merged if start <= area.top < end]
    width = max((len(line) for line in sheet.lines[start:end]), default=0)
    width = max([width, *(area.right + 1 for area in areas if area.top == start and area.left < width)])
    above: dict[int, list[str]] = {}
    spread: dict[int, int] = {}
    for column in range(min(width, _WIDEST)):
        pieces, first = _pieces(sheet, column, range(start, end), areas)
        if pieces:
            above[column] = pieces
            if first >= 0:
                spread[column] = first
    own = {column: pieces for column, pieces in above.items() if column not in spread}
    fields = {column: field for column, pieces in own.items() if (field := field_of_column(pieces, mapping))}
    sure = frozenset(fields.values())
    for column, pieces in own.items():
        if column not in fields and (field := _guessed(pieces, mapping, set(fields.values()))):
            fields[column] = field
    labels = {column: label_of(pieces) for column, pieces in above.items()}
    return Heading(start, end, labels, dict(sorted(fields.items())), spread, sure)


def _pieces(sheet: Sheet, column: int, rows: range, areas: Sequence[Area]) -> tuple[list[str], int]:
    """What stands above a column, from top to bottom; and the first column of the merged cells, when all of it is theirs."""
    pieces: list[str] = []
    own, first = False, -1
    for row in rows:
        text = _cell(sheet.lines[row], column)
        if text:
            own = True
        else:
            area = next((each for each in areas if each.top == row and each.left < column <= each.right), None)
            if area:
                text, first = _cell(sheet.lines[row], area.left), area.left
        if text and text not in pieces:
            pieces.append(text)
    return pieces, -1 if own else first


def _guessed(pieces: Sequence[str], mapping: Mapping[str, str], taken: set[str]) -> str:
    if any(fold_heading(each) in mapping for each in (label_of(pieces), *pieces)):
        return ""
    found = (likely_field(each) for each in (" ".join(pieces), *reversed(pieces)))
    return next((each for each in found if each and each not in taken), "")


def _names_projects(fields: Iterable[str]) -> bool:
    named = set(fields)
    return "name" in named and any(field.startswith("b") and YEAR_FIELD.fullmatch(field) for field in named)


def _end(sheet: Sheet, start: int) -> int:
    """The row below the heading: rows with pieces of headings, or that merged cells of it reach, belong to it."""
    areas = [area for area in sheet.merged if area.top == start]
    end = start + 1
    reached = max((area.bottom + 1 for area in areas if area.bottom < start + _MOST_ROWS), default=end)
    for row in range(start + 1, min(start + _MOST_ROWS, len(sheet.lines))):
        filled = [cell for cell in sheet.lines[row] if cell.strip()]
        pieces = any(is_heading_piece(cell) and fold_heading(cell) for cell in filled)
        if row >= reached and (not pieces or any(_is_amount(cell) for cell in filled)):
            break
        end = row + 1
    return end


def _is_amount(cell: str) -> bool:
    """A number that is no year: only rows of projects hold them."""
    folded = fold_heading(cell).replace(",", "")
    return folded.isdecimal() and not re.fullmatch(r"25\d\d", folded)


def _cell(line: Sequence[str], column: int) -> str:
    return " ".join(line[column].replace("\ufeff", "").split()) if column < len(line) else ""
