"""Each column's own check: what is wrong in a cell, what was meant, what is kept. Whole columns at a time, for speed."""

from huangyai.targets.rules.cell_checks.checks import check_cells
from huangyai.targets.rules.cell_checks.ids import shared_ids
from huangyai.targets.rules.cell_checks.names import split_name

__all__ = [
    "check_cells",
    "shared_ids",
    "split_name",
]
