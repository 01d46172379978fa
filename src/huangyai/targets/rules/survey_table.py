"""A household survey as people keep it (a workbook with Thai headings, a table that was pasted) in the shape that is scored.

Rows keep their numbers, so that a fault found later names the row that a spreadsheet shows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from huangyai.kernel import BadInput, Fault, Words
from huangyai.kernel.tables.opened_file import OpenedFile, Sheet
from huangyai.kernel.tables.opening import open_file
from huangyai.kernel.words import arabic_digits
from huangyai.targets.rules.columns import recognise_columns
from huangyai.targets.rules.villages import KnownVillage, Villages

_HEADINGS_WITHIN = 40
_MARKS = re.compile(r"[\s\u200b\ufeff._*:;\-–—/()\"'“”,]+")
_WHERE = frozenset({"village_code", "moo", "village", "address", "tambon_code", "house_no"})
_HOUSE = re.compile(r"[0-9]{1,5}(?:/[0-9]{1,5})?")
# What people write for a want that is there, and for one that is not.
_YES = frozenset({"1", "ใช่", "มี", "ขาด", "ขาดแคลน", "/", "✓", "✔", "y", "yes", "true"})
_NO = frozenset({"0", "ไม่", "ไม่ใช่", "ไม่มี", "ไม่ขาด", "ไม่ขาดแคลน", "n", "no", "false"})
_UNKNOWN = frozenset({"", "-", "–", "ไม่ทราบ", "ไม่ตอบ"})


def survey_answers(content: bytes, wants: Mapping[str, Words], villages: Sequence[KnownVillage]) -> str:
    """The table as CSV with ``village_code``, ``house_no`` and a column for each want, as `score_survey` reads it.

    Parameters
    ----------
    wants : column → its words; a heading may be the column's name or its words in either language.
    villages : of the municipality; a row may name its village by code, number, name or in an address.

    Raises
    ------
    BadInput
        when the file can't be opened, or a want or the house has no column.
    """
    sheet, at = _find_headings(open_file(content), wants)
    headings = [" ".join(cell.split()) for cell in sheet.lines[at]]
    columns = _columns_of(headings, wants)
    _require(columns, wants, at + 1)
    here = Villages(villages)
    packed = io.StringIO()
    out = csv.writer(packed, lineterminator="\n")
    out.writerow(["village_code", "house_no", *wants])
    empty = [""] * (2 + len(wants))
    for _ in range(at):
        out.writerow(empty)
    for line in sheet.lines[at + 1 :]:
        cells = {meaning: line[place].strip() if place < len(line) else "" for meaning, place in columns.items()}
        out.writerow(_row(cells, wants, here) if any(cells.values()) else empty)
    return packed.getvalue()


def _row(cells: Mapping[str, str], wants: Mapping[str, Words], here: Villages) -> list[str]:
    where = {meaning: arabic_digits(cells.get(meaning, "")) for meaning in _WHERE}
    house = where["house_no"] or where["address"]
    number = _HOUSE.search(house)
    # A code that is none of ours is kept: the fault names it.
    code = here.of(where) or where["village_code"] or cells.get("moo", "") or cells.get("village", "")
    return [code, number[0] if number else house, *(_answer(cells[column]) for column in wants)]


def _answer(cell: str) -> str:
    said = arabic_digits(cell).strip().casefold()
    said = said.removesuffix(".0")
    return "1" if said in _YES else "0" if said in _NO else "" if said in _UNKNOWN else cell


def _find_headings(opened: OpenedFile, wants: Mapping[str, Words]) -> tuple[Sheet, int]:
    best, most = (opened.sheets[0], 0), 0
    for sheet in opened.sheets:
        for at, line in enumerate(sheet.lines[:_HEADINGS_WITHIN]):
            known = len(_columns_of(line, wants))
            if known > most:
                best, most = (sheet, at), known
    return best


def _columns_of(headings: Sequence[str], wants: Mapping[str, Words]) -> dict[str, int]:
    named = {_bare(text): column for column, words in wants.items() for text in (column, words.th, words.en)}
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        column = named.get(_bare(heading))
        if column and column not in found:
            found[column] = at
    left = ["" if at in found.values() else heading for at, heading in enumerate(headings)]
    for at, meaning in enumerate(recognise_columns(left)):
        if meaning in _WHERE and meaning not in found:
            found[meaning] = at
    return found


def _require(columns: Mapping[str, int], wants: Mapping[str, Words], row: int) -> None:
    faults = [
        Fault(
            row,
            column,
            Words(
                th=f"ไม่พบคอลัมน์ “{words.th}” โปรดใช้หัวตารางตามแบบสำรวจที่ดาวน์โหลดได้จากหน้านี้",
                en=f"There is no column “{words.en}”; use the headings of the form that this page offers.",
            ),
        )
        for column, words in wants.items()
        if column not in columns
    ]
    if not {"house_no", "address"} & set(columns):
        words = Words(th="ไม่พบคอลัมน์บ้านเลขที่", en="There is no column for the house number.")
        faults.append(Fault(row, "house_no", words))
    if not {"village_code", "moo", "village", "address"} & set(columns):
        words = Words(
            th="ไม่พบคอลัมน์หมู่บ้าน (รหัส หมู่ที่ หรือชื่อ)", en="There is no column for the village (code, number or name)."
        )
        faults.append(Fault(row, "village_code", words))
    if faults:
        raise BadInput(faults)


def _bare(heading: str) -> str:
    return _MARKS.sub("", heading).casefold()
