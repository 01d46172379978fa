"""One project as a plan book prints it, and the sheet of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from huangyai.kernel import Fault, Money


@dataclass(frozen=True, slots=True)
class YearMoney:
    """Money of one Buddhist fiscal year."""

    year: int
    money: Money


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One project of a plan book, column by column.

    `budget` and `ordinance` hold only the years in which the book prints an amount: an empty cell is no
    money planned.
    `sheet` and `row` say where the book has it; `source_row` is the row of the file that was read.
    `natural_key` is the same whenever the same book is read again.
    """

    natural_key: str
    source_row: int
    form: str
    sheet: str
    row: int
    seq: str
    strategy_no: str
    strategy_name: str
    tactic_code: str
    tactic_name: str
    plan_name: str
    name: str
    objective: str
    target: str
    budget: tuple[YearMoney, ...]
    kpi: str
    expected_result: str
    department: str
    ordinance: tuple[YearMoney, ...]
    amendment: str
    all_amendments: tuple[str, ...]
    annotations: str
    funding_source: str
    duplicate_of: str
    transfer_target: str
    merge_target: str
    status: str

    def planned(self, year: int) -> Money:
        """Money planned for a year; nothing printed is nothing planned."""
        return next((part.money for part in self.budget if part.year == year), Money(0))

    @property
    def planned_in_all(self) -> Money:
        """Money of all years together."""
        return Money(sum(part.money.satang for part in self.budget))

    def as_document(self) -> dict[str, Any]:
        """The whole row as it was read, so that nothing of the book is lost and a change is seen."""
        return {
            name: [[part.year, part.money.satang] for part in value]
            if name in {"budget", "ordinance"}
            else list(value)
            if isinstance(value, tuple)
            else value
            for name in self.__dataclass_fields__
            if name not in {"natural_key", "source_row"}
            for value in [getattr(self, name)]
        }


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """All projects of a plan file. `remarks` are things worth an officer's look that don't stop an import."""

    rows: tuple[PlanRow, ...]
    years: tuple[int, ...]
    remarks: tuple[Fault, ...] = ()

    @property
    def without_strategy(self) -> tuple[PlanRow, ...]:
        """Projects that name no strategy (ยุทธศาสตร์)."""
        return tuple(row for row in self.rows if not row.strategy_no and not row.strategy_name)
