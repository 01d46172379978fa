"""What is done with a plan, its projects and their money."""

from huangyai.plan.actions.money import add_source, allocate_money
from huangyai.plan.actions.plans import add_strategy, approve_plan, begin_plan
from huangyai.plan.actions.projects import ProjectFacts, design_project
from huangyai.plan.actions.sheets import ImportedPlan, import_plan_sheet

__all__ = [
    "ImportedPlan",
    "ProjectFacts",
    "add_source",
    "add_strategy",
    "allocate_money",
    "approve_plan",
    "begin_plan",
    "design_project",
    "import_plan_sheet",
]
