"""What `import-plan` tells programs: one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from huangyai.kernel import Money
from huangyai.plan.rules import CheckedBlock, Comparison, PlanSheet, WrongTotal
from huangyai.plan.rules.comparison import CellDifference
from huangyai.plan.rules.explanation import explain


def _baht(money: Money) -> int | float:
    # Whole baht as whole numbers; satang are exact in a double up to ninety billion baht.
    return money.satang // 100 if money.satang % 100 == 0 else money.satang / 100


def import_report(
    sheet: PlanSheet,
    years: tuple[int, int],
    wrong: list[WrongTotal],
    blocks: Sequence[CheckedBlock],
    comparison: Comparison | None,
    counts: Mapping[str, int | None],
) -> dict[str, object]:
    """The document that `--json` prints. Counts are null in a dry run; lists are empty without
    `--compare`."""
    return {
        "rows": len(sheet.rows),
        "projects": len({row.natural_key for row in sheet.rows}),
        "plan": f"{years[0]}-{years[1]}",
        **counts,
        "list_a": [_wrong_total(each) for each in wrong],
        "blocks_checked": [
            {
                "section": block.section,
                "lines": block.lines,
                "totals": block.totals,
                "wrong": block.wrong,
                "grand_total_printed": block.grand_total,
            }
            for block in blocks
        ],
        "list_b": [_difference(each) for each in comparison.differences] if comparison else [],
        "cells_compared": comparison.cells_compared if comparison else 0,
        "sections_not_compared": list(comparison.sections_without_rows) if comparison else [],
        "without_strategy": len(sheet.without_strategy),
        "without_strategy_rows": [
            {"row": row.source_row, "sheet": row.sheet, "name": row.name} for row in sheet.without_strategy
        ],
        "remarks": [{"row": remark.row, "column": remark.column, **remark.words.as_dict()} for remark in sheet.remarks],
        "faults": [],
    }


def _wrong_total(total: WrongTotal) -> dict[str, object]:
    return {
        "section": total.section,
        "row": total.row,
        "level": total.level.value,
        "strategy": total.strategy,
        "tactic": total.tactic,
        "line": total.line,
        "year": total.year,
        "printed_count": total.printed.count,
        "printed_baht": _baht(total.printed.money),
        "sum_count": total.should_be.count,
        "sum_baht": _baht(total.should_be.money),
        "missing_count": total.missing.count,
        "missing_baht": _baht(total.missing.money),
        "missing_year": total.left_out_year,
        "years_with_that_amount": list(total.explaining_years),
        "inherits_from": list(total.inherits_from),
        "reason": explain(total).as_dict(),
    }


def _difference(cell: CellDifference) -> dict[str, object]:
    return {
        "form": cell.form,
        "level": cell.level.value,
        "strategy": cell.strategy,
        "tactic": cell.tactic,
        "line": cell.line,
        "year": cell.year,
        "rows_count": cell.in_rows.count,
        "summary_count": cell.in_summary.count,
        "difference_count": cell.difference.count,
        "rows_baht": _baht(cell.in_rows.money),
        "summary_baht": _baht(cell.in_summary.money),
        "difference_baht": _baht(cell.difference.money),
    }
