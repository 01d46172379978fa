"""A plan book's projects, read from a file."""

from __future__ import annotations

import json
from collections.abc import Mapping

from huangyai.kernel import BadInput, Fault, Words
from huangyai.plan.rules.natural_key import Place, natural_keys
from huangyai.plan.rules.plan_row import PlanRow, PlanSheet, YearMoney
from huangyai.plan.sheets.amounts import read_money
from huangyai.plan.sheets.grid import Source, read_grids
from huangyai.plan.sheets.table import Record, read_table

_TEXTS = (
    "strategy_no", "strategy_name", "tactic_code", "tactic_name", "plan_name", "name", "objective", "target",
    "kpi", "expected_result", "department", "amendment", "annotations", "funding_source", "duplicate_of",
    "transfer_target", "merge_target", "status", "seq",
)  # fmt: skip


def read_plan_sheet(source: Source, *, columns: Mapping[str, str] | None = None) -> PlanSheet:
    """Read every project of a plan file (CSV or XLSX), or refuse the whole file with each fault by row and
    column.

    Parameters
    ----------
    source : path, or the bytes of a file.
    columns : headings of the file that are unknown here, mapped to the fields of a plan row
        (`{"ชื่องาน": "name", "เงินปีแรก": "b2571"}`).

    Raises
    ------
    BadInput
        With one fault per cell that can't be used; nothing of the file is returned then.
    """
    grids = read_grids(source)
    faults: list[Fault] = []
    records: list[Record] = []
    years: set[int] = set()
    found = False
    for grid in grids:
        table = read_table(grid, columns, several=len(grids) > 1)
        if table is None:
            continue
        found = True
        faults += [*grid.faults, *table.faults]
        records += table.records
        years |= set(table.years)
    if not found:
        raise BadInput.of(
            th="ไม่พบหัวตารางแผน: ต้องมีคอลัมน์ชื่อโครงการ (name หรือ “โครงการ”) และงบประมาณรายปี (เช่น b2566 หรือ 2566)",
            en=(
                "No plan table found: a column for the project's name (name or “โครงการ”) and money by "
                "year (b2566 or 2566) are needed."
            ),
        )
    places = [_place(record) for record in records]
    rows = [
        _row(record, key, tuple(sorted(years)), faults)
        for record, key in zip(records, natural_keys(places), strict=True)
    ]
    faults += _repeated(records)
    if not rows and not faults:
        faults.append(Fault(0, "", Words(th="ไฟล์นี้มีแต่หัวตาราง ไม่มีโครงการ", en="The file holds headings but no project.")))
    if faults:
        raise BadInput(sorted(faults, key=lambda fault: fault.row))
    return PlanSheet(rows=tuple(rows), years=tuple(sorted(years)), remarks=tuple(_remarks(rows)))


def _place(record: Record) -> Place:
    text = record.text
    headings = " ".join((text("strategy_no"), text("strategy_name"), text("tactic_code"), text("plan_name")))
    return Place(text("form"), text("sheet") or headings, text("name"))


def _row(record: Record, key: str, years: tuple[int, ...], faults: list[Fault]) -> PlanRow:
    if not record.text("name"):
        faults.append(
            record.fault(
                "name",
                th="แถวนี้ไม่มีชื่อโครงการ ถ้าเป็นข้อความต่อจากแถวบน โปรดรวมให้เป็นแถวเดียวต่อหนึ่งโครงการ",
                en=("This row names no project. If it continues the row above, make it one row for one project."),
            )
        )
    texts = {field: record.text(field) for field in _TEXTS}
    return PlanRow(
        natural_key=key,
        source_row=record.row,
        form=record.text("form") or "ผ.02",
        sheet=record.text("sheet"),
        row=_row_number(record, faults),
        budget=_year_money(record, "b", years, faults),
        ordinance=_year_money(record, "ord", years, faults),
        all_amendments=_amendments(record.text("all_amendments")),
        **texts,
    )


def _row_number(record: Record, faults: list[Fault]) -> int:
    text = record.text("row").removesuffix(".0")
    if text and not text.isdecimal():
        faults.append(record.fault("row", th=f"“{text}” ไม่ใช่เลขแถว", en=f"“{text}” is not a row number."))
        return record.row
    return int(text) if text else record.row


def _year_money(record: Record, prefix: str, years: tuple[int, ...], faults: list[Fault]) -> tuple[YearMoney, ...]:
    parts = []
    for year in years:
        value = record.values.get(f"{prefix}{year}")
        money = read_money(value, record.row, record.column(f"{prefix}{year}"))
        if isinstance(money, Fault):
            faults.append(money)
        elif money is not None:
            parts.append(YearMoney(year, money))
    return tuple(parts)


def _amendments(text: str) -> tuple[str, ...]:
    if text.startswith("["):
        try:
            listed = json.loads(text)
        except ValueError:
            return (text,)
        return tuple(str(tag) for tag in listed) if isinstance(listed, list) else (text,)
    return (text,) if text else ()


def _repeated(records: list[Record]) -> list[Fault]:
    """The same project typed twice: every cell alike, the item number too."""
    seen: dict[tuple[str, ...], Record] = {}
    faults = []
    for record in records:
        content = tuple(f"{field}={value}" for field, value in sorted(record.values.items()) if field != "row")
        first = seen.setdefault(content, record)
        if first is not record and record.text("name"):
            faults.append(
                record.fault(
                    "name",
                    th=f"โครงการนี้เหมือนแถว {first.row} ทุกช่อง โปรดลบแถวที่ซ้ำ",
                    en=(f"This project is the same as row {first.row} in every cell; delete the row that is too much."),
                )
            )
    return faults


def _remarks(rows: list[PlanRow]) -> list[Fault]:
    remarks = []
    for row in rows:
        if not row.strategy_no and not row.strategy_name:
            remarks.append(Fault(row.source_row, "strategy_no", Words(th="ไม่ระบุยุทธศาสตร์", en="Names no strategy.")))
        if not row.planned_in_all.satang:
            remarks.append(Fault(row.source_row, "", Words(th="ไม่มีงบประมาณในปีใดเลย", en="Has no money in any year.")))
    return remarks
