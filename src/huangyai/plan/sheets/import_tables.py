"""What `import-plan` tells people: tables and sentences, line by line."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from huangyai.plan.rules import CheckedBlock, Comparison, PlanSheet, WrongTotal, explain
from huangyai.plan.rules.comparison import CellDifference
from huangyai.plan.rules.summary import Level

_SHOWN_UNNAMED = 40


def comparison_tables(
    sheet: PlanSheet,
    wrong: Sequence[WrongTotal],
    blocks: Sequence[CheckedBlock],
    comparison: Comparison | None,
    counts: Mapping[str, int | None],
    *,
    language: str,
) -> Iterator[str]:
    """Counts, list A, list B and the projects without a strategy."""
    thai = not language.startswith("en")
    yield from _draw(_counts_table(sheet, counts, thai=thai))
    if comparison is None:
        return
    yield ""
    yield (
        "ก. ตารางสรุปที่ประกาศ เทียบกับตัวเอง: ยอดรวมที่ไม่เท่ากับผลบวกของส่วนย่อย"
        if thai
        else "A. The published summary against itself: totals that are not the sum of their parts"
    )
    if wrong:
        yield from _draw(_wrong_table(wrong, thai=thai))
    for total in wrong:
        yield f"  • {explain(total).say(language)}"
    for block in blocks:
        yield f"  {_checked(block, thai=thai)}"
    yield ""
    yield (
        f"ข. โครงการในเล่ม เทียบกับตารางสรุป: {len(comparison.differences)} ช่องต่างกัน "
        f"จาก {comparison.cells_compared} ช่อง (ไม่คาดเดาสาเหตุ)"
        if thai
        else f"B. The projects against the summary: {len(comparison.differences)} of "
        f"{comparison.cells_compared} cells differ (no cause is guessed)"
    )
    if comparison.differences:
        yield from _draw(_differences_table(comparison.differences, thai=thai))
    for section in comparison.sections_without_rows:
        yield (
            f"  ไม่ได้เทียบ “{section}”: ไฟล์โครงการไม่มีแบบนี้"
            if thai
            else f"  Not compared: “{section}”; the project file holds no such form."
        )
    unnamed = comparison.without_strategy
    yield ""
    yield (
        f"โครงการที่ไม่ระบุยุทธศาสตร์: {len(unnamed)} แถว" if thai else f"Projects that name no strategy: {len(unnamed)} rows"
    )
    for row in unnamed[:_SHOWN_UNNAMED]:
        yield f"  {'แถว' if thai else 'row'} {row.source_row} · {row.sheet} · {row.name}"
    if len(unnamed) > _SHOWN_UNNAMED:
        yield f"  … +{len(unnamed) - _SHOWN_UNNAMED}"


def _checked(block: CheckedBlock, *, thai: bool) -> str:
    mark = "✗" if block.wrong else "✓"
    if thai:
        note = "" if block.grand_total else " (เล่มไม่ได้พิมพ์ยอดรวมทั้งสิ้นของตารางนี้)"
        return f"{mark} {block.section}: ตรวจยอดรวม {block.totals} ช่อง ไม่ตรง {block.wrong} ช่อง{note}"
    note = "" if block.grand_total else " (the book prints no grand total for this block)"
    return f"{mark} {block.section}: {block.totals} totals checked, {block.wrong} wrong{note}"


def _counts_table(sheet: PlanSheet, counts: Mapping[str, int | None], *, thai: bool) -> Table:
    table = Table(box=box.SIMPLE, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_row("โครงการในไฟล์" if thai else "projects in the file", f"{len(sheet.rows):,}")
    words = {
        "created": ("เพิ่มใหม่", "created"),
        "changed": ("แก้ไข", "changed"),
        "unchanged": ("ไม่เปลี่ยน", "unchanged"),
        "total": ("รวมในแผน", "in the plan"),
    }
    for name, (th, en) in words.items():
        if counts.get(name) is not None:
            table.add_row(th if thai else en, f"{counts[name]:,}")
    return table


def _wrong_table(wrong: Sequence[WrongTotal], *, thai: bool) -> Table:
    names = (
        ("แถว", "ยุทธศาสตร์ / บรรทัด", "ปี", "พิมพ์ไว้ (โครงการ)", "ผลบวก", "ขาด", "พิมพ์ไว้ (บาท)", "ผลบวก", "ขาด")
        if thai
        else (
            "row",
            "strategy / line",
            "year",
            "printed (n)",
            "sum",
            "missing",
            "printed (baht)",
            "sum",
            "missing",
        )
    )
    table = _table(names, left=2)
    for total in wrong:
        table.add_row(
            str(total.row),
            f"{total.strategy} {total.line}".strip(),
            _year(total.year, thai=thai),
            f"{total.printed.count:,}",
            f"{total.should_be.count:,}",
            f"{total.missing.count:+,}",
            str(total.printed.money),
            str(total.should_be.money),
            str(total.missing.money),
        )
    return table


def _differences_table(differences: tuple[CellDifference, ...], *, thai: bool) -> Table:
    names = (
        ("ยุทธ.", "กลยุทธ์", "แผนงาน", "ปี", "โครงการ", "สรุป", "ต่าง", "โครงการ (บาท)", "สรุป (บาท)", "ต่าง (บาท)")
        if thai
        else (
            "str.",
            "tactic",
            "plan line",
            "year",
            "rows",
            "summary",
            "diff",
            "rows baht",
            "summary baht",
            "diff",
        )
    )
    table = _table(names, left=3)
    for cell in differences:
        unnamed = "ไม่ระบุยุทธศาสตร์" if thai else "no strategy named"
        line = cell.line or ("" if cell.strategy else unnamed)
        if cell.level is not Level.LINE:
            total = {Level.STRATEGY: ("รวม", "total"), Level.GRAND: ("รวมทั้งสิ้น", "grand total")}[cell.level]
            line = total[0] if thai else total[1]
        table.add_row(
            cell.strategy,
            cell.tactic,
            line,
            _year(cell.year, thai=thai),
            f"{cell.in_rows.count:,}",
            f"{cell.in_summary.count:,}",
            f"{cell.difference.count:+,}" if cell.difference.count else "",
            str(cell.in_rows.money),
            str(cell.in_summary.money),
            str(cell.difference.money) if cell.difference.money.satang else "",
        )
    return table


def _year(year: int | None, *, thai: bool) -> str:
    return str(year) if year else ("รวมทุกปี" if thai else "all years")


def _table(names: tuple[str, ...], *, left: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for index, name in enumerate(names):
        table.add_column(name, justify="left" if index < left else "right", no_wrap=index >= left)
    return table


def _draw(table: Table) -> Iterator[str]:
    paper = io.StringIO()
    width = max(shutil.get_terminal_size((150, 24)).columns, 120)
    Console(file=paper, width=width, color_system=None).print(table)
    for line in paper.getvalue().rstrip("\n").split("\n"):
        yield line.rstrip()
