"""A plan book's projects, read from a file."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from huangyai.kernel import BadInput, Fault, Words
from huangyai.plan.rules.natural_key import Place, natural_keys
from huangyai.plan.rules.plan_row import PlanRow, PlanSheet, YearMoney
from huangyai.plan.sheets.amounts import read_money
from huangyai.plan.sheets.columns import fold_heading
from huangyai.plan.sheets.grid import Source, open_plan_file
from huangyai.plan.sheets.table import Record, read_table

_TEXTS = (
    "strategy_no", "strategy_name", "tactic_code", "tactic_name", "plan_name", "name", "objective", "target",
    "kpi", "expected_result", "department", "amendment", "annotations", "funding_source", "duplicate_of",
    "transfer_target", "merge_target", "status", "seq",
)  # fmt: skip


def read_plan_sheet(
    source: Source,
    *,
    columns: Mapping[str, str] | None = None,
    sheets: Collection[str] = (),
    header_row: int = 0,
    join: bool = False,
) -> PlanSheet:
    """Read every project of a plan file (CSV or XLSX), or refuse the whole file with each fault by sheet, row and
    column.

    Parameters
    ----------
    source : path, or the bytes of a file.
    columns : headings of the file, mapped to the fields of a plan row (`{"ชื่องาน": "name", "เงินปีแรก": "b2571"}`); it goes
        before what is guessed, and an empty field says that a column is not used.
    sheets : worksheets to read; none named: every one that holds a table of projects.
    header_row : the spreadsheet's row in which the headings stand; 0 looks for it.
    join : rows that only carry text on continue the project above them, instead of being faults.

    Raises
    ------
    BadInput
        With one fault per cell that can't be used; nothing of the file is returned then.
    """
    opened = open_plan_file(source)
    mapping = {fold_heading(heading): field for heading, field in (columns or {}).items()}
    faults: list[Fault] = []
    remarks: list[Fault] = []
    records: list[Record] = []
    years: set[int] = set()
    found = False
    for sheet in opened.sheets:
        if sheets and sheet.title not in sheets:
            continue
        table = read_table(sheet, mapping, header_row=header_row, join=join)
        if table is None:
            continue
        found = True
        faults += table.faults
        remarks += table.remarks
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
    faults += _repeated(records, rows)
    if not rows and not faults:
        faults.append(Fault(0, "", Words(th="ไฟล์นี้มีแต่หัวตาราง ไม่มีโครงการ", en="The file holds headings but no project.")))
    if faults:
        raise BadInput(sorted(faults, key=lambda fault: fault.row))
    remarks += [*_remarks(records, rows), *_namesakes(records, rows)]
    return PlanSheet(rows=tuple(rows), years=tuple(sorted(years)), remarks=tuple(remarks))


def plan_period(sheet: PlanSheet, given: tuple[int, int] | None) -> tuple[int, int]:
    """First and last year of the plan that a file is for; a fault when the file has money outside it."""
    first, last = given or (sheet.years[0], sheet.years[-1])
    outside = [year for year in sheet.years if not first <= year <= last]
    if outside:
        raise BadInput.of(
            th=f"ไฟล์มีงบประมาณปี {outside[0]} ซึ่งอยู่นอกแผน {first}-{last} โปรดตรวจช่วงปีของแผน (--plan) หรือไฟล์",
            en=f"The file has money in {outside[0]}, outside the plan {first}-{last}; check the plan's years (--plan) or the file.",
            column=f"b{outside[0]}",
        )
    return first, last


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


def _repeated(records: list[Record], rows: list[PlanRow]) -> list[Fault]:
    """Two rows for one project: every cell alike, or all that says what it is, and money in the same year."""
    seen: dict[tuple[str, ...], Record] = {}
    planned: dict[tuple[str, ...], tuple[Record, str]] = {}
    faults = []
    for record, row in zip(records, rows, strict=True):
        if not row.name:
            continue
        content = tuple(f"{field}={value}" for field, value in sorted(record.values.items()) if field != "row")
        first = seen.setdefault(content, record)
        if first is not record:
            faults.append(
                record.fault(
                    "name",
                    th=f"โครงการนี้เหมือนแถว {first.row} ทุกช่อง โปรดลบแถวที่ซ้ำ",
                    en=(f"This project is the same as row {first.row} in every cell; delete the row that is too much."),
                )
            )
            continue
        what = (*_place(record), row.objective, row.target, row.amendment)
        for part in row.budget:
            first, number = planned.setdefault((*what, str(part.year)), (record, row.seq))
            # A book that prints no editions repeats a project under the number that its next edition gave it.
            if first is not record and (number == row.seq or not row.seq or not number):
                faults.append(
                    record.fault(
                        f"b{part.year}",
                        th=f"โครงการนี้มีสองแถว (แถว {first.row} และแถวนี้) และตั้งงบปี {part.year} ทั้งสองแถว โปรดรวมเป็นแถวเดียว "
                        "หรือเขียนวัตถุประสงค์หรือเป้าหมายให้ต่างกันถ้าเป็นคนละโครงการ",
                        en=f"This project has two rows (row {first.row} and this one), both with money in {part.year}; make it one "
                        "row, or tell the two apart in objective or target if they are different projects.",
                    )
                )
                break
    return faults


def _namesakes(records: list[Record], rows: list[PlanRow]) -> list[Fault]:
    seen: dict[Place, Record] = {}
    remarks = []
    for record, row in zip(records, rows, strict=True):
        first = seen.setdefault(_place(record), record)
        if row.name and first is not record:
            words = Words(
                th=f"ชื่อเดียวกับโครงการในแถว {first.row} นับเป็นคนละโครงการ",
                en=f"It has the name of the project in row {first.row}; they count as two.",
            )
            remarks.append(Fault(record.row, record.column("name"), words))
    return remarks


def _remarks(records: list[Record], rows: list[PlanRow]) -> list[Fault]:
    remarks = []
    for record, row in zip(records, rows, strict=True):
        if not row.strategy_no and not row.strategy_name:
            column = record.headings.get("strategy_no") or record.headings.get("strategy_name") or record.sheet
            remarks.append(Fault(row.source_row, column, Words(th="ไม่ระบุยุทธศาสตร์", en="Names no strategy.")))
        if not row.planned_in_all.satang:
            remarks.append(
                Fault(row.source_row, record.sheet, Words(th="ไม่มีงบประมาณในปีใดเลย", en="Has no money in any year."))
            )
    return remarks
