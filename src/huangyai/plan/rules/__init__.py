"""Decisions about plans on plain values: what a plan row is, whether a summary adds up, whether rows and
summary agree."""

from huangyai.plan.rules.comparison import CellDifference, Comparison, compare
from huangyai.plan.rules.cross_foot import CheckedBlock, WrongTotal, checked_blocks, cross_foot
from huangyai.plan.rules.explanation import explain
from huangyai.plan.rules.natural_key import natural_keys
from huangyai.plan.rules.plan_row import PlanRow, PlanSheet, YearMoney
from huangyai.plan.rules.summary import Amount, Summary, SummaryLine

__all__ = [
    "Amount",
    "CellDifference",
    "CheckedBlock",
    "Comparison",
    "PlanRow",
    "PlanSheet",
    "Summary",
    "SummaryLine",
    "WrongTotal",
    "YearMoney",
    "checked_blocks",
    "compare",
    "cross_foot",
    "explain",
    "natural_keys",
]
