"""The table inside a worksheet: one record for each project."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from huangyai.kernel import Fault, Words
from huangyai.kernel.tables import Sheet
from huangyai.kernel.words import arabic_digits
from huangyai.plan.sheets.columns import YEAR_FIELD, field_words, fold_heading, is_heading_piece
from huangyai.plan.sheets.grid import letters
from huangyai.plan.sheets.heading import Heading, find_heading
from huangyai.plan.sheets.thai_text import repair_thai

_STRATEGY = re.compile(r"^(?:(\d+)\s*[.)]\s*)?((?:ยุทธศาสตร์|ประเด็นการพัฒนา).*)$", re.DOTALL)
_TACTIC = re.compile(r"^(\d+\.\d+)\s*(\S.*)$", re.DOTALL)
_PLAN = re.compile(r"^(?:\(\d+\)\s*)?(แผนงาน.*)$", re.DOTALL)
_UNNAMED = "ไม่ระบุยุทธศาสตร์"
_FORM = re.compile(r"แบบ\s*(ผ\.\s*\d+(?:/\d+)?)")
_CONTEXT = ("form", "strategy_no", "strategy_name", "tactic_code", "tactic_name", "plan_name")
_TORN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one project: field → text, its row, its worksheet, and what its columns are called."""

    row: int
    values: dict[str, str]
    headings: Mapping[str, str]
    sheet: str = ""

    def text(self, name: str) -> str:
        """A cell as text; "" when empty."""
        return self.values.get(name, "")

    def column(self, name: str) -> str:
        """What the file itself calls the column of a field."""
        return self.headings.get(name) or (f"{self.sheet}!{name}" if self.sheet else name)

    def fault(self, name: str, *, th: str, en: str) -> Fault:
        """A fault in one cell of this record."""
        return Fault(self.row, self.column(name), Words(th=th, en=en))


@dataclass(slots=True)
class Table:
    """What was found in one worksheet. `remarks` are worth a look but stop nothing."""

    records: list[Record] = field(default_factory=list)
    years: tuple[int, ...] = ()
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)


def read_table(sheet: Sheet, mapping: Mapping[str, str], *, header_row: int = 0, join: bool = False) -> Table | None:
    """The project table of a worksheet, or None when it holds none.

    `mapping` is keyed by folded headings. With `join` a row that only carries text on continues the project above it.
    """
    heading = find_heading(sheet, mapping, at=header_row)
    return None if heading is None else _Reading(sheet, heading, mapping, join=join).table()


