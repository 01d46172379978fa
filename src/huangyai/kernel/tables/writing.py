"""A plain workbook out of rows. Every cell is text or a number: nothing in it is carried out when it is opened."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

# What a sheet's name may not hold, and how long it may be.
_NOT_IN_NAMES = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_NAME = 31


def write_workbook(
    name: str,
    headings: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[str | int | None]],
    *,
    landscape: bool = False,
) -> bytes:
    """One sheet with its headings (each with a width in letters) on top of every printed page, fitted to A4 in width."""
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(name.translate(_NOT_IN_NAMES)[:_LONGEST_NAME])
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for at, (heading, width) in enumerate(headings):
        sheet.write_string(0, at, heading, bold)
        sheet.set_column(at, at, width)
    for line, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(line, at, cell, wrapped)
            else:
                sheet.write_string(line, at, cell or "", wrapped)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if landscape:
        sheet.set_landscape()
    book.close()
    return packed.getvalue()
