"""The table inside a worksheet: where its heading is, which column is which, and one record for each
project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from huangyai.kernel import Fault, Words
from huangyai.kernel.words import arabic_digits
from huangyai.plan.sheets.columns import field_of, is_heading_piece
from huangyai.plan.sheets.grid import Grid
from huangyai.plan.sheets.thai_text import repair_thai

_SEARCHED = 40
_STRATEGY = re.compile(r"^(?:(\d+)\s*[.)]\s*)?((?:ยุทธศาสตร์|ประเด็นการพัฒนา).*)$", re.DOTALL)
_TACTIC = re.compile(r"^(\d+\.\d+)\s*(\S.*)$", re.DOTALL)
_PLAN = re.compile(r"^(?:\(\d+\)\s*)?(แผนงาน.*)$", re.DOTALL)
_UNNAMED = "ไม่ระบุยุทธศาสตร์"
_FORM = re.compile(r"แบบ\s*(ผ\.\s*\d+(?:/\d+)?)")


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one project: field → text (money cells keep their type), its row and the headings of its
    columns."""

    row: int
    values: Mapping[str, object]
    headings: Mapping[str, str]

    def text(self, name: str) -> str:
        """A cell as text; "" when empty."""
        value = self.values.get(name)
        return value if isinstance(value, str) else "" if value is None else str(value)

    def column(self, name: str) -> str:
        """The heading that the file itself uses for a field."""
        return self.headings.get(name, name)

    def fault(self, name: str, *, th: str, en: str) -> Fault:
        """A fault in one cell of this record."""
        return Fault(self.row, self.column(name), Words(th=th, en=en))


@dataclass(slots=True)
class Table:
    """What was found in one worksheet."""

    records: list[Record] = field(default_factory=list)
    years: tuple[int, ...] = ()
    faults: list[Fault] = field(default_factory=list)


def read_table(grid: Grid, mapping: Mapping[str, str] | None, *, several: bool) -> Table | None:
    """The project table of a worksheet, or None when it holds none. `several`: name the worksheet in
    faults."""
    start = _heading_row(grid, mapping)
    if start is None:
        return None
    columns, end = _columns(grid, start, mapping)
    table = Table(years=tuple(sorted(int(name[1:]) for name in columns.values() if re.fullmatch(r"b25\d\d", name))))
    title = f"{grid.title}!" if several else ""
    headings: dict[str, str] = {}
    for column, name in columns.items():
        heading = title + (_shown(grid.cells[start], column) or name)
        if name in headings:
            table.faults.append(
                Fault(
                    start + 1,
                    heading,
                    Words(
                        th=f"หัวคอลัมน์นี้ซ้ำกับ “{headings[name]}” โปรดเหลือไว้คอลัมน์เดียว",
                        en=f"This heading repeats “{headings[name]}”; keep only one of the two columns.",
                    ),
                )
            )
        headings[name] = heading if not re.fullmatch(r"(b|ord)25\d\d", name) else title + name
    context = {
        "form": "",
        "strategy_no": "",
        "strategy_name": "",
        "tactic_code": "",
        "tactic_name": "",
        "plan_name": "",
    }
    for cells in grid.cells[:start]:
        _read_context(cells, context)
    for index in range(end, len(grid.cells)):
        cells = grid.cells[index]
        filled = [value for value in cells if value is not None and str(value).strip()]
        if not filled:
            continue
        if len(filled) <= 2 and _read_context(cells, context):
            continue
        if str(filled[0]).strip().startswith("รวม") or all(is_heading_piece(value) for value in filled):
            # Totals are computed again, never taken over; headings repeat on every printed page.
            continue
        if _is_heading(cells, mapping):
            continue
        table.faults += _swallowed(grid, index, columns, headings)
        values: dict[str, object] = {name: value for name, value in context.items() if value}
        if grid.title:
            values["sheet"] = grid.title
        for column, name in columns.items():
            value = cells[column] if column < len(cells) else None
            if value is not None and str(value).strip():
                values[name] = value if re.fullmatch(r"(b|ord)25\d\d", name) else _text(value)
        table.records.append(Record(index + 1, values, headings))
    return table


def _heading_row(grid: Grid, mapping: Mapping[str, str] | None) -> int | None:
    for index, cells in enumerate(grid.cells[:_SEARCHED]):
        if _is_heading(cells, mapping):
            columns, _ = _columns(grid, index, mapping)
            if any(re.fullmatch(r"b25\d\d", name) for name in columns.values()):
                return index
    return None


def _is_heading(cells: tuple[object, ...], mapping: Mapping[str, str] | None) -> bool:
    names = {field_of(value, mapping) for value in cells} - {""}
    return "name" in names and len(names) >= 3


def _columns(grid: Grid, start: int, mapping: Mapping[str, str] | None) -> tuple[dict[int, str], int]:
    """Column → field, and the first row below the heading, which may run over up to three rows."""
    columns = {column: name for column, value in enumerate(grid.cells[start]) if (name := field_of(value, mapping))}
    end = start + 1
    for cells in grid.cells[start + 1 : start + 3]:
        if not any(str(value or "").strip() for value in cells) or not all(is_heading_piece(value) for value in cells):
            break
        for column, value in enumerate(cells):
            name = field_of(value, mapping)
            if name and column not in columns:
                columns[column] = name
        end += 1
    return columns, end


def _read_context(cells: tuple[object, ...], context: dict[str, str]) -> bool:
    """Take form, strategy, tactic and แผนงาน from a line that stands above its projects."""
    read = False
    texts = [_text(value) for value in cells if value is not None and str(value).strip()]
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


def _swallowed(grid: Grid, index: int, columns: Mapping[int, str], headings: Mapping[str, str]) -> list[Fault]:
    return [
        Fault(
            index + 1,
            headings[name],
            Words(
                th="ช่องนี้ถูกผสานกับช่องอื่น จึงไม่รู้ว่าค่าเป็นของโครงการใด โปรดยกเลิกการผสานเซลล์แล้วใส่ค่าให้ครบ",
                en=(
                    "This cell is merged with another, so it isn't clear whose value it is; unmerge it "
                    "and fill in each cell."
                ),
            ),
        )
        for column, name in columns.items()
        if (index, column) in grid.merged
    ]


def _shown(cells: tuple[object, ...], column: int) -> str:
    return " ".join(str(cells[column]).split()) if column < len(cells) and cells[column] is not None else ""


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return repair_thai(str(value))
