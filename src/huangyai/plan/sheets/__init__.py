"""Reading plan books: the projects (แบบ ผ.02 and its kin) and the summary (แบบ ผ.01), from CSV or XLSX."""

from huangyai.plan.sheets.plan_sheet import plan_period, read_plan_sheet
from huangyai.plan.sheets.summary_sheet import read_summary

__all__ = ["plan_period", "read_plan_sheet", "read_summary"]