class _Reading:
    def __init__(self, sheet: Sheet, heading: Heading, mapping: Mapping[str, str], *, join: bool) -> None:
        self._sheet, self._heading, self._mapping, self._join = sheet, heading, mapping, join
        self._table = Table()
        self._columns = self._choose_columns()
        self._headings = {name: self._called(column) for column, name in self._columns.items()}
        self._unread = {(row, column): words for row, column, words in sheet.unread}
        self._spread_told: set[int] = set()

    def table(self) -> Table:
        table, sheet = self._table, self._sheet
        years = (YEAR_FIELD.fullmatch(name) for name in self._columns.values())
        table.years = tuple(sorted({int(year[2]) for year in years if year and year[1] == "b"}))
        context = dict.fromkeys(_CONTEXT, "")
        for cells in sheet.lines[: self._heading.start]:
            _read_context(cells, context)
        for index in range(self._heading.end, len(sheet.lines)):
            self._read_line(index, sheet.lines[index], context)
        self._remark_columns_left_out()
        self._remark_hidden()
        return table

    def _choose_columns(self) -> dict[int, str]:
        """Column → field, each field once; of two the visible one, else the second is a fault."""
        chosen: dict[str, int] = {}
        for column, name in self._heading.fields.items():
            first = chosen.setdefault(name, column)
            if first == column:
                continue
            if first in self._sheet.hidden_columns and column not in self._sheet.hidden_columns:
                chosen[name] = column
            elif column not in self._sheet.hidden_columns:
                self._table.faults.append(
                    self._fault(
                        column,
                        th=f"หัวคอลัมน์นี้ซ้ำกับ “{self._called(first)}” โปรดเหลือไว้คอลัมน์เดียว",
                        en=f"This heading repeats “{self._called(first)}”; keep only one of the two columns.",
                    )
                )
        return {column: name for name, column in chosen.items()}

    def _read_line(self, index: int, cells: Sequence[str], context: dict[str, str]) -> None:
        filled = [value for value in cells if value.strip()]
        unread = [column for column in self._columns if (index, column) in self._unread]
        if not filled and not unread:
            return
        if filled and len(filled) <= 2 and _read_context(cells, context):
            return
        if filled and (filled[0].strip().startswith("รวม") or all(is_heading_piece(value) for value in filled)):
            # Totals are computed again, never taken over; headings repeat on every printed page.
            return
        if any(_filled(cells) == _filled(line) for line in self._sheet.lines[self._heading.start : self._heading.end]):
            return
        values = {name: value for name, value in context.items() if value}
        if self._sheet.title:
            values["sheet"] = self._sheet.title
        own: dict[str, str] = {}
        for column, name in self._columns.items():
            value = cells[column].strip() if column < len(cells) else ""
            if value:
                own[name] = value if YEAR_FIELD.fullmatch(name) else repair_thai(value)
        if self._join and self._continues(own, unread) and self._table.records:
            self._join_above(index, own)
            return
        self._check_cells(index, cells, unread)
        self._table.records.append(Record(index + 1, {**values, **own}, self._headings, self._sheet.title))

    def _continues(self, own: Mapping[str, str], unread: Sequence[int]) -> bool:
        return (
            bool(own) and not unread and not any(name in {"name", "seq"} or YEAR_FIELD.fullmatch(name) for name in own)
        )

    def _join_above(self, index: int, own: Mapping[str, str]) -> None:
        above = self._table.records[-1]
        for name, text in own.items():
            before = above.values.get(name, "")
            above.values[name] = f"{before}\n{text}" if before and text not in before else before or text
        self._table.remarks.append(
            Fault(
                index + 1,
                self._headings.get("name", ""),
                Words(
                    th=f"ข้อความแถวนี้ต่อกับโครงการในแถว {above.row}",
                    en=f"This row's text goes on from the project in row {above.row}.",
                ),
            )
        )

    def _check_cells(self, index: int, cells: Sequence[str], unread: Sequence[int]) -> None:
        faults = self._table.faults
        for column in unread:
            faults.append(Fault(index + 1, self._called(column), self._unread[index, column]))
        for area in self._sheet.merged:
            if not area.top <= index <= area.bottom:
                continue
            for column in range(area.left, area.right + 1):
                if column in self._columns and (index, column) != (area.top, area.left):
                    faults.append(
                        self._fault(
                            column,
                            index + 1,
                            th="ช่องนี้ถูกผสานกับช่องอื่น จึงไม่รู้ว่าค่าเป็นของโครงการใด โปรดยกเลิกการผสานเซลล์แล้วใส่ค่าให้ครบ",
                            en="This cell is merged with another, so it isn't clear whose value it is; unmerge it "
                            "and fill in each cell.",
                        )
                    )
        for column in self._columns:
            if column < len(cells) and _TORN in cells[column]:
                faults.append(
                    self._fault(
                        column,
                        index + 1,
                        th="ตัวอักษรในช่องนี้เสียหาย โปรดบันทึกไฟล์ใหม่เป็น .xlsx หรือ “CSV UTF-8”",
                        en="The letters in this cell are damaged; save the file again as .xlsx or “CSV UTF-8”.",
                    )
                )
        for column, first in self._heading.spread.items():
            if column in self._spread_told or first not in self._columns:
                continue
            if column < len(cells) and cells[column].strip():
                self._spread_told.add(column)
                faults.append(
                    self._fault(
                        column,
                        th=f"หัวตาราง “{self._heading.labels[column]}” ผสานคร่อมหลายคอลัมน์ และคอลัมน์ {letters(column)} มีข้อมูล "
                        "จึงไม่รู้ว่าคืออะไร โปรดยกเลิกการผสานแล้วใส่หัวทุกคอลัมน์",
                        en=f"The heading “{self._heading.labels[column]}” is merged over several columns, and column "
                        f"{letters(column)} holds values, so it isn't clear what they are; unmerge it and give every column a heading.",
                    )
                )

    def _remark_columns_left_out(self) -> None:
        body = self._sheet.lines[self._heading.end :]
        for column, label in self._heading.labels.items():
            if column in self._columns or column in self._heading.spread or fold_heading(label) in self._mapping:
                continue
            if column not in self._heading.fields and any(column < len(line) and line[column].strip() for line in body):
                self._table.remarks.append(
                    self._fault(
                        column,
                        th="คอลัมน์นี้ไม่ได้อ่าน เพราะไม่รู้ว่าคืออะไร ถ้าต้องใช้ โปรดจับคู่คอลัมน์",
                        en="This column is not read: nobody said what it is. Map it if it is needed.",
                    )
                )

    def _remark_hidden(self) -> None:
        sheet = self._sheet
        for column, name in self._columns.items():
            if column in sheet.hidden_columns and any(name in record.values for record in self._table.records):
                words = field_words(name)
                self._table.remarks.append(
                    self._fault(
                        column,
                        th=f"คอลัมน์นี้ถูกซ่อนไว้ในไฟล์ แต่อ่านเป็น “{words.th}” โปรดดูว่าตั้งใจหรือไม่",
                        en=f"This column is hidden in the file, and is read as “{words.en}”; see whether that is meant.",
                    )
                )
        if sheet.hidden_rows:
            self._table.remarks.append(
                Fault(
                    0,
                    sheet.title,
                    Words(
                        th=f"มี {sheet.hidden_rows} แถวที่ซ่อนไว้ในแผ่นงานนี้ และอ่านรวมด้วย",
                        en=f"{sheet.hidden_rows} rows of this sheet are hidden, and are read like the others.",
                    ),
                )
            )

    def _called(self, column: int) -> str:
        """ชื่อแผ่น!F หัวคอลัมน์, as a person finds it in the workbook; the heading alone in a text file."""
        label = self._heading.labels.get(column, "")
        return (
            f"{self._sheet.title}!{letters(column)} {label}".strip() if self._sheet.title else label or letters(column)
        )

    def _fault(self, column: int, row: int = 0, *, th: str, en: str) -> Fault:
        return Fault(row or self._heading.start + 1, self._called(column), Words(th=th, en=en))


def _read_context(cells: Sequence[str], context: dict[str, str]) -> bool:
    """Take form, strategy, tactic and แผนงาน from a line that stands above its projects."""
    read = False
    texts = [repair_thai(value) for value in cells if value.strip()]
    for text in texts:
        if found := _FORM.search(arabic_digits(text)):
            context["form"] = found.group(1).replace(" ", "")
            read = True
        if text == _UNNAMED:
            context.update(
                dict.fromkeys(("strategy_no", "strategy_name", "tactic_code", "tactic_name", "plan_name"), "")
            )
            read = True
        elif (found := _TACTIC.match(text)) and (found.group(2).startswith("กลยุทธ์") or len(texts) == 1):
            context.update(tactic_code=arabic_digits(found.group(1)), tactic_name=found.group(2), plan_name="")
            read = True
        elif found := _STRATEGY.match(text):
            number, name = arabic_digits(found.group(1) or ""), found.group(2)
            context.update(strategy_no=number, strategy_name=name, tactic_code="", tactic_name="", plan_name="")
            read = True
        elif found := _PLAN.match(text):
            context["plan_name"] = found.group(1)
            read = True
    return read


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells if cell.strip()]
