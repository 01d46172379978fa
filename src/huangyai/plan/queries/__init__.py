"""What is read of plans, projects and their money."""

from huangyai.plan.queries.money import MoneyOfYear, allocations, by_source, money_by_year, money_of
from huangyai.plan.queries.plan_books import current_plan, forms_in, plan, plans, public_plan, strategies
from huangyai.plan.queries.project_lines import (
    ProjectLine,
    count_projects,
    lines,
    problems_answered,
    project,
    projects,
    projects_answering,
    removals,
    told_projects,
    voices_by_project,
)
from huangyai.plan.queries.sources import sources

__all__ = [
    "MoneyOfYear",
    "ProjectLine",
    "allocations",
    "by_source",
    "count_projects",
    "current_plan",
    "forms_in",
    "lines",
    "money_by_year",
    "money_of",
    "plan",
    "plans",
    "problems_answered",
    "project",
    "projects",
    "projects_answering",
    "public_plan",
    "removals",
    "sources",
    "strategies",
    "told_projects",
    "voices_by_project",
]
